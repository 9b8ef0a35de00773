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
class CallArea:
    """A call and the names of the quarters it is for."""

    call: OpenCall
    names: tuple[str, ...]


@dataclass(frozen=True)
class City:
    """Quarters by name, areas of the calls that name quarters, the calls that do not, and the schematic map."""

    quarters: tuple[Quarter, ...]
    areas: tuple[CallArea, ...]
    elsewhere: tuple[OpenCall, ...]
    map: CellMap = field(default_factory=lambda: CellMap(0, 0, ()))
    named: frozenset[int] = frozenset()


def city_with_calls(calls: Sequence[OpenCall]) -> City:
    """Every quarter with its calls; `elsewhere` are calls without an area, or with an area made of municipi."""
    rows = nil_centroids()
    names = {number: name for number, name, _longitude, _latitude in rows}
    nils = {call.slug: nils_of(call) for call in calls}
    local = [call for call in calls if nils[call.slug]]
    return City(
        quarters=tuple(
            Quarter(number, name, tuple(call for call in local if number in nils[call.slug]))
            for number, name in names.items()
        ),
        areas=tuple(
            CallArea(call, tuple(names[number] for number in names if number in nils[call.slug]))
            for call in local
        ),
        elsewhere=tuple(call for call in calls if not nils[call.slug]),
        map=cell_map([Place(number, longitude, latitude) for number, _name, longitude, latitude in rows]),
        named=frozenset().union(*nils.values()),
    )


def nils_of(call: OpenCall) -> frozenset[int]:
    """The quarters that a call names."""
    area = call.edition.beneficiaries.target_area
    return frozenset(area.nils) if area else frozenset()
