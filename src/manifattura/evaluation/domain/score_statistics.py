"""How the members of a committee scored: means, spread, distance from the others, agreement. Plain numbers, no decision.

All figures are on coefficients (0–1). Standard deviation is of the population: these are all the marks there are, not
a sample of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

NEAR = Decimal("0.1")
"""Two coefficients agree when they are within this distance, edge included."""
PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class ScoreMark:
    """One coefficient: who gave it, on which application, for which criterion."""

    member: str
    application: str
    criterion: str
    coefficient: Decimal


@dataclass(frozen=True)
class MemberFigures:
    """Of one member. `distance`: mean of (own − mean of the others on the same application and criterion), signed:
    above zero is more generous. `agreement`: share (0–1) of the pairs with another member that are within `NEAR`.
    Both None where nobody else scored the same things.
    """

    member: str
    marks: int
    mean: Decimal
    deviation: Decimal
    distance: Decimal | None
    agreement: Decimal | None


@dataclass(frozen=True)
class CriterionFigures:
    """Of one criterion, all members together; `agreement` as above, over all pairs of members."""

    criterion: str
    marks: int
    mean: Decimal
    deviation: Decimal
    agreement: Decimal | None


@dataclass(frozen=True)
class Spread:
    """Of one application and criterion: the least and the greatest coefficient given."""

    application: str
    criterion: str
    least: Decimal
    greatest: Decimal

    @property
    def width(self) -> Decimal:
        return self.greatest - self.least


def member_figures(marks: Iterable[ScoreMark]) -> tuple[MemberFigures, ...]:
    """One per member, in order of name."""
    given = list(marks)
    cells = _cells(given)
    own: dict[str, list[Decimal]] = defaultdict(list)
    distances: dict[str, list[Decimal]] = defaultdict(list)
    near: dict[str, list[bool]] = defaultdict(list)
    for cell in cells.values():
        for mark in cell:
            own[mark.member].append(mark.coefficient)
            others = [one.coefficient for one in cell if one.member != mark.member]
            if others:
                distances[mark.member].append(mark.coefficient - _mean(others))
                near[mark.member] += [abs(mark.coefficient - other) <= NEAR for other in others]
    return tuple(
        MemberFigures(
            member=member,
            marks=len(values),
            mean=_rounded(_mean(values)),
            deviation=deviation(values),
            distance=_rounded(_mean(distances[member])) if distances[member] else None,
            agreement=_share(near[member]),
        )
        for member, values in sorted(own.items())
    )


def criterion_figures(marks: Iterable[ScoreMark]) -> tuple[CriterionFigures, ...]:
    """One per criterion, in the order in which they first appear."""
    given = list(marks)
    values: dict[str, list[Decimal]] = defaultdict(list)
    near: dict[str, list[bool]] = defaultdict(list)
    for mark in given:
        values[mark.criterion].append(mark.coefficient)
    for (_application, criterion), cell in _cells(given).items():
        near[criterion] += [
            abs(one.coefficient - two.coefficient) <= NEAR for one, two in combinations(cell, 2)
        ]
    return tuple(
        CriterionFigures(
            criterion=criterion,
            marks=len(found),
            mean=_rounded(_mean(found)),
            deviation=deviation(found),
            agreement=_share(near[criterion]),
        )
        for criterion, found in values.items()
    )


def spreads(marks: Iterable[ScoreMark]) -> tuple[Spread, ...]:
    """One per application and criterion, the widest first; then in the order in which they first appear."""
    found = [
        Spread(
            application,
            criterion,
            min(mark.coefficient for mark in cell),
            max(mark.coefficient for mark in cell),
        )
        for (application, criterion), cell in _cells(marks).items()
    ]
    return tuple(sorted(found, key=lambda spread: -spread.width))


def deviation(values: Sequence[Decimal]) -> Decimal:
    """Standard deviation of the population, four decimals."""
    mean = _mean(values)
    return _rounded(_mean([(value - mean) ** 2 for value in values]).sqrt())


def _cells(marks: Iterable[ScoreMark]) -> dict[tuple[str, str], list[ScoreMark]]:
    cells: dict[tuple[str, str], list[ScoreMark]] = defaultdict(list)
    for mark in marks:
        cells[mark.application, mark.criterion].append(mark)
    return cells


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def _share(hits: Sequence[bool]) -> Decimal | None:
    return _rounded(Decimal(sum(hits)) / len(hits)) if hits else None


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(PLACES)
