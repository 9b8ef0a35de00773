"""Freeze an application and store it with its arrival number: the same for what is sent here and what an officer enters."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.errors import Refused

from ..domain.payload import EnteredFact, Sender, build_payload
from ..domain.states import ApplicationState
from ..models import Application, Submission
from ..queries.drafts import Draft, file_facts, tick_facts
from ..queries.locks import share_senders

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

# The instant of this statement is the instant of arrival (DESIGN §10.6): it is compared with the terms of the sessions
# to the second, the application goes into the session that takes it, and when none does no row and no arrival number
# come out. `arrived_at`: what an officer enters arrived when its proof says, not when it is typed. `between`: what arrives after one session and before the next opens counts for the next one.
INSERT = """
WITH moment AS MATERIALIZED (SELECT COALESCE(%(arrived_at)s::timestamptz, clock_timestamp()) AS at),
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


def freeze(read: Draft, sender: Sender, *, entered: EnteredFact | None = None) -> Frozen:
    """The document of the application as it stands, in canonical form."""
    application = read.application
    document = build_payload(
        edition=read.edition,
        edition_sha256=application.edition.sha256,
        code=application.code,
        applicant=read.applicant,
        sender=sender,
        answers=read.answers,
        ticks=tick_facts(read),
        files=file_facts(read),
        eligibility=application.eligibility_answers,
        entered=entered,
    )
    content = canonical_json(document)
    return Frozen(content.decode(), hashlib.sha256(content).hexdigest())


def insert_submission(
    application: Application,
    frozen: Frozen,
    idempotency_key: str,
    by: Person,
    *,
    between: bool,
    arrived_at: datetime | None = None,
) -> Submission | None:
    """The stored submission with its arrival number, in the session that takes it; None when none does."""
    share_senders(application.call_id)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                INSERT,
                {
                    "application": application.pk,
                    "call": application.call_id,
                    "between": between,
                    "arrived_at": arrived_at,
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
    return None if row is None else Submission.objects.get(pk=row[0])


def mark_sent(application: Application) -> None:
    """The application counts from now on: one per call and firm."""
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
