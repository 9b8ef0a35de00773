"""Add a day without terms to the city's calendar: the ends that fall on it move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel import city_calendar as calendar
from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused

from ..permissions import may_set_parameters
from .reckon_open_terms import reckon_open_terms

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

YEARS_AHEAD = 2
"""How many years after this one the calendar is prepared for."""


@dataclass(frozen=True)
class ClosingDaySubject:
    audit_id: str
    audit_label: str
    audit_type: str = "closing_day"


def add_closing_day(*, on: date, name: str, source: str, by: Person) -> int:
    """How many open terms moved."""
    if not may_set_parameters(by):
        raise PermissionRefused
    if not name.strip():
        raise Refused(_("Scrivi perché quel giorno è chiuso."), field="name")
    if not source.strip():
        raise Refused(_("Scrivi l’atto che lo decide."), field="source")
    first, last = today(), today().year + YEARS_AHEAD
    if on < first:
        raise Refused(
            _("Questo giorno è passato: i termini che finivano allora non si spostano più."), field="on"
        )
    if on.year > last:
        raise Refused(
            _("Il calendario si prepara fino al %(year)s: controlla l’anno.") % {"year": last}, field="on"
        )
    with transaction.atomic():
        if not calendar.city_calendar().is_working(on):
            raise Refused(_("In quel giorno i termini già non finiscono."), field="on")
        try:
            pk = calendar.add_closing_day(
                on=on, name=name.strip()[:120], source=source.strip()[:200], recorded_by=by.full_name[:200]
            )
        except ValueError as error:
            raise Refused(_("In quel giorno i termini già non finiscono."), field="on") from error
        audit.record(
            "closing_day_added",
            by=by,
            subject=ClosingDaySubject(str(pk), name.strip()),
            after={"on": on.isoformat(), "source": source.strip()},
        )
        return reckon_open_terms(by=by)
