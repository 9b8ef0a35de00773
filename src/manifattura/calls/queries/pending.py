"""What still waits for a decision before a call may be concluded: this floor does not know, the apps above say it.

In the upper app's `ready()`: `register_pending(still_open)`, with `still_open(call)` giving a sentence for each thing that waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..models import Call

Pending = Callable[["Call"], Iterable[str]]
_registered: list[Pending] = []


def register_pending(source: Pending) -> None:
    """Called once per app, in its `ready()`."""
    _registered.append(source)


def pending_in(call: Call) -> list[str]:
    """A sentence for each thing that somebody must still do or answer."""
    return [sentence for source in _registered for sentence in source(call)]
