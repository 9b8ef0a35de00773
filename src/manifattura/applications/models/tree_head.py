"""Signed states of the proof log of a call. Written once."""

from django.db import models


class TreeHead(models.Model):
    """The state of a call's log after a batch, signed."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    tree_size = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    tree_head = models.TextField(help_text="Canonical JSON, exactly as signed")
    signature = models.CharField(max_length=88)
    public_key = models.CharField(max_length=44)

    class Meta:
        ordering = ["call_id", "tree_size"]
        constraints = [models.UniqueConstraint(fields=["call", "tree_size"], name="tree_head_once")]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.tree_size}"


class HeadCountersignature(models.Model):
    """An older head signed again by a newer key, so that one file proves consistency across a rotation."""

    head = models.ForeignKey(TreeHead, on_delete=models.PROTECT, related_name="countersignatures")
    public_key = models.CharField(max_length=44)
    signature = models.CharField(max_length=88)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["head", "public_key"], name="head_countersigned_once")]

    def __str__(self) -> str:
        return f"{self.head_id} {self.public_key}"
