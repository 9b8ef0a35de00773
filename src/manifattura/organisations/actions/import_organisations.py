"""Write a checked table of firms: new ones are entered, known ones completed; what people said of themselves stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.import_rules import organisation_identity
from ..domain.kinds import LegalForm, MandateState, ParticipantKind, SeatKind
from ..models import Organisation, OrganisationAteco, Seat
from ..permissions import may_import_firms
from ..queries.import_plan import code_of, differences, facts_of, known_firms
from .guard import announce_change

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.kernel.tables.check import Checked

NON_PROFIT = frozenset({LegalForm.ASSOCIATION, LegalForm.FOUNDATION})


@dataclass(frozen=True)
class Imported:
    """How many firms."""

    created: int
    updated: int
    unchanged: int


def import_organisations(*, checked: Checked, source: str, anyway: bool, by: Person) -> Imported:
    """Write the rows that are in order. With a row in error nothing is written, unless `anyway`.

    A firm for which somebody acts keeps what it says of itself: only what it left empty is completed.
    Raises `Refused`, `PermissionRefused`.
    """
    if not may_import_firms(by):
        raise PermissionRefused
    if not anyway and any(row.in_error for row in checked.rows):
        raise Refused(_("Ci sono righe con errori: correggile, o chiedi di importare solo le altre."))
    rows = [row.values for row in checked.rows if not row.in_error and not row.repeats]
    # a foreign number identifies nobody here
    rows = [values for values in rows if organisation_identity(values)]
    with transaction.atomic():
        known = known_firms(rows, locked=True)
        created = updated = 0
        for values in rows:
            stored = known.get(code_of(values)) or known.get(str(values["vat_number"] or ""))
            if stored is None:
                _enter(values, source, by)
                created += 1
            elif _complete(stored, values, source, by):
                updated += 1
    return Imported(created, updated, len(rows) - created - updated)


def _enter(values: Mapping[str, Any], source: str, by: Person) -> None:
    facts = facts_of(values)
    facts["kind"] = ParticipantKind.NON_PROFIT if facts["legal_form"] in NON_PROFIT else ParticipantKind.FIRM
    stored = Organisation.objects.create(fiscal_code=code_of(values), created_by=by, **facts)
    _add_parts(stored, values)
    audit.record(
        "organisation_imported",
        by=by,
        subject=stored,
        after={"name": stored.name, "vat_number": stored.vat_number, "source": source},
    )


def _complete(stored: Organisation, values: Mapping[str, Any], source: str, by: Person) -> bool:
    represented = stored.mandates.filter(state=MandateState.ACTIVE).exists()
    after = differences(stored, values, represented=represented)
    before = {key: getattr(stored, key) for key in after}
    for key, value in after.items():
        setattr(stored, key, value)
    parts = _add_parts(stored, values)
    if not after and not parts:
        return False
    stored.save(update_fields=list(after) or ["name"])
    after |= parts | {"source": source}
    audit.record("organisation_changed", by=by, subject=stored, before=before, after=after)
    announce_change(stored.pk, facts=list(after), by=by)
    return True


def _add_parts(stored: Organisation, values: Mapping[str, Any]) -> dict[str, Any]:
    """The activity and the seat of the row, where the firm has none yet."""
    added: dict[str, Any] = {}
    if values.get("ateco") and not stored.ateco_codes.exists():
        code, edition = values["ateco"]
        OrganisationAteco.objects.create(organisation=stored, code=code, edition=edition, is_main=True)
        added["ateco"] = code
    if values.get("address") and not stored.seats.exists():
        Seat.objects.create(
            organisation=stored,
            kind=SeatKind.OPERATING,
            address=values["address"][:200],
            postal_code=values["postal_code"],
            city=values["city"][:80],
            nil_id=values["nil"],
            municipio_id=values["municipio"],
        )
        added["address"] = values["address"][:200]
    return added
