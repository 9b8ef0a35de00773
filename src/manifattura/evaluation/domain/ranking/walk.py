"""The walk that gives out the general pot, the same in both versions of the ranking (docs/formats.md §2 Budget, step 2)."""

from abc import ABC, abstractmethod
from typing import Generic, Protocol

from manifattura.evaluation.domain.ranking.model import EdgeTies, Reason
from manifattura.evaluation.domain.ranking.reserves import A, Draws, Placed
from manifattura.kernel.scaled import hundredths_text as shown


class PotRule(Protocol):
    @property
    def partial_allowed(self) -> bool: ...
    @property
    def min_share(self) -> int: ...
    @property
    def skip_unaffordable(self) -> bool: ...
    @property
    def edge_ties(self) -> EdgeTies: ...


class Walk(ABC, Generic[A]):
    """One walk over the classes; nothing is offered again to a class already passed."""

    def __init__(self, budget: PotRule, pot: int, draws: Draws[A]) -> None:
        self.budget = budget
        self.pot = pot
        self.draws = draws
        self.met_misfit = False
        self.stopped_at: int | None = None

    @abstractmethod
    def decide_funded(self, application: A, now: int) -> None:
        """All that it asks: `now` (cents) comes from the pot at this step, the rest was drawn before."""

    @abstractmethod
    def decide_part(self, application: A, granted: int, reason: Reason) -> None: ...

    @abstractmethod
    def decide_reserve_list(self, application: A, *reasons: Reason) -> None: ...

    def left_in(self, pending: list[A]) -> list[A]:
        """Those that no limit leaves out; version 1 has no limits."""
        return pending

    def visit(self, placed: Placed[A]) -> None:
        pending: list[A] = []
        for member in placed.members:
            if self.draws.outstanding(member.application):
                pending.append(member.application)
            else:
                self._fund(member.application)
        if self.stopped_at is None:
            pending = self.left_in(pending)
        if not pending:
            return
        if self.stopped_at is None and self._fits(pending):
            for application in pending:
                self._fund(application)
            return
        # Draws of those who are not funded in full go to the pot, never back to the reserve.
        self.pot += sum(self.draws.give_back(application) for application in pending)
        if self.stopped_at is not None:
            self._leave(pending, Reason("AFTER_STOP", {"stopped_at": self.stopped_at}))
            return
        self._misfit(pending)
        if not self.budget.skip_unaffordable:
            self.stopped_at = placed.position

    def _fits(self, pending: list[A]) -> bool:
        return sum(self.draws.outstanding(application) for application in pending) <= self.pot

    def _fund(self, application: A) -> None:
        now = self.draws.outstanding(application)
        self.pot -= now
        self.decide_funded(application, now)

    def _misfit(self, pending: list[A]) -> None:
        """A class that the running walk cannot pay in full: in part if the rule allows, or not at all."""
        available = self.pot
        asked = sum(application.requested for application in pending)
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

    def _fund_in_part(self, pending: list[A], available: int, asked: int) -> None:
        code = "PARTIAL_LAST" if len(pending) == 1 else "PARTIAL_PRO_RATA"
        facts = {
            "available": shown(available),
            "requested": shown(asked),
            "min_share": shown(self.budget.min_share),
        }
        for application in pending:
            # Cut down to the cent; of a single one the fraction is 1, so it gets everything.
            granted = available * application.requested // asked
            self.pot -= granted
            self.decide_part(application, granted, Reason(code, facts))

    def _leave(self, pending: list[A], *reasons: Reason) -> None:
        for application in pending:
            self.decide_reserve_list(application, *reasons)
