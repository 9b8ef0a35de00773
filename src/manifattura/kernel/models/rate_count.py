"""How often somebody did something lately: one short-lived row per person and kind, shared by all web processes."""

from django.db import models


class RateCount(models.Model):
    """The table is unlogged: counting waits for no disk, and after a crash everybody begins anew."""

    key = models.CharField(max_length=80, primary_key=True)
    ends_at = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
