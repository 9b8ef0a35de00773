"""A thread of each web process that hears of every commit which changed what public pages show."""

from __future__ import annotations

import logging
import threading
from typing import Any

from django.db import Error, connection

from manifattura.kernel.kept_pages import prune_kept
from manifattura.kernel.public_changes import CHANNEL

from .memory import Memory

logger = logging.getLogger(__name__)
QUIET = 5.0
"""Seconds after which a silent connection is asked whether it is still there."""
FIRST = 3.0
"""Seconds that a new web process waits for its ears before it serves without."""
PRUNED_EVERY = 120
"""Silences between two cleanings of the table."""


def start_hearing(memory: Memory) -> None:
    """Begin, and return when it hears (or the database keeps silent): the first visitors are many too. It ends with the process."""
    threading.Thread(target=_hear_for_ever, args=(memory,), name="public changes", daemon=True).start()
    memory.turned_on.wait(FIRST)


def _hear_for_ever(memory: Memory) -> None:
    pause = threading.Event()
    while True:
        try:
            hear(memory, pause)
        except Error as error:
            logger.warning("Public changes are not heard: %s", type(error).__name__)
        finally:
            # nothing is kept while nobody would say that it is over
            memory.forget(is_on=False)
            connection.close()
        pause.wait(1)


def hear(memory: Memory, stop: threading.Event) -> None:
    """Listen until `stop` is set, or raise what the database raises."""
    connection.ensure_connection()
    raw: Any = connection.connection
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    memory.forget(is_on=True)
    silences = 0
    with connection.wrap_database_errors:
        while not stop.is_set():
            for _heard in raw.notifies(timeout=QUIET, stop_after=1):
                memory.forget(is_on=True)
                break
            else:
                raw.execute("SELECT 1")
                silences += 1
                if silences % PRUNED_EVERY == 1:
                    prune_kept()
