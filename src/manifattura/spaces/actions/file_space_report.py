"""Somebody tells of a space, or of an error on a card; no sign-in is needed."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_people
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.people import people_with_role
from manifattura.kernel import audit
from manifattura.kernel.errors import Refused
from manifattura.kernel.ids import readable_code
from manifattura.kernel.jobs import defer

from ..domain.reports import LONGEST, ErrorTopic, ReporterRole, ReportKind, is_spam
from ..domain.words import PUBLIC
from ..models import Space, SpaceReport

EMAIL_TASK = "spaces.email_space_report"
CODE_LENGTH = 10


def propose_space(
    *,
    address: str,
    text: str,
    role: ReporterRole,
    net_m2: Decimal | None = None,
    reply_email: str = "",
    trap: str = "",
) -> SpaceReport:
    """Tell of a space that the census does not know. An owner leaves an address, else nobody could agree on anything.

    Raises `Refused`.
    """
    if not address.strip():
        raise Refused(_("Scrivi dov’è lo spazio: via e numero."), field="address")
    if role is ReporterRole.OWNER and not reply_email.strip():
        raise Refused(_("Lascia un indirizzo e-mail: l’ufficio deve poterti scrivere."), field="reply_email")
    return _file(
        SpaceReport(
            kind=ReportKind.NEW_SPACE,
            role=role,
            address=address.strip()[:300],
            text=text,
            net_m2=net_m2,
            reply_email=reply_email.strip(),
        ),
        trap,
    )


def report_error(
    *, space: Space, topic: ErrorTopic, text: str, reply_email: str = "", trap: str = ""
) -> SpaceReport:
    """Tell that a public card is wrong. Raises `Refused`."""
    if space.state not in PUBLIC:
        raise Refused(_("Questa scheda non è più pubblica."))
    return _file(
        SpaceReport(
            kind=ReportKind.ERROR, topic=topic, space=space, text=text, reply_email=reply_email.strip()
        ),
        trap,
    )


def report_by_owner(*, space: Space, text: str) -> SpaceReport:
    """The owner, asked whether the card holds, says what changed; the answer goes to the address that the office has."""
    return _file(
        SpaceReport(
            kind=ReportKind.ERROR,
            role=ReporterRole.OWNER,
            topic=ErrorTopic.WRONG_DATA,
            space=space,
            text=text,
            reply_email=space.owner_email,
        ),
        trap="",
    )


def _file(report: SpaceReport, trap: str) -> SpaceReport:
    report.text = report.text.strip()
    if not report.text:
        raise Refused(_("Scrivi che cosa sai."), field="text")
    if len(report.text) > LONGEST:
        raise Refused(_("Il testo è troppo lungo: al massimo 2.000 caratteri."), field="text")
    if is_spam(report.text, trap):
        raise Refused(_("Il testo sembra pubblicità: togli i collegamenti e riprova."), field="text")
    report.code, report.language = readable_code(CODE_LENGTH), get_language() or "it"
    with transaction.atomic():
        report.save()
        audit.record(
            "space_report_filed",
            by=None,
            subject=report,
            after={"reported": report.kind, "error_topic": report.topic},
        )
        notify_people(
            people=people_with_role(Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE),
            kind="space.reported",
            subject=_("Nuova segnalazione sugli spazi {code}").format(code=report.code),
            body=_("Qualcuno segnala uno spazio o un errore su una scheda. Leggila e rispondi."),
            url=reverse("spaces:office_report", args=[report.code]),
        )
        if report.reply_email:
            defer(EMAIL_TASK, report_id=report.pk)
    return report
