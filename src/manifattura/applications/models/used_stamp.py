"""A stamp that an application paid with: its number serves once (DPR 642/1972 art. 12)."""

from django.db import models

from manifattura.kernel.clock import now


class UsedStamp(models.Model):
    number = models.CharField(max_length=14, unique=True)
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.number
