"""Spaces as lists show them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet

from ..domain.fit import Offered
from ..domain.words import OFFERED, PUBLIC, Accessibility, SpaceState
from ..models import Space
from .confirmations import spaces_due


@dataclass(frozen=True)
class Box:
    """A piece of the map, degrees."""

    west: Decimal
    south: Decimal
    east: Decimal
    north: Decimal


ORDERS: Mapping[str, tuple[Any, ...]] = {
    "": ("code_key",),
    "canone": (F("base_rent").asc(nulls_last=True), "code_key"),
    "-canone": (F("base_rent").desc(nulls_last=True), "code_key"),
    "mq": (F("net_m2").asc(nulls_last=True), "code_key"),
    "-mq": (F("net_m2").desc(nulls_last=True), "code_key"),
    "quartiere": (F("nil__sort_key").asc(nulls_last=True), "code_key"),
    "-visto": (F("verified_on").desc(nulls_last=True), "code_key"),
}


def public_spaces(
    *,
    text: str = "",
    use: str = "",
    nil: int | None = None,
    nils: tuple[int, ...] = (),
    excluded_municipi: tuple[int, ...] = (),
    least: Mapping[str, Decimal | None] | None = None,
    most_rent: Decimal | None = None,
    accessible: bool = False,
    box: Box | None = None,
    order: str = "",
    states: Collection[str] = OFFERED,
) -> QuerySet[Space]:
    """Spaces on offer that fit what is asked, with their NIL. `least`: by column, what is known and reaches it.

    `states`: others that have a public card.
    """
    found = Space.objects.filter(state__in=PUBLIC.intersection(states)).select_related("nil", "municipio")
    if text.strip():
        found = found.filter(_said(text))
    exact = {"permitted_use": use or None, "nil_id": nil, "base_rent__lte": most_rent}
    exact |= {f"{column}__gte": value for column, value in (least or {}).items()}
    found = found.filter(**{column: value for column, value in exact.items() if value is not None})
    if nils:
        found = found.filter(nil_id__in=nils)
    if excluded_municipi:
        found = found.exclude(municipio_id__in=excluded_municipi)
    if accessible:
        found = found.filter(accessibility=Accessibility.FULL)
    if box is not None:
        found = found.filter(longitude__range=(box.west, box.east), latitude__range=(box.south, box.north))
    return found.order_by(*ORDERS[order])


def spaces_with_card() -> QuerySet[Space]:
    """Every space with a public card, those that somebody uses too."""
    return Space.objects.filter(state__in=PUBLIC).select_related("nil", "municipio")


def withdrawn_spaces() -> QuerySet[Space]:
    """Those that had a public card once, and are not in the census any more."""
    return Space.objects.filter(state=SpaceState.WITHDRAWN, verified_on__isnull=False)


def offered_spaces() -> Iterator[Offered]:
    """Every public space with what an activity asks of it; one statement, whatever their number."""
    names = [field.name for field in fields(Offered) if field.name != "key"]
    rows = Space.objects.filter(state__in=OFFERED).values_list("code_key", *names)
    return (Offered(*row) for row in rows.iterator(chunk_size=5000))


def all_spaces(*, text: str = "", state: str = "", due_on: date | None = None) -> QuerySet[Space]:
    """For the office: every space, with its NIL; `due_on`: only public ones that are to be confirmed by that day."""
    found = Space.objects.select_related("nil", "municipio")
    if text.strip():
        wanted = text.strip()
        found = found.filter(
            _said(text) | Q(owner_name__icontains=wanted) | Q(exact__address__icontains=wanted)
        )
    if due_on is not None:
        found = found.filter(pk__in=spaces_due(due_on).order_by().values("pk"))
    return found.filter(state=state) if state else found


def _said(text: str) -> Q:
    wanted = text.strip()
    return (
        Q(code__icontains=wanted)
        | Q(name__icontains=wanted)
        | Q(address__icontains=wanted)
        | Q(nil__name__icontains=wanted)
    )


def nils_with_spaces() -> list[tuple[int, str]]:
    """The neighbourhoods where a public space is, by name."""
    rows = (
        Space.objects.filter(state__in=OFFERED, nil__isnull=False)
        .order_by("nil__sort_key")
        .values_list("nil_id", "nil__name")
        .distinct()
    )
    return [(int(number), str(name)) for number, name in rows if number is not None]
