"""Whether a committee may sit: who still has to answer, who must be replaced (L. 241/1990 art. 6-bis)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from manifattura.calls.domain.edition import Recusal


class Obstacle(StrEnum):
    """Why no sitting opens; the first of them is the one to deal with."""

    DECLINED = "declined"
    SILENT = "silent"
    UNDECLARED = "undeclared"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Standing:
    """How one member stands: their name, what they answered, whether they declared a conflict with anybody."""

    name: str
    accepted: bool
    declined: bool
    declared: bool
    in_conflict: bool


def obstacle_of(standing: Standing, recusal: Recusal) -> Obstacle | None:
    """What keeps this member from sitting. Under abstention a conflict does not: it takes one application away."""
    if standing.declined:
        return Obstacle.DECLINED
    if standing.in_conflict and recusal is Recusal.REPLACEMENT:
        return Obstacle.CONFLICT
    if not standing.accepted:
        return Obstacle.SILENT
    return None if standing.declared else Obstacle.UNDECLARED


def must_be_replaced(standing: Standing, recusal: Recusal) -> bool:
    """Waiting does not help: somebody else has to take the seat."""
    return obstacle_of(standing, recusal) in (Obstacle.DECLINED, Obstacle.CONFLICT)


def obstacles(standings: Sequence[Standing], recusal: Recusal) -> dict[Obstacle, tuple[str, ...]]:
    """Obstacle → names of the members, in the order of `Obstacle`; empty when the committee may sit."""
    found: dict[Obstacle, tuple[str, ...]] = {}
    for obstacle in Obstacle:
        names = tuple(one.name for one in standings if obstacle_of(one, recusal) is obstacle)
        if names:
            found[obstacle] = names
    return found
