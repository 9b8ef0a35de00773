"""What is said of an application whose entry in the register does not simply hold: suspended, removed, over, replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.queries.standings import Standing

from ..domain.register import EntryState, EventKind
from ..models import RegisterEntry, RegisterEvent

if TYPE_CHECKING:
    from manifattura.applications.models import Application

THING = "application_entry"
RENEWED = "renewed"


def standings(applications: Sequence[Application]) -> Mapping[int, Standing]:
    """No statement where nobody is in a register."""
    entered = [one.pk for one in applications if one.state == ApplicationState.REGISTERED]
    if not entered:
        return {}
    renewed = RegisterEvent.objects.filter(entry_id=OuterRef("pk"), kind=EventKind.RENEWED)
    rows = (
        RegisterEntry.objects.filter(application_id__in=entered)
        .exclude(state=EntryState.ACTIVE)
        .values_list("application_id", "state", Exists(renewed))
    )
    return {pk: Standing(THING, RENEWED if replaced else state) for pk, state, replaced in rows}
