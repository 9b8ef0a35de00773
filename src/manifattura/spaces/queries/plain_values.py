"""Values of a card as the audit trail keeps them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from manifattura.kernel.money import money_text


def plain_value(value: Any) -> Any:
    """Amounts with two decimals where they have no more, days as ISO text."""
    if isinstance(value, Decimal):
        return money_text(value) if value == value.quantize(Decimal("0.01")) else str(value)
    return value.isoformat() if isinstance(value, date) else value
