"""The way in: two statements turn what a person read again and confirmed into a submission.

1. `TURN` locks the application's row (people of one firm wait for each other, nobody else), then the call's sender lock in
   shared mode (senders do not wait for each other; whoever closes, stops or amends the call waits for them and they for it:
   triggers of migration 0012). It is a statement of its own so that the next one sees what was committed before.
2. `SEND` does the rest, so that what is judged and what is written belong to one instant:

   - `ready` takes the prepared content away; it is there only while nothing it was made from has changed (triggers again).
     It counts for the person who prepared it, with a mandate still in force, while the call is published in the edition
     that the application answers. Its `at` is the instant of arrival (DESIGN §10.6), or that of the
     site's own refusal where a ticket proves it (ADR 0022). If the database's clock was set back, time goes on as this
     process knows it (`kernel.steady_clock`): a term that has passed stays passed;
   - `session` is the session of the call that takes it, to the second;
   - `stamped` takes the stamps (DPR 642/1972 art. 12), each serves once;
   - `sent` writes the frozen text with the next arrival number. The row waits without a registration number: that is the job for the
     registrar, found by the index `waits_for_number`. A queued job per sending would notify its queue, and PostgreSQL lets
     transactions that notify commit only one after the other, for the whole server (docs/performance.md);
   - `placed` puts the bid into that session, `marked` makes the application count (the unique index on what counts refuses
     a second one of the same firm), `noted` writes the audit entry.

Where nothing was sent the caller rolls back, and finds out why at leisure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from manifattura.kernel.prepared_sql import one_row
from manifattura.kernel.steady_clock import clock_now

from ..models import Application
from ..queries.locks import SENDERS
from ..signals import application_submitted
from .admit_late import LateArrival, keep_ticket

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

TURN = """
SELECT pg_advisory_xact_lock_shared(%(senders)s::int, held.call_id::int) FROM (
  SELECT call_id FROM applications_application WHERE code = %(code)s AND state = 'draft' FOR NO KEY UPDATE) held
"""

SEND = """
WITH ready AS (
  DELETE FROM applications_preparedsubmission prepared
  USING applications_application draft, calls_call call, organisations_mandate mandate
  WHERE draft.code = %(code)s AND draft.state = 'draft' AND draft.channel = 'online'
    AND call.id = draft.call_id AND call.state = 'published' AND call.current_edition_id = draft.edition_id
    AND prepared.application_id = draft.id AND prepared.person_id = %(by)s::bigint
    AND mandate.id = prepared.mandate_id AND mandate.state = 'active'
  RETURNING prepared.*, draft.code, draft.call_id, draft.lead_id, call.kind,
    COALESCE(%(refused_at)s::timestamptz, CASE
      WHEN %(known)s::timestamptz - clock_timestamp() BETWEEN interval '2 seconds' AND interval '10 minutes'
      THEN %(known)s::timestamptz ELSE clock_timestamp() END) AS at),
session AS MATERIALIZED (
  SELECT round.id FROM ready JOIN calls_callround round ON round.call_id = ready.call_id
  WHERE round.state = 'published'
    AND (date_trunc('second', ready.at) < round.deadline_at
         OR (round.deadline_inclusive AND date_trunc('second', ready.at) = round.deadline_at))
    AND (round.opens_at <= ready.at OR (ready.between_sessions AND EXISTS (
      SELECT FROM calls_callround first WHERE first.call_id = round.call_id AND first.opens_at <= ready.at)))
  ORDER BY round.number LIMIT 1),
stamped AS (
  INSERT INTO applications_usedstamp AS used (number, application_id, used_at)
  SELECT number, ready.application_id, ready.at FROM ready CROSS JOIN unnest(ready.stamps) AS number ORDER BY number
  ON CONFLICT (number) DO UPDATE SET application_id = excluded.application_id, used_at = excluded.used_at
  WHERE used.application_id = excluded.application_id OR (
    SELECT earlier.state = 'withdrawn' AND earlier.call_id = ready.call_id AND earlier.lead_id = ready.lead_id
    FROM applications_application earlier CROSS JOIN ready WHERE earlier.id = used.application_id)
  RETURNING number),
sent AS (
  INSERT INTO applications_submission
    (application_id, arrival, received_at, payload, payload_sha256, submitted_by_id, on_behalf_id, idempotency_key)
  SELECT ready.application_id, nextval('applications_arrival'), ready.at, ready.payload, ready.payload_sha256,
    ready.person_id, ready.lead_id, %(key)s
  FROM ready CROSS JOIN session
  WHERE cardinality(ready.stamps) = (SELECT count(*) FROM stamped)
  ON CONFLICT (idempotency_key) DO NOTHING
  RETURNING id, application_id, arrival, received_at),
placed AS (
  UPDATE applications_bid bid SET round_id = session.id FROM session CROSS JOIN sent
  WHERE bid.application_id = sent.application_id AND bid.round_id <> session.id),
marked AS (
  UPDATE applications_application application SET state = 'submitted', is_live = true, changed_at = sent.received_at
  FROM sent WHERE application.id = sent.application_id),
noted AS (
  INSERT INTO kernel_auditentry (actor_id, actor_label, on_behalf_id, on_behalf_label, verb, subject_type, subject_id,
    subject_label, scope, after)
  SELECT %(actor)s, %(actor_label)s, 'organisation:' || ready.lead_id, ready.on_behalf_label,
    'application_submitted', 'application', sent.application_id::text, 'domanda ' || ready.code,
    'call:' || ready.call_id, jsonb_build_object('arrival', sent.arrival, 'sha256', ready.payload_sha256)
  FROM sent CROSS JOIN ready)
SELECT sent.id, ready.application_id, ready.kind, ready.application_id IS NOT NULL, EXISTS (SELECT FROM session)
FROM (SELECT) AS one LEFT JOIN ready ON true LEFT JOIN sent ON true
"""


@dataclass(frozen=True)
class Outcome:
    """`submission_id` None: nothing was written. Then the two flags tell whether content was ready, and the call open."""

    submission_id: int | None
    was_ready: bool = False
    in_time: bool = False
    collided: bool = False
    """Another application of the same firm counts already."""


def send_prepared(*, code: str, idempotency_key: str, by: Person, late: LateArrival | None = None) -> Outcome:
    """Send the application with this code as it was prepared for `by`. Nothing remains of what could not be sent."""
    values = {
        "senders": SENDERS,
        "code": code,
        "by": by.pk,
        "key": idempotency_key[:64],
        "refused_at": late.refused_at if late else None,
        "known": clock_now(),
        "actor": by.audit_id,
        "actor_label": by.audit_label[:200],
    }
    try:
        with transaction.atomic():
            one_row(TURN, values)
            submission_id, application_id, kind, was_ready, in_time = one_row(SEND, values)
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
