"""A proof that a notice arrived, written once (trigger in the migration): the first one starts what waits on the notice."""

from django.db import models


class Delivery(models.Model):
    notice_ref = models.CharField(max_length=64, db_index=True)
    delivered_at = models.DateTimeField()
    proof = models.CharField(max_length=24)
    reference = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=models.functions.Now(), editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["notice_ref", "proof", "reference"], name="delivery_recorded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_ref} {self.proof}"
