"""The office answers what somebody told of a space: into the census, off the census, or no, always with the reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.jobs import defer
from manifattura.territory.queries.places import current_places

from ..domain.import_rules import space_identity
from ..domain.reports import ReporterRole, ReportKind, ReportState
from ..domain.words import OwnerKind, SpaceState
from ..models import Space, SpaceReport
from ..permissions import may_keep_census
from .file_space_report import EMAIL_TASK
from .verify_space import verify_space, withdraw_space

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def enter_reported_space(
    *,
    report: SpaceReport,
    code: str,
    address: str,
    latitude: Decimal,
    longitude: Decimal,
    net_m2: Decimal | None,
    on: date,
    how: str,
    answer: str,
    consent_on: date | None = None,
    by: Person,
) -> Space:
    """Make of the report a verified space of the census: with its position and how it was seen.

    `consent_on`: when the owner who reported it agreed to the public card; their space is a private one. Raises `Refused`,
    `Conflict`.
    """
    with transaction.atomic():
        stored = _locked(report, by)
        if stored.kind != ReportKind.NEW_SPACE:
            raise Refused(_("Questa segnalazione riguarda una scheda che c’è già."))
        key = space_identity({"code": code})
        if not key:
            raise Refused(_("Scrivi il codice dello spazio."), field="code")
        if Space.objects.filter(code_key=key).exists():
            raise Refused(_("Questo codice è già di un altro spazio."), field="code")
        where = current_places().locate(float(longitude), float(latitude))
        if not where.inside:
            raise Refused(_("Il punto è fuori dalla città: controlla le coordinate."), field="latitude")
        by_owner = stored.role == ReporterRole.OWNER
        if by_owner and consent_on is None:
            raise Refused(
                _("L’ha segnalato il proprietario: scrivi quando ha dato il consenso."), field="consent_on"
            )
        space = Space.objects.create(
            code=code.strip(),
            code_key=key,
            address=address.strip(),
            latitude=latitude,
            longitude=longitude,
            net_m2=net_m2,
            nil_id=where.nil,
            municipio_id=where.municipio,
            owner_kind=OwnerKind.PRIVATE if by_owner else "",
            consent_on=consent_on if by_owner else None,
            consent_how=_("Segnalazione {code}").format(code=stored.code) if by_owner else "",
            source=_("segnalazione {code}").format(code=stored.code),
        )
        audit.record("space_entered", by=by, subject=space, after={"source": space.source})
        space = verify_space(space=space, on=on, how=how, seen=SpaceState.REPORTED, by=by)
        stored.space = space
        _answer(stored, ReportState.ACCEPTED, answer, by)
    return space


def accept_error(*, report: SpaceReport, withdraw: bool, answer: str, by: Person) -> SpaceReport:
    """The card was wrong: it is corrected, or (`withdraw`) the space leaves the census with the answer as the reason."""
    with transaction.atomic():
        stored = _locked(report, by)
        if stored.kind != ReportKind.ERROR or stored.space is None:
            raise Refused(_("Questa segnalazione propone uno spazio nuovo."))
        _answer(stored, ReportState.ACCEPTED, answer, by)
        if withdraw and stored.space.state != SpaceState.WITHDRAWN:
            withdraw_space(space=stored.space, because=stored.answer, seen=stored.space.state, by=by)
    return stored


def refuse_report(*, report: SpaceReport, answer: str, by: Person) -> SpaceReport:
    """No, and why. Raises `Refused`, `Conflict`, `PermissionRefused`."""
    with transaction.atomic():
        stored = _locked(report, by)
        _answer(stored, ReportState.REFUSED, answer, by)
    return stored


def _locked(report: SpaceReport, by: Person) -> SpaceReport:
    if not may_keep_census(by):
        raise PermissionRefused
    stored = SpaceReport.objects.select_for_update(of=("self",)).select_related("space").get(pk=report.pk)
    if stored.state != ReportState.WAITING:
        raise Conflict(_("Un collega ha già risposto a questa segnalazione."), theirs={"state": stored.state})
    return stored


def _answer(stored: SpaceReport, state: ReportState, answer: str, by: Person) -> None:
    if not answer.strip():
        raise Refused(_("Scrivi la risposta: la legge chi ha segnalato."), field="answer")
    stored.state, stored.answer = state, answer.strip()
    stored.answered_by, stored.answered_at = by, now()
    stored.save()
    audit.record(
        "space_report_answered",
        by=by,
        subject=stored,
        before={"report_state": ReportState.WAITING},
        after={"report_state": state, "answer": stored.answer},
    )
    if stored.reply_email:
        defer(EMAIL_TASK, report_id=stored.pk)
