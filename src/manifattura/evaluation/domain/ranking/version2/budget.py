"""Who gets the money of one ranking: reserves, guaranteed places, then the general walk (docs/formats.md §3 Budget)."""

from collections.abc import Sequence

from manifattura.evaluation.domain.ranking.model import Reason
from manifattura.evaluation.domain.ranking.version2.draws import Draws
from manifattura.evaluation.domain.ranking.version2.limits import Limits, Links
from manifattura.evaluation.domain.ranking.version2.model import (
    Application,
    Budget,
    Outcome,
    PlacedClass,
    Status,
)
from manifattura.evaluation.domain.ranking.walk import Walk
from manifattura.kernel.scaled import hundredths_text as shown

Outcomes = dict[str, Outcome]


def allocate(
    classes: Sequence[PlacedClass], budget: Budget, received: int, links: Links | None
) -> tuple[Outcomes, int]:
    """The outcome of every ranked application by its id, and the money left; `received` came from other rankings."""
    draws = Draws(Limits(budget, links))
    pot = budget.amount + received - sum(reserve.amount for reserve in budget.reserves)
    for reserve in budget.reserves:
        pot += draws.walk(reserve, classes)
    for area in budget.areas:
        if area.least:
            pot = draws.guarantee(area, classes, pot)
    walk = GeneralWalk(budget, pot, draws)
    for placed in classes:
        walk.visit(placed)
    return walk.outcomes, walk.pot


class GeneralWalk(Walk[Application]):
    """The general walk under limits, with the outcomes as version 2 says them."""

    draws: Draws

    def __init__(self, budget: Budget, pot: int, draws: Draws) -> None:
        super().__init__(budget, pot, draws)
        self.outcomes: Outcomes = {}

    def left_in(self, pending: list[Application]) -> list[Application]:
        """Limits leave an application out without stopping the walk."""
        refusals = self.draws.limits.refusals(pending, self.draws.outstanding)
        for application in pending:
            if application.id in refusals:
                self.pot += self.draws.give_back(application)
                self.decide_reserve_list(application, refusals[application.id])
        return [application for application in pending if application.id not in refusals]

    def decide_funded(self, application: Application, now: int) -> None:
        reserves = [{"flag": flag, "amount": shown(amount)} for flag, amount in self.draws.of(application)]
        from_general = now + self.draws.from_general(application)
        reasons = [Reason("FUNDED", {"from_reserves": reserves, "from_general": shown(from_general)})]
        area = self.draws.guaranteed.get(application.id)
        if area is not None:
            reasons.insert(0, Reason("GUARANTEED", {"flag": area.flag, "least": area.least or 0}))
        self.draws.limits.take(application, application.requested)
        self.outcomes[application.id] = Outcome(Status.FUNDED, application.requested, tuple(reasons))

    def decide_part(self, application: Application, granted: int, reason: Reason) -> None:
        self.draws.limits.take(application, granted)
        self.outcomes[application.id] = Outcome(Status.PARTIALLY_FUNDED, granted, (reason,))

    def decide_reserve_list(self, application: Application, *reasons: Reason) -> None:
        self.outcomes[application.id] = Outcome(Status.RESERVE_LIST, 0, reasons)
