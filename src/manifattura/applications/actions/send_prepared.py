"""The way in: one statement turns what a person read again and confirmed into a submission.

`applications_send` (migration 0021) is a function of the database: the sending is one round trip, and outside another
transaction the statement is its own. Inside are six statements (five without stamps), each sees what was committed before it:

1. the application's row is locked: people of one firm wait for each other, nobody else;
2. then the call's sender lock in shared mode: senders do not wait for each other; whoever closes, stops or amends the call
   waits for them and they for it (triggers of migration 0012);
3. the prepared content is taken away; it is there only while nothing it was made from has changed (triggers again).
   It counts for the person who prepared it, with a mandate still in force, while the call is published in the edition
   that the application answers. The instant of this statement is that of arrival (DESIGN §10.6), or that of the
   site's own refusal where a ticket proves it (ADR 0022). If the database's clock was set back, time goes on as this
   process knows it (`kernel.steady_clock`): a term that has passed stays passed. The session of the call that takes this
   instant, to the second, is found with it;
4. its stamps are taken (DPR 642/1972 art. 12), each serves once;
5. the frozen text is written with the next arrival number. The row waits without a registration number: that is the job for
   the registrar, found by the index `waits_for_number`. A queued job per sending would notify its queue, and PostgreSQL lets
   transactions that notify commit only one after the other, for the whole server (docs/performance.md);
6. the bid goes into that session, the application counts (the unique index on what counts refuses a second one of the same
   firm), the audit entry is written.

Where nothing can be sent, steps 3 to 6 are undone; the caller finds out why at leisure.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel.prepared_sql import one_row
from manifattura.kernel.steady_clock import clock_now

from ..models import Application
from ..permissions import is_known_to_send
from ..queries.signatures import lock_signature
from ..signals import application_submitted
from .admit_late import LateArrival, keep_ticket
from .keep_signature import keep_signature

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

SEND = """
SELECT submission_id, application_id, call_kind, was_ready, in_time, collided FROM applications_send(
  %(code)s::text, %(by)s::bigint, %(actor)s::text, %(actor_label)s::text, %(assurance)s::text, %(key)s::text,
  %(refused_at)s::timestamptz, %(known)s::timestamptz)
"""


@dataclass(frozen=True)
class Outcome:
    """`submission_id` None: nothing was written. Then the two flags tell whether content was ready, and the call open."""

    submission_id: int | None
    was_ready: bool = False
    in_time: bool = False
    collided: bool = False
    """Another application of the same firm counts already."""
    is_unsigned: bool = False
    """Nobody vouches for the sender: neither the State, nor a signature of what is ready."""


def send_prepared(
    *, code: str, idempotency_key: str, by: Person, late: LateArrival | None = None, signed: bool = False
) -> Outcome:
    """Send the application with this code as it was prepared for `by`. Nothing remains of what could not be sent.

    `signed`: who came with a password may send with a qualified signature of exactly this content, verified before
    (ADR 0029). Application, content and signature are locked first, then sent as they are, in one transaction.
    """
    if not is_known_to_send(by):
        # nothing was asked of the database: `submit_application` says why
        return _send_signed(code, idempotency_key, by, late) if signed else Outcome(None)
    # a ticket is kept in the same transaction; without one the statement is a transaction by itself
    with transaction.atomic() if late else nullcontext():
        return _send(code, idempotency_key, by, late)


def _send_signed(code: str, key: str, by: Person, late: LateArrival | None) -> Outcome:
    with transaction.atomic():
        signature = lock_signature(code=code, by=by)
        if signature is None:
            return Outcome(None, is_unsigned=True)
        sent = _send(code, key, by, late)
        if sent.submission_id is not None:
            keep_signature(submission_id=sent.submission_id, signature=signature, by=by)
    return sent


def _send(code: str, idempotency_key: str, by: Person, late: LateArrival | None) -> Outcome:
    values = {
        "code": code,
        "by": by.pk,
        "key": idempotency_key[:64],
        "refused_at": late.refused_at if late else None,
        "known": clock_now(),
        "actor": by.audit_id,
        "actor_label": by.audit_label[:200],
        "assurance": by.audit_assurance,
    }
    submission_id, application_id, kind, was_ready, in_time, collided = one_row(SEND, values)
    if submission_id is None:
        return Outcome(None, was_ready, in_time, collided)
    if late is not None:
        keep_ticket(application_id=application_id, submission_id=submission_id, late=late)
    transaction.on_commit(
        lambda: application_submitted.send(Application, application_id=application_id, call_kind=kind)
    )
    return Outcome(submission_id)
