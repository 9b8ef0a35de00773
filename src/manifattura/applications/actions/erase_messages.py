"""Take the words, files and addresses out of the thread of an application; that it was written, and proved, stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from manifattura.accounts.actions.unnamed_person import unnamed_person
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.erasure import erasure_permitted
from manifattura.kernel.errors import PermissionRefused

from ..domain.discarded import discarded_texts
from ..models import (
    Message,
    MessageDelivery,
    MessageFile,
    MessageReading,
    MessageReceipt,
    MessageRecipient,
)
from ..permissions import may_discard
from ..queries.locks import lock_whoever_leads
from .erase_files import erase_files_later

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Application

TABLES = (
    "applications_message",
    "applications_messagefile",
    "applications_messagereading",
    "applications_messagerecipient",
    "applications_messagedelivery",
    "applications_messagereceipt",
)


def erase_messages(*, application_id: int, authority: str, by: Person) -> bool:
    """Messages keep their day, side, template and outcome. False when they had gone already."""
    with transaction.atomic():
        locked = lock_whoever_leads(application_id)
        if not may_discard(by, locked.call):
            raise PermissionRefused
        if locked.messages_discarded_at is not None:
            return False
        keys = [
            *MessageFile.objects.filter(message__application=locked).values_list("storage_key", flat=True),
            *MessageReceipt.objects.filter(
                message__application=locked, storage_key__isnull=False
            ).values_list("storage_key", flat=True),
        ]
        with erasure_permitted(tables=TABLES, authority=authority, by=by):
            _erase(locked, unnamed_person(), authority)
        locked.messages_discarded_at = now()
        locked.save(update_fields=["messages_discarded_at"])
        audit.record(
            "messages_discarded",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            after={"authority": authority, "files": len(keys)},
        )
        erase_files_later(keys)
    return True


def _erase(application: Application, nobody: Person, authority: str) -> None:
    thread = Message.objects.filter(application=application)
    thread.update(texts=discarded_texts(authority))
    thread.filter(from_office=False, writer__isnull=False).update(writer=nobody)
    MessageFile.objects.filter(message__application=application).delete()
    # of those who opened a message for the firm one row stays, as the proof that it was read
    read = MessageReading.objects.filter(message__application=application).exclude(capacity="")
    proofs = read.filter(is_proof=True).order_by("message_id", "read_at").distinct("message_id")
    kept = list(proofs.values_list("pk", flat=True))
    read.exclude(pk__in=kept).delete()
    MessageReading.objects.filter(pk__in=kept).update(person=nobody)
    MessageRecipient.objects.filter(message__application=application).update(person=None, address="")
    MessageDelivery.objects.filter(recipient__message__application=application).update(address="", detail="")
    MessageReceipt.objects.filter(message__application=application).update(
        address=Concat(Value("scartato-"), Cast(F("pk"), CharField())),
        identifier="",
        name="",
        storage_key=None,
    )
