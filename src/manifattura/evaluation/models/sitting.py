"""A meeting of the committee: convened, opened and closed by its president, sometimes adjourned in between."""

from datetime import datetime

from django.db import models

from ..domain.sittings import SittingState, sitting_state


class Sitting(models.Model):
    """Marks become visible to the other members when the president closes it; then nothing changes (trigger)."""

    committee = models.ForeignKey("evaluation.Committee", on_delete=models.PROTECT, related_name="sittings")
    number = models.PositiveSmallIntegerField()
    convened_at = models.DateTimeField(db_default=models.functions.Now())
    convened_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_at = models.DateTimeField(null=True, blank=True, help_text="When it is convened for")
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(blank=True, help_text="Where members connect, when it is at a distance")
    agenda = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    marks_closed_at = models.DateTimeField(
        null=True, blank=True, help_text="Individual marks are over; the harmonisation round began"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True, help_text="The convocation was revoked")
    cancel_reason = models.TextField(blank=True)
    annulled_at = models.DateTimeField(
        null=True, blank=True, help_text="A replacement undid it: its applications are examined again"
    )
    annul_reason = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    attended = models.ManyToManyField("evaluation.CommitteeMember", related_name="attended")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="sitting_once"),
            models.UniqueConstraint(
                fields=["committee"],
                condition=models.Q(closed_at=None, cancelled_at=None, annulled_at=None),
                name="one_live_sitting",
            ),
        ]

    def __str__(self) -> str:
        return f"seduta {self.number}"

    @property
    def state(self) -> SittingState:
        return sitting_state(
            opened=self.opened_at is not None,
            marks_closed=self.marks_closed_at is not None,
            closed=self.closed_at is not None,
            cancelled=self.cancelled_at is not None,
            annulled=self.annulled_at is not None,
            adjourned=any(pause.resumed_at is None for pause in self.pauses.all()),
        )

    @property
    def resumes_at(self) -> datetime | None:
        """When it goes on, while it is adjourned."""
        return next((pause.resumes_at for pause in self.pauses.all() if pause.resumed_at is None), None)

    @property
    def audit_type(self) -> str:
        return "sitting"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"seduta {self.number}"


class SittingPause(models.Model):
    """The sitting was adjourned to a later moment: nobody writes until the president resumes it."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="pauses")
    adjourned_at = models.DateTimeField(db_default=models.functions.Now())
    resumes_at = models.DateTimeField()
    reason = models.TextField()
    resumed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting"], condition=models.Q(resumed_at=None), name="one_pause_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.adjourned_at}"


class SittingBid(models.Model):
    """An application is examined in one sitting only, unless that sitting was cancelled or annulled."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="examined")
    bid = models.ForeignKey("applications.Bid", on_delete=models.PROTECT, related_name="examined_in")
    stands = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["bid"], condition=models.Q(stands=True), name="examined_once")
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.bid_id}"
