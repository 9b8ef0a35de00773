"""The lots of a call: what each gives and how it is awarded, how many one may ask for and win (docs/formats.md §8)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class LotRule(StrEnum):
    """How a lot is awarded; the words are those of the allocation's format."""

    MEAT = "meat"
    """Technical points and a sealed offer."""
    HIGHEST_OFFER = "highest_offer"
    TECHNICAL_ONLY = "technical_only"


class OfferFormula(StrEnum):
    """How an offer becomes points."""

    PROPORTIONAL = "proportional"
    INTERPOLATED = "interpolated"


class LotTie(StrEnum):
    """Who passes with equal totals, before the public draw that always comes last."""

    TECHNICAL = "technical"
    OFFER = "offer"
    IMPROVED = "improved"
    """Who offered the same may offer better, in a sitting (RD 827/1924 art. 77). Only where the offer alone decides."""
    DRAW = "draw"


class AfterWithdrawal(StrEnum):
    """What becomes of the lot of a winner who leaves. Scores and best offers stay as they were."""

    RESERVE = "reserve"
    """It goes to the next in its own order who still has room; nothing else moves."""
    AGAIN = "again"
    """All lots are assigned again without who left: nobody ends with less than before."""


class Offers(StrEnum):
    """Which offer is the better one."""

    RISE = "rise"
    """The higher: a rent. The base is the least."""
    DISCOUNT = "discount"
    """The lower: a price asked of the city. The base is the most."""


@dataclass(frozen=True)
class LotReserve:
    """Places of a lot for applicants with a flag. With `fallback` one that nobody with it takes is open to all."""

    flag: str
    places: int = 1
    fallback: bool = True


@dataclass(frozen=True)
class SpaceLot:
    """One lot. `key` is stable over editions; `space` is the code of a card of the census, opaque here. Amounts in EUR."""

    key: str
    title: str
    address: str = ""
    space: str = ""
    area: Decimal | None = None
    """m²."""
    base: Decimal | None = None
    """Least yearly rent that may be offered, or the most that may be asked for; None where no offer is asked."""
    places: int = 1
    """How many may win it: desks of a shared workshop."""
    rule: LotRule = LotRule.MEAT
    formula: OfferFormula = OfferFormula.PROPORTIONAL
    economic_max: Decimal | None = None
    """Points of the best offer, under `MEAT`. The technical points are those of the grid."""
    technical_min: Decimal | None = None
    tie: LotTie = LotTie.TECHNICAL
    offers: Offers = Offers.RISE
    reserves: tuple[LotReserve, ...] = ()
    preemption: str = ""
    """Who may have the lot by matching the best offer, and on what ground, in public words; empty: nobody. No names: the office
    finds out who it is once the order is known."""

    @property
    def falls(self) -> bool:
        """Whether the lower offer is the better one."""
        return self.wants_offer and self.offers is Offers.DISCOUNT

    @property
    def wants_offer(self) -> bool:
        return self.rule is not LotRule.TECHNICAL_ONLY

    @property
    def wants_points(self) -> bool:
        return self.rule is not LotRule.HIGHEST_OFFER


@dataclass(frozen=True)
class Allocation:
    """The lots of a call and the rules they share. `deposit`: share (0–1) of the yearly base rent of each lot asked for."""

    lots: tuple[SpaceLot, ...]
    most_bids: int = 3
    most_won: int = 1
    deposit: Decimal | None = None
    after_withdrawal: AfterWithdrawal = AfterWithdrawal.RESERVE
    most_per_group: int | None = None
    """How many lots linked applicants may win together (groups of the office's register); None: each for itself."""
    bundles: bool = False
    """Whether an application may want some of its lots all or none."""

    @property
    def reserved(self) -> bool:
        """Whether any place is for some applicants first."""
        return any(lot.reserves for lot in self.lots)

    def lot(self, key: str) -> SpaceLot:
        """The lot with this key; KeyError when there is none."""
        for lot in self.lots:
            if lot.key == key:
                return lot
        raise KeyError(key)
