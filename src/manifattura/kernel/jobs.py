"""Work for after the request, deferred by name in the same transaction (procrastinate, on the same PostgreSQL)."""

from collections.abc import Iterable, Mapping
from typing import Any

from procrastinate.contrib.django import app


def defer(task_name: str, **arguments: Any) -> None:
    """Queue `task_name` with JSON arguments; the job exists only if the surrounding transaction commits."""
    app.configure_task(name=task_name, allow_unknown=True).defer(**arguments)


def defer_later(task_name: str, *, seconds: int, **arguments: Any) -> None:
    """The same, to be begun no sooner than in so many seconds."""
    app.configure_task(name=task_name, allow_unknown=True, schedule_in={"seconds": seconds}).defer(
        **arguments
    )


def defer_many(task_name: str, arguments: Iterable[Mapping[str, Any]]) -> None:
    """Queue the task once per set of arguments, in one statement per thousand."""
    waiting = [dict(one) for one in arguments]
    for start in range(0, len(waiting), 1000):
        app.configure_task(name=task_name, allow_unknown=True).batch_defer(*waiting[start : start + 1000])
