"""A test leaves nothing to the next one, not even when it commits."""

import pytest
from django.core.cache import cache
from django.db import connection

from manifattura.kernel.jobs import defer


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("_turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_queue_and_cache_begin_empty(_turn):
    assert cache.get("once") is None
    assert count("procrastinate_jobs") == 0
    cache.set("once", "yes")
    defer("nobody.does.this")
    assert count("procrastinate_jobs") == 1


@pytest.mark.django_db
def test_run_jobs_does_what_is_queued(run_jobs):
    from procrastinate.contrib.django import app

    done = []

    @app.task(name="tests.note")
    def note(word):
        done.append(word)
        if word == "first":
            defer("tests.note", word="second")

    defer("tests.note", word="first")
    try:
        assert run_jobs() == 2
    finally:
        app.tasks.pop("tests.note")
    assert done == ["first", "second"]
    assert count("procrastinate_jobs") == 0
