"""Money that a session left to the one after it: a roll-down may take it back until that one has spent it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.rounds import round_after

if TYPE_CHECKING:
    from manifattura.calls.models import CallRound

NONE = Decimal("0.00")


@dataclass(frozen=True)
class Carried:
    """`amount` went to session `number`; `is_spent` once that session's ranking is final: nothing comes back."""

    number: int
    amount: Decimal
    is_spent: bool

    def lacking(self, left: Decimal) -> Decimal:
        """What a version that leaves `left` would take of money already spent elsewhere."""
        return max(self.amount - left, NONE) if self.is_spent else NONE


def carried_from(session: CallRound) -> Carried | None:
    """None while nothing has gone over."""
    following = round_after(session)
    if following is None or not following.carried_in:
        return None
    return Carried(following.number, following.carried_in, following.state == CallState.FINAL_RANKING)
