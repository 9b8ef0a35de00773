"""Step 1 of the budget: what applications draw from the reserves (docs/formats.md §2 Budget)."""

from collections.abc import Sequence

from manifattura.evaluation.domain.ranking.model import Application, PlacedClass, Reserve


class Draws:
    """What each application has drawn so far, reserve by reserve in the declared order."""

    def __init__(self) -> None:
        self._drawn: dict[str, list[tuple[str, int]]] = {}

    def of(self, application: Application) -> list[tuple[str, int]]:
        """(flag, amount) of every reserve drawn on, amounts above zero."""
        return self._drawn.get(application.id, [])

    def outstanding(self, application: Application) -> int:
        """Requested and not yet drawn."""
        return application.requested - sum([amount for _, amount in self.of(application)])

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

    def _waiting(self, placed: PlacedClass, flag: str) -> list[Application]:
        applications = [member.application for member in placed.members]
        return [one for one in applications if flag in one.flags and self.outstanding(one)]

    def _draw(self, application: Application, flag: str, amount: int) -> int:
        self._drawn.setdefault(application.id, []).append((flag, amount))
        return amount
