"""Whoever asks for a page that is being made waits for it: a crowd at the instant of a change costs one page, and nobody is refused."""

from __future__ import annotations

import threading
from collections import OrderedDict
from time import monotonic

MOST_ALONE, ALONE_FOR = 1000, 1.0


class Together:
    """Per process, thread-safe. `most`: how many may wait at once; `patience`: seconds after which one stops waiting."""

    def __init__(self, most: int, patience: float) -> None:
        self._most, self._patience = most, patience
        self._making: dict[str, threading.Event] = {}
        self._alone: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()
        self.waiting = 0

    def leads(self, key: str) -> bool:
        """True: make it, then call `done`. False: somebody else did, or it is not worth waiting for."""
        with self._lock:
            making = self._making.get(key)
            if making is None and not self._is_for_one(key):
                self._making[key] = threading.Event()
                return True
            if making is None or self.waiting >= self._most:
                return False
            self.waiting += 1
        try:
            making.wait(self._patience)
        finally:
            with self._lock:
                self.waiting -= 1
        return False

    def done(self, key: str, *, was_kept: bool) -> None:
        """What was not kept is asked for one by one for a second: waiting would only make it late.

        No longer than that: the last second before a page changes is not kept either, and then the crowd comes.
        """
        with self._lock:
            self._making.pop(key).set()
            if not was_kept:
                self._alone[key] = monotonic()
                if len(self._alone) > MOST_ALONE:
                    self._alone.popitem(last=False)

    def _is_for_one(self, key: str) -> bool:
        since = self._alone.get(key)
        if since is None:
            return False
        if monotonic() - since < ALONE_FOR:
            return True
        del self._alone[key]
        return False
