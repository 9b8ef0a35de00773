"""An application as a preservation system receives it: what was sent, its receipt, its files, forms and messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.preservation import KeptFile

from ..models import Application, ArrivalProof, EnteredArrival, FormAttachment, FormSubmission, Message
from .applications import attachments_of
from .opened import opened_answers
from .receipts import receipt_of, receipt_pdf
from .sealed_files import clear_content, with_opened_files
from .signatures import signature_of

if TYPE_CHECKING:
    from manifattura.calls.models import Call

APPLICANT = "Impresa richiedente"


def sent_ids(call: Call) -> list[int]:
    """Every application that was sent, also if withdrawn later, in order of arrival."""
    found = Application.objects.filter(call=call, submission__isnull=False)
    return list(found.order_by("submission__arrival").values_list("pk", flat=True))


def kept_application(application_id: int, office: str) -> Iterator[KeptFile]:
    """Everything of one application. Of a discarded one, what is left of it."""
    one = Application.objects.select_related("submission", "lead", "call", "edition").get(pk=application_id)
    sent, base = one.submission, f"domande/{one.code}"
    identifier, number = f"domanda/{one.code}", sent.registration
    yield KeptFile(
        path=f"{base}/domanda.json",
        identifier=identifier,
        kind="Domanda",
        subject=f"Domanda {one.code} per {one.call.title}",
        at=sent.received_at,
        author=APPLICANT,
        content_type="application/json",
        content=sent.payload.encode(),
        registration=number,
    )
    yield KeptFile(
        path=f"{base}/ricevuta.pdf",
        identifier=f"{identifier}/ricevuta",
        kind="Ricevuta",
        subject=f"Ricevuta della domanda {one.code}",
        at=sent.received_at,
        author=office,
        content_type="application/pdf",
        content=receipt_pdf(receipt_of(one)),
        registration=number,
        is_attachment_of=identifier,
    )
    signature = signature_of(sent)
    if signature is not None and one.discarded_at is None:
        yield KeptFile(
            path=f"{base}/firma/verifica.json",
            identifier=f"{identifier}/firma",
            kind="Verifica della firma",
            subject=f"Verifica della firma della domanda {one.code}",
            at=signature.verified_at,
            author=office,
            content_type="application/json",
            content=canonical_json(signature.findings),
            is_attachment_of=identifier,
        )
        yield given_file(
            signature,
            f"{base}/firma",
            f"{identifier}/firma",
            signature.verified_at,
            f"Domanda {one.code} firmata",
        )
    if one.discarded_at is None:
        yield from _kept_proofs(one, base, identifier)
    opened = opened_answers(one)
    if opened:
        # the application keeps its envelopes as they were sent: what was inside is a document of its own
        yield KeptFile(
            path=f"{base}/buste-aperte.json",
            identifier=f"{identifier}/buste",
            kind="Buste aperte",
            subject=f"Risposte aperte della domanda {one.code}",
            at=one.opened_answers.order_by("pk")[0].opened_at,
            author=office,
            content_type="application/json",
            content=canonical_json(opened),
            is_attachment_of=identifier,
        )
    for file in with_opened_files(attachments_of(one).order_by("pk")):
        yield given_file(
            file, f"{base}/allegati", identifier, file.uploaded_at, f"Allegato della domanda {one.code}"
        )
    for form in FormSubmission.objects.filter(form__application=one).select_related("form").order_by("pk"):
        name = f"{identifier}/modulo/{form.form.code}"
        yield KeptFile(
            path=f"{base}/moduli/{form.form.code}.json",
            identifier=name,
            kind="Modulo",
            subject=f"{form.form.title}, domanda {one.code}",
            at=form.sent_at,
            author=APPLICANT,
            content_type="application/json",
            content=form.payload.encode(),
            is_attachment_of=identifier,
        )
        for given in FormAttachment.objects.filter(form=form.form, removed_at=None).order_by("pk"):
            yield given_file(
                given, f"{base}/moduli/{form.form.code}", name, given.uploaded_at, form.form.title
            )
    yield from _kept_messages(one, base, identifier, office)


def _kept_proofs(application: Application, base: str, identifier: str) -> Iterator[KeptFile]:
    """Of what arrived on paper or by certified mail: the application itself, what came later, late documents too."""
    first = [
        ("arrivo", one, f"Domanda {application.code}")
        for one in EnteredArrival.objects.filter(application=application)
    ]
    later = [("arrivi", one, one.title) for one in application.later_arrivals.order_by("pk")]
    proofs: list[tuple[str, ArrivalProof, str]] = [*first, *later]
    for folder, proof, title in proofs:
        day = proof.protocol_on.strftime("%d/%m/%Y")
        subject = f"{title}: prova di arrivo, protocollo {proof.protocol_number} del {day}"
        given = given_file(proof, f"{base}/{folder}", f"{identifier}/{folder}", proof.arrived_at, subject)
        yield replace(given, is_attachment_of=identifier)


def _kept_messages(application: Application, base: str, identifier: str, office: str) -> Iterator[KeptFile]:
    for message in (
        Message.objects.filter(application=application)
        .prefetch_related("files", "readings", "recipients__deliveries", "receipts")
        .order_by("pk")
    ):
        name = f"{identifier}/messaggio/{message.pk}"
        yield KeptFile(
            path=f"{base}/messaggi/{message.pk}.json",
            identifier=name,
            kind="Messaggio",
            subject=message.text().subject,
            at=message.sent_at,
            author=office if message.from_office else APPLICANT,
            content_type="application/json",
            content=canonical_json(_message_document(message)),
            is_attachment_of=identifier,
        )
        for file in message.files.all():
            yield given_file(
                file, f"{base}/messaggi/{message.pk}", name, message.sent_at, "Allegato di un messaggio"
            )
        for receipt in message.receipts.all():
            if receipt.storage_key:
                yield given_file(
                    receipt,
                    f"{base}/messaggi/{message.pk}/ricevute",
                    name,
                    receipt.happened_at,
                    "Ricevuta PEC",
                )


def _message_document(message: Message) -> dict[str, Any]:
    return {
        "format": "manifattura-message/1",
        "from_office": message.from_office,
        "sent_at": message.sent_at.isoformat(),
        "texts": message.texts,
        "files": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in message.files.all()],
        "read_at": [one.read_at.isoformat() for one in message.readings.all() if one.is_proof],
        "deliveries": [
            {"address": line.address, "outcome": line.outcome, "at": line.at.isoformat()}
            for recipient in message.recipients.all()
            for line in recipient.deliveries.all()
        ],
        "certified_mail": [
            {
                "kind": one.kind,
                "address": one.address,
                "at": one.happened_at.isoformat(),
                "sha256": one.sha256,
            }
            for one in message.receipts.all()
        ],
    }


def given_file(
    file: Any, folder: str, main: str, at: datetime, subject: str, author: str = APPLICANT
) -> KeptFile:
    """A stored file under a name of ours; files of all kinds have the same columns."""
    return KeptFile(
        path=f"{folder}/{file.pk}{_ending(file.name)}",
        identifier=f"{main}/file/{file.pk}",
        kind="Allegato",
        subject=subject,
        at=at,
        author=author,
        content_type=file.content_type,
        storage_key=file.storage_key,
        # what an opening has opened is given as a reader needs it: clear
        content=b"".join(clear) if (clear := clear_content(file)) is not None else None,
        original_name=file.name,
        is_attachment_of=main,
    )


def _ending(name: str) -> str:
    """`.pdf` of `Visura 2026.PDF`; nothing where the end is not a plain one."""
    end = name.rpartition(".")[2].lower()
    return f".{end}" if "." in name and end.isascii() and end.isalnum() and len(end) <= 8 else ""
