"""The points of a map in one small file: columns of whole numbers, sorted and written as differences, closed with gzip."""

from __future__ import annotations

import gzip
import json

from django.db.models import DecimalField, F, IntegerField, QuerySet
from django.db.models.functions import Cast, Round

from ..domain.words import PermittedUse
from ..models import Space

SCALE = 100_000
"""Parts of a degree: about a metre."""
USES = [use.value for use in PermittedUse]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NO_USE = "z"


def points_file(found: QuerySet[Space]) -> bytes:
    """Gzip of JSON: `scale`, `west`, `south`, `id` (each after the one before), `x`, `y` (from west and south), `use` (a letter each).

    The positions are those of the cards: of a place that is kept back, the middle of its square.
    """
    rows = list(
        found.filter(longitude__isnull=False)
        .select_related(None)
        .order_by("pk")
        .annotate(x=_scaled("longitude"), y=_scaled("latitude"))
        .values_list("pk", "x", "y", "permitted_use")
    )
    west = min((row[1] for row in rows), default=0)
    south = min((row[2] for row in rows), default=0)
    letters = {use: LETTERS[place] for place, use in enumerate(USES)}
    before, ids = 0, []
    for row in rows:
        ids.append(row[0] - before)
        before = row[0]
    document = {
        "scale": SCALE,
        "west": west,
        "south": south,
        "uses": USES,
        "id": ids,
        "x": [row[1] - west for row in rows],
        "y": [row[2] - south for row in rows],
        "use": "".join(letters.get(row[3], NO_USE) for row in rows),
    }
    return gzip.compress(json.dumps(document, separators=(",", ":")).encode(), 9, mtime=0)


def _scaled(column: str) -> Cast:
    return Cast(Round(F(column) * SCALE, output_field=DecimalField()), IntegerField())
