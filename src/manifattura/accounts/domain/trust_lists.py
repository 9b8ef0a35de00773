"""How old a trust list may be before signatures are no longer judged by it (ETSI TS 119 612 §5.3.15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class ListKind(StrEnum):
    """A national list, or a bundle of certificates that the office put together."""

    TSL = "tsl"
    PEM = "pem"


class Freshness(StrEnum):
    FRESH = "fresh"
    DUE = "due"
    """Its own issuer promised a newer one by now: it still counts, the office is told."""
    OVER = "over"
    """Older than the office allows: no signature is judged by it."""


@dataclass(frozen=True)
class Age:
    days: int
    freshness: Freshness


def age_of(*, issued_at: datetime, next_update: datetime | None, at: datetime, most_days: int) -> Age:
    """How old the list is at this instant, and whether it still counts. A list from tomorrow is not a day old."""
    days = max(0, (at - issued_at) // timedelta(days=1))
    if days > most_days:
        return Age(days, Freshness.OVER)
    if next_update is not None and at > next_update:
        return Age(days, Freshness.DUE)
    return Age(days, Freshness.FRESH)
