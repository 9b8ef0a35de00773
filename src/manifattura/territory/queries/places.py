"""The city's ground as the rules want it: from the profile alone, or with what the database holds."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Max
from shapely.geometry import shape

from ..domain.places import Centre, Places, Shapes
from ..models import Boundary, Nil


def places_of_profile(profile: Mapping[str, Any]) -> Places:
    """From the city's profile, without a database: approximate centres."""
    with profile["nil_csv"].open(encoding="utf-8", newline="") as file:
        nils = tuple(
            Centre(int(row["id_nil"]), row["name"], float(row["lon"]), float(row["lat"]))
            for row in csv.DictReader(file)
        )
    return with_nils(profile, nils)


def with_nils(profile: Mapping[str, Any], nils: tuple[Centre, ...]) -> Places:
    ground = profile.get("ground", {})
    names = dict(profile["municipi"])
    return Places(
        city=str(profile["city_name"]),
        nils=nils,
        municipi=tuple(
            Centre(number, names.get(number, ""), longitude, latitude)
            for number, longitude, latitude in ground.get("municipi_centres", [])
        ),
        around=tuple(Centre(0, *one) for one in ground.get("neighbour_centres", [])),
        other_cities=frozenset(str(name).casefold() for name in ground.get("other_cities", [])),
        postal_codes=tuple((first, last) for first, last in ground.get("postal_codes", [])),
        names={one.number: one.name for one in nils},
        municipio_numbers=frozenset(names),
    )


def current_places() -> Places:
    """With the names, centres and official boundaries of the database: two statements; shapes are kept until the next import."""
    nils = tuple(
        Centre(number, name, float(longitude), float(latitude))
        for number, name, longitude, latitude in Nil.objects.values_list(
            "id_nil", "name", "longitude", "latitude"
        )
    )
    stamps = {
        str(row["level"]): row["latest"]
        for row in Boundary.objects.order_by().values("level").annotate(latest=Max("imported_at"))
    }
    return replace(
        with_nils(settings.CITY, nils),
        nil_shapes=_shapes("nil", stamps["nil"]) if "nil" in stamps else None,
        municipio_shapes=_shapes("municipio", stamps["municipio"]) if "municipio" in stamps else None,
    )


@lru_cache(maxsize=4)
def _shapes(level: str, imported_at: datetime) -> Shapes:
    rows = Boundary.objects.filter(level=level, imported_at=imported_at).values_list("number", "geometry")
    return Shapes([(number, shape(geometry)) for number, geometry in rows])
