"""Admit an application to scoring: every requirement is met or does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.states import CallKind
from manifattura.kernel.errors import Refused

from ..domain.states import CheckOutcome, ReviewState
from ..models import Review
from .decide_review import (
    lock_to_decide,
    refuse_undecided_bonuses,
    refuse_without_amount,
    refuse_without_office_values,
    write_decision,
)

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def admit_application(*, review: Review, base_version: int, by: Person) -> Review:
    """`Refused` when a check is missing or not met, `Conflict` when the page is stale."""
    with transaction.atomic():
        locked, checks = lock_to_decide(review, base_version, by)
        if locked.application.call.kind == CallKind.REGISTER:
            raise Refused(_("In un elenco chi ha i requisiti si iscrive, dopo la visita."), code="register")
        if any(check.outcome == CheckOutcome.NOT_MET for check in checks):
            raise Refused(_("Un requisito manca: la domanda non si può ammettere."), code="not_met")
        refuse_undecided_bonuses(locked)
        refuse_without_office_values(locked)
        refuse_without_amount(locked)
        write_decision(locked, ReviewState.ADMITTED, "", by)
    return locked
