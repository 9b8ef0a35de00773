"""Messages as the pages show them: the thread, what a person has not opened, what waits for an answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from manifattura.calls.queries.deliveries import delivery_of
from manifattura.organisations.queries.organisations import organisations_of

from ..domain.certified_mail import ReceiptKind
from ..domain.delivery_outcomes import outcome_now
from ..models import Application, Message, MessageReading, MessageReceipt, MessageRecipient
from .message_templates import OUTSIDE

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def thread_of(application: Application) -> QuerySet[Message]:
    """The messages of the thread, the latest first, with writer, files and who opened each."""
    return (
        Message.objects.filter(application=application)
        .select_related("writer", "office")
        .prefetch_related("files", "readings__person")
        .order_by("-id")
    )


def unread_messages(person: Person) -> QuerySet[Message]:
    """What offices wrote to the person's firms and the person has not opened."""
    mine = MessageReading.objects.filter(message=OuterRef("pk"), person_id=person.pk)
    return Message.objects.filter(
        ~Exists(mine), from_office=True, application__lead__in=organisations_of(person)
    )


def unread_by_application(person: Person, application_ids: Collection[int]) -> dict[int, int]:
    """Application id → how many of its messages the person has not opened; one statement."""
    counts: dict[int, int] = {}
    for found in (
        unread_messages(person)
        .filter(application__in=application_ids)
        .values_list("application_id", flat=True)
    ):
        counts[found] = counts.get(found, 0) + 1
    return counts


def waiting_messages(office_ids: Collection[int] | None) -> QuerySet[Message]:
    """What applicants wrote and nobody has dealt with, the oldest first; None: all offices."""
    waiting = Message.objects.filter(from_office=False, settled_at=None).order_by("id")
    return waiting if office_ids is None else waiting.filter(office_id__in=office_ids)


def messages_to_send_outside(office_ids: Collection[int] | None) -> QuerySet[Message]:
    """What offices wrote while nobody followed the firm on the site, the oldest first; None: all offices.

    It leaves by certified mail, by post or by hand, or it never arrives. Left out: what was marked as sent, and what arrived.
    """
    recipients = MessageRecipient.objects.filter(message=OuterRef("pk"))
    delivered = MessageReceipt.objects.filter(message=OuterRef("pk"), kind=ReceiptKind.DELIVERY)
    read = MessageReading.objects.filter(message=OuterRef("pk"), is_proof=True)
    found = (
        Message.objects.filter(
            ~Exists(recipients), ~Exists(delivered), ~Exists(read), from_office=True, settled_at=None
        )
        .exclude(template=OUTSIDE)
        .exclude(delivery_of(Message.NOTICE))
        .order_by("id")
    )
    return found if office_ids is None else found.filter(office_id__in=office_ids)


def messages_to_show(application: Application) -> QuerySet[Message]:
    """The thread for the office: with recipients, their e-mails' outcomes and the receipts of certified mail."""
    return thread_of(application).prefetch_related("recipients__deliveries", "receipts", "recipients__person")


def with_threads(messages: QuerySet[Message]) -> QuerySet[Message]:
    """With what a list of the office shows."""
    return messages.select_related(
        "application__lead", "application__call", "application__submission", "writer"
    ).defer("application__submission__payload")


def proof_of(message: Message) -> MessageReceipt | MessageReading | None:
    """The first proof that an office's message reached the applicant: a delivery receipt, or a reading that binds it."""
    proofs: list[MessageReceipt | MessageReading] = [
        receipt for receipt in message.receipts.all() if receipt.kind == ReceiptKind.DELIVERY
    ]
    proofs += [reading for reading in message.readings.all() if reading.is_proof]
    return min(proofs, key=_proved_at, default=None)


def _proved_at(proof: MessageReceipt | MessageReading) -> datetime:
    return proof.happened_at if isinstance(proof, MessageReceipt) else proof.read_at


def outcome_of(recipient: MessageRecipient) -> str:
    """State of the recipient's e-mail, for the fixed vocabulary."""
    return outcome_now([row.outcome for row in recipient.deliveries.all()]) or "waiting"


def waiting_in(application: Application) -> int:
    """How many of the applicant's messages nobody has dealt with."""
    return Message.objects.filter(application=application, from_office=False, settled_at=None).count()


def message_by_id(message_id: int) -> Message | None:
    """The message with its application, for who hears of it."""
    return Message.objects.select_related("application__lead", "writer").filter(pk=message_id).first()
