"""A visitor says that something does not work."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_people
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.people import people_with_role
from manifattura.calls.queries.chronology import office_of_public_address
from manifattura.kernel import audit
from manifattura.kernel.errors import Refused
from manifattura.kernel.ids import readable_code

from ..domain.reports import LONGEST_REPORT, ReportTopic
from ..models import Report

CODE_LENGTH = 10


def file_report(*, topic: ReportTopic, text: str, page: str = "", reply_email: str = "") -> Report:
    """Store the report, audit it (without the address), tell the office that runs the page it is about."""
    text = text.strip()
    if not text:
        raise Refused(_("Scrivi che cosa non funziona."), field="text")
    if len(text) > LONGEST_REPORT:
        raise Refused(_("Il testo è troppo lungo: al massimo 4.000 caratteri."), field="text")
    with transaction.atomic():
        report = Report.objects.create(
            code=readable_code(CODE_LENGTH),
            topic=topic,
            page=page.strip()[:300],
            text=text,
            reply_email=reply_email.strip(),
            language=get_language() or "it",
            office_id=office_of_public_address(page),
        )
        audit.record(
            "report_filed", by=None, subject=report, after={"topic": report.topic, "office": report.office_id}
        )
        _tell_the_office(report)
    return report


def _tell_the_office(report: Report) -> None:
    roles = (Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE, Role.EDITOR)
    people = people_with_role(*roles, office_id=report.office_id)
    notify_people(
        people=people,
        kind="report.filed",
        subject=_("Nuova segnalazione {code}").format(code=report.code),
        body=_("Una persona segnala qualcosa che non va sul sito. Leggila e rispondi."),
        url=reverse("communication:report", args=[report.code]),
    )
