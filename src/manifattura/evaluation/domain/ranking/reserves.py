"""What applications draw from the reserves, the same in both versions of the ranking (docs/formats.md §2 Budget, step 1)."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from manifattura.evaluation.domain.ranking.model import Reserve


class Asking(Protocol):
    """An application as money sees it."""

    @property
    def id(self) -> str: ...
    @property
    def requested(self) -> int: ...
    @property
    def flags(self) -> frozenset[str]: ...


A = TypeVar("A", bound=Asking)
A_co = TypeVar("A_co", bound=Asking, covariant=True)


class Member(Protocol[A_co]):
    @property
    def application(self) -> A_co: ...


class Placed(Protocol[A_co]):
    """A class of ex aequo at its position."""

    @property
    def position(self) -> int: ...
    @property
    def members(self) -> Sequence[Member[A_co]]: ...


class Draws(Generic[A]):
    """What each application has drawn so far, reserve by reserve in the declared order."""

    def __init__(self) -> None:
        self._drawn: dict[str, list[tuple[str, int]]] = {}

    def of(self, application: A) -> list[tuple[str, int]]:
        """(flag, amount) of every reserve drawn on, amounts above zero."""
        return self._drawn.get(application.id, [])

    def outstanding(self, application: A) -> int:
        """Requested and not yet drawn."""
        return application.requested - sum([amount for _, amount in self.of(application)])

    def give_back(self, application: A) -> int:
        """Undo its draws; the amount to put into the general pot."""
        return sum(amount for _, amount in self._drawn.pop(application.id, []))

    def walk(self, reserve: Reserve, classes: Sequence[Placed[A]]) -> int:
        """Offer the reserve to the classes in order; what is left of it goes to the general pot."""
        left = reserve.amount
        for placed in classes:
            waiting = self.waiting(placed, reserve.flag)
            asked = sum(self.outstanding(application) for application in waiting)
            if asked <= left:
                for application in waiting:
                    left -= self.draw(application, reserve.flag, self.outstanding(application))
                continue
            if len(waiting) == 1 and left:
                left -= self.draw(waiting[0], reserve.flag, left)
            break
        return left

    def waiting(self, placed: Placed[A], flag: str) -> list[A]:
        """Those of a class that may draw on the reserve."""
        applications = [member.application for member in placed.members]
        return [one for one in applications if flag in one.flags and self.outstanding(one)]

    def draw(self, application: A, flag: str, amount: int) -> int:
        self._drawn.setdefault(application.id, []).append((flag, amount))
        return amount
