"""What a killed worker had in hand is done by the next one, each job by itself."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from manifattura.config.run.unfinished import queue_unfinished
from manifattura.kernel.jobs import defer


def statuses():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, status FROM procrastinate_jobs WHERE task_name IN"
            " ('applications.keep_row_macs', 'sample.receipts') ORDER BY id"
        )
        return cursor.fetchall()


def a_dead_worker_does_everything(quiet="1 minute"):
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead",
            [quiet],
        )


def one_round():
    """In a thread of its own, which has no event loop yet whatever ran in the test's."""

    async def run():
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            async with working.open_async():
                await queue_unfinished(working)

    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, run()).result(timeout=30)


def queue_row_macs():
    app.configure_task("applications.keep_row_macs").defer(timestamp=0)


@pytest.mark.django_db(transaction=True)
def test_what_a_dead_worker_did_is_queued_again():
    queue_row_macs()
    defer("sample.receipts")
    a_dead_worker_does_everything()
    one_round()
    assert statuses() == [("applications.keep_row_macs", "todo"), ("sample.receipts", "todo")]


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_twin_waits_is_given_up_and_holds_up_no_other():
    queue_row_macs()
    defer("sample.receipts")
    a_dead_worker_does_everything()
    # five minutes later its next turn is queued: it waits for the lock that the first one still holds
    queue_row_macs()
    one_round()
    assert statuses() == [("sample.receipts", "todo"), ("applications.keep_row_macs", "todo")]


@pytest.mark.django_db(transaction=True)
def test_what_a_living_worker_does_is_left_to_it():
    defer("sample.receipts")
    a_dead_worker_does_everything(quiet="3 seconds")
    one_round()
    assert statuses() == [("sample.receipts", "doing")]
