"""The office writes a card: a new one, or one section of one that is there, never over what a colleague wrote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.territory.queries.places import current_places

from ..domain.import_rules import space_identity
from ..domain.owners import lacks_consent
from ..domain.sections import FIELDS, Section, next_versions
from ..domain.words import PUBLIC
from ..models import Space
from ..permissions import may_keep_census
from ..queries.exact_places import PLACE, place_of
from ..queries.plain_values import plain_value
from .keep_place import keep_place, refuse_telling

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def create_space(*, code: str, values: Mapping[str, Any], by: Person) -> Space:
    """A card that waits to be verified; `values` are those of the section of the place. Raises `Refused`."""
    if not may_keep_census(by):
        raise PermissionRefused
    key = space_identity({"code": code})
    if not key:
        raise Refused(_("Scrivi il codice dello spazio: lettere e cifre."), field="code")
    with transaction.atomic():
        if Space.objects.filter(code_key=key).exists():
            raise Refused(_("Questo codice è già di un altro spazio."), field="code")
        space = Space.objects.create(code=code.strip(), code_key=key, address=values["address"])
        _write_place(space, values)
        space.save()
        audit.record("space_entered", by=by, subject=space, after=_told(section_values(space, Section.PLACE)))
    return space


def save_space_section(
    *, space: Space, section: Section, values: Mapping[str, Any], seen: int, by: Person
) -> Space:
    """Write one section. `seen`: the version that the officer had before their eyes.

    Raises `Refused` beside a field, `Conflict` with what the colleague wrote.
    """
    if not may_keep_census(by):
        raise PermissionRefused
    with transaction.atomic():
        stored = Space.objects.select_for_update().get(pk=space.pk)
        before = section_values(stored, section)
        if stored.versions.get(section, 1) != seen:
            raise Conflict(
                _(
                    "Intanto un collega ha cambiato questa parte. Guarda che cosa ha scritto, poi salva di nuovo."
                ),
                theirs={**before, "version": stored.versions.get(section, 1)},
            )
        if section is Section.PLACE:
            _write_place(stored, values)
        else:
            for key in FIELDS[section]:
                setattr(stored, key, values[key])
        _refuse_contradictions(stored)
        after = section_values(stored, section)
        changed = [key for key in after if after[key] != before[key]]
        if not changed:
            return stored
        stored.versions = next_versions(stored.versions, (section,))
        stored.save()
        audit.record(
            "space_changed",
            by=by,
            subject=stored,
            before=_told({key: before[key] for key in changed}),
            after=_told({key: after[key] for key in changed}),
        )
    return stored


def section_values(space: Space, section: Section) -> dict[str, Any]:
    """What the section holds now, the exact place included: for the office."""
    values = {key: getattr(space, key) for key in FIELDS[section]}
    return values | place_of(space) if section is Section.PLACE else values


def _write_place(space: Space, values: Mapping[str, Any]) -> None:
    latitude: Decimal | None = values["latitude"]
    longitude: Decimal | None = values["longitude"]
    if (latitude is None) != (longitude is None):
        missing = "latitude" if latitude is None else "longitude"
        raise Refused(_("Servono tutte e due le coordinate, o nessuna."), field=missing)
    nil, municipio = values["nil_id"], values["municipio_id"]
    if latitude is not None and longitude is not None:
        where = current_places().locate(float(longitude), float(latitude))
        if not where.inside:
            raise Refused(_("Il punto è fuori dalla città: controlla le coordinate."), field="latitude")
        nil = where.nil if where.exact else nil or where.nil
        municipio = where.municipio or municipio
    elif space.state in PUBLIC:
        raise Refused(_("Uno spazio pubblico ha bisogno delle coordinate."), field="latitude")
    space.name, space.nil_id, space.municipio_id = values["name"], nil, municipio
    keep_place(space, {key: values[key] for key in PLACE}, blurred=values["blurred"])


def _refuse_contradictions(space: Space) -> None:
    if space.net_m2 and space.gross_m2 and space.gross_m2 < space.net_m2:
        raise Refused(_("La superficie lorda è più piccola della netta."), field="gross_m2")
    if space.state in PUBLIC and lacks_consent(space.owner_kind, space.consent_on):
        raise Refused(
            _("La scheda è pubblica e il proprietario è privato: serve il giorno del consenso."),
            field="consent_on",
        )
    if space.blurred:
        refuse_telling(space, str(place_of(space)["address"]))


def _told(values: Mapping[str, Any]) -> dict[str, date | str | bool | int | None]:
    return {key: plain_value(value) for key, value in values.items()}
