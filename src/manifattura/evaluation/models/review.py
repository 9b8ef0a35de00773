"""The formal review of an application: one line per requirement, with outcome and reason."""

from django.db import models

from ..domain.states import CheckOutcome, ReviewState


class Review(models.Model):
    """`version` grows at every change, so that two officers never decide on what the other has just changed."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="review"
    )
    phase = models.ForeignKey("evaluation.FormalReview", on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=12, default=ReviewState.TO_DO)
    officer = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why not admitted, in the words the firm will read")
    decided_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    communicated_at = models.DateTimeField(
        null=True, blank=True, help_text="From then on the applicant reads the outcome"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["phase", "state"], name="review_phase_state")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.state}"


class ReviewCheck(models.Model):
    """An empty `outcome`: still to be checked, though a note may be there already."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="checks")
    requirement_key = models.CharField(max_length=40)
    outcome = models.CharField(
        max_length=16, blank=True, choices=[(outcome.value, outcome.value) for outcome in CheckOutcome]
    )
    note = models.TextField(blank=True)
    is_automatic = models.BooleanField(default=False)
    evidence = models.JSONField(
        default=dict, blank=True, help_text="What the automatic check found: code and facts"
    )
    checked_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=0)

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


class OfficerStatement(models.Model):
    """L. 241/1990 art. 6-bis: the officer says, application by application, whether they have a conflict."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="statements")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    has_conflict = models.BooleanField()
    reason = models.TextField(blank=True)
    declared_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="statement_once")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.person_id} {self.has_conflict}"
