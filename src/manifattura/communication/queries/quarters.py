"""The city's quarters and the open calls that name them as their target area."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from manifattura.territory.queries.centroids import nil_centroids

from ..domain.cells import CellMap, Place, cell_map
from .open_calls import OpenCall


@dataclass(frozen=True)
class Quarter:
    """A NIL with the calls whose target area names it."""

    number: int
    name: str
    calls: tuple[OpenCall, ...] = ()


@dataclass(frozen=True)
class City:
    """Quarters by name, the calls that do not depend on the quarter, and the schematic map."""

    quarters: tuple[Quarter, ...]
    elsewhere: tuple[OpenCall, ...]
    map: CellMap = field(default_factory=lambda: CellMap(0, 0, ()))
    named: frozenset[int] = frozenset()


def city_with_calls(calls: Sequence[OpenCall]) -> City:
    """Every quarter with its calls; `elsewhere` are calls without an area, or with an area made of municipi."""
    rows = nil_centroids()
    by_nil: dict[int, list[OpenCall]] = {}
    elsewhere = []
    for call in calls:
        area = call.edition.beneficiaries.target_area
        if area is None or not area.nils:
            elsewhere.append(call)
            continue
        for nil in area.nils:
            by_nil.setdefault(nil, []).append(call)
    quarters = tuple(
        Quarter(number, name, tuple(by_nil.get(number, ()))) for number, name, _lon, _lat in rows
    )
    places = [Place(number, longitude, latitude) for number, _name, longitude, latitude in rows]
    return City(quarters, tuple(elsewhere), cell_map(places), frozenset(by_nil))
