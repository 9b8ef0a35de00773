"""A call that gives places, in the words of the ranking's format: an amount is a number of places, written `20.00`.

So both versions of the format, and every file already published, stay as they are; `meta` says which unit a file counts in.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.edition import Edition

UNIT, PLACES = "unit", "places"
ONE_PLACE = Decimal("1.00")
"""What each application asks for."""


def counting_places(edition: Edition, applications: int) -> Edition:
    """The edition with its places as the amount to give; a call without a number has one for each application."""
    places = applications if edition.places is None else edition.places
    return replace(edition, budget=Decimal(places))


def counts_places(document: Mapping[str, Any]) -> bool:
    """Whether the amounts of this input document are places."""
    meta = document.get("meta")
    return isinstance(meta, Mapping) and meta.get(UNIT) == PLACES


def places_of(document: Mapping[str, Any]) -> int | None:
    """How many the call gives; None: one for everybody above the thresholds."""
    found: int | None = document["meta"].get(PLACES)
    return found
