"""The on-site visit before an entry: appointment, report line by line, files, two signatures."""

from django.db import models
from django.db.models.functions import Now

from ..domain.visits import Line, LineOutcome, VisitState


class Visit(models.Model):
    review = models.ForeignKey("evaluation.Review", on_delete=models.PROTECT, related_name="visits")
    state = models.CharField(max_length=12, default=VisitState.PROPOSED)
    at = models.DateTimeField()
    place = models.CharField(max_length=240)
    first_officer = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    second_officer = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey("applications.Message", null=True, on_delete=models.PROTECT, related_name="+")
    notes = models.TextField(blank=True)
    report_sha256 = models.CharField(max_length=64, blank=True, help_text="What the officers sign")
    passed = models.BooleanField(null=True, blank=True)
    proposed_at = models.DateTimeField(db_default=Now())
    proposed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    closing_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"],
                condition=models.Q(state__in=["proposed", "reported"]),
                name="one_open_visit",
            ),
            models.CheckConstraint(
                condition=~models.Q(first_officer=models.F("second_officer")), name="visit_two_officers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.state}"

    @property
    def officer_ids(self) -> tuple[int, int]:
        return (self.first_officer_id, self.second_officer_id)


class VisitLine(models.Model):
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="lines")
    requirement_key = models.CharField(max_length=40)
    outcome = models.CharField(max_length=16, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["visit", "requirement_key"], name="visit_line_once")]

    def __str__(self) -> str:
        return f"{self.requirement_key} {self.outcome}"

    @property
    def line(self) -> Line:
        return Line(self.requirement_key, LineOutcome(self.outcome) if self.outcome else None, self.note)


class VisitSignature(models.Model):
    """An officer signs the report with their own sign-in; it names the digest of what was signed."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    report_sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "person", "report_sha256"], name="visit_signature_once")
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.person_id}"


class VisitFile(models.Model):
    """A photo or a document taken at the visit."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="files")
    storage_key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
