"""A notice of intended rejection (L. 241/1990 art. 10-bis), its reasons, the observations received and their answers."""

from django.db import models
from django.db.models.functions import Now

from ..domain.rejection_notices import NoticeState, Reason


class RejectionNotice(models.Model):
    review = models.ForeignKey("evaluation.Review", on_delete=models.PROTECT, related_name="notices")
    state = models.CharField(max_length=12, default=NoticeState.SENT)
    days = models.PositiveSmallIntegerField()
    message = models.ForeignKey("applications.Message", null=True, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey("applications.FilledForm", null=True, on_delete=models.PROTECT, related_name="+")
    term = models.ForeignKey("calls.Term", null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(db_default=Now())
    sent_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    observed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rejects = models.BooleanField(null=True, blank=True, help_text="None until it is decided")
    closing_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"],
                condition=models.Q(state__in=["sent", "observed", "expired"]),
                name="one_open_notice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.state}"


class NoticeObservation(models.Model):
    """What the applicant observed, on one reason or on none, and the answer that the decision gives."""

    notice = models.ForeignKey(RejectionNotice, on_delete=models.PROTECT, related_name="observations")
    position = models.PositiveSmallIntegerField()
    on_reason = models.PositiveSmallIntegerField(help_text="Position of the reason; 0 for none")
    text = models.TextField(blank=True)
    files = models.JSONField(default=list, help_text="Name, size and digest of the files given")
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["notice_id", "position"]
        constraints = [models.UniqueConstraint(fields=["notice", "position"], name="notice_observation_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.position}"


class NoticeReason(models.Model):
    """`kept` is None until the decision. A reason with an `observation` was born of it, with the decision."""

    notice = models.ForeignKey(RejectionNotice, on_delete=models.PROTECT, related_name="reasons")
    position = models.PositiveSmallIntegerField()
    requirement_key = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField()
    kept = models.BooleanField(null=True, blank=True)
    observation = models.ForeignKey(
        NoticeObservation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["notice_id", "position"]
        constraints = [models.UniqueConstraint(fields=["notice", "position"], name="notice_reason_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.position}"

    @property
    def reason(self) -> Reason:
        return Reason(self.requirement_key, self.title, self.text)
