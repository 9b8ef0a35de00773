"""Who gets money: reserves first, then the general pot, class by class (docs/formats.md §2 Budget)."""

from collections.abc import Sequence

from manifattura.evaluation.domain.ranking.model import (
    Budget,
    EdgeTies,
    Outcome,
    PlacedClass,
    Reason,
    Scored,
    Status,
)
from manifattura.evaluation.domain.ranking.reserves import Draws
from manifattura.kernel.scaled import hundredths_text as shown

Outcomes = dict[str, Outcome]


def allocate(classes: Sequence[PlacedClass], budget: Budget) -> tuple[Outcomes, int]:
    """The outcome of every ranked application by its id, and the money left."""
    draws = Draws()
    pot = budget.amount - sum(reserve.amount for reserve in budget.reserves)
    for reserve in budget.reserves:
        pot += draws.walk(reserve, classes)
    walk = GeneralWalk(budget, pot, draws)
    for placed in classes:
        walk.visit(placed)
    return walk.outcomes, walk.pot


class GeneralWalk:
    """Step 2: one walk over the classes; nothing is offered again to a class already passed."""

    def __init__(self, budget: Budget, pot: int, draws: Draws) -> None:
        self.budget = budget
        self.pot = pot
        self.draws = draws
        self.outcomes: Outcomes = {}
        self.met_misfit = False
        self.stopped_at: int | None = None

    def visit(self, placed: PlacedClass) -> None:
        pending: list[Scored] = []
        for member in placed.members:
            if self.draws.outstanding(member.application):
                pending.append(member)
            else:
                self._fund(member)
        if not pending:
            return
        if self.stopped_at is None and self._fits(pending):
            for member in pending:
                self._fund(member)
            return
        # Draws of those who are not funded in full go to the pot, never back to the reserve.
        self.pot += sum(self.draws.give_back(member.application) for member in pending)
        if self.stopped_at is not None:
            self._leave(pending, Reason("AFTER_STOP", {"stopped_at": self.stopped_at}))
            return
        self._misfit(pending)
        if not self.budget.skip_unaffordable:
            self.stopped_at = placed.position

    def _fits(self, pending: list[Scored]) -> bool:
        return sum(self.draws.outstanding(member.application) for member in pending) <= self.pot

    def _fund(self, member: Scored) -> None:
        from_general = self.draws.outstanding(member.application)
        self.pot -= from_general
        reserves = [
            {"flag": flag, "amount": shown(amount)} for flag, amount in self.draws.of(member.application)
        ]
        reason = Reason("FUNDED", {"from_reserves": reserves, "from_general": shown(from_general)})
        self._decide(member, Status.FUNDED, member.application.requested, reason)

    def _misfit(self, pending: list[Scored]) -> None:
        """A class that the running walk cannot pay in full: in part if the rule allows, or not at all."""
        available = self.pot
        asked = sum(member.application.requested for member in pending)
        refusal = self._why_not_in_part(len(pending), available, asked)
        self.met_misfit = True
        if refusal is None:
            self._fund_in_part(pending, available, asked)
        else:
            facts = {"available": shown(available), "requested": shown(asked)}
            self._leave(pending, Reason("DOES_NOT_FIT", facts), refusal)

    def _why_not_in_part(self, pending: int, available: int, asked: int) -> Reason | None:
        if self.met_misfit:
            return Reason("NOT_FIRST_MISFIT", {})
        if not self.budget.partial_allowed:
            return Reason("PARTIAL_NOT_ALLOWED", {})
        if pending > 1 and self.budget.edge_ties is not EdgeTies.PRO_RATA:
            return Reason("EDGE_TIE", {})
        if available == 0 or available * 100 < self.budget.min_share * asked:
            return Reason("BELOW_MIN_SHARE", {"min_share": shown(self.budget.min_share)})
        return None

    def _fund_in_part(self, pending: list[Scored], available: int, asked: int) -> None:
        code = "PARTIAL_LAST" if len(pending) == 1 else "PARTIAL_PRO_RATA"
        facts = {
            "available": shown(available),
            "requested": shown(asked),
            "min_share": shown(self.budget.min_share),
        }
        for member in pending:
            # Cut down to the cent; of a single member the fraction is 1, so it gets everything.
            granted = available * member.application.requested // asked
            self.pot -= granted
            self._decide(member, Status.PARTIALLY_FUNDED, granted, Reason(code, facts))

    def _leave(self, pending: list[Scored], *reasons: Reason) -> None:
        for member in pending:
            self._decide(member, Status.RESERVE_LIST, 0, *reasons)

    def _decide(self, member: Scored, status: Status, granted: int, *reasons: Reason) -> None:
        self.outcomes[member.application.id] = Outcome(status, granted, reasons)
