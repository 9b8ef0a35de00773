"""The way in: two statements turn what a person read again and confirmed into a submission.

1. `TURN` locks the application's row (people of one firm wait for each other, nobody else), then the call's sender lock in
   shared mode (senders do not wait for each other; whoever closes, stops or amends the call waits for them and they for it:
   triggers of migration 0012). It is a statement of its own so that the next one sees what was committed before.
2. `SEND` does the rest, so that what is judged and what is written belong to one instant:

   - `ready` takes the prepared content away; it is there only while nothing it was made from has changed (triggers again),
     and counts only for the person who prepared it, with a mandate still in force;
   - `moment` is the instant of arrival (DESIGN §10.6), `session` the session of the call that takes it, to the second, while the call
     is published in the edition that the application answers;
   - `stamped` takes the stamps (DPR 642/1972 art. 12), each serves once;
   - `sent` writes the frozen text with the next arrival number. The row waits without a registration number: that is the job for the
     registrar, found by the index `waits_for_number`. A queued job per sending would notify its queue, and PostgreSQL lets
     transactions that notify commit only one after the other, for the whole server (docs/performance.md);
   - `placed` puts the bid into that session, `marked` makes the application count, `noted` writes the audit entry.

Where nothing was sent the caller rolls back, and finds out why at leisure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction

from ..models import Application
from ..queries.locks import SENDERS
from ..signals import application_submitted
from .admit_late import LateArrival, keep_ticket

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

TURN = """
SELECT pg_advisory_xact_lock_shared(%(senders)s, held.call_id::int) FROM (
  SELECT call_id FROM applications_application WHERE code = %(code)s AND state = 'draft' FOR NO KEY UPDATE) held;
"""

SEND = """
WITH application AS MATERIALIZED (
  SELECT draft.id, draft.code, draft.call_id, draft.lead_id, draft.edition_id, call.kind
  FROM applications_application draft JOIN calls_call call ON call.id = draft.call_id
  WHERE draft.code = %(code)s AND draft.state = 'draft' AND draft.channel = 'online'
    AND call.state = 'published' AND call.current_edition_id = draft.edition_id),
ready AS (
  DELETE FROM applications_preparedsubmission prepared USING application, organisations_mandate mandate
  WHERE prepared.application_id = application.id AND prepared.person_id = %(by)s
    AND mandate.id = prepared.mandate_id AND mandate.state = 'active'
  RETURNING prepared.*),
moment AS MATERIALIZED (SELECT COALESCE(%(refused_at)s::timestamptz, clock_timestamp()) AS at FROM ready),
session AS MATERIALIZED (
  SELECT round.id FROM application JOIN calls_callround round ON round.call_id = application.call_id
  CROSS JOIN moment CROSS JOIN ready
  WHERE round.state = 'published'
    AND (date_trunc('second', moment.at) < round.deadline_at
         OR (round.deadline_inclusive AND date_trunc('second', moment.at) = round.deadline_at))
    AND (round.opens_at <= moment.at OR (ready.between_sessions AND EXISTS (
      SELECT FROM calls_callround first WHERE first.call_id = round.call_id AND first.opens_at <= moment.at)))
  ORDER BY round.number LIMIT 1),
stamped AS (
  INSERT INTO applications_usedstamp AS used (number, application_id, used_at)
  SELECT number, ready.application_id, moment.at
  FROM moment CROSS JOIN ready CROSS JOIN unnest(ready.stamps) AS number ORDER BY number
  ON CONFLICT (number) DO UPDATE SET application_id = excluded.application_id, used_at = excluded.used_at
  WHERE used.application_id = excluded.application_id OR EXISTS (
    SELECT FROM applications_application earlier JOIN application ON earlier.call_id = application.call_id
    WHERE earlier.id = used.application_id AND earlier.state = 'withdrawn' AND earlier.lead_id = application.lead_id)
  RETURNING number),
sent AS (
  INSERT INTO applications_submission
    (application_id, arrival, received_at, payload, payload_sha256, submitted_by_id, on_behalf_id, idempotency_key)
  SELECT ready.application_id, nextval('applications_arrival'), moment.at, ready.payload, ready.payload_sha256,
    ready.person_id, application.lead_id, %(key)s
  FROM ready CROSS JOIN moment CROSS JOIN session CROSS JOIN application
  WHERE cardinality(ready.stamps) = (SELECT count(*) FROM stamped)
    AND NOT EXISTS (
      SELECT FROM applications_application live WHERE live.call_id = application.call_id
        AND live.lead_id = application.lead_id AND live.is_live AND NOT live.gave_way)
  ON CONFLICT (idempotency_key) DO NOTHING
  RETURNING id, application_id, arrival, received_at, payload_sha256),
placed AS (
  UPDATE applications_bid bid SET round_id = session.id FROM session CROSS JOIN sent
  WHERE bid.application_id = sent.application_id AND bid.round_id <> session.id),
marked AS (
  UPDATE applications_application application SET state = 'submitted', is_live = true, changed_at = sent.received_at
  FROM sent WHERE application.id = sent.application_id),
noted AS (
  INSERT INTO kernel_auditentry (actor_id, actor_label, on_behalf_id, on_behalf_label, verb, subject_type, subject_id,
    subject_label, scope, after)
  SELECT %(actor)s, %(actor_label)s, 'organisation:' || application.lead_id, ready.on_behalf_label,
    'application_submitted', 'application', sent.application_id::text, 'domanda ' || application.code,
    'call:' || application.call_id, jsonb_build_object('arrival', sent.arrival, 'sha256', sent.payload_sha256)
  FROM sent CROSS JOIN application CROSS JOIN ready)
SELECT sent.id, sent.application_id, application.kind, EXISTS (SELECT FROM ready), EXISTS (SELECT FROM session)
FROM (SELECT) AS one LEFT JOIN sent ON true LEFT JOIN application ON true
"""


@dataclass(frozen=True)
class Outcome:
    """`submission_id` None: nothing was written. Then the two flags tell whether content was ready, and the call open."""

    submission_id: int | None
    was_ready: bool = False
    in_time: bool = False
    collided: bool = False
    """A colleague's other draft of the same firm was sent at this very moment."""


def send_prepared(
    *, code: str, idempotency_key: str, by: Person, late: LateArrival | None = None
) -> Outcome:
    """Send the application with this code as it was prepared for `by`. Nothing remains of what could not be sent."""
    values = {
        "senders": SENDERS,
        "code": code,
        "by": by.pk,
        "key": idempotency_key[:64],
        "refused_at": late.refused_at if late else None,
        "actor": by.audit_id,
        "actor_label": by.audit_label[:200],
    }
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(TURN, values)
                cursor.execute(SEND, values)
                submission_id, application_id, kind, was_ready, in_time = cursor.fetchone()
            if submission_id is None:
                transaction.set_rollback(True)
                return Outcome(None, was_ready, in_time)
            if late is not None:
                keep_ticket(submission_id=submission_id, late=late)
            transaction.on_commit(
                lambda: application_submitted.send(Application, application_id=application_id, call_kind=kind)
            )
    except IntegrityError:
        return Outcome(None, collided=True)
    return Outcome(submission_id)
