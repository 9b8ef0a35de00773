"""A job belongs to the transaction that queues it, also when a job queues it inside the worker."""

import asyncio
import threading

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app

from manifattura.kernel.jobs import defer


def waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE task_name LIKE 'sample.%' ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def in_the_worker(work):
    """Do `work` in a thread while the app has the worker's own connections, as `config/run/worker.py` does."""

    async def run():
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            async with working.open_async():
                await asyncio.to_thread(work)

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    thread.join(30)


@pytest.mark.django_db(transaction=True)
def test_a_job_queued_inside_the_worker_exists_only_if_its_transaction_commits():
    seen_from_outside = []

    def work():
        try:
            with transaction.atomic():
                defer("sample.kept")
                outside = threading.Thread(target=look)
                outside.start()
                outside.join(20)
            with transaction.atomic():
                defer("sample.undone")
                transaction.set_rollback(True)
        finally:
            connections.close_all()

    def look():
        seen_from_outside.extend(waiting())
        connections.close_all()

    in_the_worker(work)
    assert seen_from_outside == [], "a job was queued before its transaction was committed"
    assert waiting() == ["sample.kept"]
