"""Register an application that an officer entered: it arrived when its proof says, and is in time if the proof says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.states import CallState
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.lacking import lacking_rows, name_of, still_to_type
from ..domain.payload import Sender
from ..domain.states import ApplicationState
from ..models import Application, EnteredArrival, Submission
from ..permissions import may_enter_for
from ..queries.applications import gives_way, live_of
from ..queries.drafts import Draft, draft
from ..queries.entered import entered_fact
from ..queries.locks import CallNow, hold_call, lock_application
from ..queries.stamps import stamp_problems
from ..queries.times import term_of
from ..signals import application_submitted
from .check_arrival import out_of_term
from .freeze_submission import freeze, insert_submission, mark_sent
from .make_room import let_pass
from .refuse_incomplete import refuse_incomplete
from .take_stamps import take_stamps

if TYPE_CHECKING:
    from collections.abc import Collection

    from manifattura.accounts.models import Person

    from ..domain.completeness import Problem


def register_entered(
    *, application: Application, idempotency_key: str, by: Person, lacking: Collection[str] = ()
) -> Submission:
    """Freeze it and give it its arrival number; a second call gives the same one. The receipt follows by itself.

    `lacking`: names (`domain/lacking.py`) of what the officer saw to be missing or wrong in the document: the office
    protocols what arrives, then asks for the remedy or does not admit (L. 241/1990 art. 6). `Refused` when that is not
    what is missing now, the proof says that it came too late, or the firm has one that counts already.
    """
    with transaction.atomic():
        locked = lock_application(application.pk)
        if not may_enter_for(by, locked.call):
            raise PermissionRefused
        sent = Submission.objects.filter(application_id=locked.pk).first()
        if sent is not None:
            return sent
        proof = EnteredArrival.objects.select_related("entered_by").filter(application=locked).first()
        if proof is None or locked.state != ApplicationState.DRAFT:
            raise Refused(_("Qui si registrano solo le domande arrivate su carta o per PEC."), code="state")
        _refuse_stale(locked, hold_call(locked.call_id))
        read = draft(locked)
        found = _refuse_unseen(read, lacking)
        live = live_of(locked.call_id, locked.lead_id)
        if live is not None and gives_way(live):
            let_pass(lock_application(live.pk), by)
        elif live is not None:
            raise Refused(
                _("Questa impresa ha già una domanda che conta: deve prima ritirarla."), code="already_sent"
            )
        take_stamps(locked, read, known=[one.field for one in found])
        submission = insert_submission(
            locked,
            freeze(
                read,
                Sender(proof.signed_by, proof.signed_as),
                entered=entered_fact(proof, lacking_rows(found, read.visible.answers)),
            ),
            idempotency_key,
            by,
            between=read.edition.between_sessions,
            arrived_at=proof.arrived_at,
        )
        if submission is None:
            raise Refused(out_of_term(proof.arrived_at, term_of(locked)), code="late")
        mark_sent(locked)
        audit.record(
            "entered_registered",
            by=by,
            subject=locked,
            on_behalf=locked.lead,
            scope=locked.audit_scope,
            after={
                "arrival": submission.arrival,
                "sha256": submission.payload_sha256,
                **({"lacking": [one.label for one in found]} if found else {}),
            },
        )
        transaction.on_commit(lambda: application_submitted.send(Application, application_id=locked.pk))
    application.refresh_from_db()
    return submission


def _refuse_unseen(read: Draft, lacking: Collection[str]) -> tuple[Problem, ...]:
    """What the document lacks, when it is what the officer saw; steps to read again are first typed to the end."""
    found = (*read.problems, *stamp_problems(read))
    if still_to_type(found):
        refuse_incomplete(read)
    if found and not lacking:
        raise Refused(
            _("Nel documento manca qualcosa. Spunta che hai confrontato il documento, poi registra."),
            code="incomplete",
        )
    if {name_of(one) for one in found} != set(lacking):
        raise Refused(
            _("Ciò che manca è cambiato mentre leggevi: riguarda l’elenco, poi registra."), code="incomplete"
        )
    return found


def _refuse_stale(application: Application, call: CallNow) -> None:
    if call.state != CallState.PUBLISHED:
        raise Refused(
            _("Il bando non riceve: una domanda si registra prima che si apra l’istruttoria."), code="closed"
        )
    if call.edition_id != application.edition_id:
        raise Refused(
            _("Il bando è stato rettificato: rileggi i passi segnalati, poi registra."), code="amended"
        )
