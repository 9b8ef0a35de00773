"""How long a call keeps what, and the lists of what is discarded: written once, carried out once."""

from django.db import models
from django.db.models import Q


class RetentionTerm(models.Model):
    """The length that a call sets for itself in place of the city's; the latest of a category holds (trigger)."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=16)
    months = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    act_number = models.CharField(max_length=40, blank=True, help_text="Empty before publication")
    act_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.call_id} {self.category} {self.months}"


class RetentionRun(models.Model):
    """A list of what is due on a day, with its digest; then the act that orders it, and when it was done."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(help_text="What is due on this day")
    counts = models.JSONField(help_text="Category → how many")
    files = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, help_text="Of the canonical JSON of its items")
    needs_authorisation = models.BooleanField()
    listed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    listed_at = models.DateTimeField(db_default=models.functions.Now())
    act_number = models.CharField(max_length=40, blank=True)
    act_on = models.DateField(null=True, blank=True)
    authority_number = models.CharField(max_length=40, blank=True, help_text="Of the archives")
    authority_on = models.DateField(null=True, blank=True)
    ordered_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ordered_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(ordered_at__isnull=False, finished_at=None),
                name="one_retention_run_at_work",
            )
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.due_on}"

    @property
    def audit_type(self) -> str:
        return "retention_run"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"elenco di scarto {self.pk}"


class RetentionItem(models.Model):
    """One thing of the list; `facts` keeps the digests that stay as proof. Only `done_at` is written later (trigger)."""

    run = models.ForeignKey(RetentionRun, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    category = models.CharField(max_length=16)
    subject_type = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    label = models.CharField(max_length=80)
    facts = models.JSONField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="retention_item_once")]

    def __str__(self) -> str:
        return f"{self.category} {self.label}"
