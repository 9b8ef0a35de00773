"""Sessions in the database, as Django keeps them, read by a statement that is planned once per connection."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from manifattura.kernel.prepared_sql import one_row

from ..models import Session

READ = (
    "SELECT session_key, session_data, expire_date, account_id FROM accounts_session "
    "WHERE session_key = %(key)s AND expire_date > %(now)s::timestamptz"
)


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        session = super().create_model_instance(data)
        session.account_id = data.get(SESSION_KEY)
        return session

    def save(self, must_create: bool = False) -> None:
        """A database that is away is no broken request: who waits for it is told to come back."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError | InterfaceError):
                raise error.__context__ from None
            raise

    def _get_session_from_db(self) -> Any:
        row = one_row(READ, {"key": self.session_key, "now": timezone.now()})
        if not row:
            self._session_key = None
            return None
        key, data, expires, account = row
        return Session(session_key=key, session_data=data, expire_date=expires, account_id=account)
