"""Where upper apps say on which days the phases of an application were over.

In the upper app's `ready()`:

    register_milestones("evaluation", source)

with `source(application) -> Mapping[Phase, date]`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ..domain.phases import Phase

if TYPE_CHECKING:
    from ..models import Application

MilestoneSource = Callable[["Application"], Mapping[Phase, date]]

_sources: dict[str, MilestoneSource] = {}


def register_milestones(name: str, source: MilestoneSource) -> None:
    """Add or replace a source of days."""
    _sources[name] = source


def milestones_of(application: Application) -> dict[Phase, date]:
    """Phase → day on which it was over, as far as it is known."""
    found: dict[Phase, date] = {}
    for source in _sources.values():
        found |= source(application)
    return found
