"""What every convened sitting of a ranking has: announced with a digest, held once, or annulled with the reason."""

from django.db import models


class PublicSitting(models.Model):
    """A public draw, or the sitting in which equal offers are bettered. `announcement`: what was published before."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("calls.CallRound", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="Within the call")
    sha256 = models.CharField(max_length=64, help_text="Of the announcement in canonical JSON")
    sitting_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    convened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    convened_at = models.DateTimeField(db_default=models.functions.Now())
    attended = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    held_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    held_at = models.DateTimeField(null=True, blank=True)
    annulled_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_reason = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["-number"]
