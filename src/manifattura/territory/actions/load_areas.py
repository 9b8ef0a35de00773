"""Load the city's areas from its profile: municipi from a list, NIL from a CSV; safe to repeat."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.errors import Refused

from ..domain.sort_key import sort_key
from ..models import Municipio, Nil

COLUMNS = {"id_nil", "name", "lon", "lat"}


@dataclass(frozen=True)
class Loaded:
    """How many areas of each level the city has now."""

    municipi: int
    nil: int

    audit_type = "territory"
    audit_id = "areas"
    audit_label = "aree della città"


def load_areas(*, nil_csv: Path, municipi: list[tuple[int, str]], by: audit.Party | None = None) -> Loaded:
    """Write every municipio and NIL, updating those that exist; the CSV has columns id_nil, name, lon, lat.

    Raises `Refused` with the line's number when the file cannot be read as such; nothing is written then.
    """
    areas = _read(nil_csv)
    with transaction.atomic():
        Municipio.objects.bulk_create(
            [Municipio(number=number, name=name) for number, name in municipi],
            update_conflicts=True,
            unique_fields=["number"],
            update_fields=["name"],
        )
        Nil.objects.bulk_create(
            areas,
            update_conflicts=True,
            unique_fields=["id_nil"],
            update_fields=["name", "sort_key", "longitude", "latitude"],
        )
        loaded = Loaded(municipi=Municipio.objects.count(), nil=Nil.objects.count())
        audit.record(
            "areas_loaded", by=by, subject=loaded, after={"municipi": loaded.municipi, "nil": loaded.nil}
        )
    return loaded


def _read(nil_csv: Path) -> list[Nil]:
    with nil_csv.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if not set(reader.fieldnames or ()) >= COLUMNS:
            raise Refused(f"{nil_csv.name}: mancano le colonne {', '.join(sorted(COLUMNS))}.")
        return [_area(row, reader.line_num, nil_csv.name) for row in reader]


def _area(row: dict[str, str], line: int, name: str) -> Nil:
    try:
        return Nil(
            id_nil=int(row["id_nil"]),
            name=row["name"],
            sort_key=sort_key(row["name"]),
            longitude=Decimal(row["lon"]),
            latitude=Decimal(row["lat"]),
        )
    except (ValueError, TypeError, InvalidOperation) as error:
        raise Refused(
            f"{name}, riga {line}: numero, nome, longitudine o latitudine non si leggono."
        ) from error
