"""The formal review of an application: one line per requirement, with outcome and reason."""

from django.db import models

from ..domain.states import CheckOutcome, ReviewState


class Review(models.Model):
    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="review"
    )
    state = models.CharField(max_length=12, default=ReviewState.TO_DO, db_index=True)
    officer = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why not admitted, in the words the firm will read")
    decided_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.state}"


class ReviewCheck(models.Model):
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="checks")
    requirement_key = models.CharField(max_length=40)
    outcome = models.CharField(
        max_length=16, choices=[(outcome.value, outcome.value) for outcome in CheckOutcome]
    )
    note = models.TextField(blank=True)
    is_automatic = models.BooleanField(default=False)
    checked_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["review", "requirement_key"], name="check_once")]

    def __str__(self) -> str:
        return f"{self.requirement_key} {self.outcome}"


class ReviewBonus(models.Model):
    """A bonus the firm declared, confirmed or refused by the officer."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="bonuses")
    bonus_key = models.CharField(max_length=40)
    confirmed = models.BooleanField()
    note = models.TextField(blank=True)
    checked_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["review", "bonus_key"], name="review_bonus_once")]

    def __str__(self) -> str:
        return self.bonus_key
