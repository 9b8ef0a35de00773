"""A report that something does not work, and the office's answer."""

from django.db import models

from ..domain.reports import ReportState


class Report(models.Model):
    """Anonymous by default: an e-mail address only if the person wants the answer there, deleted once it is sent."""

    code = models.CharField(max_length=12, unique=True)
    topic = models.CharField(max_length=16)
    page = models.CharField(max_length=300, blank=True, help_text="Address the report is about")
    text = models.TextField()
    reply_email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=5, default="it")
    office = models.ForeignKey(
        "accounts.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=12, default=ReportState.TO_ANSWER)
    created_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="report_state")]

    def __str__(self) -> str:
        return self.code

    @property
    def audit_type(self) -> str:
        return "report"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"segnalazione {self.code}"
