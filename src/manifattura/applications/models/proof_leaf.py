"""The place of a submission in the proof log of its call. Written once."""

from django.db import models


class ProofLeaf(models.Model):
    """One submission in the Merkle tree of its call (RFC 9162)."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    index = models.PositiveIntegerField(help_text="From 0, without gaps, in order of arrival")
    submission = models.OneToOneField(
        "applications.Submission", on_delete=models.PROTECT, related_name="proof_leaf"
    )
    leaf = models.TextField(help_text="Canonical JSON, exactly as hashed (docs/formats.md §7)")
    leaf_hash = models.CharField(max_length=64)
    subtrees = models.TextField(
        blank=True, help_text="Hashes of the perfect subtrees that this leaf completes, from level 1 up"
    )
    row_mac = models.CharField(
        max_length=64,
        blank=True,
        help_text="Over the submission's other columns, by the signing key; empty when it was not there",
    )

    class Meta:
        ordering = ["call_id", "index"]
        constraints = [models.UniqueConstraint(fields=["call", "index"], name="proof_leaf_once")]

    def __str__(self) -> str:
        return f"{self.call_id}/{self.index}"
