"""Confirm or refuse a bonus that the firm declared: only confirmed ones give points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.states import CallState
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Review, ReviewBonus
from ..permissions import may_direct
from ..queries.corrections import content_in_force
from ..queries.openings import refuse_once_opened
from ..queries.reviews import lock_review
from .save_check import refuse_unless_workable, take_over

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def confirm_bonus(*, review: Review, bonus_key: str, confirmed: bool, note: str, by: Person) -> ReviewBonus:
    """Decide one bonus. A refusal needs its note.

    After the provisional ranking only the head of procedure may, with a note that says why (an observation received):
    the next version of the ranking shows the difference.
    """
    with transaction.atomic():
        locked = lock_review(review.pk)
        refuse_once_opened(locked.application.call_id)
        note = note.strip()
        corrected = locked.application.call.state == CallState.PROVISIONAL_RANKING
        if corrected:
            if not may_direct(by, locked.application.call):
                raise PermissionRefused(_("Dopo la graduatoria provvisoria corregge solo il responsabile."))
        else:
            refuse_unless_workable(locked, by)
        if bonus_key not in content_in_force(locked.application)["bonuses_claimed"]:
            raise Refused(_("La domanda non ha chiesto questa premialità."), field=bonus_key)
        if not note and (corrected or not confirmed):
            raise Refused(_("Scrivi il motivo: lo leggerà l’impresa."), field=bonus_key)
        old = locked.bonuses.filter(bonus_key=bonus_key).first()
        bonus, _created = ReviewBonus.objects.update_or_create(
            review=locked,
            bonus_key=bonus_key,
            defaults={"confirmed": confirmed, "note": note, "checked_by": by},
        )
        if not corrected:
            locked.save(update_fields=take_over(locked, by))
        audit.record(
            "bonus_corrected" if corrected else "bonus_checked",
            by=by,
            subject=locked.application,
            scope=locked.application.audit_scope,
            before={"bonus": bonus_key, "confirmed": old.confirmed if old else None},
            after={"bonus": bonus_key, "confirmed": confirmed, "note": note},
        )
    return bonus
