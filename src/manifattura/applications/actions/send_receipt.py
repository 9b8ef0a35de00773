"""Send the receipt by e-mail with its PDF, and tell the firm's other people: one more channel besides the page."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.accounts.actions.notify_person import notify_people, notify_person
from manifattura.kernel import audit
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.queries.organisations import people_acting_for
from manifattura.ui.formats import date_text, file_size_text

from ..domain.channels import Channel
from ..models import Submission
from ..queries.applications import application_by_id
from ..queries.channel_words import channel_word
from ..queries.receipts import Receipt, receipt_file_of, receipt_of, receipt_pdf, rights

VERB = "receipt_sent"


def send_receipt(*, submission_id: int) -> bool:
    """Write once to who sent the application and to the firm's certified address; False when already done."""
    submission = Submission.objects.select_related("submitted_by", "application").get(pk=submission_id)
    application = application_by_id(submission.application_id)
    assert application is not None
    with transaction.atomic(), override(submission.submitted_by.language or "it"):
        # the row keeps two workers from writing twice
        Submission.objects.select_for_update(no_key=True).get(pk=submission_id)
        if _was_sent(submission):
            return False
        receipt = receipt_of(application)
        audit.record(
            VERB,
            by=None,
            subject=application,
            scope=application.audit_scope,
            after={"submission": submission.pk, "registration": submission.registration},
        )
        _tell_colleagues(receipt)
        _write(receipt)
    return True


def _was_sent(submission: Submission) -> bool:
    application = submission.application
    return AuditEntry.objects.filter(
        verb=VERB,
        subject_type=application.audit_type,
        subject_id=application.audit_id,
        after__submission=submission.pk,
    ).exists()


def _write(receipt: Receipt) -> None:
    application, submission = receipt.application, receipt.submission
    pec = application.lead.pec
    if application.channel == Channel.ONLINE:
        sender = submission.submitted_by
        addresses = [sender.email or (sender.account.email if sender.account else ""), pec]
    else:
        # who typed it is not who sent it
        addresses = [application.entered.mail_address, pec]
    to = list(dict.fromkeys(address for address in addresses if address))
    if not to:
        return
    message = EmailMessage(
        subject=_("Ricevuta della domanda %(number)s") % {"number": receipt.number},
        body=_body(receipt),
        to=to,
    )
    message.attach(f"{receipt.file_name}.pdf", receipt_pdf(receipt), "application/pdf")
    proof = receipt_file_of(receipt)
    if proof is not None:
        message.attach(f"{receipt.file_name}.json", proof, "application/json")
    message.send()


def _body(receipt: Receipt) -> str:
    submission = receipt.submission
    address = settings.PUBLIC_ADDRESS + reverse("applications:receipt", args=[receipt.application.code])
    lines = [
        _("Abbiamo ricevuto la domanda di %(firm)s per «%(call)s» %(moment)s (ora di Roma).")
        % {
            "firm": receipt.payload["applicant"]["name"],
            "call": receipt.edition.texts.title,
            "moment": date_text(submission.received_at, "seconds"),
        },
        "",
        _("Numero di registrazione: %(number)s") % {"number": submission.registration},
        _("Numero di arrivo: %(number)s") % {"number": submission.arrival},
        _("Impronta SHA-256: %(digest)s") % {"digest": submission.payload_sha256},
        "",
        *_files(receipt),
        *(f"{label}: {text}" for label, text in rights(receipt)),
        "",
        _("La ricevuta è allegata a questo messaggio. La trovi anche qui: %(address)s")
        % {"address": address},
        "",
        _(
            "Come si verifica: il PDF e il file .json allegati provano che la domanda è nel registro del bando. Carica qui uno dei "
            "due e leggi che cosa torna e che cosa no: %(address)s"
        )
        % {"address": settings.PUBLIC_ADDRESS + reverse("applications:verify")},
    ]
    return "\n".join(lines)


def _files(receipt: Receipt) -> list[str]:
    """The files received, each with its digest; no line when there are none."""
    if not receipt.files:
        return []
    lines = [f"{file.name}, {file_size_text(file.size)}: {file.sha256}" for file in receipt.files]
    return [_("File ricevuti, ciascuno con la sua impronta SHA-256:"), *lines, ""]


def _tell_colleagues(receipt: Receipt) -> None:
    application, submission = receipt.application, receipt.submission
    colleagues = [
        person for person in people_acting_for(application.lead) if person.pk != submission.submitted_by_id
    ]
    notice = {
        "kind": "application_submitted",
        "subject": _("Ricevuta della domanda %(number)s") % {"number": receipt.number},
        "body": _("%(who)s ha inviato la domanda di %(firm)s per «%(call)s».")
        % {
            "who": submission.submitted_by.full_name,
            "firm": application.lead.name,
            "call": receipt.edition.texts.title,
        },
        "url": reverse("applications:receipt", args=[application.code]),
        "scope": application.audit_scope,
    }
    if application.channel != Channel.ONLINE:
        notice["body"] = _(
            "L’ufficio ha registrato la domanda di %(firm)s per «%(call)s», %(how)s. La trovi nella tua area personale."
        ) % {
            "firm": application.lead.name,
            "call": receipt.edition.texts.title,
            "how": channel_word(application.channel),
        }
        notify_people(people=colleagues, **notice)
        return
    notify_people(people=colleagues, **notice)
    notify_person(person=submission.submitted_by, by_email=False, **notice)
