"""A database of its own for the benches that need one, with the pages served in this process."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manifattura.config.test_settings")


@contextmanager
def empty_database() -> Iterator[None]:
    """The tests' own way: a migrated copy, thrown away at the end."""
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from manifattura.config.environment import read_environment
    from manifattura.config.run.database import database
    from tests.database import TestDatabase

    with ExitStack() as stack:
        stack.enter_context(database(read_environment()))
        stack.enter_context(TestDatabase(settings.DATABASES["default"]))
        setup_test_environment()
        yield


def measure(client: Any, address: str, times: int = 15) -> tuple[int, float]:
    """(statements, median milliseconds) of a page, after one visit that warms it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    statements = len(captured)
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        answer = client.get(address)
        _ = b"".join(answer.streaming_content) if answer.streaming else answer.content
        spent.append((time.perf_counter() - start) * 1000)
    return statements, statistics.median(spent)


def report(what: str, statements: int, milliseconds: float, most: int, limit: float) -> bool:
    good = statements <= most and milliseconds <= limit
    print(
        f"{'ok ' if good else 'BAD'} {what}: {statements} statements (most {most}), {milliseconds:.0f} ms (most {limit:.0f})"
    )
    return good
