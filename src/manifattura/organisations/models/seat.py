"""A place where an organisation is or will be: address, NIL and municipio as declared, checked by the office."""

from django.db import models

from ..domain.kinds import SeatKind


class Seat(models.Model):
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="seats"
    )
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in SeatKind])
    address = models.CharField(max_length=200)
    postal_code = models.CharField(max_length=5, blank=True)
    city = models.CharField(max_length=80)
    nil = models.ForeignKey("territory.Nil", null=True, blank=True, on_delete=models.PROTECT)
    municipio = models.ForeignKey("territory.Municipio", null=True, blank=True, on_delete=models.PROTECT)
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.address}, {self.city}"

    @property
    def mark(self) -> str:
        """What a reader saw of it, in short: whoever checks it says what they read."""
        facts = (self.kind, self.address, self.postal_code, self.city, self.nil_id, self.municipio_id)
        return "|".join(str(fact or "") for fact in facts)
