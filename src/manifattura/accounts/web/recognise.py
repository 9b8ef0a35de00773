"""Whose session this is, by one statement: for the sending, where thousands ask it in a minute (docs/performance.md)."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare

from ..domain.assurance import read_assurance
from ..models import Person
from ..queries.signed_in import session_with_account
from .middleware import ASSURANCE, SEEN
from .sessions import SessionStore


def person_of_session(session_key: str) -> Person | None:
    """The person, when all that Django and `PersonMiddleware` ask of a session holds at once.

    None says only that the session wants a second look (over, idle, an older key, another backend), which is theirs to take.
    """
    found = session_with_account(session_key)
    if found is None:
        return None
    packed, account = found
    session = SessionStore().decode(packed)
    is_theirs = (
        account.is_active
        and session.get(SESSION_KEY) == str(account.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash())
        and not settings.SESSION_IDLE.has_ended(session.get(SEEN), time.time())
    )
    person: Person | None = getattr(account, "person", None) if is_theirs else None
    if person is not None:
        person.assurance = read_assurance(session.get(ASSURANCE, ""))
    return person
