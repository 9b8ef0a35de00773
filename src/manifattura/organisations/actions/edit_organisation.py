"""Correct the facts of an organisation; its kind and codice fiscale do not change here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused
from manifattura.kernel.money import money_text

from ..domain.kinds import ParticipantKind
from ..models import Organisation
from .guard import check_name_and_form, checked_vat_number, locked, record_change, require_change

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

FACTS = (
    "name", "legal_form", "vat_number", "email", "pec", "phone", "website", "founded_on",
    "employees", "turnover", "balance_total", "size_class",
)  # fmt: skip


def edit_organisation(*, organisation: Organisation, facts: dict[str, Any], by: Person) -> Organisation:
    """Write the given facts (names in `FACTS`; those left out stay); nothing is traced when nothing changes."""
    require_change(by, organisation.pk)
    with transaction.atomic():
        stored = locked(organisation.pk)
        before = {fact: plain(getattr(stored, fact)) for fact in FACTS}
        given = {fact: facts[fact] for fact in FACTS if fact in facts}
        for fact, value in _checked(stored, given).items():
            setattr(stored, fact, value)
        after = {fact: plain(getattr(stored, fact)) for fact in FACTS}
        if before != after:
            stored.save(update_fields=list(FACTS))
            changed = [fact for fact in FACTS if before[fact] != after[fact]]
            record_change(
                "organisation_changed",
                by=by,
                organisation=stored,
                before={fact: before[fact] for fact in changed},
                after={fact: after[fact] for fact in changed},
            )
    return stored


def _checked(organisation: Organisation, given: dict[str, Any]) -> dict[str, Any]:
    kind = ParticipantKind(organisation.kind)
    if "name" in given or "legal_form" in given:
        given["name"] = check_name_and_form(
            kind, given.get("name", organisation.name), given.get("legal_form", organisation.legal_form)
        )
    if "vat_number" in given:
        given["vat_number"] = checked_vat_number(kind, given["vat_number"])
    if given.get("founded_on") and given["founded_on"] > today():
        raise Refused(_("La data è nel futuro: controlla l’anno."), field="founded_on")
    return given


def plain(value: Any) -> Any:
    """A value as the audit trail keeps it."""
    if isinstance(value, Decimal):
        return money_text(value)
    return value.isoformat() if isinstance(value, date) else value
