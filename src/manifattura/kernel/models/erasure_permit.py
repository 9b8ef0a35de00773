"""One opening of the tables that are written once: who, by which authority, which tables, in which transaction."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ErasurePermit(models.Model):
    """Written by `kernel.erasure` only. The triggers look for an open one of their own transaction; it stays as a trace."""

    transaction = models.BigIntegerField(
        db_index=True, help_text="txid_current() of the transaction it opens"
    )
    opened_at = models.DateTimeField(help_text="transaction_timestamp(): numbers return after a restore")
    tables = ArrayField(models.CharField(max_length=63))
    authority = models.CharField(max_length=300, help_text="The act, and the archives' authorisation")
    actor_id = models.CharField(max_length=64)
    actor_label = models.CharField(max_length=200)
    is_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.opened_at} {', '.join(self.tables)}"


class ErasedRow(models.Model):
    """A row that an erasure changed or deleted. Written by the trigger that let it pass, once."""

    permit = models.ForeignKey(ErasurePermit, on_delete=models.PROTECT, related_name="rows")
    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id}"
