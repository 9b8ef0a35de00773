"""A published call stopped by an act: suspended until another act resumes it, or revoked for good."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class CallStop(models.Model):
    """`state_before` is where the call stood, and where it goes back when it is resumed."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="stops")
    is_final = models.BooleanField(default=False, help_text="A revocation")
    term_ids = ArrayField(
        models.BigIntegerField(), default=list, blank=True, help_text="Terms that stopped with it"
    )
    state_before = models.CharField(max_length=24)
    act_number = models.CharField(max_length=40)
    act_on = models.DateField()
    reason = models.TextField()
    stopped_at = models.DateTimeField(db_default=models.functions.Now())
    stopped_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)
    resumed_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resume_act_number = models.CharField(max_length=40, blank=True)
    resume_act_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["call_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["call"], condition=Q(resumed_at=None), name="one_stop_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.act_number}"
