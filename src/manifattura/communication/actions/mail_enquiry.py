"""Write to whoever left an address: it arrived, it was answered, it was closed. Of a problem the address then goes."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.kernel.clock import now

from ..domain.enquiries import EnquiryState, keeps_address
from ..models import Enquiry
from ..queries.enquiries import address_of_enquiry


def mail_enquiry(*, enquiry_id: int, kind: str) -> bool:
    """True when it was sent now. Each kind is sent once: the row is locked and marked in the same transaction."""
    with transaction.atomic():
        found = (
            Enquiry.objects.select_for_update(of=("self",))
            .select_related("office")
            .filter(pk=enquiry_id)
            .exclude(reply_email="")
            .first()
        )
        if found is None or kind in found.told:
            return False
        with override(found.language):
            _message(found, kind).send()
        found.told = [*found.told, kind]
        if kind != "received":
            found.answer_sent_at = now()
            if not keeps_address(found.purpose):
                found.reply_email = ""
        found.save(update_fields=["told", "answer_sent_at", "reply_email"])
    return True


def _message(enquiry: Enquiry, kind: str) -> EmailMessage:
    """Nothing that the visitor wrote is in the first one: nobody sends words to others' addresses through us."""
    context = {
        "city": settings.CITY,
        "kind": kind,
        "enquiry": enquiry,
        "again": f"{settings.PUBLIC_ADDRESS}{reverse('communication:request-assistance')}",
        "link": f"{settings.PUBLIC_ADDRESS}{address_of_enquiry(enquiry)}",
    }
    return EmailMessage(
        subject=_subject(enquiry, kind).format(code=enquiry.code),
        body=render_to_string("communication/email/enquiry.txt", context),
        to=[enquiry.reply_email],
        reply_to=[enquiry.office.email] if enquiry.office else [],
    )


def _subject(enquiry: Enquiry, kind: str) -> str:
    if enquiry.is_assistance:
        return {
            "received": _("Abbiamo la tua richiesta di assistenza {code}"),
            EnquiryState.ANSWERED: _("Risposta alla tua richiesta di assistenza {code}"),
            EnquiryState.CLOSED: _("La tua richiesta di assistenza {code} è chiusa"),
        }[kind]
    return {
        "received": _("Abbiamo la tua segnalazione {code}"),
        EnquiryState.ANSWERED: _("Risposta alla tua segnalazione {code}"),
        EnquiryState.CLOSED: _("La tua segnalazione {code} è chiusa"),
    }[kind]
