"""Several tenants in one space: each takes a part of it, and together no more than there is."""

from collections.abc import Collection, Sequence
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from manifattura.kernel.money import to_cents

from .agreements import AgreementState
from .words import SpaceState

PLACES = Decimal("0.01")


class Crowded(StrEnum):
    """Why one more agreement does not fit into a space."""

    TAKEN = "taken"
    """Somebody has the whole of it."""
    SHARED = "shared"
    """Some have a part of it, and this one asks for the whole."""
    NO_AREA = "no_area"
    """Its surface is not known: parts of it cannot be counted."""
    TOO_MUCH = "too_much"
    """The parts are more than the surface."""


def crowded(net_m2: Decimal | None, taken: Sequence[Decimal | None], part: Decimal | None) -> Crowded | None:
    """Whether an agreement on `part` (m²; None: the whole) fits beside the running ones; None when it does."""
    if None in taken:
        return Crowded.TAKEN
    if part is None:
        return Crowded.SHARED if taken else None
    if net_m2 is None:
        return Crowded.NO_AREA
    used = sum((one for one in taken if one is not None), Decimal(0))
    return Crowded.TOO_MUCH if used + part > net_m2 else None


def equal_part(net_m2: Decimal | None, places: int) -> Decimal | None:
    """What each of so many tenants takes, cut to the hundredth of m²; None: the whole, or of a surface not known."""
    if places < 2 or net_m2 is None:
        return None
    return (net_m2 / places).quantize(PLACES, rounding=ROUND_DOWN)


def share_of(amount: Decimal | None, part: Decimal | None, net_m2: Decimal | None) -> Decimal | None:
    """The part's share of what the whole space costs a year; the amount itself for the whole."""
    if amount is None or part is None or not net_m2:
        return amount
    return to_cents(amount * part / net_m2)


def together(wanted: SpaceState, others: Collection[AgreementState]) -> SpaceState:
    """The state of a shared space, when one of its agreements asks for `wanted` and these others run."""
    if wanted is SpaceState.IN_USE or AgreementState.ACTIVE in others:
        return SpaceState.IN_USE
    return SpaceState.ASSIGNED if others else wanted
