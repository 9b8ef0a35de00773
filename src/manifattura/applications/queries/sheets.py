"""Answer sheets: an application being prepared, or a form opened later; the engine treats them alike.

Both have `code`, `lead`, `attachments`, `ticks`, the audit names, and the functions below; nothing else of theirs is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from manifattura.calls.domain.document import parts_from_document
from manifattura.calls.domain.edition import Declaration, FormSection
from manifattura.calls.queries.editions import edition as edition_by_id

from ..domain.form_states import FormState
from ..domain.questionnaire import Questionnaire, Questions
from ..models import Application, ArrivalProof, FilledForm
from ..permissions import is_being_entered
from .locks import lock_application, lock_form

if TYPE_CHECKING:
    from manifattura.organisations.models import Organisation

Sheet = Application | FilledForm


def application_of(sheet: Sheet) -> Application:
    """The application itself, or the one that the form belongs to."""
    return sheet.application if isinstance(sheet, FilledForm) else sheet


def lead_of(sheet: Sheet) -> Organisation:
    """Who answers."""
    return application_of(sheet).lead


def questions_of(sheet: Sheet) -> Questionnaire:
    """What is asked; from memory, or from the form's own frozen questions."""
    if isinstance(sheet, FilledForm):
        return Questions(
            parts_from_document(sheet.sections, FormSection),
            parts_from_document(sheet.declarations, Declaration),
        )
    return edition_by_id(sheet.edition_id)


def proof_of_typed(sheet: Sheet) -> ArrivalProof | None:
    """How it came in, while an officer types what arrived on paper or by certified mail; None when its applicant writes it."""
    if isinstance(sheet, FilledForm):
        return sheet.arrival if sheet.state != FormState.SENT else None
    return sheet.entered if is_being_entered(sheet) else None


def is_typed_by_office(sheet: Sheet) -> bool:
    """Whether only the office writes on it."""
    return proof_of_typed(sheet) is not None


def lock_sheet(sheet: Sheet) -> Sheet:
    """Read again and locked until the end of the transaction."""
    return lock_form(sheet.pk) if isinstance(sheet, FilledForm) else lock_application(sheet.pk)


def answer_rows(sheet: Sheet) -> Any:
    """The stored answers, one row per step."""
    return sheet.answer_rows if isinstance(sheet, FilledForm) else sheet.sections


def to_review(sheet: Sheet) -> list[str]:
    """Steps that an amendment of the call wants read again."""
    return [] if isinstance(sheet, FilledForm) else sheet.sections_to_review
