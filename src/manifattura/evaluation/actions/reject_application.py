"""Do not admit an application: at least one requirement is missing, and its note says why to the firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..domain.states import CheckOutcome, ReviewState
from ..models import Review
from .decide_review import lock_to_decide, write_decision
from .send_rejection_notice import wants_notice

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def reject_application(*, review: Review, reason: str, base_version: int, by: Person) -> Review:
    """`reason`: what the firm reads; when empty, the notes of the requirements not met, one after the other."""
    with transaction.atomic():
        locked, checks = lock_to_decide(review, base_version, by)
        if wants_notice(locked.application.call):
            raise Refused(
                _("Prima di un esito negativo si manda il preavviso (L. 241/1990, art. 10-bis)."),
                code="notice",
            )
        failed = [check for check in checks if check.outcome == CheckOutcome.NOT_MET]
        if not failed:
            raise Refused(_("Nessun requisito manca: la domanda va ammessa."), code="all_met")
        if any(not check.note for check in failed):
            raise Refused(
                _("Scrivi la nota di ogni requisito che manca: è il motivo che leggerà l’impresa."),
                field=next(check.requirement_key for check in failed if not check.note),
                code="no_note",
            )
        written = reason.strip() or "\n".join(check.note for check in failed)
        write_decision(locked, ReviewState.NOT_ADMITTED, written, by)
    return locked
