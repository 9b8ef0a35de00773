"""End a register entry, whatever the reason; the one of a firm that has entered again gives its place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from manifattura.applications.actions.close_form import close_form
from manifattura.applications.actions.release_application import release_application
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.queries.terms import terms_of
from manifattura.kernel import audit

from ..domain.register import EntryState, EventKind
from ..models import RegisterEntry
from ..queries.registers import END_SUBJECT, held_entries, lock_entry
from .note_event import note_event

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def renew_entries(*, fresh: RegisterEntry, by: Person) -> int:
    """A firm has one entry in a register: the one that it still had gives its place to the fresh one; how many."""
    earlier = held_entries(fresh.application)
    for pk in earlier.values_list("pk", flat=True):
        entry = lock_entry(pk)
        drop_confirmation(entry)
        end_term(entry, "renewed", by)
        close_end_term(entry, "renewed", by)
        move_entry(entry, EntryState.RENEWED, EventKind.RENEWED, reason=fresh.full_number, by=by)
        release_application(application=entry.application, by=by)
    return len(earlier)


def close_end_term(entry: RegisterEntry, outcome: str, by: Person | None) -> None:
    """The entry ended before its day: nobody waits for that day any more."""
    for term in terms_of(END_SUBJECT, entry.pk).filter(kind=TermKind.ENTRY_END, closed_at=None):
        close_term(term=term, outcome=outcome, by=by)


def drop_confirmation(entry: RegisterEntry) -> None:
    """A confirmation that was asked is not waited for any more."""
    if entry.confirmation is not None:
        close_form(form=entry.confirmation)
        end_term(entry, "withdrawn", None)
        entry.confirmation = None


def end_term(entry: RegisterEntry, outcome: str, by: Person | None) -> None:
    if entry.term is not None:
        close_term(term=entry.term, outcome=outcome, by=by)
        entry.term = None


def move_entry(
    entry: RegisterEntry,
    target: EntryState,
    kind: EventKind,
    *,
    reason: str = "",
    act_number: str = "",
    act_on: date | None = None,
    by: Person | None,
) -> None:
    before = entry.state
    entry.state, entry.proposal = target, ""
    entry.version += 1
    entry.save()
    note_event(entry, kind, reason=reason, act_number=act_number, act_on=act_on, by=by)
    audit.record(
        f"entry_{kind.value}",
        by=by,
        subject=entry,
        on_behalf=entry.application.lead,
        scope=entry.audit_scope,
        before={"state": before},
        after={"state": target.value, "reason": reason, "act": act_number},
    )
