"""The worker: does the queued jobs, those of dead workers too, and the registrar's rounds, until it is told to stop."""

from __future__ import annotations

import asyncio
import sys

from manifattura.config.run.django_setup import set_up_django
from manifattura.config.run.registrar import keep_registering
from manifattura.config.run.unfinished import keep_finishing


def run_worker() -> None:
    """Returns when the process receives SIGINT or SIGTERM and the jobs in hand are done."""
    set_up_django()
    asyncio.run(_work())


async def _work() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        async with working.open_async():
            beside = [asyncio.create_task(keep_registering()), asyncio.create_task(keep_finishing(working))]
            try:
                await working.run_worker_async()
            finally:
                for task in beside:
                    task.cancel()


if __name__ == "__main__":
    run_worker()
    sys.exit(0)
