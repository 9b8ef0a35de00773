"""What keeps a call from being concluded: applications without an outcome, grants not yet accepted or declined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.queries.applications import live_applications

from ..models import Acceptance

if TYPE_CHECKING:
    from manifattura.calls.models import Call

UNDECIDED = (
    ApplicationState.SUBMITTED,
    ApplicationState.UNDER_REVIEW,
    ApplicationState.REMEDY_REQUESTED,
    ApplicationState.REJECTION_NOTICE,
    ApplicationState.ADMITTED,
)


def still_open(call: Call) -> Iterator[str]:
    """A sentence for each kind of thing that waits; none when the call may be concluded."""
    undecided = live_applications(call.pk).filter(state__in=UNDECIDED).count()
    if undecided:
        yield ngettext(
            "Una domanda aspetta ancora l’esito.", "%(n)s domande aspettano ancora l’esito.", undecided
        ) % {"n": undecided}
    waiting = Acceptance.objects.filter(application__call=call, outcome="").count()
    if waiting:
        yield ngettext(
            "Un’impresa deve ancora accettare o rinunciare.",
            "%(n)s imprese devono ancora accettare o rinunciare.",
            waiting,
        ) % {"n": waiting}
