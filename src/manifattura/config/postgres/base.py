"""The database connection of a request: is it still alive? Known without a statement."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """`CONN_HEALTH_CHECKS` without its `SELECT 1` at each request.

    A server that stopped, restarted or ended the connection has closed the socket: there is something to read on it, where
    on an idle one there is nothing. Only then is the server asked.
    """

    def is_usable(self) -> bool:
        if self._is_quiet():
            return True
        usable: bool = super().is_usable()
        return usable

    def _is_quiet(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        looking = select.poll()
        looking.register(self.connection.fileno(), select.POLLIN)
        return not looking.poll(0)
