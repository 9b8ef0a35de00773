"""A public draw: convened with its identifiers and its future seed, held once, or annulled with the reason."""

from django.db import models

from .public_sitting import PublicSitting


class PublicDraw(PublicSitting):
    announcement = models.JSONField(
        help_text="manifattura-draw/1: what was published before, with the tied groups"
    )
    seed_source = models.CharField(max_length=300, help_text="The public value that does not exist yet")
    seed_on = models.DateField(help_text="The day on which the value comes out")
    seed = models.CharField(max_length=200, blank=True)

    class Meta(PublicSitting.Meta):
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
