"""Runs what pyHanko offers as coroutines: nothing of it waits for a network, and no event loop of the caller is in the way."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def outcome_of(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """What it gives, or raises; in a thread of its own, for a thread that has a loop may not start another."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
