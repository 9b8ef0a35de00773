"""Replace the approximate areas of a level by the official boundaries of a GeoJSON file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused

from ..domain.area_file import Area, AreaFileError, Level, read_areas
from ..domain.sort_key import sort_key
from ..models import Boundary, Municipio, Nil

REASONS = {
    "json": gettext_lazy("Il file non è GeoJSON."),
    "collection": gettext_lazy("Il file non ha aree: serve una FeatureCollection."),
    "level": gettext_lazy("Le aree non hanno numero: serve ID_NIL oppure MUNICIPIO fra le proprietà."),
    "number": gettext_lazy("Un’area non ha un numero."),
    "shape": gettext_lazy("Un’area non ha una forma."),
    "degrees": gettext_lazy("Le coordinate non sono gradi: esporta il file in WGS84 (EPSG:4326)."),
    "twice": gettext_lazy("Un’area c’è due volte."),
}


@dataclass(frozen=True)
class ImportedAreas:
    level: Level
    areas: int
    unknown: tuple[int, ...]
    """Numbers that the city's list did not hold (NIL: added; municipi: added)."""

    audit_type = "territory"
    audit_id = "boundaries"
    audit_label = "confini delle aree"


def import_areas(
    *, content: bytes, source: str, dry_run: bool = False, by: audit.Party | None = None
) -> ImportedAreas:
    """Write the boundaries, and with them names and centres. Raises `Refused`; nothing is written then, nor on a dry run."""
    try:
        level, areas = read_areas(content)
    except AreaFileError as error:
        where = _(" (area %(number)d del file)") % {"number": error.feature} if error.feature else ""
        raise Refused(f"{REASONS[error.reason]}{where}") from error
    known = (
        set(Nil.objects.values_list("pk", flat=True))
        if level == "nil"
        else set(Municipio.objects.values_list("pk", flat=True))
    )
    result = ImportedAreas(level, len(areas), tuple(sorted({area.number for area in areas} - known)))
    if dry_run:
        return result
    with transaction.atomic():
        _write_names(level, areas)
        Boundary.objects.filter(level=level).delete()
        moment = now()
        Boundary.objects.bulk_create(
            Boundary(
                level=level,
                number=area.number,
                geometry=area.geojson(),
                source=source[:200],
                imported_at=moment,
            )
            for area in areas
        )
        audit.record(
            "boundaries_imported",
            by=by,
            subject=result,
            after={"level": level, "areas": len(areas), "source": source},
        )
    return result


def _write_names(level: Level, areas: list[Area]) -> None:
    if level == "municipio":
        Municipio.objects.bulk_create(
            [Municipio(number=area.number, name=area.name or str(area.number)) for area in areas],
            ignore_conflicts=True,
        )
        return
    known = dict(Nil.objects.values_list("pk", "name"))
    rows = []
    for area in areas:
        name = known.get(area.number) or area.name or str(area.number)
        centre = area.geometry.representative_point()
        rows.append(
            Nil(
                id_nil=area.number,
                name=name,
                sort_key=sort_key(name),
                longitude=round(Decimal(centre.x), 6),
                latitude=round(Decimal(centre.y), 6),
            )
        )
    Nil.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id_nil"],
        update_fields=["name", "sort_key", "longitude", "latitude"],
    )
