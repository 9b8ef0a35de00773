"""What the draw and the sitting of equal offers share: held once, when their hour has come, or annulled with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.ui.formats import date_text

from ..models import OfferImprovement, PublicDraw
from ..permissions import may_direct
from .publish_ranking import lock_session

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

Sitting = TypeVar("Sitting", PublicDraw, OfferImprovement)


def begin_sitting(sitting: Sitting, *, attended: str, notes: str, by: Person) -> Sitting:
    """The row, held until the end, with who was there: the caller adds what came of it and saves."""
    present = attended.strip()
    if not present:
        raise Refused(_("Scrivi chi era presente."), field="attended")
    locked, moment = _locked(sitting, by), database_now()
    if moment < locked.sitting_at:
        raise Refused(
            _("La seduta è %(moment)s: prima non si scrive nulla.")
            % {"moment": date_text(locked.sitting_at, "hour")},
            code="early",
        )
    locked.attended, locked.notes = present, notes.strip()
    locked.held_by, locked.held_at = by, moment
    return locked


def annul_sitting(
    sitting: Sitting, *, verb: str, reason: str, tell: Callable[[Sitting, dict[str, Any]], int], by: Person
) -> None:
    """It cannot be held as convened; a held one stands for ever. `tell` writes to those who were invited."""
    why = reason.strip()
    if not why:
        raise Refused(_("Scrivi il motivo."), field="reason")
    with transaction.atomic():
        locked = _locked(sitting, by)
        locked.annulled_by, locked.annulled_at, locked.annulled_reason = by, database_now(), why
        locked.save(update_fields=["annulled_by", "annulled_at", "annulled_reason"])
        audit.record(verb, by=by, subject=locked, scope=locked.call.audit_scope, after={"why": why})
        tell(locked, {"at": locked.sitting_at, "reason": why})
    sitting.refresh_from_db()


def _locked(sitting: Sitting, by: Person) -> Sitting:
    if not may_direct(by, sitting.call):
        raise PermissionRefused(_("La seduta la conduce il responsabile del procedimento."))
    lock_session(sitting.call, sitting.round, by)
    rows = type(sitting).objects.select_for_update(of=("self",))
    locked = rows.select_related("call", "round").get(pk=sitting.pk)
    if locked.held_at is not None:
        raise Conflict(_("La seduta è già stata verbalizzata: vale ciò che è scritto."), theirs={})
    if locked.annulled_at is not None:
        raise Refused(_("Questa seduta è stata annullata."), code="annulled")
    return locked
