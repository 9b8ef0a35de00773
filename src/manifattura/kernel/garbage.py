"""Puts the search for garbage off while millions of small values without cycles are made: a third of the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_later() -> Iterator[None]:
    """The collector rests inside the block; whoever had switched it off finds it off afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
