"""What keeps an application from money whatever its place: numbers, areas, linked applicants (docs/formats.md §3 Limits)."""

from collections import Counter
from collections.abc import Callable, Sequence

from manifattura.evaluation.domain.ranking.model import Reason
from manifattura.evaluation.domain.ranking.version2.model import Application, Area, Budget
from manifattura.kernel.scaled import hundredths_text as shown

Refusals = dict[str, Reason]
Links = dict[str, str]
"""Link → the application that holds its money, over all rankings."""


class Limits:
    """Counts who has money in one ranking; `links` goes on over the rankings (None: the call does not look at links)."""

    def __init__(self, budget: Budget, links: Links | None) -> None:
        self.budget = budget
        self.links = links
        self.taken: set[str] = set()
        self._number: Counter[str] = Counter()
        self._amount: Counter[str] = Counter()

    def take(self, application: Application, amount: int) -> None:
        """The application surely has money: from now on it counts."""
        if application.id in self.taken:
            return
        self.taken.add(application.id)
        for area in self._areas_of(application):
            self._number[area.flag] += 1
            self._amount[area.flag] += amount
        if self.links is not None and application.link is not None:
            self.links[application.link] = application.id

    def refusals(
        self, applications: Sequence[Application], outstanding: Callable[[Application], int]
    ) -> Refusals:
        """Who of a class may not have money, and why; those that already have it are not asked again."""
        waiting = [one for one in applications if one.id not in self.taken]
        found = self._linked(waiting)
        for area in self.budget.areas:
            inside = [one for one in waiting if one.id not in found and area.flag in one.flags]
            refusal = self._area_refusal(area, inside, sum(outstanding(one) for one in inside))
            if refusal is not None:
                found |= {one.id: refusal for one in inside}
        others = [one for one in waiting if one.id not in found]
        if self.budget.most is not None and len(self.taken) + len(others) > self.budget.most:
            found |= {one.id: Reason("MOST_FUNDED", {"most": self.budget.most}) for one in others}
        return found

    def _linked(self, waiting: Sequence[Application]) -> Refusals:
        """Of those linked to each other one goes on: who already has money, else who arrived first."""
        if self.links is None:
            return {}
        held = dict(self.links)
        found: Refusals = {}
        for one in sorted(waiting, key=lambda each: (each.arrival, each.id)):
            if one.link is None:
                continue
            holder = held.setdefault(one.link, one.id)
            if holder != one.id:
                found[one.id] = Reason("ONE_PER_LINK", {"with": holder})
        return found

    def _area_refusal(self, area: Area, inside: Sequence[Application], asked: int) -> Reason | None:
        if not inside:
            return None
        if area.most is not None and self._number[area.flag] + len(inside) > area.most:
            return Reason("AREA_MOST", {"flag": area.flag, "most": area.most})
        if area.most_amount is not None and self._amount[area.flag] + asked > area.most_amount:
            return Reason("AREA_AMOUNT", {"flag": area.flag, "amount": shown(area.most_amount)})
        return None

    def _areas_of(self, application: Application) -> list[Area]:
        return [area for area in self.budget.areas if area.flag in application.flags]
