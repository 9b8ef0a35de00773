"""The registrar's rounds inside the worker: numbers and places in the proof log within a second of the arrival."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

EVERY = 0.3
logger = logging.getLogger(__name__)


async def keep_registering() -> None:
    """Until it is cancelled. A round that fails is tried again: what waits for a number stays where it is."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="registrar") as thread:
        loop, fails = asyncio.get_running_loop(), False
        while True:
            fails = not await loop.run_in_executor(thread, _go_round, fails)
            await asyncio.sleep(EVERY)


def _go_round(failed_before: bool) -> bool:
    from django.db import connection

    from manifattura.applications.actions.register_submissions import register_submissions

    try:
        register_submissions()
    except Exception:
        # the database restarts, a disk is full: said once, not three times a second
        if not failed_before:
            logger.exception("No numbers can be given now: it is tried again")
        connection.close()
        return False
    return True
