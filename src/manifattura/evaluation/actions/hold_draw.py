"""Hold the draw: the announced value is entered once, in the sitting; or annul a convened draw with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.ui.formats import date_text

from ..domain.draws import LONGEST_SEED
from ..models import PublicDraw
from ..permissions import may_direct
from ..queries.draws import draw_now
from .publish_ranking import last_ranking, lock_session
from .tell_tied import tell_tied

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def hold_draw(*, draw: PublicDraw, seed: str, attended: str, by: Person, notes: str = "") -> PublicDraw:
    """Not before the sitting begins, by the database's clock; the tied must still be those announced."""
    value, present = seed.strip(), attended.strip()
    if not 1 <= len(value) <= LONGEST_SEED:
        raise Refused(_("Scrivi il valore estratto, da 1 a 200 caratteri."), field="seed")
    if not present:
        raise Refused(_("Scrivi chi era presente."), field="attended")
    with transaction.atomic():
        locked = _locked(draw, by)
        moment = database_now()
        if moment < locked.sitting_at:
            raise Refused(
                _("Il sorteggio si fa nella seduta, %(moment)s: prima il valore non si scrive.")
                % {"moment": date_text(locked.sitting_at, "hour")},
                field="seed",
                code="early",
            )
        now = draw_now(locked.call, locked.round, last_ranking(locked.round))
        if [list(group) for group in now.groups] != locked.announcement["groups"]:
            raise Refused(
                _(
                    "Le domande a pari merito non sono più quelle pubblicate: annulla la seduta e convocane un’altra."
                ),
                code="changed",
            )
        locked.seed, locked.attended, locked.notes = value, present, notes.strip()
        locked.held_by, locked.held_at = by, moment
        locked.save(update_fields=["seed", "attended", "notes", "held_by", "held_at"])
        audit.record(
            "draw_held", by=by, subject=locked, scope=locked.call.audit_scope, after={"draw_seed": value}
        )
    draw.refresh_from_db()
    return draw


def annul_draw(*, draw: PublicDraw, reason: str, by: Person) -> PublicDraw:
    """A convened draw that cannot be held as announced; a held one stands for ever."""
    why = reason.strip()
    if not why:
        raise Refused(_("Scrivi il motivo."), field="reason")
    with transaction.atomic():
        locked = _locked(draw, by)
        locked.annulled_by, locked.annulled_at, locked.annulled_reason = by, database_now(), why
        locked.save(update_fields=["annulled_by", "annulled_at", "annulled_reason"])
        audit.record(
            "draw_annulled", by=by, subject=locked, scope=locked.call.audit_scope, after={"why": why}
        )
        tell_tied(draw=locked, what="annulled", context={"at": locked.sitting_at, "reason": why}, by=by)
    draw.refresh_from_db()
    return draw


def _locked(draw: PublicDraw, by: Person) -> PublicDraw:
    if not may_direct(by, draw.call):
        raise PermissionRefused(_("Il sorteggio lo conduce il responsabile del procedimento."))
    lock_session(draw.call, draw.round, by)
    locked = (
        PublicDraw.objects.select_for_update(of=("self",)).select_related("call", "round").get(pk=draw.pk)
    )
    if locked.held_at is not None:
        raise Conflict(_("Il valore è già stato scritto: vale quello."), theirs={"seed": locked.seed})
    if locked.annulled_at is not None:
        raise Refused(_("Questa seduta è stata annullata."), code="annulled")
    return locked
