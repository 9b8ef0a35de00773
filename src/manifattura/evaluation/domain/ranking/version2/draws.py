"""What applications draw before the general walk: from reserves, and as the least number of an area (docs/formats.md §3 Budget)."""

from collections.abc import Sequence

from manifattura.evaluation.domain.ranking.model import Reserve
from manifattura.evaluation.domain.ranking.version2.limits import Limits
from manifattura.evaluation.domain.ranking.version2.model import Application, Area, PlacedClass


class Draws:
    """Draws from reserves by application, and who has a place guaranteed by which area."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.guaranteed: dict[str, Area] = {}
        self._from_general: dict[str, int] = {}
        self._drawn: dict[str, list[tuple[str, int]]] = {}

    def of(self, application: Application) -> list[tuple[str, int]]:
        """(flag, amount) of every reserve drawn on, amounts above zero."""
        return self._drawn.get(application.id, [])

    def from_general(self, application: Application) -> int:
        """Already set aside from the general pot."""
        return self._from_general.get(application.id, 0)

    def outstanding(self, application: Application) -> int:
        """Requested and neither drawn nor set aside."""
        drawn = sum([amount for _, amount in self.of(application)])
        return application.requested - drawn - self.from_general(application)

    def give_back(self, application: Application) -> int:
        """Undo its draws; the amount to put into the general pot."""
        return sum(amount for _, amount in self._drawn.pop(application.id, []))

    def walk(self, reserve: Reserve, classes: Sequence[PlacedClass]) -> int:
        """Offer the reserve to the classes in order; what is left of it goes to the general pot."""
        left = reserve.amount
        for placed in classes:
            waiting = self._waiting(placed, reserve.flag)
            asked = sum(self.outstanding(application) for application in waiting)
            if asked <= left:
                for application in waiting:
                    left -= self._draw(application, reserve.flag, self.outstanding(application))
                continue
            if len(waiting) == 1 and left:
                left -= self._draw(waiting[0], reserve.flag, left)
            break
        return left

    def guarantee(self, area: Area, classes: Sequence[PlacedClass], pot: int) -> int:
        """Set money aside for the best `least` applications of the area; what is left of the pot."""
        places = area.least or 0
        for placed in classes:
            inside = [one.application for one in placed.members if area.flag in one.application.flags]
            places -= sum(one.id in self.limits.taken for one in inside)
            waiting = self._waiting(placed, area.flag)
            asked = sum(self.outstanding(application) for application in waiting)
            if places <= 0 or len(waiting) > places or asked > pot:
                break
            for application in waiting:
                self._from_general[application.id] = self.outstanding(application)
                self.guaranteed[application.id] = area
                self.limits.take(application, application.requested)
            places -= len(waiting)
            pot -= asked
        return pot

    def _waiting(self, placed: PlacedClass, flag: str) -> list[Application]:
        applications = [member.application for member in placed.members]
        refused = self.limits.refusals(applications, self.outstanding)
        return [
            one
            for one in applications
            if flag in one.flags and one.id not in refused and self.outstanding(one)
        ]

    def _draw(self, application: Application, flag: str, amount: int) -> int:
        self._drawn.setdefault(application.id, []).append((flag, amount))
        if not self.outstanding(application):
            self.limits.take(application, application.requested)
        return amount
