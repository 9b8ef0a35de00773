"""Euro amounts: always `Decimal` with two places, always rounded half up, written as strings in documents."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def to_cents(amount: Decimal) -> Decimal:
    """Round half up to the cent."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def cut_to_cents(amount: Decimal) -> Decimal:
    """Cut down to the cent, as grants are."""
    return amount.quantize(CENT, rounding=ROUND_DOWN)


def money_text(amount: Decimal) -> str:
    """`"1234.50"`: the form money has in every document we hash."""
    return format(to_cents(amount), "f")
