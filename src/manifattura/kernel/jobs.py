"""Work for after the request, deferred by name in the same transaction (procrastinate, on the same PostgreSQL)."""

from collections.abc import Iterable, Mapping
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager


def defer(task_name: str, **arguments: Any) -> None:
    """Queue `task_name` with JSON arguments; the job exists only if the surrounding transaction commits."""
    _deferrer(task_name).defer(**arguments)


def defer_later(task_name: str, *, seconds: int, **arguments: Any) -> None:
    """The same, to be begun no sooner than in so many seconds."""
    _deferrer(task_name, schedule_in={"seconds": seconds}).defer(**arguments)


def defer_many(task_name: str, arguments: Iterable[Mapping[str, Any]]) -> None:
    """Queue the task once per set of arguments, in one statement per thousand."""
    waiting = [dict(one) for one in arguments]
    for start in range(0, len(waiting), 1000):
        _deferrer(task_name).batch_defer(*waiting[start : start + 1000])


def _deferrer(task_name: str, **options: Any) -> JobDeferrer:
    """Always on Django's own connection.

    Inside the worker the app has connections of its own: a job queued there would be begun before our transaction
    commits, or remain when it does not.
    """
    configured = app.configure_task(name=task_name, allow_unknown=True, **options)
    return JobDeferrer(job_manager=JobManager(DjangoConnector()), job=configured.job)
