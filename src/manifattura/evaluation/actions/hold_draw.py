"""Hold the draw: the announced value is entered once, in the sitting; or annul a convened draw with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import Refused

from ..domain.draws import LONGEST_SEED
from ..models import PublicDraw
from ..queries.draws import draw_now
from .public_sittings import annul_sitting, begin_sitting
from .publish_ranking import last_ranking
from .tell_tied import tell_tied

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def hold_draw(*, draw: PublicDraw, seed: str, attended: str, by: Person, notes: str = "") -> PublicDraw:
    """Not before the sitting begins, by the database's clock; the tied must still be those announced."""
    value = seed.strip()
    if not 1 <= len(value) <= LONGEST_SEED:
        raise Refused(_("Scrivi il valore estratto, da 1 a 200 caratteri."), field="seed")
    with transaction.atomic():
        locked = begin_sitting(draw, attended=attended, notes=notes, by=by)
        now = draw_now(locked.call, locked.round, last_ranking(locked.round))
        if [list(group) for group in now.groups] != locked.announcement["groups"]:
            raise Refused(
                _(
                    "Le domande a pari merito non sono più quelle pubblicate: annulla la seduta e convocane un’altra."
                ),
                code="changed",
            )
        locked.seed = value
        locked.save(update_fields=["seed", "attended", "notes", "held_by", "held_at"])
        audit.record(
            "draw_held", by=by, subject=locked, scope=locked.call.audit_scope, after={"draw_seed": value}
        )
        tell_tied(draw=locked, what="held", context={"seed": value}, by=by)
    draw.refresh_from_db()
    return draw


def annul_draw(*, draw: PublicDraw, reason: str, by: Person) -> PublicDraw:
    """A convened draw that cannot be held as announced; a held one stands for ever."""
    annul_sitting(
        draw,
        verb="draw_annulled",
        reason=reason,
        tell=lambda one, context: tell_tied(draw=one, what="annulled", context=context, by=by),
        by=by,
    )
    return draw
