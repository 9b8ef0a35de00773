"""The office answers a report: on its page at once, by e-mail through a job if the person left an address."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer

from ..domain.reports import LONGEST_ANSWER, ReportState
from ..models import Report
from ..permissions import may_answer_report

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

EMAIL_TASK = "communication.email_answer"


def answer_report(*, report: Report, answer: str, by: "Person") -> Report:
    """Store the one answer; a second one is refused, so that what was read does not change."""
    answer = answer.strip()
    if not answer:
        raise Refused(_("Scrivi la risposta."), field="answer")
    if len(answer) > LONGEST_ANSWER:
        raise Refused(_("La risposta è troppo lunga: al massimo 4.000 caratteri."), field="answer")
    with transaction.atomic():
        locked = Report.objects.select_for_update().get(pk=report.pk)
        if not may_answer_report(by, locked):
            raise PermissionRefused
        if locked.state == ReportState.ANSWERED:
            raise Refused(_("Un collega ha già risposto a questa segnalazione."), code="answered")
        locked.answer = answer
        locked.answered_by_id = by.pk
        locked.answered_at = now()
        locked.state = ReportState.ANSWERED
        locked.save(update_fields=["answer", "answered_by", "answered_at", "state"])
        audit.record(
            "report_answered",
            by=by,
            subject=locked,
            before={"state": ReportState.TO_ANSWER},
            after={"state": ReportState.ANSWERED},
        )
        if locked.reply_email:
            defer(EMAIL_TASK, report_id=locked.pk)
    return locked
