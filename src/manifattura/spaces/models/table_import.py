"""A table that an officer is bringing in: the file, what was understood of it, what came of it."""

from django.db import models
from django.db.models import Q

from ..domain.words import ImportState


class TableImport(models.Model):
    """The file stays until it is written or given up, at most thirty days."""

    kind = models.CharField(max_length=20, help_text="As registered in kernel.tables.kinds")
    file_name = models.CharField(max_length=200)
    storage_key = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    sheet = models.PositiveSmallIntegerField(null=True, blank=True)
    first_row = models.PositiveIntegerField(null=True, blank=True)
    last_row = models.PositiveIntegerField(null=True, blank=True)
    settled = models.JSONField(default=dict, help_text="Plain heading to column, '' to leave it out")
    remembered = models.BooleanField(
        default=False, help_text="The columns are those settled for an earlier file"
    )
    report = models.JSONField(
        null=True, blank=True, help_text="Rows with their faults; null until it is understood"
    )
    state = models.CharField(
        max_length=12, default=ImportState.OPEN, choices=[(one.value, one.value) for one in ImportState]
    )
    version = models.PositiveIntegerField(default=1, help_text="Grows with every change of columns")
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)
    created_rows = models.PositiveIntegerField(default=0)
    updated_rows = models.PositiveIntegerField(default=0)
    unchanged_rows = models.PositiveIntegerField(default=0)
    left_rows = models.PositiveIntegerField(default=0, help_text="Rows in error, not written")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_file_while_open",
                condition=~Q(state=ImportState.OPEN) | ~Q(storage_key=""),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def audit_type(self) -> str:
        return "table_import"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.file_name


class RememberedColumns(models.Model):
    """What an officer settled for files of these headings; the next one is read the same way."""

    kind = models.CharField(max_length=20)
    headings_key = models.CharField(max_length=64)
    settled = models.JSONField()
    changed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "headings_key"], name="remembered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.headings_key[:8]}"
