"""A document of an agreement: contract, hand-over record, photographs, estimate and tests of works."""

from django.db import models

from ..domain.agreement_files import AgreementFileKind


class AgreementFile(models.Model):
    agreement = models.ForeignKey("spaces.Agreement", on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in AgreementFileKind])
    caption = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=40)
    storage_key = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption
