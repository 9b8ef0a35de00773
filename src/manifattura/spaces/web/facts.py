"""The facts of a space as pages show them: only those that are known."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from manifattura.ui.formats import date_text, group, money_text

from ..models import Space
from ..queries import words

MEASURES = {
    "net_m2": "m²",
    "gross_m2": "m²",
    "clear_height_m": "m",
    "floor_load_kg": "kg/m²",
    "power_kw": "kW",
    "door_width_m": "m",
}
DEGREES = ("latitude", "longitude")
CODES: dict[str, dict[Any, Any]] = {
    "current_use": words.CURRENT_USES,
    "permitted_use": words.PERMITTED_USES,
    "condition": words.CONDITIONS,
    "accessibility": words.ACCESS,
    "owner_kind": words.OWNER_KINDS,
    "use_class": words.USE_CLASSES,
    "emissions": words.EMISSIONS,
    "acoustic_class": words.ACOUSTIC_CLASSES,
}
SHORT = ("net_m2", "power_kw", "floor_load_kg", "clear_height_m", "base_rent")
PLACE = (
    "floor", "gross_m2", "door_width_m", "three_phase", "gas", "water", "loading_bay", "lift", "accessibility", "energy_class",
)  # fmt: skip
USES = (
    "permitted_use", "use_class", "change_of_use", "current_use", "acoustic_class", "emissions", "limits", "constraints",
)  # fmt: skip
TERMS = (
    "condition", "works_needed", "works_estimate", "market_rent", "owner_kind", "cadastral_class",
    "vacant_since", "available_from", "surveyed_on",
)  # fmt: skip
OFFICE = (
    "cadastral", "owner_name", "owner_contact", "owner_email", "owner_phone", "consent_on", "consent_how",
)  # fmt: skip
"""Facts that no public page shows."""


def shown(space: Space, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """(label, value) of the facts that are known."""
    return [(str(words.FACTS[key]), text) for key in keys if (text := fact_text(space, key))]


def fact_text(space: Space, key: str) -> str:
    return value_shown(key, getattr(space, key))


def value_shown(key: str, value: Any) -> str:
    """A value of the census as people read it."""
    if value in ("", None):
        return ""
    if key in CODES:
        return str(CODES[key][value])
    if isinstance(value, bool):
        return _("Sì") if value else _("No")
    if key in DEGREES:
        return group(value, 6)
    if key in MEASURES:
        return f"{number(value)} {MEASURES[key]}"
    if isinstance(value, Decimal):
        return money_text(value, "round")
    return date_text(value) if hasattr(value, "isoformat") else "; ".join(str(value).splitlines())


def number(value: Decimal) -> str:
    """Without zeros that say nothing."""
    places = next(places for places in (0, 1, 2) if places == 2 or value == round(value, places))
    return group(value, places)
