"""The minutes of a sitting (verbale): written, then generated once as a PDF, signed outside and brought back."""

from django.db import models


class Minutes(models.Model):
    """Once generated nothing changes (trigger): the file, its digest and its number in the committee."""

    committee = models.ForeignKey("evaluation.Committee", on_delete=models.PROTECT, related_name="minutes")
    sitting = models.OneToOneField("evaluation.Sitting", on_delete=models.PROTECT, related_name="minutes")
    statements = models.TextField(blank=True, help_text="What members asked to be written down")
    version = models.PositiveIntegerField(default=0)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    storage_key = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    generated_at = models.DateTimeField(null=True, blank=True)
    generated_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["number", "id"]
        constraints = [models.UniqueConstraint(fields=["committee", "number"], name="minutes_numbered_once")]

    def __str__(self) -> str:
        return f"verbale {self.number}" if self.number else f"verbale della seduta {self.sitting_id}"

    @property
    def state(self) -> str:
        if self.generated_at is None:
            return "draft"
        return "signed" if hasattr(self, "signed") else "generated"

    @property
    def audit_type(self) -> str:
        return "minutes"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return str(self)


class SignedMinutes(models.Model):
    """The file that came back signed: written once (trigger)."""

    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, related_name="signed")
    kind = models.CharField(max_length=4, help_text="pdf or p7m, told by the content")
    file_name = models.CharField(max_length=200)
    storage_key = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    holds_original = models.BooleanField(help_text="The generated file is inside it, byte for byte")
    uploaded_at = models.DateTimeField(db_default=models.functions.Now())
    uploaded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.file_name
