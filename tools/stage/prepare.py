"""Programme: one published call in this data folder's database, and as many people ready to send as asked."""

from __future__ import annotations

import argparse
import secrets
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from manifattura.config.run.django_setup import set_up_django
from tools.stage.clone import Original, copy_rows
from tools.stage.place import Sender, write_senders

if TYPE_CHECKING:
    from manifattura.applications.models import Application

SLUG = "bando-campione"
# with the other answers of the form about 2 kB
TEXT = "Una linea di arredi smontabili da scarti di legno e metallo, con prove di durata e riparazione. " * 15


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--drafts", type=int, required=True)
    arguments.add_argument("--output", type=Path, required=True)
    given = arguments.parse_args()
    set_up_django()
    write_senders(given.output, prepare(given.drafts))


def prepare(count: int) -> list[Sender]:
    """`count` complete drafts of as many firms, each with a signed-in session of its legal representative."""
    from django.db import connection, transaction

    original = _original()
    with transaction.atomic(), connection.cursor() as cursor:
        first = _copies(original) + 1
        copy_rows(cursor.cursor, _keys(original), first, count)
        return _sign_in(cursor.cursor, original, range(first, first + count))


def _original() -> Application:
    """The draft that all others are copies of: made once, through the actions."""
    from manifattura.applications.actions.prepare_submission import prepare_submission
    from manifattura.applications.models import Application
    from manifattura.calls.models import Call
    from tests.factories.applications import complete_application

    call = Call.objects.filter(slug=SLUG).first()
    if call is not None:
        return Application.objects.filter(call=call).earliest("pk")
    application = complete_application(_call(), answers={"description": TEXT})
    # as if the summary's page had been read: the button on it sends
    prepare_submission(application=application, by=application.created_by)
    return application


def _call() -> Any:
    from tests.applications.samples import COSTS, DECLARATIONS, PROJECT
    from tests.factories.calls import published_call

    return published_call(
        slug=SLUG, ends_in=timedelta(days=7), form=(PROJECT, COSTS, DECLARATIONS), eligibility=()
    )


def _copies(original: Application) -> int:
    from manifattura.applications.models import Application

    return Application.objects.latest("pk").pk - original.pk


def _keys(original: Application) -> Original:
    person = original.created_by
    return Original(person.account_id, person.pk, original.lead_id, original.pk)


def _sign_in(cursor: Any, original: Application, copies: range) -> list[Sender]:
    """Sessions as `django.contrib.auth.login` leaves them; the copies share the original's password hash, so its session hash too."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.middleware.csrf import CSRF_SECRET_LENGTH, _get_new_csrf_string, _mask_cipher_secret

    from manifattura.accounts.web.sessions import SessionStore

    account = original.created_by.account
    store, session_hash = SessionStore(), account.get_session_auth_hash()
    expires = store.get_expiry_date()
    cursor.execute("SELECT id, code FROM applications_application WHERE call_id = %s", [original.call_id])
    codes = dict(cursor.fetchall())
    senders = []
    with cursor.copy(
        "COPY accounts_session (session_key, session_data, expire_date, account_id) FROM STDIN"
    ) as copy:
        for n in copies:
            key, secret = secrets.token_hex(16), _get_new_csrf_string()
            assert len(secret) == CSRF_SECRET_LENGTH
            content = {
                SESSION_KEY: str(account.pk + n),
                BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: session_hash,
            }
            copy.write_row((key, store.encode(content), expires, account.pk + n))
            token = _mask_cipher_secret(secret)
            fields = {"csrfmiddlewaretoken": token, "confirm": "1", "key": secrets.token_urlsafe(24)}
            senders.append(
                Sender(
                    cookie=f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={secret}",
                    csrf=token,
                    path=f"/domande/{codes[original.pk + n]}/invia/",
                    body=urlencode(fields),
                )
            )
    return senders


if __name__ == "__main__":
    main()
