"""A public draw: convened with its identifiers and its future seed, held once, or annulled with the reason."""

from django.db import models


class PublicDraw(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("calls.CallRound", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="Within the call")
    announcement = models.JSONField(
        help_text="manifattura-draw/1: what was published before, with the tied groups"
    )
    sha256 = models.CharField(max_length=64, help_text="Of the announcement in canonical JSON")
    sitting_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    seed_source = models.CharField(max_length=300, help_text="The public value that does not exist yet")
    seed_on = models.DateField(help_text="The day on which the value comes out")
    convened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    convened_at = models.DateTimeField(db_default=models.functions.Now())
    seed = models.CharField(max_length=200, blank=True)
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
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="draw_number_once"),
            models.UniqueConstraint(
                fields=["call", "round"], condition=models.Q(annulled_at=None), name="one_draw_per_round"
            ),
            models.CheckConstraint(
                condition=models.Q(annulled_at=None) | models.Q(held_at=None), name="a_held_draw_stands"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} draw {self.number}"

    @property
    def audit_type(self) -> str:
        return "draw"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"sorteggio {self.number} del bando {self.call_id}"
