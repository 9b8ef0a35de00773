"""Put messages into their threads, with their recipients, notices and e-mail jobs: a few statements for a thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.accounts.actions.notify_many import Letter, notify_many
from manifattura.kernel import audit
from manifattura.kernel.jobs import defer_many
from manifattura.organisations.queries.acting_people import people_acting_for_each

from ..domain.message_texts import MessageText, write_texts
from ..models import Application, Message, MessageFile, MessageRecipient
from ..queries.message_links import message_address
from .store_upload import StoredUpload

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

EMAIL_TASK = "applications.email_message"
NOTICE_KIND = "message"
BATCH = 1000


@dataclass(frozen=True)
class Outgoing:
    """A message before it is written."""

    application: Application
    texts: Mapping[str, MessageText]
    template: str
    needs_proof: bool = False
    once_key: str | None = None
    files: Sequence[StoredUpload] = ()


def post_messages(
    *, outgoing: Sequence[Outgoing], by: Person | None, from_office: bool = True
) -> list[Message]:
    """The messages written now; one whose `once_key` was used before is left out."""
    with transaction.atomic():
        fresh = _not_yet_sent(outgoing)
        messages = Message.objects.bulk_create(
            [_row(item, by, from_office) for item in fresh], batch_size=BATCH
        )
        MessageFile.objects.bulk_create(
            [
                _file(message, upload)
                for message, item in zip(messages, fresh, strict=True)
                for upload in item.files
            ],
            batch_size=BATCH,
        )
        _record(messages, by)
        recipients = _to_applicants(messages) if from_office else _to_offices(messages)
        MessageRecipient.objects.bulk_create(recipients, batch_size=BATCH)
        defer_many(EMAIL_TASK, [{"recipient_id": recipient.pk} for recipient in recipients])
        if from_office:
            notify_many(letters=_letters(recipients), by_email=False)
    return messages


def _not_yet_sent(outgoing: Sequence[Outgoing]) -> list[Outgoing]:
    keys = {item.once_key for item in outgoing if item.once_key}
    used = (
        set(Message.objects.filter(once_key__in=keys).values_list("once_key", flat=True)) if keys else set()
    )
    fresh = []
    for item in outgoing:
        if item.once_key is None or item.once_key not in used:
            fresh.append(item)
            used.add(item.once_key)
    return fresh


def _row(item: Outgoing, by: Person | None, from_office: bool) -> Message:
    return Message(
        application=item.application,
        office_id=item.application.call.office_id,
        from_office=from_office,
        template=item.template,
        texts=write_texts(item.texts),
        needs_proof=item.needs_proof,
        once_key=item.once_key,
        writer=by,
    )


def _file(message: Message, upload: StoredUpload) -> MessageFile:
    return MessageFile(
        message=message,
        storage_key=upload.stored.storage_key,
        name=upload.good.name,
        size=upload.stored.size,
        content_type=upload.good.content_type,
        sha256=upload.stored.sha256,
    )


def _record(messages: Sequence[Message], by: Person | None) -> None:
    scopes: dict[str, list[audit.Entry]] = defaultdict(list)
    for message in messages:
        entry = audit.Entry(
            message.application, None, {"message": message.pk, "subject": message.text().subject}
        )
        scopes[message.application.audit_scope].append(entry)
    verb = "message_sent" if messages and messages[0].from_office else "message_answered"
    for scope, entries in scopes.items():
        audit.record_many(verb, by=by, entries=entries, scope=scope)


def _to_applicants(messages: Sequence[Message]) -> list[MessageRecipient]:
    people = people_acting_for_each({message.application.lead_id for message in messages})
    return [
        MessageRecipient(
            message=message,
            person=person,
            language=person.language or "it",
            address=person.email or (person.account.email if person.account else ""),
        )
        for message in messages
        for person in people.get(message.application.lead_id, [])
    ]


def _to_offices(messages: Sequence[Message]) -> list[MessageRecipient]:
    return [
        MessageRecipient(message=message, person=None, address=message.application.call.office.email)
        for message in messages
    ]


def _letters(recipients: Sequence[MessageRecipient]) -> list[Letter]:
    """In the personal area: that there is a message, never its text, so that opening it is what proves the reading."""
    letters = []
    for recipient in recipients:
        message, person = recipient.message, recipient.person
        assert person is not None
        with override(recipient.language):
            letters.append(
                Letter(
                    person=person,
                    kind=NOTICE_KIND,
                    subject=message.text(recipient.language).subject,
                    body=_("%(office)s ti ha scritto sulla domanda %(code)s. Apri il messaggio per leggerlo.")
                    % {"office": message.application.call.office.name, "code": message.application.code},
                    url=message_address(message),
                    scope=message.application.audit_scope,
                )
            )
    return letters
