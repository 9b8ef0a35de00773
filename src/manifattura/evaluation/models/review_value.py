"""What the office found of a fact that gives points, or points it counted again: the latest per application and key."""

from django.db import models


class ReviewValue(models.Model):
    """`key`: of a `GridFact`, or `points:` and a criterion. `value`: as the replay file writes it."""

    review = models.ForeignKey("evaluation.Review", on_delete=models.CASCADE, related_name="values")
    key = models.CharField(max_length=90)
    value = models.JSONField()
    note = models.TextField(blank=True)
    checked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=0, help_text="Version of the review when it was written")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["review", "key"], name="review_value_once")]

    def __str__(self) -> str:
        return self.key
