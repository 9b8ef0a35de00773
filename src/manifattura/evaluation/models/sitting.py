"""A meeting of the committee: who was there, which applications it examined, when the president closed it."""

from django.db import models


class Sitting(models.Model):
    """Marks become visible to the other members when the president closes it; then nothing changes (trigger)."""

    committee = models.ForeignKey("evaluation.Committee", on_delete=models.PROTECT, related_name="sittings")
    number = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(db_default=models.functions.Now())
    opened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    notes = models.TextField(blank=True)
    attended = models.ManyToManyField("evaluation.CommitteeMember", related_name="attended")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="sitting_once"),
            models.UniqueConstraint(
                fields=["committee"], condition=models.Q(closed_at=None), name="one_open_sitting"
            ),
        ]

    def __str__(self) -> str:
        return f"seduta {self.number}"

    @property
    def audit_type(self) -> str:
        return "sitting"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"seduta {self.number}"


class SittingBid(models.Model):
    """An application is examined in one sitting only."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="examined")
    bid = models.OneToOneField("applications.Bid", on_delete=models.PROTECT, related_name="examined_in")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.bid_id}"
