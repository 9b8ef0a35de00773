"""One member's marks on one bid: a coefficient 0–1 and a reason per criterion, secret until the sitting closes."""

from django.db import models


class Sheet(models.Model):
    member = models.ForeignKey("evaluation.CommitteeMember", on_delete=models.PROTECT, related_name="sheets")
    bid = models.ForeignKey("applications.Bid", on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey("evaluation.Sitting", on_delete=models.PROTECT, related_name="sheets")
    completed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "bid", "sitting"], name="sheet_once_a_sitting")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.bid_id}"


class Mark(models.Model):
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="marks")
    criterion_key = models.CharField(max_length=90)
    coefficient = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion_key"], name="mark_once"),
            models.CheckConstraint(
                condition=models.Q(coefficient__gte=0) & models.Q(coefficient__lte=1), name="mark_0_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_key} {self.coefficient}"
