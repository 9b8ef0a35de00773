"""The locks of this app, in the order in which they are taken: application, call, arrivals.

- An application row is locked by whoever changes that application: people of one firm wait for each other, nobody else.
- The call row is locked `FOR SHARE` while sending: applicants never wait for each other; an amendment or the closing
  of the call waits for those who are sending, and the other way round.
- `ARRIVALS` is taken in shared mode between drawing the arrival number and the commit. The registrar takes it in
  exclusive mode for an instant, to know that no lower arrival is still uncommitted (docs: README, "Numbers").
- `REGISTRAR` lets one registrar work at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from ..models import Application, FilledForm

ARRIVALS = 7_305_104_001
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


def share_arrivals() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [ARRIVALS])


def wait_for_arrivals() -> None:
    """Return when every submission that drew an arrival number has committed or failed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ARRIVALS])


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
