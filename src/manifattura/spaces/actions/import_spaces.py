"""Write a checked table of spaces into the census: new ones are created, known ones updated, none deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.money import money_text

from ..domain.import_rules import space_identity
from ..models import Space
from ..permissions import may_keep_census
from ..queries.import_plan import FIELDS, differences, facts_of

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
    # a table without codes knows its spaces by nothing: it cannot be imported again
    if "" in rows:
        raise Refused(_("La tabella non ha una colonna con il codice dello spazio: aggiungila."))
    with transaction.atomic():
        stored = {one.code_key: one for one in Space.objects.select_for_update().filter(code_key__in=rows)}
        new = [
            Space(code_key=key, source=source[:200], **facts)
            for key, facts in rows.items()
            if key not in stored
        ]
        Space.objects.bulk_create(new, batch_size=500)
        changed = [entry for key, space in stored.items() if (entry := _changed(space, rows[key], source))]
        Space.objects.bulk_update(
            [entry.subject for entry in changed],  # type: ignore[misc]
            [*FIELDS, "is_sample", "source", "changed_at"],
            batch_size=200,
        )
        audit.record_many(
            "space_imported", by=by, entries=[audit.Entry(one, after={"source": source}) for one in new]
        )
        audit.record_many("space_changed", by=by, entries=changed)
    return Imported(len(new), len(changed), len(stored) - len(changed))


def _changed(space: Space, facts: Mapping[str, Any], source: str) -> audit.Entry | None:
    changes = differences(space, facts)
    if not changes:
        return None
    before = {key: _plain(getattr(space, key)) for key in changes}
    for key, value in changes.items():
        setattr(space, key, value)
    space.source, space.is_sample, space.changed_at = source[:200], facts["is_sample"], now()
    return audit.Entry(
        space,
        before=before,
        after={**{key: _plain(value) for key, value in changes.items()}, "source": source},
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return money_text(value) if value == value.quantize(Decimal("0.01")) else str(value)
    return value.isoformat() if isinstance(value, date) else value
