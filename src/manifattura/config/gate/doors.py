"""The slots of one web process: a request has one while Django works for it, waits for one, or is refused at once."""

from __future__ import annotations

import threading
from collections import deque
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


class _Turn:
    """Whoever waits: the lock opens when the slot is there."""

    def __init__(self) -> None:
        self.opens = threading.Lock()
        self.opens.acquire()
        self.slot: Slot | None = None


class Doors:
    """Hands out the slots, in order of arrival. Whoever would wait longer than allowed, by the mean of late, is not let in."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = [Slot() for _ in range(limits.serving)]
        self._lock = threading.Lock()
        self._turns: deque[_Turn] = deque()
        self._mean = FIRST_GUESS

    @property
    def waiting(self) -> int:
        return len(self._turns)

    def take(self) -> Slot | None:
        """A slot, at once or after waiting; None: over capacity."""
        with self._lock:
            slot = self._free.pop() if self._free else None
            turn = None if slot else self._queue()
        if turn is not None:
            slot = self._wait(turn)
        if slot is not None:
            slot.enter()
        return slot

    def give_back(self, slot: Slot) -> None:
        slot.leave()
        self._mean += WEIGHT * (min(perf_counter() - slot.since, HEAVIEST) - self._mean)
        with self._lock:
            if not self._turns:
                self._free.append(slot)
                return
            # from hand to hand: a newcomer cannot slip in between, so nobody waits much longer than the others
            turn = self._turns.popleft()
            turn.slot = slot
        turn.opens.release()

    def _queue(self) -> _Turn | None:
        waiting = len(self._turns)
        expected = (waiting + 1) * self._mean / self._limits.serving
        if waiting >= self._limits.waiting or expected > self._limits.longest_wait:
            return None
        turn = _Turn()
        self._turns.append(turn)
        return turn

    def _wait(self, turn: _Turn) -> Slot | None:
        if not turn.opens.acquire(timeout=self._limits.patience):
            with self._lock:
                # unless it came at this very instant
                if turn.slot is None:
                    self._turns.remove(turn)
        return turn.slot
