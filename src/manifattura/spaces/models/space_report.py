"""What somebody told of a space, and the office's one answer."""

from django.db import models
from django.db.models import Q

from ..domain.reports import ErrorTopic, ReporterRole, ReportKind, ReportState


class SpaceReport(models.Model):
    """Anonymous unless an address is left; the address goes once the answer is sent."""

    code = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ReportKind])
    role = models.CharField(
        max_length=8, default=ReporterRole.CITIZEN, choices=[(one.value, one.value) for one in ReporterRole]
    )
    topic = models.CharField(
        max_length=12, blank=True, choices=[(one.value, one.value) for one in ErrorTopic]
    )
    space = models.ForeignKey(
        "spaces.Space",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports",
        help_text="Whose card is wrong, or the entry that came of it",
    )
    address = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    net_m2 = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    reply_email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=5, default="it")
    state = models.CharField(
        max_length=8, default=ReportState.WAITING, choices=[(one.value, one.value) for one in ReportState]
    )
    created_at = models.DateTimeField(auto_now_add=True)
    received_mail_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_mail_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"], name="space_report_state")]
        constraints = [
            models.CheckConstraint(
                name="space_report_answered",
                condition=Q(state=ReportState.WAITING, answered_at__isnull=True)
                | (~Q(state=ReportState.WAITING) & Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="space_report_of_what",
                condition=Q(kind=ReportKind.NEW_SPACE) & ~Q(address="")
                | Q(kind=ReportKind.ERROR, space__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def audit_type(self) -> str:
        return "space_report"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.code
