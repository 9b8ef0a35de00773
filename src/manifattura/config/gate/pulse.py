"""A thread of each web process that tells the database every few seconds: alive, and so much was counted."""

from __future__ import annotations

import logging
import os
import secrets
import threading
from time import monotonic

from django.db import Error, connection

from manifattura.kernel.pulses import write_pulse

from .clock import set_clock
from .measures import Measures

EVERY = 10.0
logger = logging.getLogger(__name__)


def start_pulse(measures: Measures) -> None:
    """Begin; it ends with the process."""
    process = f"{os.getpid()}-{secrets.token_hex(6)}"
    threading.Thread(target=_beat, args=(measures, process), name="pulse", daemon=True).start()


def _beat(measures: Measures, process: str) -> None:
    pause = threading.Event()
    is_away = False
    while True:
        counts, sendings, refused = measures.taken()
        try:
            asked_at = monotonic()
            moment = write_pulse(process, counts, sendings, refused, measures.last_ticket_at)
            set_clock(moment, asked_at)
            is_away = False
        except Error:
            if not is_away:
                logger.warning("The database does not answer")
            is_away = True
            connection.close()
        pause.wait(EVERY)
