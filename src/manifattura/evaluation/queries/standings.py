"""What is said of an application where its own state says too little: an entry that does not simply hold, a notice that was
answered, a visit that is planned, points that no committee gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.queries.standings import Standing, is_stopped
from manifattura.calls.domain.grid_facts import has_committee
from manifattura.calls.domain.states import CallKind, CallState
from manifattura.calls.queries.editions import current_edition

from ..domain.register import EntryState
from ..domain.rejection_notices import TO_DECIDE
from ..domain.visits import VisitState
from ..models import RegisterEntry, RejectionNotice, Visit

if TYPE_CHECKING:
    from manifattura.applications.models import Application

THING = "application_entry"
CASE, VISIT, ALONE = "application_case", "visit", "admitted_without_committee"
UNFUNDED, NO_PLACE = "unfunded_for_good", "no_place_for_good"


def standings(applications: Sequence[Application]) -> Mapping[int, Standing]:
    """No statement where nobody is in a register, had a notice, or waits for a visit."""
    going_on = [one for one in applications if not is_stopped(one)]
    return {
        **_entries(applications),
        **_notices(going_on),
        **_visits(going_on),
        **_admitted(going_on),
        **_over(applications),
    }


def _in_state(applications: Sequence[Application], state: ApplicationState) -> list[int]:
    return [one.pk for one in applications if one.state == state]


def _notices(applications: Sequence[Application]) -> dict[int, Standing]:
    """Who has answered a notice, or let its term pass, waits for the office."""
    noticed = _in_state(applications, ApplicationState.REJECTION_NOTICE)
    if not noticed:
        return {}
    rows = RejectionNotice.objects.filter(review__application_id__in=noticed, state__in=TO_DECIDE)
    return {pk: Standing(CASE, state) for pk, state in rows.values_list("review__application_id", "state")}


def _visits(applications: Sequence[Application]) -> dict[int, Standing]:
    reviewed = [one for one in applications if one.call.kind == CallKind.REGISTER]
    waiting = _in_state(reviewed, ApplicationState.UNDER_REVIEW)
    if not waiting:
        return {}
    rows = Visit.objects.filter(review__application_id__in=waiting, state=VisitState.PROPOSED)
    return {pk: Standing(CASE, VISIT) for pk in rows.values_list("review__application_id", flat=True)}


def _admitted(applications: Sequence[Application]) -> dict[int, Standing]:
    """Where all points are computed nobody waits for a committee."""
    return {
        one.pk: Standing(CASE, ALONE)
        for one in applications
        if one.state == ApplicationState.ADMITTED and not has_committee(current_edition(one.call).grid)
    }


def _over(applications: Sequence[Application]) -> dict[int, Standing]:
    """A list that the end of its call has stopped gives nothing any more."""
    return {
        one.pk: Standing(CASE, UNFUNDED if one.call.gives_money else NO_PLACE)
        for one in applications
        if one.state == ApplicationState.RESERVE_LIST and one.call.state == CallState.CONCLUDED
    }


def _entries(applications: Sequence[Application]) -> dict[int, Standing]:
    entered = _in_state(applications, ApplicationState.REGISTERED)
    if not entered:
        return {}
    rows = RegisterEntry.objects.filter(application_id__in=entered).exclude(state=EntryState.ACTIVE)
    return {pk: Standing(THING, state) for pk, state in rows.values_list("application_id", "state")}
