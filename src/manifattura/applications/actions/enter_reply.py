"""Begin to type a reply that arrived on paper or by certified mail, with its proof; or give up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import ROME
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.arrivals import About
from ..domain.form_states import FormState
from ..models import FilledForm, LaterArrival
from ..permissions import may_enter_for
from ..queries.filled_forms import reply_term
from ..queries.locks import lock_form
from ..queries.reply_gates import refuse_unless_awaited
from .check_arrival import Proof, refuse_odd_proof
from .erase_files import erase_files_later
from .keep_arrival import judge_arrival, keep_arrival

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def enter_reply(*, form: FilledForm, proof: Proof, keep_late: bool = False, by: Person) -> LaterArrival:
    """In time when the proof says so, whenever it is typed: from here on only the office writes the form. Or the arrival
    that a colleague is typing already.

    After the term it is `Refused` (`late`); with `keep_late` it is kept with its proof, without effect, and the applicant is
    told. `Refused` also before the request, when the applicant has answered online, or when nothing waits for it.
    """
    application = form.application
    if not may_enter_for(by, application.call):
        raise PermissionRefused
    refuse_odd_proof(proof)
    with transaction.atomic():
        locked = lock_form(form.pk)
        term = reply_term(locked)
        late = judge_arrival(
            proof,
            asked_on=locked.opened_at.astimezone(ROME).date(),
            due_on=term.due_on if term else None,
            keep_late=keep_late,
        )
        if not late:
            refuse_unless_awaited(locked)
            if locked.arrival is not None:
                return locked.arrival
        row = keep_arrival(
            application=application,
            about=About.FORM,
            about_id=locked.pk,
            title=locked.title,
            proof=proof,
            late_for=term.due_on if late and term else None,
            by=by,
        )
    form.__dict__.pop("arrival", None)
    return row


def give_up_reply(*, form: FilledForm, by: Person) -> bool:
    """It was entered by mistake: the proof goes, the applicant may answer again. False when nothing was being typed."""
    if not may_enter_for(by, form.application.call):
        raise PermissionRefused
    with transaction.atomic():
        locked = lock_form(form.pk)
        row = locked.arrival
        if row is None:
            return False
        if locked.state == FormState.SENT:
            raise Refused(_("La risposta è registrata: non si può più eliminare."), code="sent")
        audit.record(
            "arrival_given_up",
            by=by,
            subject=locked.application,
            on_behalf=locked.application.lead,
            scope=locked.audit_scope,
            before={"about": row.title, "sha256": row.sha256},
        )
        erase_files_later([row.storage_key])
        row.delete()
    form.__dict__.pop("arrival", None)
    return True
