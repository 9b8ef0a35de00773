"""Add a dated value of a legal parameter, with the act or source that sets it; earlier values stay as they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit, parameters
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.clocks import read_season
from ..permissions import may_set_parameters

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


LONGEST_DAYS = 3650
LARGEST_COUNT = 1_000_000
SEASONS = ("appeal.suspension",)


@dataclass(frozen=True)
class _Subject:
    audit_id: str
    audit_label: str
    audit_type: str = "parameter"


def add_parameter_value(
    *, key: str, label: str, value: str, valid_from: date, source: str, act: str, verified: bool, by: Person
) -> parameters.Parameter:
    """In force from `valid_from`; of two values from one day the later recorded holds. `label` names it in the audit trail."""
    if not may_set_parameters(by):
        raise PermissionRefused
    for name, text in (("source", source), ("act", act)):
        if not text.strip():
            raise Refused(_("Scrivi la norma e l’atto: senza, nessuno può controllare."), field=name)
    with transaction.atomic():
        try:
            before = parameters.parameter_values(key)[-1]
            _check(key, value.strip(), before)
            added = parameters.add_parameter_value(
                key=key,
                value=value,
                valid_from=valid_from,
                source=source.strip()[:300],
                act=act.strip()[:200],
                verified=verified,
                recorded_by=by.full_name[:200],
            )
        except ValueError as error:
            raise Refused(_("Scrivi un valore come quelli che ci sono già."), field="value") from error
        audit.record(
            "parameter_value_added",
            by=by,
            subject=_Subject(key, label),
            before={"value": str(before.value), "valid_from": before.valid_from.isoformat()},
            after={
                "value": str(added.value),
                "valid_from": added.valid_from.isoformat(),
                "source": added.source,
                "act": added.act,
            },
        )
    return added


def _check(key: str, value: str, like: parameters.Parameter) -> None:
    """`ValueError` for a value that the rules could not count with: a term of no day, a season that is none."""
    if key in SEASONS:
        read_season(value)
    elif isinstance(like.value, int) and value.isdecimal():
        low, high = (1, LONGEST_DAYS) if key.endswith("days") else (0, LARGEST_COUNT)
        if not low <= int(value) <= high:
            raise ValueError("out of range")
