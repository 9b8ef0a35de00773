"""A public draw of the demo, convened and held days ago: only where the ties need it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from manifattura.calls.queries.rounds import rounds_of
from manifattura.evaluation.domain.draws import announcement
from manifattura.evaluation.models import PublicDraw
from manifattura.evaluation.queries.draws import draw_now
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import ROME, now

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound

SEED = "7 23 41 58 90 (campione)"
SOURCE = "I cinque numeri della ruota di Milano del Lotto, nell’ordine di estrazione, divisi da uno spazio (campione)"


def draw_in_the_past(call: Call, people: dict[str, Person], *, round: CallRound | None = None) -> None:
    """What convening and holding would have left; nothing when no tie is broken by draw."""
    session = round or rounds_of(call)[0]
    groups = draw_now(call, session, None).groups
    if not groups:
        return
    sitting_at = (
        (now() - timedelta(days=4)).astimezone(ROME).replace(hour=11, minute=0, second=0, microsecond=0)
    )
    seed_on = (sitting_at - timedelta(days=1)).date()
    place = "Sala riunioni dell’ufficio, e in diretta dal sito"
    document = announcement(
        call=call.slug,
        number=1,
        groups=groups,
        seed_source=SOURCE,
        seed_on=seed_on,
        sitting_at=sitting_at,
        place=place,
    )
    PublicDraw.objects.create(
        call=call,
        round=session,
        number=1,
        announcement=document,
        sha256=sha256_hex(document),
        sitting_at=sitting_at,
        place=place,
        seed_source=SOURCE,
        seed_on=seed_on,
        convened_by=people["responsabile"],
        convened_at=sitting_at - timedelta(days=6),
        seed=SEED,
        attended="Il responsabile del procedimento, il segretario della commissione",
        held_by=people["responsabile"],
        held_at=sitting_at + timedelta(minutes=7),
    )
