"""What a checked table of firms will do, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from ..domain.import_rules import organisation_identity
from ..domain.kinds import MandateState
from ..models import Mandate, Organisation, OrganisationAteco, Seat

if TYPE_CHECKING:
    from manifattura.kernel.tables.check import Checked
    from manifattura.kernel.tables.kinds import Foreseen

FACTS = ("name", "legal_form", "vat_number", "email", "pec", "phone", "employees")


def code_of(values: Mapping[str, Any]) -> str:
    """What a firm is known by: its codice fiscale, which for most is the partita IVA."""
    return str(values["fiscal_code"] or values["vat_number"] or "")


def facts_of(values: Mapping[str, Any]) -> dict[str, Any]:
    facts = {key: values.get(key) or "" for key in FACTS if key != "employees"}
    employees = values.get("employees")
    return facts | {"employees": None if employees is None else int(employees)}


def differences(stored: Organisation, values: Mapping[str, Any], *, represented: bool) -> dict[str, Any]:
    """The facts that the row would change: of a firm for which somebody acts, only those that it left empty."""
    return {
        key: value
        for key, value in facts_of(values).items()
        if value not in ("", None)
        and getattr(stored, key) != value
        and not (represented and getattr(stored, key) not in ("", None))
    }


def known_firms(rows: Iterable[Mapping[str, Any]], *, locked: bool) -> dict[str, Organisation]:
    """Those of the table that are stored, by codice fiscale and by partita IVA."""
    listed = list(rows)
    codes = {code_of(values) for values in listed}
    numbers = {str(values["vat_number"]) for values in listed if values["vat_number"]}
    found = Organisation.objects.order_by("pk")
    found = found.select_for_update() if locked else found
    by_number = {one.vat_number: one for one in found.filter(vat_number__in=numbers)}
    return by_number | {str(one.fiscal_code): one for one in found.filter(fiscal_code__in=codes)}


def foreseen_organisations(checked: Checked) -> dict[int, Foreseen]:
    """By the row's number: new, changed, same; nothing for rows that would not be written."""
    rows = {
        row.number: row.values
        for row in checked.rows
        if not row.in_error and not row.repeats and organisation_identity(row.values)
    }
    known = known_firms(rows.values(), locked=False)
    marks = {
        pk: (represented, has_ateco, has_seat)
        for pk, represented, has_ateco, has_seat in Organisation.objects.filter(
            pk__in={one.pk for one in known.values()}
        )
        .annotate(
            represented=Exists(
                Mandate.objects.filter(organisation=OuterRef("pk"), state=MandateState.ACTIVE)
            ),
            has_ateco=Exists(OrganisationAteco.objects.filter(organisation=OuterRef("pk"))),
            has_seat=Exists(Seat.objects.filter(organisation=OuterRef("pk"))),
        )
        .values_list("pk", "represented", "has_ateco", "has_seat")
    }
    foreseen: dict[int, Foreseen] = {}
    for number, values in rows.items():
        stored = known.get(code_of(values)) or known.get(str(values["vat_number"] or ""))
        if stored is None:
            foreseen[number] = "new"
            continue
        represented, has_ateco, has_seat = marks[stored.pk]
        adds = (values.get("ateco") and not has_ateco) or (values.get("address") and not has_seat)
        changes = differences(stored, values, represented=represented)
        foreseen[number] = "changed" if adds or changes else "same"
    return foreseen
