"""Fixtures of every test: a real PostgreSQL, migrated once per state of the migrations, one copy per run."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key

from manifattura.config.messages import TRANSLATED, compile_catalogue
from tests.database import TestDatabase, put_rows_back

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"


def pytest_configure() -> None:
    """English pages are tested with today's translations, also when pytest is called by itself."""
    for language in TRANSLATED:
        compile_catalogue(language)
    # a busy machine is no reason to fail: how long an example took says nothing about the rule
    hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    hypothesis_settings.load_profile("house")


# Folders and files whose tests take long, by the process that begins with them (`in_turn`); `browser` is shared by two.
LONG = (
    ("crash", "pressure"),
    ("test_run.py", "test_demo.py", "test_embedded.py"),
    ("browser",),
    ("browser",),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = in_turn(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))
    absent = pytest.mark.skip(reason="the reference files of ../shared are not here")
    for item in items:
        if item.get_closest_marker("shared") and not SHARED.exists():
            item.add_marker(absent)


def pytest_collection_finish() -> None:
    """What was imported stays to the end: looking through it again and again for garbage is a twentieth of the run."""
    gc.collect()
    gc.freeze()


def in_turn(items: list[pytest.Item], processes: int) -> list[pytest.Item]:
    """The tests in such an order that each process begins with its share of the long ones, and none works alone at the end.

    pytest-xdist (`--dist worksteal`) gives each process an equal part of the list, in order; who has done its part takes from
    the end of another's.
    """
    shares: list[list[pytest.Item]] = [[] for _ in range(processes)]
    short: list[pytest.Item] = []
    files: list[Path] = []
    for item in items:
        if item.path not in files:
            files.append(item.path)
        fitting = [n for n, names in enumerate(LONG) if {item.path.name, item.path.parent.name} & set(names)]
        if fitting:
            shares[fitting[files.index(item.path) % len(fitting)] % processes].append(item)
        else:
            short.append(item)
    ordered: list[pytest.Item] = []
    for number, share in enumerate(shares):
        size = (len(items) - len(ordered)) // (processes - number)
        ordered += share + [short.pop(0) for _ in range(min(len(short), size - len(share)))]
    return ordered + short


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The reference files beside the project (mark the test `shared`)."""
    return SHARED


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """pytest-django's own fixture, replaced: copying a migrated template takes a tenth of a second."""
    from manifattura.config.environment import read_environment
    from manifattura.config.run.database import database

    with ExitStack() as stack:
        stack.enter_context(database(read_environment()))
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(TestDatabase(settings.DATABASES["default"]))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        # pytest_runtest_teardown puts the tables back, all at once
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: None)
        with django_db_blocker.block():
            yield


@pytest.fixture(autouse=True)
def _private_files(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files and keys of a test go to a folder of this run and never to the demo's."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / f"files-{os.getpid()}"
    settings.KEYS_FOLDER = tmp_path_factory.getbasetemp() / f"keys-{os.getpid()}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After a test that commits, and not before its last fixture is gone: every table as it was (instead of Django's flush)."""
    yield
    marker = item.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if nextitem and (commits or (marker and marker.kwargs.get("transaction"))):
        with item.config.stash[blocking_manager_key].unblock():
            put_rows_back()


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """`run_jobs()` does the queued jobs, those they queue included, and returns how many; errors come out."""

    def run() -> int:
        from django.db import connection
        from procrastinate.contrib.django import app

        done = 0
        while True:
            with connection.cursor() as cursor:
                cursor.execute(
                    "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs "
                    "WHERE status = 'todo') RETURNING task_name, args"
                )
                job = cursor.fetchone()
            if job is None:
                return done
            name, arguments = job
            app.tasks[name].func(**(json.loads(arguments) if isinstance(arguments, str) else arguments))
            done += 1

    return run


@pytest.fixture(autouse=True)
def _italian() -> None:
    """A page asked for in English leaves its language behind in this thread; each test begins in Italian."""
    translation.activate("it")
