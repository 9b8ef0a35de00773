"""Each time somebody came in, was refused or left: kept for a term, then erased (docs/identity.md)."""

from django.db import models

from ..domain.accesses import AccessKind


class Access(models.Model):
    at = models.DateTimeField(db_default=models.functions.Now(), editable=False, db_index=True)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in AccessKind])
    person = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="accesses"
    )
    assurance = models.CharField(max_length=16, blank=True, help_text="spid:2; empty when refused")
    reason = models.CharField(max_length=16, blank=True, help_text="Why it was refused")
    issuer = models.CharField(max_length=200, blank=True)
    token = models.CharField(
        max_length=64, blank=True, help_text="What the provider's own log calls this sign-in"
    )
    address = models.GenericIPAddressField(null=True, blank=True, help_text="Where the request came from")

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "accesses"
        indexes = [models.Index(fields=["person", "-id"], name="access_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
