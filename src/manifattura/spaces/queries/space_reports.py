"""What people told of spaces, as lists and pages show it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manifattura.kernel.models import AuditEntry

from ..domain.reports import ErrorTopic, ReporterRole, ReportKind, ReportState
from ..models import Space, SpaceReport

KINDS: dict[ReportKind, Promise] = {
    ReportKind.NEW_SPACE: _("Spazio nuovo"),
    ReportKind.ERROR: _("Errore su una scheda"),
}
ROLES: dict[ReporterRole, Promise] = {
    ReporterRole.CITIZEN: _("L’ho visto, non è mio"),
    ReporterRole.OWNER: _("È mio, o lo rappresento"),
}
TOPICS: dict[ErrorTopic, Promise] = {
    ErrorTopic.NOT_VACANT: _("Non è vuoto: qualcuno lo usa"),
    ErrorTopic.WRONG_DATA: _("Un dato è sbagliato"),
    ErrorTopic.WRONG_PLACE: _("Non è in quel posto"),
    ErrorTopic.OTHER: _("Altro"),
}


def reports_list(*, state: str = "", kind: str = "") -> QuerySet[SpaceReport]:
    """The latest first, with the space."""
    found = SpaceReport.objects.select_related("space", "answered_by")
    found = found.filter(state=state) if state else found
    return found.filter(kind=kind) if kind else found


def waiting_reports() -> QuerySet[SpaceReport]:
    return SpaceReport.objects.filter(state=ReportState.WAITING)


def history_of(space: Space) -> QuerySet[AuditEntry]:
    """All that was ever done to the card, the latest first."""
    return AuditEntry.objects.filter(subject_type="space", subject_id=str(space.pk)).order_by("-pk")
