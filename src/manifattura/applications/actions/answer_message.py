"""Write to the office from the thread of a sent application, with files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import PermissionRefused

from ..domain.message_texts import ITALIAN, MessageText
from ..models import Application, Message
from ..permissions import may_see_application
from ..queries.applications import application_by_id
from ..queries.message_templates import FREE
from ..signals import message_received
from .post_messages import Outgoing, post_messages
from .send_message import refuse_bad_texts, refuse_unless_sent
from .store_upload import Upload, store_uploads

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def answer_message(
    *,
    application: Application,
    subject: str,
    body: str,
    attachments: Sequence[Upload] = (),
    once_key: str = "",
    by: Person,
) -> Message:
    """The applicant's message. `once_key`: the page's own key, so that a form sent twice is one message."""
    if not may_see_application(by, application):
        raise PermissionRefused(_("Scrive all’ufficio solo chi lavora per questa impresa."))
    with transaction.atomic():
        found = application_by_id(application.pk)
        assert found is not None
        refuse_unless_sent(found)
        if once_key and (earlier := Message.objects.filter(once_key=once_key, application=found).first()):
            return earlier
        texts = {ITALIAN: MessageText(" ".join(subject.split()), body.strip())}
        refuse_bad_texts(texts)
        outgoing = Outgoing(
            application=found,
            texts=texts,
            template=FREE,
            once_key=once_key or None,
            files=store_uploads(attachments),
        )
        message = post_messages(outgoing=[outgoing], by=by, from_office=False)[0]
        pk = message.pk
        transaction.on_commit(lambda: message_received.send(Message, message_id=pk))
    message.refresh_from_db(fields=["sent_at"])
    return message
