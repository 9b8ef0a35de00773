"""Reads the rule of the aid, and says what a cost may ask (docs/formats.md §3 Aid)."""

from collections.abc import Collection
from decimal import Decimal

from manifattura.calls.domain.aid import compute_aid
from manifattura.calls.domain.aid_rule import Aid, AidBracket, AidPremium
from manifattura.kernel.document_types import (
    boolean,
    coefficient,
    field,
    identifier,
    items,
    members,
    money,
    money_above_zero,
    optional_field,
)
from manifattura.kernel.scaled import MILLION

CENTS = Decimal(100)


def read_aid(value: object) -> Aid:
    owner = members(value, ("rate", "cap"), ("brackets", "progressive", "premiums"))
    return Aid(
        rate=field(owner, "rate", _rate),
        cap=field(owner, "cap", _amount),
        brackets=optional_field(owner, "brackets", lambda item: items(item, _bracket), ()),
        progressive=optional_field(owner, "progressive", boolean, absent=False),
        premiums=optional_field(owner, "premiums", lambda item: items(item, _premium), ()),
    )


def allowed(aid: Aid, cost: int, flags: Collection[str]) -> int:
    """What an application with this cost may ask, in cents."""
    return int(compute_aid(aid, Decimal(cost) / CENTS, flags).grant * CENTS)


def _rate(value: object) -> Decimal:
    return Decimal(coefficient(value)) / MILLION


def _amount(value: object) -> Decimal:
    return Decimal(money_above_zero(value)) / CENTS


def _bracket(value: object) -> AidBracket:
    owner = members(value, ("rate",), ("from", "to"))
    low = optional_field(owner, "from", _edge, (None, False))
    high = optional_field(owner, "to", _edge, (None, False))
    return AidBracket(field(owner, "rate", _rate), *low, *high)


def _edge(value: object) -> tuple[Decimal | None, bool]:
    owner = members(value, ("at", "included"))
    return Decimal(field(owner, "at", money)) / CENTS, field(owner, "included", boolean)


def _premium(value: object) -> AidPremium:
    owner = members(value, ("flag",), ("rate", "cap"))
    return AidPremium(
        flag=field(owner, "flag", identifier),
        title="",
        rate=optional_field(owner, "rate", _rate, None),
        cap=optional_field(owner, "cap", _amount, None),
    )
