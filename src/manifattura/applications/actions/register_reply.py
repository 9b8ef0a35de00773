"""Register a reply that an officer typed from paper or certified mail: it was sent when its proof says that it arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.payload import Sender
from ..models import FilledForm, FormSubmission
from ..permissions import may_enter_for
from ..queries.drafts import draft
from ..queries.entered import entered_fact
from ..queries.locks import lock_form
from ..queries.reply_gates import refuse_unless_awaited
from .keep_arrival import tell_registered
from .refuse_incomplete import refuse_incomplete
from .send_form import freeze_form

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def register_reply(*, form: FilledForm, by: Person) -> FormSubmission:
    """Freeze what was typed; a second call gives the same submission. The applicant is told, `form_sent` announces it.

    `Refused` when something is missing, nothing arrived, or nothing waits for it any more.
    """
    with transaction.atomic():
        locked = lock_form(form.pk)
        if not may_enter_for(by, locked.application.call):
            raise PermissionRefused
        sent = FormSubmission.objects.filter(form=locked).first()
        row = locked.arrival
        if row is None:
            raise Refused(_("Qui si registrano solo le risposte arrivate su carta o per PEC."), code="state")
        if sent is not None:
            return sent
        refuse_unless_awaited(locked)
        read = draft(locked)
        refuse_incomplete(read)
        submission = freeze_form(
            read,
            sender=Sender(row.signed_by, row.signed_as),
            sent_at=row.arrived_at,
            entered=entered_fact(row, ()),
            by=by,
        )
        tell_registered(row, lambda: locked.title, by)
    form.refresh_from_db()
    return submission
