"""Give a call a length of its own for one line of the schedule: freely before publication, by act after it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.actions.refuse_early_act import refuse_early_act
from manifattura.kernel import audit
from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.retention import LONGEST_MONTHS, RULE_OF, Category, Then, length_problem
from ..models import RetentionTerm
from ..permissions import may_direct_retention

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call


def set_retention(
    *,
    call: Call,
    category: Category,
    months: int,
    reason: str,
    act_number: str = "",
    act_on: date | None = None,
    by: Person,
) -> RetentionTerm:
    """The latest length of a category holds. `Refused` for what is kept for ever, or without an act once published."""
    if not may_direct_retention(by, call):
        raise PermissionRefused
    if RULE_OF[category].then is Then.KEEP:
        raise Refused(_("Questi atti si conservano per sempre."), field="category")
    if length_problem(months):
        raise Refused(
            _("Scrivi un numero di mesi da 1 a %(most)s.") % {"most": LONGEST_MONTHS}, field="months"
        )
    if not reason.strip():
        raise Refused(_("Scrivi perché questo bando conserva per un tempo diverso."), field="reason")
    if call.current_edition_id is not None:
        refuse_without_act(act_number, act_on)
        refuse_early_act(call, act_on)
    with transaction.atomic():
        term = RetentionTerm.objects.create(
            call=call,
            category=category,
            months=months,
            reason=reason.strip(),
            act_number=act_number.strip(),
            act_on=act_on,
            recorded_by=by,
        )
        audit.record(
            "retention_set",
            by=by,
            subject=call,
            scope=call.audit_scope,
            after={
                "category": category.value,
                "months": months,
                "reason": term.reason,
                "act": term.act_number,
            },
        )
    return term


def refuse_without_act(number: str, on: date | None) -> None:
    """An act has a number and a day that is not ahead."""
    if not number.strip():
        raise Refused(_("Scrivi il numero dell’atto."), field="act_number")
    if on is None or on > today():
        raise Refused(_("Scrivi la data dell’atto: non può essere futura."), field="act_on")
