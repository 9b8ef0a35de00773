"""Who gets the money of one ranking: reserves, guaranteed places, then the general walk (docs/formats.md §3 Budget)."""

from collections.abc import Sequence

from manifattura.evaluation.domain.ranking.model import EdgeTies, Reason
from manifattura.evaluation.domain.ranking.version2.draws import Draws
from manifattura.evaluation.domain.ranking.version2.limits import Limits, Links
from manifattura.evaluation.domain.ranking.version2.model import Budget, Outcome, PlacedClass, Scored, Status
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


class GeneralWalk:
    """One walk over the classes; nothing is offered again to a class already passed."""

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
        if self.stopped_at is None:
            pending = self._without_refused(pending)
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

    def _without_refused(self, pending: list[Scored]) -> list[Scored]:
        """Limits leave an application out without stopping the walk."""
        applications = [member.application for member in pending]
        refusals = self.draws.limits.refusals(applications, self.draws.outstanding)
        for member in pending:
            if member.application.id in refusals:
                self.pot += self.draws.give_back(member.application)
                self._leave([member], refusals[member.application.id])
        return [member for member in pending if member.application.id not in refusals]

    def _fits(self, pending: list[Scored]) -> bool:
        return sum(self.draws.outstanding(member.application) for member in pending) <= self.pot

    def _fund(self, member: Scored) -> None:
        application = member.application
        now = self.draws.outstanding(application)
        self.pot -= now
        reserves = [{"flag": flag, "amount": shown(amount)} for flag, amount in self.draws.of(application)]
        from_general = now + self.draws.from_general(application)
        reasons = [Reason("FUNDED", {"from_reserves": reserves, "from_general": shown(from_general)})]
        area = self.draws.guaranteed.get(application.id)
        if area is not None:
            reasons.insert(0, Reason("GUARANTEED", {"flag": area.flag, "least": area.least or 0}))
        self.draws.limits.take(application, application.requested)
        self._decide(member, Status.FUNDED, application.requested, *reasons)

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
            self.draws.limits.take(member.application, granted)
            self._decide(member, Status.PARTIALLY_FUNDED, granted, Reason(code, facts))

    def _leave(self, pending: list[Scored], *reasons: Reason) -> None:
        for member in pending:
            self._decide(member, Status.RESERVE_LIST, 0, *reasons)

    def _decide(self, member: Scored, status: Status, granted: int, *reasons: Reason) -> None:
        self.outcomes[member.application.id] = Outcome(status, granted, reasons)
