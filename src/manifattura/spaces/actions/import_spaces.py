"""Write a checked table of spaces into the census: new ones are created, known ones updated, none deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.import_rules import space_identity
from ..domain.sections import next_versions, touched
from ..models import Space
from ..permissions import may_keep_census
from ..queries.exact_places import PLACE, places_of
from ..queries.import_plan import FIELDS, differences, facts_of
from ..queries.plain_values import plain_value
from .keep_place import keep_place

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.kernel.tables.check import Checked


@dataclass(frozen=True)
class Imported:
    """How many rows did what."""

    created: int
    updated: int
    unchanged: int


def import_spaces(*, checked: Checked, source: str, anyway: bool, by: Person) -> Imported:
    """Write the rows that are in order. With a row in error nothing is written, unless `anyway`.

    An empty cell never wipes what the census knows. Raises `Refused`, `PermissionRefused`.
    """
    if not may_keep_census(by):
        raise PermissionRefused
    if not anyway and any(row.in_error for row in checked.rows):
        raise Refused(_("Ci sono righe con errori: correggile, o chiedi di importare solo le altre."))
    rows = {
        space_identity(row.values): facts_of(row.values)
        for row in checked.rows
        if not row.in_error and not row.repeats
    }
    with transaction.atomic():
        stored = {one.code_key: one for one in Space.objects.select_for_update().filter(code_key__in=rows)}
        places = places_of(list(stored.values()))
        new = [
            Space(code_key=key, source=source[:200], **{**facts, "blurred": False})
            for key, facts in rows.items()
            if key not in stored
        ]
        Space.objects.bulk_create(new, batch_size=500)
        kept_back = [one for one in new if rows[one.code_key]["blurred"]]
        for one in kept_back:
            _keep(one, rows[one.code_key], blurred=True)
        Space.objects.bulk_update(kept_back, ["name", "blurred", *PLACE], batch_size=200)
        changed = [
            entry
            for key, space in stored.items()
            if (entry := _changed(space, rows[key], places[space.pk], source))
        ]
        Space.objects.bulk_update(
            [entry.subject for entry in changed],  # type: ignore[misc]
            [*FIELDS, "is_sample", "source", "versions", "changed_at"],
            batch_size=200,
        )
        audit.record_many(
            "space_imported", by=by, entries=[audit.Entry(one, after={"source": source}) for one in new]
        )
        audit.record_many("space_changed", by=by, entries=changed)
    return Imported(len(new), len(changed), len(stored) - len(changed))


def _changed(
    space: Space, facts: Mapping[str, Any], place: Mapping[str, Any], source: str
) -> audit.Entry | None:
    changes = differences(space, facts, place)
    if not changes:
        return None
    before = {key: plain_value(place.get(key, getattr(space, key))) for key in changes}
    for key, value in changes.items():
        setattr(space, key, value)
    if space.blurred or "blurred" in changes:
        _keep(space, {key: changes.get(key, place[key]) for key in PLACE}, blurred=space.blurred)
    space.versions = next_versions(space.versions, touched(changes))
    space.source, space.is_sample, space.changed_at = source[:200], facts["is_sample"], now()
    return audit.Entry(
        space,
        before=before,
        after={**{key: plain_value(value) for key, value in changes.items()}, "source": source},
    )


def _keep(space: Space, place: Mapping[str, Any], *, blurred: bool) -> None:
    try:
        keep_place(space, place, blurred=blurred)
    except Refused as refusal:
        raise Refused(f"{space.code}: {refusal.message}") from refusal
