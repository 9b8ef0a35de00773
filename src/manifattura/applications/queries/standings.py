"""Where upper apps say that an application's state is not the last word: its entry in a register was suspended, or ended.

In the upper app's `ready()`:

    register_standings("evaluation", source)

with `source(applications) -> Mapping[int, Standing]`, by primary key; one statement for the whole page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


def standings_of(applications: Sequence[Application]) -> dict[int, Standing]:
    """Primary key → what is said of each now; their own state where nobody knows more."""
    found = {one.pk: Standing(one.call.outcome_words, one.state) for one in applications}
    for source in _sources.values():
        found |= source(applications)
    return found
