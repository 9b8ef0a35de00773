"""Send an application: once, before the deadline by the database's clock, frozen and hashed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.states import CallState
from manifattura.kernel import audit
from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer
from manifattura.organisations.queries.organisations import capacity_of

from ..domain.payload import Sender, build_payload
from ..domain.states import ApplicationState
from ..models import Application, Submission
from ..permissions import may_send_application
from ..queries.applications import live_of
from ..queries.drafts import Draft, draft, file_facts, tick_facts
from ..queries.locks import CallNow, hold_call, lock_application, share_arrivals
from ..queries.moments import moment_words
from ..queries.times import term_of
from ..signals import application_submitted
from .refuse_incomplete import refuse_incomplete
from .take_stamps import take_stamps
from .withdraw_application import mark_withdrawn

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

REGISTER_TASK = "applications.register_submissions"

# The instant of this statement is the instant of arrival (DESIGN §10.6): it is compared with the terms of the sessions
# to the second, the application goes into the session that takes it, and when none does no row and no arrival number
# come out. `between`: what arrives after one session and before the next opens counts for the next one.
INSERT = """
WITH moment AS MATERIALIZED (SELECT clock_timestamp() AS at),
session AS MATERIALIZED (
  SELECT round.id FROM calls_callround round CROSS JOIN moment
  WHERE round.call_id = %(call)s AND round.state = 'published'
    AND (date_trunc('second', moment.at) < round.deadline_at
         OR (round.deadline_inclusive AND date_trunc('second', moment.at) = round.deadline_at))
    AND (round.opens_at <= moment.at OR (%(between)s AND EXISTS (
      SELECT FROM calls_callround first WHERE first.call_id = round.call_id AND first.opens_at <= moment.at)))
  ORDER BY round.number LIMIT 1),
sent AS (
  INSERT INTO applications_submission
    (application_id, arrival, received_at, payload, payload_sha256, submitted_by_id, on_behalf_id, idempotency_key)
  SELECT %(application)s, nextval('applications_arrival'), moment.at, %(payload)s, %(sha256)s, %(by)s, %(lead)s, %(key)s
  FROM moment CROSS JOIN session
  RETURNING id),
placed AS (
  UPDATE applications_bid bid SET round_id = session.id FROM session CROSS JOIN sent
  WHERE bid.application_id = %(application)s AND bid.round_id <> session.id)
SELECT id FROM sent
"""


@dataclass(frozen=True)
class Frozen:
    """The content as it is hashed and stored."""

    text: str
    sha256: str


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
        _make_room(locked, by, replaces=replaces)
        take_stamps(locked, read)
        submission = _insert(
            locked, _freeze(read, by), idempotency_key, by, between=read.edition.between_sessions
        )
        _mark_sent(locked)
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


def _make_room(application: Application, by: Person, *, replaces: bool) -> None:
    live = live_of(application.call_id, application.lead_id)
    if live is None:
        return
    if not replaces:
        raise Refused(
            _(
                "Hai già inviato una domanda per questo bando. Conferma che questa la sostituisce, o ritira l’altra."
            ),
            code="already_sent",
        )
    mark_withdrawn(lock_application(live.pk), by)


def _freeze(read: Draft, by: Person) -> Frozen:
    application = read.application
    document = build_payload(
        edition=read.edition,
        edition_sha256=application.edition.sha256,
        code=application.code,
        applicant=read.applicant,
        sender=Sender(by.full_name, capacity_of(by, application.lead)),
        answers=read.answers,
        ticks=tick_facts(read),
        files=file_facts(read),
        eligibility=application.eligibility_answers,
    )
    return Frozen(canonical_json(document).decode(), sha256_hex(document))


def _insert(
    application: Application, frozen: Frozen, idempotency_key: str, by: Person, *, between: bool
) -> Submission:
    share_arrivals()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                INSERT,
                {
                    "application": application.pk,
                    "call": application.call_id,
                    "between": between,
                    "payload": frozen.text,
                    "sha256": frozen.sha256,
                    "by": by.pk,
                    "lead": application.lead_id,
                    "key": idempotency_key[:64],
                },
            )
            row = cursor.fetchone()
    except IntegrityError as error:
        raise Refused(
            _("Questo invio è già stato usato: ricarica il riepilogo e invia di nuovo."), code="reused"
        ) from error
    if row is None:
        raise Refused(_late(application), code="late")
    return Submission.objects.get(pk=row[0])


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


def _mark_sent(application: Application) -> None:
    application.state = ApplicationState.SUBMITTED
    application.is_live = True
    try:
        with transaction.atomic():
            application.save(update_fields=["state", "is_live", "changed_at"])
    except IntegrityError as error:
        # a colleague sent another draft of the same firm at the same moment
        raise Refused(
            _("Un collega ha appena inviato una domanda per questo bando."), code="already_sent"
        ) from error
