"""Entries of open registers: for the public list, for the office, for the firm."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.calls import public_calls
from manifattura.kernel.clock import today

from ..domain.register import IN_REGISTER, EntryState, EventKind, expires_on
from ..models import RegisterEntry, RegisterEvent

if TYPE_CHECKING:
    from manifattura.applications.models import Application
    from manifattura.calls.domain.edition import RegisterRule

SUBJECT = "register_entry"
"""What the terms of an entry are about."""
END_SUBJECT = "register_entry_end"
"""What the term of its last day is about: apart, because forms look for their term among those of the entry."""
TO_DECIDE = "to_decide"
"""Beside the states: entries whose suspension or removal is proposed."""


def lock_entry(entry_id: int) -> RegisterEntry:
    """The entry, read again and locked until the end of the transaction."""
    return (
        RegisterEntry.objects.select_for_update(of=("self",), no_key=True)
        .select_related("call__office", "application__lead", "application__call", "confirmation", "term")
        .get(pk=entry_id)
    )


def public_entries(call_id: int, text: str = "") -> QuerySet[RegisterEntry]:
    """Who is in the register now, by number; `text` looks into name, address and number."""
    entries = RegisterEntry.objects.filter(call_id=call_id, state__in=IN_REGISTER).order_by("number")
    found = text.strip()
    if not found:
        return entries
    where = Q(name__icontains=found) | Q(address__icontains=found)
    head = found.partition("/")[0]
    if head.isascii() and head.isdigit() and len(head) <= 6:
        where |= Q(number=int(head))
    return entries.filter(where)


def entries_for_office(
    office_ids: Collection[int] | None, *, call_id: int | None = None, state: str = "", text: str = ""
) -> QuerySet[RegisterEntry]:
    """Entries of these offices (None: of all), those that need something first, then by end, with their `last_day`.

    `state`: one of `EntryState`, or `TO_DECIDE`; anything else filters nothing.
    """
    entries = with_last_day(
        RegisterEntry.objects.select_related("call", "application", "term", "confirmation")
    )
    if office_ids is not None:
        entries = entries.filter(call__office_id__in=office_ids)
    if call_id:
        entries = entries.filter(call_id=call_id)
    if state in set(EntryState):
        entries = entries.filter(state=state)
    elif state == TO_DECIDE:
        entries = entries.exclude(proposal="")
    if text.strip():
        entries = entries.filter(Q(name__icontains=text.strip()) | Q(application__code__iexact=text.strip()))
    return entries.order_by("-proposal", "expires_on", "number")


def with_last_day(entries: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
    """`last_day`: until when each is in the register; of one removed or replaced, the day on which that happened."""
    ended = RegisterEvent.objects.filter(
        entry=OuterRef("pk"), kind__in=(EventKind.REMOVED, EventKind.RENEWED)
    )
    return entries.annotate(last_day=Coalesce(Subquery(ended.values("on")[:1]), F("expires_on")))


def entry_of(application_id: int) -> RegisterEntry | None:
    """The entry of this application, if it has one."""
    return RegisterEntry.objects.select_related("call", "term").filter(application_id=application_id).first()


def held_entries(application: Application) -> QuerySet[RegisterEntry]:
    """What the firm of this application has in the register by another application: entering it again renews it."""
    return RegisterEntry.objects.filter(
        call_id=application.call_id, application__lead_id=application.lead_id, state__in=IN_REGISTER
    ).exclude(application_id=application.pk)


@dataclass(frozen=True)
class Renewal:
    """The entry that another one would renew today, and the last day of the new one."""

    entry: RegisterEntry
    until: date


def renewal_by(application: Application, rule: RegisterRule) -> Renewal | None:
    held = held_entries(application).first()
    return Renewal(held, expires_on(today(), rule, held.expires_on)) if held else None


def has_registers(office_ids: Collection[int] | None) -> bool:
    """Whether these offices (None: any) keep a register."""
    registers = public_calls().filter(kind=CallKind.REGISTER)
    return (registers if office_ids is None else registers.filter(office_id__in=office_ids)).exists()
