"""A question about a call, and its answer: both are read by everybody, without saying who asked."""

from django.db import models
from django.db.models import Q


class Clarification(models.Model):
    """`asked_text` is what the person wrote; `question` what is published: the office takes out what would name them.

    `number` counts the published ones of a call. A published answer never changes (trigger): a second one follows it.
    """

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="clarifications")
    asked_text = models.TextField(max_length=2000)
    asked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=models.functions.Now())
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    question = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.TextField(blank=True, help_text="Read by the person who asked, by nobody else")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="clarification_number_once"),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(declined_at=None), name="answered_or_declined"
            ),
        ]
        indexes = [models.Index(fields=["call", "published_at"], name="clarification_published")]

    def __str__(self) -> str:
        return f"{self.call_id} n. {self.number}" if self.number else f"{self.call_id} question {self.pk}"

    @property
    def audit_type(self) -> str:
        return "clarification"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"chiarimento {self.number or self.pk} del bando {self.call_id}"

    @property
    def is_waiting(self) -> bool:
        return self.published_at is None and self.declined_at is None
