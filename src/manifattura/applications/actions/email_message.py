"""Send a message's e-mail to one of its recipients, once, and write down what happened (a job).

The mark `taken` is committed before the mail server is called: if the machine stops in between, the next attempt finds it
and writes that the outcome is uncertain instead of sending a second time (`domain/delivery_outcomes.py`).
"""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..domain.delivery_outcomes import DeliveryOutcome, NextStep, next_step
from ..models import Message, MessageDelivery, MessageRecipient
from ..queries.mailboxes import hold_mailbox
from ..queries.message_links import message_address

REFUSED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ConnectionRefusedError)
"""The server said no, or was never reached: nothing left, and it may be tried again."""


class EmailRefusedError(Exception):
    """The server refused: the job fails, and the queue tries again later."""


def email_message(*, recipient_id: int) -> bool:
    """Write to the recipient; False when it was done before, is being done, or cannot be done."""
    with hold_mailbox(recipient_id) as mine:
        if not mine or not _take(recipient_id):
            return False
        recipient = _recipient(recipient_id)
        try:
            _email(recipient).send()
        except REFUSED as error:
            _write(recipient, DeliveryOutcome.FAILED, str(error))
            raise EmailRefusedError(str(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            _write(recipient, DeliveryOutcome.UNCERTAIN, str(error))
            return False
        _write(recipient, DeliveryOutcome.SENT)
    return True


def _take(recipient_id: int) -> bool:
    """Whether to send now; decides and writes the mark in a transaction of its own."""
    with transaction.atomic():
        recipient = MessageRecipient.objects.select_for_update(no_key=True).get(pk=recipient_id)
        step = next_step(list(recipient.deliveries.order_by("pk").values_list("outcome", flat=True)))
        if step == NextStep.DOUBT:
            _write(recipient, DeliveryOutcome.UNCERTAIN)
        if step != NextStep.SEND:
            return False
        _write(recipient, DeliveryOutcome.TAKEN if recipient.address else DeliveryOutcome.NO_ADDRESS)
        return bool(recipient.address)


def _recipient(recipient_id: int) -> MessageRecipient:
    return MessageRecipient.objects.select_related(
        "message__application__call__office", "message__application__lead", "message__application__submission"
    ).get(pk=recipient_id)


def _write(recipient: MessageRecipient, outcome: DeliveryOutcome, detail: str = "") -> None:
    MessageDelivery.objects.create(
        recipient=recipient, outcome=outcome, address=recipient.address, detail=" ".join(detail.split())[:300]
    )


def _email(recipient: MessageRecipient) -> EmailMessage:
    message = recipient.message
    with override(recipient.language):
        text = message.text(recipient.language)
        return EmailMessage(
            subject=text.subject,
            body="\n\n".join([_opening(message), *_content(message, recipient), _closing(message)]),
            to=[recipient.address],
        )


def _opening(message: Message) -> str:
    application = message.application
    if message.from_office:
        return _("%(office)s ti scrive sulla domanda %(number)s di %(firm)s.") % {
            "office": application.call.office.name,
            "number": application.submission,
            "firm": application.lead.name,
        }
    return _("%(firm)s ha scritto sulla domanda %(number)s.") % {
        "firm": application.lead.name,
        "number": application.submission,
    }


def _content(message: Message, recipient: MessageRecipient) -> list[str]:
    """The text, unless reading it must leave a proof; never the files."""
    parts = [] if message.needs_proof else [message.text(recipient.language).body]
    files = message.files.count()
    if files:
        parts.append(_("Ci sono allegati: li trovi insieme al messaggio."))
    return parts


def _closing(message: Message) -> str:
    address = settings.PUBLIC_ADDRESS + message_address(message)
    if message.needs_proof:
        return _("Il testo si legge nell’area personale. Apri il messaggio: %(address)s") % {
            "address": address
        }
    return _("Leggi il messaggio e rispondi qui: %(address)s") % {"address": address}
