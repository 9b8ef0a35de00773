"""A form that the office asks of an applicant after sending: a remedy reply, a confirmation, a report."""

from django.db import models
from django.utils.functional import cached_property

from manifattura.kernel.clock import now

from ..domain.arrivals import About
from ..domain.form_states import FormState
from .entered_arrival import LaterArrival
from .sheet import GivenFile, StepAnswers, Tick


class FilledForm(models.Model):
    """Its questions are frozen when it is opened, as those of a call are when it is published."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="filled_forms"
    )
    code = models.CharField(max_length=12, unique=True, help_text="Neutral code, random")
    purpose = models.CharField(max_length=30, help_text="remedy_reply, confirmation, report…")
    title = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    sections = models.JSONField(default=list, help_text="The questions: FormSection documents")
    declarations = models.JSONField(default=list, help_text="Declaration documents")
    state = models.CharField(max_length=10, default=FormState.DRAFT)
    opened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="filled_form_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "purpose", "subject_type", "subject_id"],
                condition=models.Q(state="draft"),
                name="one_open_form",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @cached_property
    def arrival(self) -> LaterArrival | None:
        """The reply as it came on paper or by certified mail, in time; an officer types it."""
        return (
            LaterArrival.objects.select_related("entered_by")
            .filter(about=About.FORM, about_id=str(self.pk), is_late=False)
            .first()
        )

    @property
    def audit_type(self) -> str:
        return "filled_form"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"modulo {self.code}"

    @property
    def audit_scope(self) -> str:
        return self.application.audit_scope


class FormAnswers(StepAnswers):
    form = models.ForeignKey(FilledForm, on_delete=models.CASCADE, related_name="answer_rows")

    class Meta(StepAnswers.Meta):
        constraints = [models.UniqueConstraint(fields=["form", "section_key"], name="form_section_once")]

    def __str__(self) -> str:
        return f"{self.form_id} {self.section_key} v{self.version}"


class FormAttachment(GivenFile):
    form = models.ForeignKey(FilledForm, on_delete=models.PROTECT, related_name="attachments")

    class Meta(GivenFile.Meta):
        indexes = [models.Index(fields=["form", "field_key"], name="form_attachment_field")]


class FormTick(Tick):
    form = models.ForeignKey(FilledForm, on_delete=models.CASCADE, related_name="ticks")

    class Meta(Tick.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["form", "declaration_key", "organisation"],
                condition=models.Q(cleared_at=None),
                name="one_live_form_tick",
            )
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.declaration_key}"


class FormSubmission(models.Model):
    """What was sent, written once: a trigger refuses change and deletion."""

    form = models.OneToOneField(FilledForm, on_delete=models.PROTECT, related_name="submission")
    sent_at = models.DateTimeField(help_text="The database's clock")
    payload = models.TextField(help_text="Canonical JSON (RFC 8785), exactly as hashed")
    payload_sha256 = models.CharField(max_length=64)
    sent_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.payload_sha256[:12]
