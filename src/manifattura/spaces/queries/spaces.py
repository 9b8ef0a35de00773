"""Spaces as lists show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from ..domain.fit import Offered
from ..domain.words import SpaceState
from ..models import Space
from .confirmations import spaces_due


def public_spaces(
    *,
    text: str = "",
    use: str = "",
    nil: int | None = None,
    least_m2: Decimal | None = None,
    most_rent: Decimal | None = None,
) -> QuerySet[Space]:
    """Verified spaces that fit what is asked, with their NIL."""
    found = Space.objects.filter(state=SpaceState.VERIFIED).select_related("nil", "municipio")
    if text.strip():
        found = found.filter(_said(text))
    if use:
        found = found.filter(permitted_use=use)
    if nil is not None:
        found = found.filter(nil_id=nil)
    if least_m2 is not None:
        found = found.filter(net_m2__gte=least_m2)
    if most_rent is not None:
        found = found.filter(base_rent__lte=most_rent)
    return found


def offered_spaces() -> Iterator[Offered]:
    """Every public space with what an activity asks of it; one statement, whatever their number."""
    names = [field.name for field in fields(Offered) if field.name != "key"]
    rows = Space.objects.filter(state=SpaceState.VERIFIED).values_list("code_key", *names)
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
        Space.objects.filter(state=SpaceState.VERIFIED, nil__isnull=False)
        .order_by("nil__sort_key")
        .values_list("nil_id", "nil__name")
        .distinct()
    )
    return [(int(number), str(name)) for number, name in rows if number is not None]
