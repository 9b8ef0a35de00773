"""Jobs whose worker died while it did them: queued again by whichever worker lives. Jobs may run twice, and are written so."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

EVERY = 10.0
QUIET = 30.0
"""A worker shows a sign of life every five seconds (`settings/jobs.py`); after so many without one it is dead."""
logger = logging.getLogger(__name__)


async def keep_finishing(app: Any) -> None:
    """Until it is cancelled. Without this a job begun by a killed worker would stay begun for ever."""
    fails = False
    while True:
        try:
            await queue_unfinished(app)
            fails = False
        except Exception:
            # the database is away: said once
            if not fails:
                logger.exception("Unfinished jobs cannot be looked for now: it is tried again")
            fails = True
        await asyncio.sleep(EVERY)


async def queue_unfinished(app: Any) -> None:
    """One round. A job of which only one may wait, and one does already, is given up: the other does its work.

    It cannot be left as it is: the other waits for the lock that the unfinished one holds.
    """
    from procrastinate.exceptions import UniqueViolation
    from procrastinate.jobs import Status

    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=QUIET):
        try:
            await app.job_manager.retry_job(job)
            logger.warning("A worker died while it did %s: the job is queued again", job.task_name)
        except UniqueViolation:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
            logger.warning("A worker died while it did %s: another waits already", job.task_name)
