"""A stop of a term: from which day, until which one, why; never deleted."""

from django.db import models
from django.db.models import F, Q


class TermSuspension(models.Model):
    term = models.ForeignKey("calls.Term", on_delete=models.PROTECT, related_name="suspensions")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=400)
    ground = models.CharField(
        max_length=24,
        blank=True,
        help_text="What stops it: `call`, `remedy`, `rejection_notice`; blank: the head",
    )
    by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    resumed_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=models.functions.Now(), editable=False)

    class Meta:
        ordering = ["term_id", "since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["term"], condition=Q(until=None), name="term_suspended_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="term_resumes_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.since}"
