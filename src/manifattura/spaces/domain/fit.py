"""Which spaces fit an activity: each thing asked is for a space, against it, or not known; nothing is weighed in secret."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .words import PermittedUse


class Side(StrEnum):
    FOR = "for"
    AGAINST = "against"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Need:
    """What the activity asks; None and False ask nothing. Surfaces m², rent EUR a year, load kg/m²."""

    least_m2: Decimal | None = None
    most_rent: Decimal | None = None
    power_kw: Decimal | None = None
    clear_height_m: Decimal | None = None
    floor_load_kg: Decimal | None = None
    door_width_m: Decimal | None = None
    three_phase: bool = False
    gas: bool = False
    water: bool = False
    loading_bay: bool = False
    lift: bool = False
    noisy: bool = False


@dataclass(frozen=True)
class Offered:
    """What the census knows of a space; None: it does not know."""

    key: str
    net_m2: Decimal | None = None
    base_rent: Decimal | None = None
    power_kw: Decimal | None = None
    clear_height_m: Decimal | None = None
    floor_load_kg: Decimal | None = None
    door_width_m: Decimal | None = None
    three_phase: bool | None = None
    gas: bool | None = None
    water: bool | None = None
    loading_bay: bool | None = None
    lift: bool | None = None
    permitted_use: str = ""


@dataclass(frozen=True)
class Reason:
    """One thing asked: the fact of the space that it looks at, and on which side it stands."""

    key: str
    side: Side


@dataclass(frozen=True)
class Fit:
    """A space with its reasons, in the order in which they were asked."""

    offered: Offered
    reasons: tuple[Reason, ...]

    def count(self, side: Side) -> int:
        return sum(reason.side is side for reason in self.reasons)


AT_LEAST = ("power_kw", "clear_height_m", "floor_load_kg", "door_width_m")
WANTED = ("three_phase", "gas", "water", "loading_bay", "lift")
LOUD = frozenset({PermittedUse.LIGHT_PRODUCTION})
"""Uses made for machines that are heard; in craft and mixed ones the acoustic zone decides, and the census does not hold it."""
PERHAPS_LOUD = frozenset({PermittedUse.CRAFT, PermittedUse.MIXED, PermittedUse.UNDECIDED})


def judge(need: Need, offered: Offered) -> Fit:
    """The reasons for and against one space."""
    reasons = []
    if need.least_m2 is not None:
        reasons.append(_at_least("net_m2", need.least_m2, offered.net_m2))
    if need.most_rent is not None:
        # a rent below the most is at least as good: the same comparison, turned
        rent = None if offered.base_rent is None else -offered.base_rent
        reasons.append(_at_least("base_rent", -need.most_rent, rent))
    for key in AT_LEAST:
        wanted = getattr(need, key)
        if wanted is not None:
            reasons.append(_at_least(key, wanted, getattr(offered, key)))
    for key in WANTED:
        if getattr(need, key):
            has = getattr(offered, key)
            reasons.append(Reason(key, Side.UNKNOWN if has is None else Side.FOR if has else Side.AGAINST))
    if need.noisy:
        reasons.append(Reason("permitted_use", _noise(offered.permitted_use)))
    return Fit(offered, tuple(reasons))


def rank(need: Need, spaces: Iterable[Offered]) -> list[Fit]:
    """Fewest things against first, then most things for, then by code: the order can be checked by counting."""
    fits = [judge(need, offered) for offered in spaces]
    return sorted(fits, key=lambda fit: (fit.count(Side.AGAINST), -fit.count(Side.FOR), fit.offered.key))


def _at_least(key: str, wanted: Decimal, has: Decimal | None) -> Reason:
    if has is None:
        return Reason(key, Side.UNKNOWN)
    return Reason(key, Side.FOR if has >= wanted else Side.AGAINST)


def _noise(use: str) -> Side:
    if use in LOUD:
        return Side.FOR
    return Side.UNKNOWN if not use or use in PERHAPS_LOUD else Side.AGAINST
