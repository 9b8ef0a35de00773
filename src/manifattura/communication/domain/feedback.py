"""The standard question of the national model: one to five stars, a branch of fixed answers, a short text."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

LONGEST_TEXT = 200
FEWEST, MOST = 1, 5
HIGH_FROM = 4


class FeedbackKind(StrEnum):
    PAGE = "page"
    SERVICE = "service"


class Difficulty(StrEnum):
    """What was hard: asked of those who gave one to three stars."""

    UNCLEAR = "unclear"
    INCOMPLETE = "incomplete"
    LOST = "lost"
    TECHNICAL = "technical"
    OTHER = "other_difficulty"


class Liking(StrEnum):
    """What was good: asked of those who gave four or five."""

    CLEAR = "clear"
    COMPLETE = "complete"
    ORIENTED = "oriented"
    NO_TROUBLE = "no_trouble"
    OTHER = "other_liking"


def aspect_of(stars: int, *, difficult: str, liked: str) -> str:
    """The answer of the branch that these stars open; "" when there is none or it is not one of the fixed ones.

    The answer of the other branch is dropped: a person may have changed the stars afterwards.
    """
    given, known = (liked, set(Liking)) if stars >= HIGH_FROM else (difficult, set(Difficulty))
    return given if given in {str(one) for one in known} else ""


@dataclass(frozen=True)
class Distribution:
    """How many gave each number of stars."""

    by_stars: tuple[int, int, int, int, int]

    @property
    def count(self) -> int:
        return sum(self.by_stars)

    @property
    def average(self) -> Decimal | None:
        """To one decimal, half up; None when nobody answered."""
        if not self.count:
            return None
        total = sum(stars * many for stars, many in enumerate(self.by_stars, start=FEWEST))
        return (Decimal(total) / self.count).quantize(Decimal("0.1"), ROUND_HALF_UP)


def distribution(counts: Mapping[int, int]) -> Distribution:
    one, two, three, four, five = (counts.get(stars, 0) for stars in range(FEWEST, MOST + 1))
    return Distribution((one, two, three, four, five))
