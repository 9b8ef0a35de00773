"""A package for the preservation system: asked for, made by a job, kept with its digest."""

from django.db import models


class PreservationPackage(models.Model):
    """`done` of `total` parts; `sha256` of the ZIP and `index_sha256` of its index once it is finished."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=models.functions.Now())
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    missing = models.JSONField(default=list, help_text="Files that the storage does not have any more")
    files = models.PositiveIntegerField(default=0)
    storage_key = models.CharField(max_length=80, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    index_sha256 = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(
        null=True, blank=True, help_text="The file is gone with what it held; its digests stay"
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.call_id} {self.asked_at}"

    @property
    def audit_type(self) -> str:
        return "preservation_package"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"pacchetto di conservazione {self.pk}"
