"""What is said of an application now, where its own state is not the last word: its call was stopped, its entry ended.

In the upper app's `ready()`:

    register_standings("evaluation", source)

with `source(applications) -> Mapping[int, Standing]`, by primary key; one statement for the whole page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manifattura.calls.domain.states import CallState

from ..domain.phases import LEFT_STATES
from ..domain.states import WITH_MONEY, is_over

if TYPE_CHECKING:
    from ..models import Application


@dataclass(frozen=True)
class Standing:
    """A word of `ui.statuses`: of which thing, in which state."""

    thing: str
    state: str


StandingSource = Callable[[Sequence["Application"]], Mapping[int, Standing]]

_sources: dict[str, StandingSource] = {}


def register_standings(name: str, source: StandingSource) -> None:
    """Add or replace a source."""
    _sources[name] = source


STOPPED = (CallState.SUSPENDED, CallState.REVOKED)


def is_stopped(application: Application) -> bool:
    """Whether the call was suspended or revoked before anything was decided: nothing goes on, nothing can be sent."""
    decided = is_over(application.state) or application.state in (*WITH_MONEY, *LEFT_STATES)
    return application.call.state in STOPPED and not decided


def _state(application: Application) -> str:
    return str(application.call.state if is_stopped(application) else application.state)


def standings_of(applications: Sequence[Application]) -> dict[int, Standing]:
    """Primary key → what is said of each now; their own state where nobody knows more."""
    found = {one.pk: Standing(one.call.outcome_words, _state(one)) for one in applications}
    for source in _sources.values():
        found |= source(applications)
    return found
