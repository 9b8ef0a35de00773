"""The sections in which the office edits a card: two officers in two sections never meet, in one the second sees the first."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Section(StrEnum):
    PLACE = "place"
    ROOM = "room"
    USES = "uses"
    TERMS = "terms"
    OWNER = "owner"


FIELDS: Mapping[Section, tuple[str, ...]] = {
    Section.PLACE: ("name", "address", "postal_code", "latitude", "longitude", "nil_id", "municipio_id", "blurred"),
    Section.ROOM: (
        "net_m2", "gross_m2", "floor", "clear_height_m", "floor_load_kg", "power_kw", "three_phase", "gas", "water",
        "loading_bay", "lift", "door_width_m", "accessibility", "energy_class", "condition", "works_needed",
        "works_estimate", "cadastral", "cadastral_class",
    ),
    Section.USES: (
        "current_use", "permitted_use", "use_class", "change_of_use", "acoustic_class", "emissions", "limits", "constraints",
    ),
    Section.TERMS: ("base_rent", "market_rent", "vacant_since", "available_from", "surveyed_on"),
    Section.OWNER: (
        "owner_kind", "owner_name", "owner_contact", "owner_email", "owner_phone", "consent_on", "consent_how", "notes",
    ),
}  # fmt: skip


def touched(changes: Mapping[str, Any]) -> tuple[Section, ...]:
    """The sections that these changes fall in."""
    return tuple(section for section, keys in FIELDS.items() if any(key in changes for key in keys))


def next_versions(versions: Mapping[str, int], sections: tuple[Section, ...]) -> dict[str, int]:
    """Each touched section is one version on; the others stay as they were."""
    return {**versions, **{section.value: versions.get(section, 1) + 1 for section in sections}}
