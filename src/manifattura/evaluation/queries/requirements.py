"""The checklist of one application: the requirements of the call, and completeness where it was registered incomplete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.applications.domain.lacking import came_incomplete
from manifattura.applications.queries.applications import payload_of
from manifattura.calls.queries.editions import current_edition

from ..domain.checks import COMPLETENESS

if TYPE_CHECKING:
    from manifattura.applications.models import Application
    from manifattura.calls.domain.edition import Edition, Requirement


def requirements_of(application: Application, judged: Edition | None = None) -> tuple[Requirement, ...]:
    """In the order of the checklist. `judged`: the edition in force, when the caller has it."""
    asked = (judged or current_edition(application.call)).requirements
    if application.discarded_at is None and came_incomplete(payload_of(application)):
        return (*asked, COMPLETENESS)
    return asked
