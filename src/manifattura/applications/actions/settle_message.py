"""A message is dealt with: the applicant's by an answer, or because none is needed; the office's by sending it outside the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused

from ..models import Application, Message
from ..permissions import may_write_to_applicant
from ..queries.messages import messages_to_send_outside

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from manifattura.accounts.models import Person


def settle_message(*, message: Message, by: Person) -> bool:
    """Take the message off the list of those that wait; False when somebody did it before."""
    if not may_write_to_applicant(by, message.application):
        raise PermissionRefused(_("Lo segna solo chi segue i bandi di questo ufficio."))
    with transaction.atomic():
        return bool(_settle(message.application, [message.pk], by))


def mark_sent_outside(*, message: Message, by: Person) -> bool:
    """Nobody follows the firm on the site, and the office sent this by certified mail, post or hand; False when it was marked before."""
    if not may_write_to_applicant(by, message.application):
        raise PermissionRefused(_("Lo segna solo chi segue i bandi di questo ufficio."))
    with transaction.atomic():
        waiting = messages_to_send_outside(None).filter(pk=message.pk)
        return bool(_mark(waiting, message.application, "message_sent_outside", by))


def settle_thread(*, application: Application, by: Person) -> int:
    """Everything that waits in the thread is answered, inside the caller's transaction; returns how many."""
    waiting = Message.objects.filter(application=application, from_office=False, settled_at=None)
    return _settle(application, list(waiting.values_list("pk", flat=True)), by)


def _settle(application: Application, message_ids: list[int], by: Person) -> int:
    waiting = Message.objects.filter(pk__in=message_ids, from_office=False, settled_at=None)
    return _mark(waiting, application, "message_settled", by)


def _mark(waiting: QuerySet[Message], application: Application, verb: str, by: Person) -> int:
    locked = list(waiting.select_for_update(no_key=True).values_list("pk", flat=True))
    if locked:
        Message.objects.filter(pk__in=locked).update(settled_at=database_now(), settled_by=by)
        audit.record(
            verb,
            by=by,
            subject=application,
            scope=application.audit_scope,
            after={"messages": locked},
        )
    return len(locked)
