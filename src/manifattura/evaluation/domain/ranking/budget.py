"""Who gets money: reserves first, then the general pot, class by class (docs/formats.md §2 Budget)."""

from collections.abc import Sequence

from manifattura.evaluation.domain.ranking.model import (
    Application,
    Budget,
    Outcome,
    PlacedClass,
    Reason,
    Status,
)
from manifattura.evaluation.domain.ranking.reserves import Draws
from manifattura.evaluation.domain.ranking.walk import Walk
from manifattura.kernel.scaled import hundredths_text as shown

Outcomes = dict[str, Outcome]


def allocate(classes: Sequence[PlacedClass], budget: Budget) -> tuple[Outcomes, int]:
    """The outcome of every ranked application by its id, and the money left."""
    draws: Draws[Application] = Draws()
    pot = budget.amount - sum(reserve.amount for reserve in budget.reserves)
    for reserve in budget.reserves:
        pot += draws.walk(reserve, classes)
    walk = GeneralWalk(budget, pot, draws)
    for placed in classes:
        walk.visit(placed)
    return walk.outcomes, walk.pot


class GeneralWalk(Walk[Application]):
    """Step 2, with the outcomes as version 1 says them."""

    def __init__(self, budget: Budget, pot: int, draws: Draws[Application]) -> None:
        super().__init__(budget, pot, draws)
        self.outcomes: Outcomes = {}

    def decide_funded(self, application: Application, now: int) -> None:
        reserves = [{"flag": flag, "amount": shown(amount)} for flag, amount in self.draws.of(application)]
        reason = Reason("FUNDED", {"from_reserves": reserves, "from_general": shown(now)})
        self.outcomes[application.id] = Outcome(Status.FUNDED, application.requested, (reason,))

    def decide_part(self, application: Application, granted: int, reason: Reason) -> None:
        self.outcomes[application.id] = Outcome(Status.PARTIALLY_FUNDED, granted, (reason,))

    def decide_reserve_list(self, application: Application, *reasons: Reason) -> None:
        self.outcomes[application.id] = Outcome(Status.RESERVE_LIST, 0, reasons)
