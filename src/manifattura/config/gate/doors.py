"""The slots of one web process: a request has one while Django works for it, waits for one, or is refused at once."""

from __future__ import annotations

import threading
from queue import Empty, SimpleQueue
from time import perf_counter
from typing import TYPE_CHECKING

from django.db import connections

from .limits import Limits

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# how fast the mean follows what happens, and the longest that one request may weigh in it
WEIGHT, HEAVIEST = 0.2, 1.0
FIRST_GUESS = 0.25


class Slot:
    """The right to be served, and the database connections that go with it: as many as slots, whatever the threads."""

    def __init__(self) -> None:
        self.wrappers: dict[str, BaseDatabaseWrapper] = {}
        self.since = 0.0

    def enter(self) -> None:
        for alias, wrapper in self.wrappers.items():
            connections[alias] = wrapper
        self.since = perf_counter()

    def leave(self) -> None:
        for wrapper in connections.all(initialized_only=True):
            if wrapper.alias not in self.wrappers:
                # the next thread that has this slot uses it, never two at once
                wrapper.inc_thread_sharing()
                self.wrappers[wrapper.alias] = wrapper
            del connections[wrapper.alias]


class Doors:
    """Hands out the slots. Whoever would wait longer than allowed, by the mean of late, is not let in."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free: SimpleQueue[Slot] = SimpleQueue()
        for _ in range(limits.serving):
            self._free.put(Slot())
        self._lock = threading.Lock()
        self._waiting = 0
        self._mean = FIRST_GUESS

    @property
    def waiting(self) -> int:
        return self._waiting

    def take(self) -> Slot | None:
        """A slot, at once or after waiting; None: over capacity."""
        slot = self._at_once() or self._wait()
        if slot is not None:
            slot.enter()
        return slot

    def give_back(self, slot: Slot) -> None:
        slot.leave()
        self._mean += WEIGHT * (min(perf_counter() - slot.since, HEAVIEST) - self._mean)
        self._free.put(slot)

    def _at_once(self) -> Slot | None:
        if self._waiting:
            return None
        try:
            return self._free.get_nowait()
        except Empty:
            return None

    def _wait(self) -> Slot | None:
        with self._lock:
            expected = (self._waiting + 1) * self._mean / self._limits.serving
            if self._waiting >= self._limits.waiting or expected > self._limits.longest_wait:
                return None
            self._waiting += 1
        try:
            return self._free.get(timeout=self._limits.patience)
        except Empty:
            return None
        finally:
            with self._lock:
                self._waiting -= 1
