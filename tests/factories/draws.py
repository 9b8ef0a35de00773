"""Public draws already held: what convening, waiting and holding leave behind."""

from datetime import timedelta

from manifattura.calls.queries.rounds import round_of
from manifattura.evaluation.domain.draws import announcement
from manifattura.evaluation.models import PublicDraw
from manifattura.evaluation.queries.draws import draw_now
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import ROME, database_now
from tests.factories.evaluation import Desk

SEED = "12-34-56"


def convened_draw(desk: Desk, *, ago: timedelta = timedelta(hours=1), number: int = 1, **held) -> PublicDraw:
    """A draw whose sitting began `ago`, on the ties of now."""
    round = round_of(desk.call, None)
    moment = database_now().astimezone(ROME) - ago
    document = announcement(
        call=desk.call.slug,
        number=number,
        groups=draw_now(desk.call, round, None).groups,
        seed_source="Numeri di un’estrazione pubblica (campione)",
        seed_on=moment.date(),
        sitting_at=moment,
        place="Sala campione",
    )
    return PublicDraw.objects.create(
        call=desk.call,
        round=round,
        number=number,
        announcement=document,
        sha256=sha256_hex(document),
        sitting_at=moment,
        place="Sala campione",
        seed_source=document["seed_source"],
        seed_on=moment.date(),
        convened_by=desk.head,
        **held,
    )


def held_draw(desk: Desk, seed: str = SEED, *, number: int = 1) -> PublicDraw:
    """The value is written."""
    return convened_draw(
        desk,
        number=number,
        seed=seed,
        attended="Responsabile del procedimento",
        held_by=desk.head,
        held_at=database_now(),
    )
