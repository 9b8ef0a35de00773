"""The locks of this app, in the order in which they are taken: application, call, senders.

- An application row is locked by whoever changes that application: people of one firm wait for each other, nobody else.
- The call row is locked `FOR SHARE` by whoever withdraws, adopts an edition or enters what arrived on paper: an amendment or
  the closing of the call waits for them, and the other way round.
- `SENDERS` with the call's id is held in shared mode by every sending, from before the arrival number is drawn to the commit. It
  keeps no applicant waiting for another and writes nothing (a row lock in shared mode writes the row, every time). The call's
  closing, amendment or suspension takes it exclusively (triggers of migration 0012). The registrar only looks at who holds it,
  to know that no lower arrival is still uncommitted (README, "Numbers").
- `REGISTRAR` lets one registrar work at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from ..models import Application, FilledForm

SENDERS = 1_730_510
REGISTRAR = 7_305_104_002


@dataclass(frozen=True)
class CallNow:
    """The call at this instant: its state and the edition in force."""

    state: str
    edition_id: int | None


def lock_application(application_id: int) -> Application:
    """The application, read again and locked until the end of the transaction."""
    return (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("call", "lead", "edition")
        .get(pk=application_id)
    )


def lock_whoever_leads(application_id: int) -> Application:
    """The same, for an erasure, which may change the firm: a lock that waits must not look for the old one by a join."""
    return Application.objects.select_for_update(no_key=True).get(pk=application_id)


def hold_call(call_id: int) -> CallNow:
    """Read the call and keep it from changing until the commit, without keeping other applicants out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, current_edition_id FROM calls_call WHERE id = %s FOR SHARE", [call_id])
        state, edition_id = cursor.fetchone()
    return CallNow(state, edition_id)


def share_senders(call_id: int) -> None:
    """Be known as somebody who is about to draw an arrival number, until the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [SENDERS, call_id])


def senders_now() -> frozenset[str]:
    """The transactions, this one apart, that hold a place among the senders at this instant."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 "
            "AND granted AND pid <> pg_backend_pid() "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [SENDERS],
        )
        return frozenset(row[0] for row in cursor.fetchall())


def lock_registrar() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REGISTRAR])


def lock_form(form_id: int) -> FilledForm:
    """The form opened after sending, read again and locked until the end of the transaction."""
    return (
        FilledForm.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application__call", "application__lead")
        .get(pk=form_id)
    )
