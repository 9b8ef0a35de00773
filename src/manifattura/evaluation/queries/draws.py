"""The public draw of a session: who is tied now, the draw that stands, which seed a version uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from manifattura.calls.queries.editions import current_edition

from ..domain.draws import NO_DRAW, Groups, tied_groups, without_draw
from ..domain.lots_outcome import Equals
from ..domain.ranking.document import result_document
from ..domain.ranking_input import needs_draw
from ..models import PublicDraw, Ranking
from .candidates import compute_ranking
from .improvements import standing_improvement

if TYPE_CHECKING:
    from manifattura.calls.models import Call, CallRound


@dataclass(frozen=True)
class DrawNow:
    """`groups`: the ties that wait for the draw; `seed`: the one that a version would use, empty when none is needed or known."""

    groups: Groups
    draw: PublicDraw | None
    seed: str
    equals: tuple[Equals, ...] = ()
    """Equal offers that may still be bettered in a sitting: it comes before any draw."""

    @property
    def is_missing(self) -> bool:
        """There are ties to draw and no seed yet, or offers to better first."""
        return bool(self.equals or self.groups) and not self.seed


def draws_of(call_id: int) -> QuerySet[PublicDraw]:
    """Every draw of the call, the newest first, those annulled too."""
    return (
        PublicDraw.objects.filter(call_id=call_id)
        .select_related("round", "convened_by", "held_by")
        .order_by("-number")
    )


def standing_draw(round_id: int) -> PublicDraw | None:
    """The draw convened or held for the session."""
    return PublicDraw.objects.filter(round_id=round_id, annulled_at=None).first()


def draw_now(call: Call, round: CallRound, previous: Ranking | None) -> DrawNow:
    """What a new version needs. A seed used once stays: a draw is never tried again. `Refused` when scores are missing."""
    edition = current_edition(call)
    if not needs_draw(edition.grid) and edition.allocation is None:
        return DrawNow((), None, "")
    if previous is not None and previous.draw_seed:
        return DrawNow((), previous.draw, previous.draw_seed)
    draw = standing_draw(round.pk)
    if draw is not None and draw.seed:
        return DrawNow((), draw, draw.seed)
    ranked = compute_ranking(call, round=round, draw_seed=NO_DRAW)
    if ranked.lots is not None:
        sitting = standing_improvement(round.pk)
        if previous is None and ranked.lots.equals and (sitting is None or sitting.held_at is None):
            return DrawNow((), draw, "", ranked.lots.equals)
        return DrawNow(ranked.lots.drawn, draw, "")
    return DrawNow(tied_groups(result_document(without_draw(ranked.document))), draw, "")


def seed_in(seed: str) -> str:
    """What the document carries: where no draw is needed, a text on which nothing depends."""
    return seed or NO_DRAW
