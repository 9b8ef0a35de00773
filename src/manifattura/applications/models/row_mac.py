"""Keyed digests of rows that are written once, in whatever app: whoever changes such a row behind our back is found."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class RowShape(models.Model):
    """Which columns of a table the digests cover, as the table stood when they were made. Written once."""

    table_name = models.CharField(max_length=63)
    fixed = ArrayField(models.CharField(max_length=63), help_text="Columns that nothing changes")
    erasable = ArrayField(
        models.CharField(max_length=63), help_text="Columns that an erasure may empty (ADR 0019)"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["table_name", "fixed", "erasable"], name="row_shape_once")
        ]

    def __str__(self) -> str:
        return self.table_name


class RowMac(models.Model):
    """The digest of one row by the signing key. Written once, by the worker, within minutes of its row."""

    shape = models.ForeignKey(RowShape, on_delete=models.PROTECT, related_name="+")
    row_id = models.BigIntegerField()
    mac = models.CharField(max_length=64, help_text="Over the columns that nothing changes")
    whole_mac = models.CharField(
        max_length=64, blank=True, help_text="Over the erasable ones too; empty where there are none"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["shape", "row_id"], name="row_mac_once")]

    def __str__(self) -> str:
        return f"{self.shape_id} {self.row_id}"
