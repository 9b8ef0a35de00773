"""Entries of open registers and what happened to each."""

from datetime import date

from django.db import models
from django.db.models.functions import Now

from ..domain.register import EntryState, entry_number


class RegisterEntry(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="register_entries")
    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="register_entry"
    )
    number = models.PositiveIntegerField(help_text="Progressive within the register, never used again")
    state = models.CharField(max_length=12, default=EntryState.ACTIVE)
    entered_on = models.DateField()
    expires_on = models.DateField()
    confirm_by = models.DateField(
        null=True, blank=True, help_text="The day the next confirmation is due; none before the end"
    )
    confirmation = models.ForeignKey(
        "applications.FilledForm",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The confirmation asked and not yet sent",
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    proposal = models.CharField(
        max_length=20, blank=True, help_text="What the office should consider: suspension, removal"
    )
    term = models.ForeignKey("calls.Term", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="As it entered; the public list shows it")
    address = models.CharField(max_length=240, blank=True)
    nil_id = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["call_id", "number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="entry_number_once")]
        indexes = [
            models.Index(fields=["call", "state"], name="entry_state"),
            models.Index(fields=["state", "confirm_by"], name="entry_confirm_by"),
        ]

    def __str__(self) -> str:
        return self.full_number

    @property
    def full_number(self) -> str:
        """`003/2026`."""
        return entry_number(self.number, self.entered_on.year)

    def is_over(self, day: date) -> bool:
        return day > self.expires_on

    @property
    def audit_type(self) -> str:
        return "register_entry"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"iscrizione {self.full_number}"

    @property
    def audit_scope(self) -> str:
        return f"call:{self.call_id}"


class RegisterEvent(models.Model):
    """A row of an entry's history; a trigger refuses change."""

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24)
    on = models.DateField()
    reason = models.TextField(blank=True)
    act_number = models.CharField(max_length=40, blank=True)
    act_on = models.DateField(null=True, blank=True)
    form = models.ForeignKey(
        "applications.FilledForm", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.kind}"
