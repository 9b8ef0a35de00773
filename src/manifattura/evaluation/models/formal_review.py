"""The formal review of a session as a whole: opened after its deadline, closed when its outcomes are communicated."""

from django.db import models


class FormalReview(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    round = models.OneToOneField("calls.CallRound", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(db_default=models.functions.Now())
    opened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"istruttoria {self.call_id}"
