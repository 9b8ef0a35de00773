"""What a member marks on one application: the committee's criteria, and lot by lot those that the call wants so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.calls.domain.lot_questions import chosen_lots
from manifattura.calls.domain.lot_sections import has_lot_criteria, sheet_edition

from .corrections import content_in_force

if TYPE_CHECKING:
    from manifattura.applications.models import Application
    from manifattura.calls.domain.edition import Edition


def sheet_edition_of(application: Application, edition: Edition) -> Edition:
    """The edition with the criteria of this application's sheets; its answers are read only where lots are scored."""
    if edition.allocation is None or not has_lot_criteria(edition):
        return sheet_edition(edition)
    return sheet_edition(edition, chosen_lots(content_in_force(application)["answers"], edition.allocation))
