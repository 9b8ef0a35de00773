"""Reports a person of the staff may read."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from manifattura.accounts.permissions import office_ids_of

from ..models import Report

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def reports_for(person: "Person", state: str = "") -> "QuerySet[Report]":
    """Reports of the person's offices and those without one, newest first; of one state when given."""
    reports = Report.objects.select_related("office", "answered_by").order_by("-id")
    held = office_ids_of(person)
    if held is not None:
        reports = reports.filter(Q(office_id__in=held) | Q(office=None))
    return reports.filter(state=state) if state else reports


def report_by_code(code: str) -> Report | None:
    return Report.objects.select_related("office", "answered_by").filter(code=code).first()
