"""Record a receipt of a certified mail (PEC) sent outside; a delivery receipt is the proof that a term waits for."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.actions.record_delivery import record_delivery
from manifattura.calls.domain.clocks import ProofKind
from manifattura.kernel import audit
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import store
from manifattura.ui.formats import date_text, elided

from ..domain.certified_mail import ReceiptFacts, ReceiptKind, read_receipt
from ..domain.message_texts import ITALIAN, MessageText
from ..models import Application, Message, MessageReceipt
from ..permissions import may_write_to_applicant
from ..queries.message_templates import OUTSIDE
from .check_receipt import CheckedReceipt, check_receipt
from .send_message import send_message
from .store_upload import Upload

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def record_certified_mail(
    *,
    message: Message,
    file: Upload | None,
    kind: ReceiptKind | None = None,
    address: str = "",
    happened_at: datetime | None = None,
    identifier: str = "",
    by: Person,
) -> MessageReceipt:
    """The receipt, written once with its file (`.eml`, `daticert.xml` or `.pdf`).

    What the file says wins over what was typed. A receipt of the same kind for the same address is recorded once: the same
    again changes nothing, a different one is refused. `file` None only where code records a proof it has elsewhere.
    """
    application = message.application
    if not may_write_to_applicant(by, application):
        raise PermissionRefused(_("Registra la PEC solo chi segue i bandi di questo ufficio."))
    if not message.from_office:
        raise Refused(_("La PEC si registra su un messaggio dell’ufficio."), code="direction")
    checked = check_receipt(file) if file is not None else None
    facts = read_receipt(checked.name, checked.content) if checked else None
    if checked is not None and facts is None and checked.name.lower().endswith((".eml", ".xml")):
        raise Refused(
            _(
                "Questo file non è una ricevuta PEC: non ha dentro il daticert.xml. Salva la ricevuta che il gestore ti ha "
                "mandato (accettazione, avvenuta consegna o mancata consegna), non il messaggio; oppure carica il suo PDF."
            ),
            field="file",
            code="no_receipt",
        )
    row = _row(message, facts, kind, address or application.lead.pec, happened_at, identifier)
    with transaction.atomic():
        Message.objects.select_for_update(no_key=True).get(pk=message.pk)
        earlier = MessageReceipt.objects.filter(message=message, kind=row.kind, address=row.address).first()
        if earlier is not None:
            return _same(earlier, row)
        _refuse_of_another(message, row, checked)
        if checked is not None:
            _keep_file(row, checked)
        row.recorded_by = by
        row.save(force_insert=True)
        _record(row, message, by)
        if row.kind == ReceiptKind.DELIVERY:
            record_delivery(
                notice_ref=message.notice_ref,
                delivered_at=row.happened_at,
                proof=ProofKind.CERTIFIED_MAIL,
                reference=row.identifier or row.address,
                by=by,
            )
    return row


def record_outside_letter(
    *, application: Application, subject: str, body: str, once_key: str = "", by: Person
) -> Message:
    """A letter sent by certified mail that was not written here: it joins the thread, then its receipts are recorded."""
    return send_message(
        application=application,
        template=OUTSIDE,
        texts={ITALIAN: MessageText(" ".join(subject.split()), body.strip())},
        needs_proof=False,
        once_key=once_key,
        by=by,
    )


def _row(
    message: Message,
    facts: ReceiptFacts | None,
    kind: ReceiptKind | None,
    address: str,
    happened_at: datetime | None,
    identifier: str,
) -> MessageReceipt:
    if facts is not None:
        kind, happened_at, identifier = facts.kind, facts.happened_at, facts.identifier
        address = facts.addresses[0] if facts.addresses else address
    if kind is None:
        raise Refused(_("Scegli che ricevuta è: il file non lo dice."), field="kind", code="kind")
    if happened_at is None:
        raise Refused(
            _("Scrivi giorno e ora della ricevuta: il file non li dice."), field="happened_at", code="empty"
        )
    if happened_at > database_now():
        raise Refused(_("La ricevuta non può essere nel futuro."), field="happened_at", code="future")
    if not address.strip():
        raise Refused(
            _("Scrivi l’indirizzo PEC dell’impresa: il file non lo dice."), field="address", code="address"
        )
    return MessageReceipt(
        message=message,
        kind=ReceiptKind(kind),
        address=address.strip().lower(),
        happened_at=happened_at,
        identifier=identifier.strip()[:300],
        is_parsed=facts is not None,
    )


def _refuse_of_another(message: Message, row: MessageReceipt, checked: CheckedReceipt | None) -> None:
    """A receipt proves one message: a wrong file would start a term on a day on which nothing arrived."""
    day, written = row.happened_at.astimezone(ROME).date(), message.sent_at.astimezone(ROME).date()
    if message.template != OUTSIDE and day < written:
        raise Refused(
            elided(
                _(
                    "La ricevuta è del %(day)s, ma il messaggio è del %(written)s: è la ricevuta di un’altra PEC."
                )
                % {"day": date_text(day), "written": date_text(written)}
            ),
            field="file" if checked else "happened_at",
            code="before",
        )
    if checked is None:
        return
    sha256 = hashlib.sha256(checked.content).hexdigest()
    other = MessageReceipt.objects.filter(sha256=sha256).exclude(message=message).first()
    if other is not None:
        raise Refused(
            _("Questo file è già registrato su un altro messaggio, nella domanda %(code)s.")
            % {"code": other.message.application.code},
            field="file",
            code="elsewhere",
        )


def _same(earlier: MessageReceipt, row: MessageReceipt) -> MessageReceipt:
    if (earlier.happened_at, earlier.identifier) == (row.happened_at, row.identifier):
        return earlier
    raise Refused(
        _("Per questo messaggio e questo indirizzo c’è già una ricevuta dello stesso tipo, e non si cambia."),
        field="kind",
        code="twice",
    )


def _keep_file(row: MessageReceipt, checked: CheckedReceipt) -> None:
    stored = store(checked.content)
    row.storage_key, row.sha256, row.size = stored.storage_key, stored.sha256, stored.size
    row.name, row.content_type = checked.name, checked.content_type


def _record(row: MessageReceipt, message: Message, by: Person) -> None:
    audit.record(
        "certified_mail_recorded",
        by=by,
        subject=message.application,
        scope=message.application.audit_scope,
        after={
            "message": message.pk,
            "receipt": str(row.kind),
            "address": row.address,
            "at": row.happened_at.isoformat(),
            "sha256": row.sha256,
        },
    )
