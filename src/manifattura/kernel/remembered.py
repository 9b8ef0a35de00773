"""What is read once per request: rows that change a few times a year and are asked for on every line of a list.

Outside a request (jobs, commands) nothing is remembered: they run for days.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.core.signals import request_finished, request_started

Value = TypeVar("Value")
_HERE = threading.local()


def once_per_request(name: str, read: Callable[[], Value]) -> Value:
    """What `read` gives, asked once while one request is answered."""
    kept: dict[str, Any] | None = getattr(_HERE, "kept", None)
    if kept is None:
        return read()
    if name not in kept:
        kept[name] = read()
    return cast("Value", kept[name])


def forget(name: str) -> None:
    """It was just changed: read it again."""
    (getattr(_HERE, "kept", None) or {}).pop(name, None)


def _begin(**_: Any) -> None:
    _HERE.kept = {}


def _end(**_: Any) -> None:
    _HERE.kept = None


request_started.connect(_begin, dispatch_uid="kernel.remembered.begin")
request_finished.connect(_end, dispatch_uid="kernel.remembered.end")
