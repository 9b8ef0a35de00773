"""The draft of the aid's exceptions: rates by cost, better terms for some."""

from django.db import models


class AidBracketDraft(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="aid_brackets")
    position = models.PositiveSmallIntegerField(default=0)
    rate = models.DecimalField(max_digits=5, decimal_places=4)
    low = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    low_in = models.BooleanField(default=False)
    high = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    high_in = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.low}-{self.high}"


class AidPremiumDraft(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="aid_premiums")
    position = models.PositiveSmallIntegerField(default=0)
    flag = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    rate = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    cap = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["call", "flag"], name="aid_premium_once")]

    def __str__(self) -> str:
        return self.flag
