"""Which spaces fit an activity: each thing asked is for a space, against it, or not known; nothing is weighed in secret."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .activities import LEAST_CLASS, LETS_OUT, PROFILES, WORKSHOPS, Noise, Process
from .words import Emissions, PermittedUse


class Side(StrEnum):
    FOR = "for"
    AGAINST = "against"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Need:
    """What the activity asks; None and False ask nothing. Surfaces m², rent EUR a year, load kg/m².

    `floor_each` and `volume_each`: m² and m³ that a workplace needs for each person.
    """

    process: Process | None = None
    people: int | None = None
    floor_each: Decimal = Decimal(0)
    volume_each: Decimal = Decimal(0)
    noise: Noise = Noise.QUIET
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
    change_of_use: bool | None = None
    acoustic_class: int | None = None
    emissions: str = ""


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
"""Uses made for machines that are heard; in craft and mixed ones the acoustic class decides."""
PERHAPS_LOUD = frozenset({PermittedUse.CRAFT, PermittedUse.MIXED, PermittedUse.UNDECIDED})


def judge(need: Need, offered: Offered) -> Fit:
    """The reasons for and against one space."""
    reasons = [*_activity(need, offered), *_people(need, offered)]
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
    if need.noise is not Noise.QUIET:
        reasons.append(Reason("noise", _noise(need.noise, offered)))
    return Fit(offered, tuple(reasons))


def rank(need: Need, spaces: Iterable[Offered]) -> list[Fit]:
    """Fewest things against first, then most things for, then by code: the order can be checked by counting."""
    fits = [judge(need, offered) for offered in spaces]
    return sorted(fits, key=lambda fit: (fit.count(Side.AGAINST), -fit.count(Side.FOR), fit.offered.key))


def _at_least(key: str, wanted: Decimal, has: Decimal | None) -> Reason:
    if has is None:
        return Reason(key, Side.UNKNOWN)
    return Reason(key, Side.FOR if has >= wanted else Side.AGAINST)


def _activity(need: Need, offered: Offered) -> list[Reason]:
    """Whether a workshop of this kind may be there: its use, a change of use, what it lets out."""
    if need.process is None:
        return []
    profile = PROFILES[need.process]
    found = [Reason("permitted_use", _use(offered.permitted_use, shop=profile.shop))]
    if offered.change_of_use is not None:
        found.append(Reason("change_of_use", Side.AGAINST if offered.change_of_use else Side.FOR))
    if profile.emits is not Emissions.NONE:
        allowed = offered.emissions in LETS_OUT[profile.emits]
        known = Side.FOR if allowed else Side.AGAINST
        found.append(Reason("emissions", known if offered.emissions else Side.UNKNOWN))
    return found


def _use(use: str, *, shop: bool) -> Side:
    if use in WORKSHOPS or (shop and use == PermittedUse.RETAIL):
        return Side.FOR
    return Side.UNKNOWN if use in ("", PermittedUse.UNDECIDED) else Side.AGAINST


def _people(need: Need, offered: Offered) -> list[Reason]:
    """Floor and volume for everybody; the volume only where the height is known."""
    if not need.people:
        return []
    if offered.net_m2 is None:
        return [Reason("people", Side.UNKNOWN)]
    enough = offered.net_m2 >= need.people * need.floor_each
    if offered.clear_height_m is not None:
        enough = enough and offered.net_m2 * offered.clear_height_m >= need.people * need.volume_each
    return [Reason("people", Side.FOR if enough else Side.AGAINST)]


def _noise(noise: Noise, offered: Offered) -> Side:
    """By the acoustic class of the zone; where it is not known, by the permitted use."""
    if offered.acoustic_class is not None:
        return Side.FOR if offered.acoustic_class >= LEAST_CLASS[noise] else Side.AGAINST
    use = offered.permitted_use
    if use in LOUD:
        return Side.FOR
    return Side.UNKNOWN if not use or use in PERHAPS_LOUD else Side.AGAINST
