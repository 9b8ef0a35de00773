"""Work for after the request, deferred by name in the same transaction (procrastinate, on the same PostgreSQL)."""

from typing import Any

from procrastinate.contrib.django import app


def defer(task_name: str, **arguments: Any) -> None:
    """Queue `task_name` with JSON arguments; the job exists only if the surrounding transaction commits."""
    app.configure_task(name=task_name, allow_unknown=True).defer(**arguments)
