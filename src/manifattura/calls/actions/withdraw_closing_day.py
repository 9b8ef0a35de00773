"""Take a closing day back: terms may end on it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel import city_calendar as calendar
from manifattura.kernel.errors import PermissionRefused, Refused

from ..permissions import may_set_parameters
from .add_closing_day import ClosingDaySubject
from .reckon_open_terms import reckon_open_terms

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def withdraw_closing_day(*, pk: int, by: Person) -> int:
    """How many open terms moved. A term that has moved already because of the day and is over stays over."""
    if not may_set_parameters(by):
        raise PermissionRefused
    with transaction.atomic():
        on = calendar.withdraw_closing_day(pk=pk, withdrawn_by=by.full_name[:200])
        if on is None:
            raise Refused(_("Questo giorno è già stato tolto."), code="state")
        audit.record(
            "closing_day_withdrawn",
            by=by,
            subject=ClosingDaySubject(str(pk), on.isoformat()),
            before={"on": on.isoformat()},
        )
        return reckon_open_terms(by=by)
