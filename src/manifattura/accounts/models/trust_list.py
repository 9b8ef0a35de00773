"""A trust list that the office installed: by which authorities signatures are judged, and how old it is."""

from django.db import models

from manifattura.kernel.clock import ROME

from ..domain.trust_lists import ListKind


class TrustList(models.Model):
    """Of one kind and territory one is in force; those before it stay, for they judged signatures."""

    kind = models.CharField(max_length=3, choices=[(kind.value, kind.value) for kind in ListKind])
    territory = models.CharField(max_length=2, blank=True, help_text="IT; empty for a bundle")
    operator = models.CharField(max_length=200, blank=True, help_text="Who issues it")
    sequence = models.PositiveIntegerField(null=True, blank=True)
    issued_at = models.DateTimeField(help_text="As the list says; of a bundle, as who installed it said")
    next_update = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=200, help_text="Of the file")
    content = models.BinaryField(help_text="The file as it came")
    sha256 = models.CharField(max_length=64)
    services = models.JSONField(default=list, help_text="Names of the authorities that it grants now")
    ignored = models.PositiveIntegerField(default=0, help_text="Services that could not be read")
    is_signature_verified = models.BooleanField(default=False)
    installed_at = models.DateTimeField(db_default=models.functions.Now(), editable=False)
    is_in_force = models.BooleanField(default=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "territory"],
                condition=models.Q(is_in_force=True),
                name="one_trust_list_in_force",
            )
        ]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_type(self) -> str:
        return "trust_list"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        where = self.territory or "PEM"
        return f"elenco di fiducia {where} del {self.issued_at.astimezone(ROME):%d/%m/%Y}"
