"""What applications draw before the general walk: from reserves, and as the least number of an area (docs/formats.md §3 Budget)."""

from collections.abc import Sequence

from manifattura.evaluation.domain.ranking import reserves
from manifattura.evaluation.domain.ranking.reserves import Placed
from manifattura.evaluation.domain.ranking.version2.limits import Limits
from manifattura.evaluation.domain.ranking.version2.model import Application, Area, PlacedClass


class Draws(reserves.Draws[Application]):
    """Draws from reserves by application, and who has a place guaranteed by which area."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits
        self.guaranteed: dict[str, Area] = {}
        self._from_general: dict[str, int] = {}

    def from_general(self, application: Application) -> int:
        """Already set aside from the general pot."""
        return self._from_general.get(application.id, 0)

    def outstanding(self, application: Application) -> int:
        """Requested and neither drawn nor set aside."""
        return super().outstanding(application) - self.from_general(application)

    def guarantee(self, area: Area, classes: Sequence[PlacedClass], pot: int) -> int:
        """Set money aside for the best `least` applications of the area; what is left of the pot."""
        places = area.least or 0
        for placed in classes:
            inside = [one.application for one in placed.members if area.flag in one.application.flags]
            places -= sum(one.id in self.limits.taken for one in inside)
            waiting = self.waiting(placed, area.flag)
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

    def waiting(self, placed: Placed[Application], flag: str) -> list[Application]:
        applications = [member.application for member in placed.members]
        refused = self.limits.refusals(applications, self.outstanding)
        return [
            one
            for one in applications
            if flag in one.flags and one.id not in refused and self.outstanding(one)
        ]

    def draw(self, application: Application, flag: str, amount: int) -> int:
        super().draw(application, flag, amount)
        if not self.outstanding(application):
            self.limits.take(application, application.requested)
        return amount
