"""What everything that is filled in has: answers per step, files, declarations (applications and filled forms alike)."""

from typing import Any

from django.db import models

from manifattura.kernel.clock import now


class StepAnswers(models.Model):
    """Answers of one step, with a version so that two people do not overwrite each other."""

    section_key = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)
    answers = models.JSONField(default=dict, help_text="Field key → value; money and numbers as strings")
    versions = models.JSONField(
        default=dict, help_text="Field key → section version at which it last changed"
    )
    prefilled = models.JSONField(
        default=dict, help_text="Field key → where its first answer came from, until somebody changes it"
    )
    changed_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ["id"]


class GivenFile(models.Model):
    """A file given with answers: random storage key, digest stored, never shared between applicants."""

    field_key = models.CharField(max_length=90)
    storage_key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    file_key: bytes | None = None
    """No column: of a file in a sealed envelope, once it is open (`queries/sealed_files.py`)."""
    note: dict[str, Any] | None = None
    """No column: what the applicant keeps of an envelope, on the row that was just made."""

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Tick(models.Model):
    """A declaration made by its own declarant: which text, who, for whom, when; cleared when a declared fact changes."""

    declaration_key = models.CharField(max_length=40)
    text_version = models.PositiveSmallIntegerField()
    text_sha256 = models.CharField(max_length=64)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField(default=now)
    on_paper = models.BooleanField(
        default=False, help_text="Read by an officer (person) on the document that the declarant signed"
    )
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]
