"""Courtesy mails to who told of a space: that it arrived, then the answer; after that the address is forgotten."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.kernel.clock import now

from ..domain.reports import ReportState
from ..models import SpaceReport


def email_space_report(*, report_id: int) -> bool:
    """Send what is due now, once; False when nothing is (any more)."""
    with transaction.atomic():
        report = SpaceReport.objects.select_for_update().filter(pk=report_id).exclude(reply_email="").first()
        if report is None:
            return False
        answered = report.state != ReportState.WAITING
        if not answered and report.received_mail_at:
            return False
        with override(report.language):
            link = f"{settings.PUBLIC_ADDRESS}{reverse('spaces:report_follow', args=[report.code])}"
            if answered:
                subject = _("Risposta alla tua segnalazione {code}").format(code=report.code)
                body = f"{report.answer}\n\n{link}"
            else:
                subject = _("Abbiamo ricevuto la tua segnalazione {code}").format(code=report.code)
                body = _("Grazie. L’ufficio la legge e risponde: la risposta compare a questo indirizzo.")
                body = f"{body}\n\n{link}"
        EmailMessage(subject=subject, body=body, to=[report.reply_email]).send()
        if answered:
            report.answer_mail_at, report.reply_email = now(), ""
        else:
            report.received_mail_at = now()
        report.save(update_fields=["answer_mail_at", "received_mail_at", "reply_email"])
    return True
