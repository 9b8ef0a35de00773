"""A declaration made by its own declarant: which text, who, for whom, when; cleared when a declared fact changes."""

from django.db import models

from manifattura.kernel.clock import now


class DeclarationTick(models.Model):
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="ticks"
    )
    declaration_key = models.CharField(max_length=40)
    text_version = models.PositiveSmallIntegerField()
    text_sha256 = models.CharField(max_length=64)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField(default=now)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "declaration_key", "organisation"],
                condition=models.Q(cleared_at=None),
                name="one_live_tick",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.declaration_key}"
