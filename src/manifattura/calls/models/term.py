"""A term of a procedure: whose it is, its length, when it started and on which proof, the day it ends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from manifattura.kernel.clock import today

from ..domain.clocks import FIXED_DAY, Clock, Suspension, TermKind, TermState, state_on

if TYPE_CHECKING:
    from .term_suspension import TermSuspension


class Term(models.Model):
    """`due_on` is None while the term waits for its proof or for the end of a suspension without an end."""

    kind = models.CharField(max_length=24)
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    call = models.ForeignKey(
        "calls.Call", null=True, blank=True, on_delete=models.PROTECT, related_name="terms"
    )
    application_code = models.CharField(max_length=32, blank=True)
    label = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    url_name = models.CharField(max_length=80, blank=True)
    url_args = models.JSONField(default=list, blank=True)

    days = models.PositiveSmallIntegerField()
    notice_ref = models.CharField(max_length=64, blank=True, db_index=True)
    starts_on = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=24, blank=True)
    proof_reference = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    moves = models.PositiveSmallIntegerField(default=0, help_text="How often its last day changed")
    expired_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(db_default=models.functions.Now(), editable=False)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id"],
                condition=Q(closed_at=None, expired_at=None),
                name="term_open_once",
            ),
            models.CheckConstraint(condition=Q(days__gte=1), name="term_has_days"),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="term_subject"),
            models.Index(fields=["office", "due_on"], name="term_open_due", condition=Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type}:{self.subject_id}"

    @property
    def clock(self) -> Clock:
        """The term as the rules reckon it."""
        stops = tuple(
            Suspension(row.since, row.until, row.reason)
            for row in sorted(self.suspensions.all(), key=lambda row: (row.since, row.pk))
        )
        return Clock(self.days, self.starts_on, stops, moves=self.kind not in FIXED_DAY)

    @property
    def state(self) -> TermState:
        return self.state_on(today())

    def state_on(self, day: date) -> TermState:
        if self.closed_at:
            return TermState.CLOSED
        return TermState.EXPIRED if self.expired_at else state_on(self.clock, self.due_on, day)

    def stop_on(self, day: date) -> TermSuspension | None:
        """The suspension that holds on this day, if one does."""
        return next(
            (
                row
                for row in self.suspensions.all()
                if row.since <= day and (row.until is None or row.until > day)
            ),
            None,
        )

    @property
    def endless_stop(self) -> TermSuspension | None:
        """The suspension that nobody has ended yet, also before the term starts."""
        return next((row for row in self.suspensions.all() if row.until is None), None)

    @property
    def term_kind(self) -> TermKind:
        return TermKind(self.kind)

    @property
    def audit_type(self) -> str:
        return "term"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.label

    @property
    def audit_scope(self) -> str:
        return f"call:{self.call_id}" if self.call_id else ""
