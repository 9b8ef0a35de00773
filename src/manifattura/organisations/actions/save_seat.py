"""Seats: where an organisation is or will be, with the area it declares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused
from manifattura.territory.queries.areas import municipio_names, nil_choices, nil_names

from ..domain.kinds import SeatKind
from ..models import Organisation, Seat
from .guard import locked, record_change, require_change

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

MOST = 50


def save_seat(
    *,
    organisation: Organisation,
    seat: Seat | None,
    kind: str,
    address: str,
    postal_code: str,
    city: str,
    nil: int | None,
    municipio: int | None,
    by: Person,
) -> Seat:
    """Add a seat or correct one; in the installation's city NIL and municipio are needed, elsewhere they are dropped.

    A corrected address is unchecked again. Raises `Refused` beside the wrong field.
    """
    require_change(by, organisation.pk)
    place = {"kind": kind, "address": " ".join(address.split()), "postal_code": postal_code.strip()}
    place["city"] = " ".join(city.split())
    _check(place, nil, municipio)
    here = in_this_city(place["city"])
    with transaction.atomic():
        locked(organisation.pk)
        if seat is None and organisation.seats.count() >= MOST:
            raise Refused(_("Hai già %(most)d sedi: togline una.") % {"most": MOST})
        if kind == SeatKind.REGISTERED and _has_registered(organisation, seat):
            raise Refused(_("La sede legale c’è già: correggi quella."), field="kind")
        stored = Seat(organisation=organisation) if seat is None else organisation.seats.get(pk=seat.pk)
        before = None if seat is None else facts_of(stored)
        for fact, value in place.items():
            setattr(stored, fact, value)
        stored.nil_id = nil if here else None
        stored.municipio_id = municipio if here else None
        after = facts_of(stored)
        if before != after:
            stored.checked_at = None
            stored.save()
            verb = "seat_added" if seat is None else "seat_changed"
            record_change(verb, by=by, organisation=organisation, before=before, after=after)
    return stored


def remove_seat(*, seat: Seat, by: Person) -> None:
    require_change(by, seat.organisation_id)
    with transaction.atomic():
        organisation = locked(seat.organisation_id)
        before = facts_of(seat)
        if Seat.objects.filter(pk=seat.pk).delete()[0]:
            record_change("seat_removed", by=by, organisation=organisation, before=before)


def in_this_city(city: str) -> bool:
    """Whether the place is in the city of this installation."""
    return " ".join(city.split()).casefold() == str(settings.CITY["city_name"]).casefold()


def facts_of(seat: Seat) -> dict[str, Any]:
    """The seat as the audit trail keeps it."""
    return {
        "kind": str(seat.kind),
        "address": seat.address,
        "postal_code": seat.postal_code,
        "city": seat.city,
        "nil": nil_names([seat.nil_id])[seat.nil_id] if seat.nil_id else "",
        "municipio": seat.municipio_id,
    }


def _check(place: dict[str, str], nil: int | None, municipio: int | None) -> None:
    if place["kind"] not in set(SeatKind):
        raise Refused(_("Scegli che sede è."), field="kind")
    if not place["address"]:
        raise Refused(_("Scrivi via e numero."), field="address")
    if not re.fullmatch(r"\d{5}", place["postal_code"]):
        raise Refused(_("Il CAP ha cinque cifre."), field="postal_code")
    if not place["city"]:
        raise Refused(_("Scrivi il comune."), field="city")
    if not in_this_city(place["city"]):
        return
    if nil not in dict(nil_choices()):
        raise Refused(_("Scegli il quartiere (NIL)."), field="nil")
    if municipio not in municipio_names():
        raise Refused(_("Scegli il municipio."), field="municipio")


def _has_registered(organisation: Organisation, seat: Seat | None) -> bool:
    others = organisation.seats.filter(kind=SeatKind.REGISTERED)
    return others.exclude(pk=seat.pk).exists() if seat else others.exists()
