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
    tags = models.TextField(
        blank=True, db_default="", help_text="Four characters per column: they say which one was changed"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["shape", "row_id"], name="row_mac_once")]

    def __str__(self) -> str:
        return f"{self.shape_id} {self.row_id}"


class RowBatch(models.Model):
    """One run of the worker: which rows got their digest then. Chained, so that none of these notes can go unseen."""

    number = models.PositiveIntegerField(unique=True, help_text="From 1, without gaps")
    rows = models.JSONField(help_text="Table → the numbers of its rows, as ranges")
    closed = models.JSONField(
        help_text="Table → up to this number every row has its digest, and none can come"
    )
    previous = models.CharField(max_length=64, blank=True, help_text="The digest of the note before")
    made_at = models.DateTimeField()
    mac = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.number)


class RowState(models.Model):
    """How a row that may change by an act stood when the worker looked, so that a change without an act is found.

    Written once, and with a digest like every such row.
    """

    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    values = models.JSONField(help_text="Column → value, as PostgreSQL writes it")
    last_act = models.BigIntegerField(
        help_text="The newest entry of the audit trail that it takes account of"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["table_name", "row_id", "-id"], name="row_state_of")]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id}"
