"""A row of a register entry's history; what its acts share: the rule in force, and when an act counts as one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from manifattura.calls.actions.refuse_early_act import refuse_early_act
from manifattura.calls.domain.edition import RegisterRule
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused

from ..domain.register import EventKind
from ..models import RegisterEntry, RegisterEvent

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.actions.refuse_early_act import Step
    from manifattura.calls.models import Call


def refuse_bad_act(call: Call, number: str, on: date, follows: Iterable[Step]) -> None:
    """An act has a number and a day that has come, after the opening of the register and what it `follows`."""
    if not number.strip():
        raise Refused(_("Scrivi il numero dell’atto."), field="act_number")
    if on > today():
        raise Refused(_("La data dell’atto non può essere futura."), field="act_on")
    refuse_early_act(call, on, follows)


def rule_of(call: Call) -> RegisterRule:
    """The rule in force; registers published without one follow the usual one."""
    return current_edition(call).register or RegisterRule()


def note_event(
    entry: RegisterEntry,
    kind: EventKind,
    *,
    reason: str = "",
    act_number: str = "",
    act_on: date | None = None,
    form: Any = None,
    by: Person | None,
) -> RegisterEvent:
    """A row of the entry's history."""
    return RegisterEvent.objects.create(
        entry=entry,
        kind=kind,
        on=today(),
        reason=reason,
        act_number=act_number,
        act_on=act_on,
        form=form,
        by=by,
    )
