"""Calls as the public and the staff list them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from manifattura.accounts.permissions import office_ids_of

from ..domain.sessions import timetable_at
from ..domain.states import PUBLIC_STATES, CallState, PublicState, public_state
from ..models import Call
from .editions import current_edition

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def public_calls() -> QuerySet[Call]:
    """Published calls, newest first, with edition and office."""
    return Call.objects.filter(state__in=PUBLIC_STATES).select_related("current_edition", "office")


def public_call(slug: str) -> Call:
    """A published call; DoesNotExist for drafts too."""
    return public_calls().get(slug=slug)


def calls_for_staff(person: Person) -> QuerySet[Call]:
    """The calls of the person's offices; all for a city-wide role."""
    calls = Call.objects.select_related("current_edition", "office")
    offices = office_ids_of(person)
    return calls if offices is None else calls.filter(office_id__in=offices)


def call_public_state(call: Call, moment: datetime) -> PublicState:
    """The word the public reads for a published call at `moment`."""
    timetable = timetable_at(current_edition(call), moment)
    return public_state(
        CallState(call.state),
        timetable.opens_at,
        timetable.deadline_at,
        moment,
        inclusive=timetable.deadline_inclusive,
    )
