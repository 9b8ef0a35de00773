"""The office answers an enquiry, or closes it with a reason: on its page at once, by e-mail through a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.queries.offices import offices_for
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.kernel.jobs import defer

from ..domain.enquiries import LONGEST_ANSWER, LONGEST_REASON, EnquiryState
from ..models import Enquiry
from .file_enquiry import MAIL_TASK
from .open_enquiry import locked_while_open

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def answer_enquiry(*, enquiry: Enquiry, answer: str, by: Person) -> Enquiry:
    """Store the one answer; a second one is refused, so that what was read does not change."""
    answer = answer.strip()
    if not answer:
        raise Refused(_("Scrivi la risposta."), field="answer")
    if len(answer) > LONGEST_ANSWER:
        raise Refused(_("La risposta è troppo lunga: al massimo 4.000 caratteri."), field="answer")
    with transaction.atomic():
        locked = locked_while_open(enquiry, by)
        locked.answer = answer
        _settle(locked, EnquiryState.ANSWERED, by)
    return locked


def close_enquiry(*, enquiry: Enquiry, because: str, by: Person) -> Enquiry:
    """Without an answer: it came twice, it was settled by telephone. Who asked reads why."""
    because = because.strip()
    if not because:
        raise Refused(_("Scrivi perché la chiudi: lo legge chi ha scritto."), field="because")
    if len(because) > LONGEST_REASON:
        raise Refused(_("Il motivo è troppo lungo: al massimo 300 caratteri."), field="because")
    with transaction.atomic():
        locked = locked_while_open(enquiry, by)
        locked.closed_because = because
        _settle(locked, EnquiryState.CLOSED, by)
    return locked


def _settle(locked: Enquiry, state: EnquiryState, by: Person) -> None:
    before, after = {"state": locked.state}, {"state": str(state)}
    locked.settled_by_id, locked.settled_at, locked.state = by.pk, now(), state
    own = offices_for(by) if locked.office_id is None else []
    if len(own) == 1:
        # until now it was every office's: who is answered must be able to write back to somebody
        locked.office = own[0]
        after["office"] = str(own[0].pk)
    locked.save(update_fields=["answer", "closed_because", "settled_by", "settled_at", "state", "office"])
    audit.record(f"enquiry_{state}", by=by, subject=locked, before=before, after=after)
    if locked.reply_email:
        defer(MAIL_TASK, enquiry_id=locked.pk, kind=str(state))
