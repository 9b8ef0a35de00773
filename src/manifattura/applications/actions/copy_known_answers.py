"""Copy the well-known answers to the application's own columns, for lists and searches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.organisations.queries.organisations import snapshot

from ..domain.costs import Costs, project_costs
from ..domain.form import visible_of
from ..domain.values import unreadable_text
from ..models import Application

COLUMNS = ("project_title", "project_cost", "requested_amount", "nil_id", "changed_at")


def copy_known_answers(application: Application) -> None:
    """Title, cost, aid and NIL follow the answers that count now; called inside the caller's transaction."""
    edition = edition_by_id(application.edition_id)
    answers = {key: value for section in application.sections.all() for key, value in section.answers.items()}
    visible = visible_of(edition, answers, snapshot(application.lead))
    set_known_columns(application, visible.answers, project_costs(edition, visible.answers))
    application.save(update_fields=COLUMNS)


def set_known_columns(application: Application, answers: Mapping[str, Any], costs: Costs) -> None:
    """Set the columns without saving."""
    title, seat = answers.get("project_title"), answers.get("seat")
    application.project_title = title[:200] if isinstance(title, str) else ""
    application.project_cost = costs.cost
    application.requested_amount = costs.requested
    nil = seat.get("nil") if isinstance(seat, dict) and unreadable_text(seat) is None else None
    application.nil_id = nil if isinstance(nil, int) else None
