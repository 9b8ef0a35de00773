"""What a checked table of spaces will do to the census, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from manifattura.kernel.tables.cells import plain

from ..domain.import_rules import space_identity
from ..models import Space
from .exact_places import PLACE, places_of

if TYPE_CHECKING:
    from manifattura.kernel.tables.check import Checked
    from manifattura.kernel.tables.kinds import Foreseen

WORDS = (
    "code", "name", "address", "postal_code", "floor", "current_use", "permitted_use", "condition", "accessibility",
    "cadastral", "cadastral_class", "energy_class", "owner_kind", "owner_name", "notes", "use_class", "emissions", "limits",
    "constraints", "works_needed", "owner_contact", "owner_email", "owner_phone", "consent_how",
)  # fmt: skip
AMOUNTS = (
    "net_m2", "gross_m2", "clear_height_m", "floor_load_kg", "power_kw", "door_width_m", "works_estimate",
    "base_rent", "market_rent",
)  # fmt: skip
OTHERS = (
    "latitude", "longitude", "three_phase", "gas", "water", "loading_bay", "lift", "vacant_since", "available_from", "surveyed_on",
    "acoustic_class", "change_of_use", "consent_on", "blurred",
)  # fmt: skip
FIELDS = (*WORDS, *AMOUNTS, *OTHERS, "nil_id", "municipio_id")
SAMPLES = frozenset({"campione", "esempio", "dato campione", "sample", "test"})


def facts_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the fields of a space."""
    facts: dict[str, Any] = {key: str(values.get(key) or "") for key in WORDS}
    facts |= {key: _hundredths(values.get(key)) for key in AMOUNTS}
    facts |= {key: values.get(key) for key in OTHERS}
    facts["is_sample"] = plain(str(values.get("data_kind") or "")) in SAMPLES
    return facts | {"nil_id": values.get("nil"), "municipio_id": values.get("municipio")}


def _hundredths(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.01"))


def differences(space: Space, facts: Mapping[str, Any], place: Mapping[str, Any]) -> dict[str, Any]:
    """What the row would change. An empty cell changes nothing; the code stays as it was first written.

    `place`: where the space is, as the office knows it. Of a space whose place is kept back the office's own export has
    only the square: a row that says no more than that changes nothing.
    """
    known = {key: getattr(space, key) for key in FIELDS} | dict(place)
    returned = space.blurred and (facts["latitude"], facts["longitude"]) == (space.latitude, space.longitude)
    return {
        key: facts[key]
        for key in FIELDS
        if key != "code"
        and facts[key] not in ("", None)
        and known[key] != facts[key]
        and not (returned and key in (*PLACE, "nil_id", "municipio_id"))
    }


def foreseen_spaces(checked: Checked) -> dict[int, Foreseen]:
    """By the row's number: new, changed, same; nothing for rows in error and for repeated ones."""
    rows = {
        row.number: (space_identity(row.values), row.values)
        for row in checked.rows
        if not row.in_error and not row.repeats
    }
    keys = {key for key, _values in rows.values()}
    stored = {one.code_key: one for one in Space.objects.filter(code_key__in=keys)}
    places = places_of(list(stored.values()))
    return {
        number: "new"
        if key not in stored
        else "changed"
        if differences(stored[key], facts_of(values), places[stored[key].pk])
        else "same"
        for number, (key, values) in rows.items()
    }
