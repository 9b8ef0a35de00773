"""Where upper apps add to the page of an application: marks and reasons, requests, payments.

In the upper app's `ready()`:

    register_panel("evaluation.outcome", outcome_panel, order=20)

with `outcome_panel(application, person) -> Panel | None`. The template is included inside the page, below the timeline;
it receives `application`, `person` and the panel's own context.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Application


@dataclass(frozen=True)
class Panel:
    """A piece of the page: a template of the upper app and what it shows."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


PanelSource = Callable[["Application", "Person"], Panel | None]

_sources: dict[str, tuple[int, PanelSource]] = {}


def register_panel(name: str, source: PanelSource, *, order: int = 100) -> None:
    """Add or replace a source of panels."""
    _sources[name] = (order, source)


def panels_for(application: Application, person: Person) -> list[Panel]:
    """The panels of this application for this person, in order."""
    found = (
        source(application, person) for _order, source in sorted(_sources.values(), key=lambda item: item[0])
    )
    return [panel for panel in found if panel is not None]
