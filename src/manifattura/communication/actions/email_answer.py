"""Send the answer to the address left with the report, then forget the address."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.kernel.clock import now

from ..models import Report


def email_answer(*, report_id: int) -> bool:
    """True when the e-mail was sent now; False when there was nothing to send (any more)."""
    with transaction.atomic():
        report = (
            Report.objects.select_for_update()
            .filter(pk=report_id, answer_sent_at=None)
            .exclude(reply_email="")
            .exclude(answer="")
            .first()
        )
        if report is None:
            return False
        with override(report.language):
            link = f"{settings.PUBLIC_ADDRESS}{reverse('communication:report-follow', args=[report.code])}"
            subject = _("Risposta alla tua segnalazione {code}").format(code=report.code)
            message = EmailMessage(
                subject=subject, body=f"{report.answer}\n\n{link}", to=[report.reply_email]
            )
        message.send()
        report.answer_sent_at = now()
        report.reply_email = ""
        report.save(update_fields=["answer_sent_at", "reply_email"])
    return True
