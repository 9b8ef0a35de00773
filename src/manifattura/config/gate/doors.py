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
# while both wait, so many places go to those who send before one goes to somebody else
OTHERS_TURN = 4


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
    """Hands out the slots, in order of arrival: to those who send before those who read, but one in four to the others.

    Whoever would wait longer than allowed, by the mean of late, is not let in.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = [Slot() for _ in range(limits.serving)]
        self._lock = threading.Lock()
        self._senders: deque[_Turn] = deque()
        self._others: deque[_Turn] = deque()
        self._handed = 0
        self._mean = FIRST_GUESS

    @property
    def waiting(self) -> int:
        return len(self._senders) + len(self._others)

    def take(self, *, sends: bool = False) -> Slot | None:
        """A slot, at once or after waiting; None: over capacity. `sends`: for an application on its way in."""
        queue = self._senders if sends else self._others
        with self._lock:
            slot = self._free.pop() if self._free else None
            turn = None if slot else self._queue(queue)
        if turn is not None:
            slot = self._wait(turn, queue)
        if slot is not None:
            slot.enter()
        return slot

    def give_back(self, slot: Slot) -> None:
        slot.leave()
        self._mean += WEIGHT * (min(perf_counter() - slot.since, HEAVIEST) - self._mean)
        with self._lock:
            turn = self._next()
            if turn is None:
                self._free.append(slot)
                return
            # from hand to hand: a newcomer cannot slip in between, so nobody waits much longer than the others
            turn.slot = slot
        turn.opens.release()

    def _next(self) -> _Turn | None:
        self._handed += 1
        first, second = self._senders, self._others
        if self._handed % OTHERS_TURN == 0:
            first, second = second, first
        queue = first or second
        return queue.popleft() if queue else None

    def _queue(self, queue: deque[_Turn]) -> _Turn | None:
        before = len(self._senders) if queue is self._senders else self.waiting
        expected = (before + 1) * self._mean / self._limits.serving
        if self.waiting >= self._limits.waiting or expected > self._limits.longest_wait:
            return None
        turn = _Turn()
        queue.append(turn)
        return turn

    def _wait(self, turn: _Turn, queue: deque[_Turn]) -> Slot | None:
        if not turn.opens.acquire(timeout=self._limits.patience):
            with self._lock:
                # unless it came at this very instant
                if turn.slot is None:
                    queue.remove(turn)
        return turn.slot
