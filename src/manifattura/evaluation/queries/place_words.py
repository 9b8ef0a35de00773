"""Places in words, for pages, files and minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def places_text(summary: Mapping[str, Any]) -> str:
    """How many the call gives, from a ranking's summary; without a number, everybody above the threshold."""
    places = summary["places"]
    return _("senza un limite") if places is None else str(places)


def count_places(count: int) -> str:
    return ngettext("un posto", "%(n)s posti", count) % {"n": count}
