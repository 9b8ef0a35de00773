"""A position that says the neighbourhood and not the door: the centre of a square of about one kilometre.

The square is fixed on the ground. A random shift would be no protection: whoever asks often enough finds its middle.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

HIGH = Decimal("0.010")
WIDE = Decimal("0.014")
"""Degrees: about 1.1 km by 1.1 km at the latitude of northern Italy."""


def blurred(latitude: Decimal, longitude: Decimal) -> tuple[Decimal, Decimal]:
    """(latitude, longitude) of the middle of the square that holds the point; degrees."""
    return _middle(latitude, HIGH), _middle(longitude, WIDE)


def _middle(value: Decimal, step: Decimal) -> Decimal:
    cells = (value / step).to_integral_value(rounding=ROUND_FLOOR)
    return cells * step + step / 2


def gives_away(text: str, street: str) -> bool:
    """Whether a public text says the street that is kept back; `street` without accidents of typing, with its number."""
    words = [word for word in street.split() if not word.isdigit()]
    wanted = " ".join(words[1:] if len(words) > 1 else words)
    return bool(wanted) and f" {wanted} " in f" {text} "
