"""Send an application: once, before the deadline by the database's clock, frozen and hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.states import CallState
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer
from manifattura.organisations.queries.organisations import capacity_of

from ..domain.payload import Sender
from ..domain.states import ApplicationState
from ..models import Application, Submission
from ..permissions import may_send_application
from ..queries.drafts import draft
from ..queries.locks import CallNow, hold_call, lock_application
from ..queries.moments import moment_words
from ..queries.times import term_of
from ..signals import application_submitted
from .freeze_submission import freeze, insert_submission, mark_sent
from .make_room import make_room
from .refuse_incomplete import refuse_incomplete
from .take_stamps import take_stamps

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

REGISTER_TASK = "applications.register_submissions"


def submit_application(
    *, application: Application, idempotency_key: str, by: Person, replaces: bool = False
) -> Submission:
    """Freeze the draft and give it its arrival number; a second call gives the same receipt.

    `replaces`: withdraw in the same transaction the application of the same firm that counts now (the last valid
    one counts). `Refused` says what is missing, that it is late, or that another application is there already.
    """
    with transaction.atomic():
        locked = lock_application(application.pk)
        if not may_send_application(by, locked):
            raise PermissionRefused(_("Può inviare solo chi rappresenta l’impresa o un suo delegato."))
        sent = Submission.objects.filter(application_id=locked.pk).first()
        if sent is not None and locked.state != ApplicationState.WITHDRAWN:
            return sent
        _refuse_other_states(locked)
        call = hold_call(locked.call_id)
        _refuse_stale(locked, call)
        read = draft(locked)
        refuse_incomplete(read)
        make_room(application=locked, by=by, replaces=replaces)
        take_stamps(locked, read)
        frozen = freeze(read, Sender(by.full_name, capacity_of(by, locked.lead)))
        submission = insert_submission(
            locked, frozen, idempotency_key, by, between=read.edition.between_sessions
        )
        if submission is None:
            raise Refused(_late(locked), code="late")
        mark_sent(locked)
        audit.record(
            "application_submitted",
            by=by,
            subject=locked,
            on_behalf=locked.lead,
            scope=locked.audit_scope,
            after={"arrival": submission.arrival, "sha256": submission.payload_sha256},
        )
        defer(REGISTER_TASK)
        transaction.on_commit(lambda: application_submitted.send(Application, application_id=locked.pk))
    application.refresh_from_db()
    return submission


def _refuse_other_states(application: Application) -> None:
    if application.state == ApplicationState.WITHDRAWN:
        raise Refused(_("Hai ritirato questa domanda: prepara una nuova bozza."), code="withdrawn")
    if application.state != ApplicationState.DRAFT:
        raise Refused(_("Questa domanda è già stata inviata."), code="sent")


def _refuse_stale(application: Application, call: CallNow) -> None:
    if call.state == CallState.SUSPENDED:
        raise Refused(
            _("Il bando è sospeso: per ora non si può inviare. La bozza resta salva."), code="suspended"
        )
    if call.state != CallState.PUBLISHED:
        raise Refused(_("Il bando non riceve più domande."), code="late")
    if call.edition_id != application.edition_id:
        raise Refused(
            _(
                "Il bando è stato rettificato mentre preparavi la domanda. Rileggi i passi segnalati, poi invia."
            ),
            code="amended",
        )


def _late(application: Application) -> str:
    term = term_of(application)
    if database_now() < term.opens_at:
        return _(
            "La domanda non è partita: adesso il bando non riceve. La prossima sessione si apre il %(moment)s. "
            "La bozza resta nella tua area personale."
        ) % {"moment": moment_words(term.opens_at)}
    return _(
        "La domanda non è partita: il termine è scaduto il %(moment)s, secondo l’orologio del nostro server. "
        "La bozza resta nella tua area personale."
    ) % {"moment": moment_words(term.deadline_at)}
