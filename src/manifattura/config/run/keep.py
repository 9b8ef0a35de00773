"""Keeps the parts of a running site alive: what dies is started again; what dies again and again stops everything.

granian starts its own web workers again. This watches what is left: granian itself, the worker of the queue, and the
embedded PostgreSQL. While the database is away nothing is held against the parts that need it; a database of
`DATABASE_URL` is somebody else's to start, and is waited for.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from manifattura.config.embedded.places import Places, places_for
from manifattura.config.embedded.server import is_running
from manifattura.config.embedded.use import start_again
from manifattura.config.environment import Environment
from manifattura.config.problem import Problem
from manifattura.config.run.children import Child, end_group

WINDOW = 60.0
MOST = 5
"""So many deaths in a minute are bad luck; one more is a fault that starting again does not mend."""
SETTLING = 5.0
"""A part that dies so soon after the database came back died of that."""
PAUSE = 2.0
"""Between two tries to start a database that does not start."""
ROOM = 32 * 1024 * 1024
"""PostgreSQL cannot start without room for a segment of its log (16 MB) and a little more."""


@dataclass
class Part:
    """A programme of the site and how to start it."""

    start: Callable[[], Child]
    child: Child
    deaths: list[float] = field(default_factory=list)
    not_before: float = 0.0


class Keep:
    """`look()` a few times a second; it raises `Problem` when the site must stop."""

    def __init__(self, database: Database) -> None:
        self.parts: list[Part] = []
        self._database = database

    @property
    def children(self) -> list[Child]:
        return [part.child for part in self.parts]

    def start(self, starts: Sequence[Callable[[], Child]]) -> None:
        """Start the parts; from now on `look` keeps them."""
        for start in starts:
            self.parts.append(Part(start, start()))

    def look(self) -> None:
        """Start again what ended by itself. `Problem`: it ends again and again."""
        dead = [part for part in self.parts if part.child.process.poll() is not None]
        if not self._database.is_there(needed=bool(dead)) or not dead:
            return
        now = time.monotonic()
        for part in dead:
            if part.not_before == 0.0:
                end_group(part.child)
                self._note(part, now)
            if now >= part.not_before:
                part.child, part.not_before = part.start(), 0.0

    def _note(self, part: Part, now: float) -> None:
        code = part.child.process.returncode
        if now - self._database.back_at > SETTLING:
            part.deaths = [moment for moment in part.deaths if now - moment < WINDOW] + [now]
        if len(part.deaths) > MOST:
            raise Problem(
                f"The {part.child.name} ended by itself {len(part.deaths)} times in a minute (code {code}): stopping."
            )
        say(f"The {part.child.name} ended by itself (code {code}): starting it again.")
        # the first time at once, then ever slower
        part.not_before = now + max(0, len(part.deaths) - 1) * 0.5


class Database:
    """The database under the site, as seen from `manifattura run`."""

    def __init__(self, environment: Environment) -> None:
        self.back_at = float("-inf")
        self._away_since: float | None = None
        self._said = ""
        self._deaths: list[float] = []
        self._not_before = 0.0
        self._url = environment.database_url
        self._throwaway = environment.mode == "test"
        self._places: Places | None = (
            places_for(environment.data, test=self._throwaway) if environment.embedded else None
        )

    def is_there(self, *, needed: bool) -> bool:
        """Whether it answers; the embedded one is started when it does not. `Problem`: it cannot be.

        Somebody else's is asked only when `needed`: when a part waits to be started.
        """
        if self._places is None:
            return not needed or self._answers()
        if is_running(self._places):
            return self._note_back()
        self._start_again(self._places)
        return is_running(self._places) and self._note_back()

    def _start_again(self, places: Places) -> None:
        now = time.monotonic()
        if now < self._not_before:
            return
        if self._away_since is None:
            self._away_since = now
            self._deaths = [moment for moment in self._deaths if now - moment < WINDOW] + [now]
            if len(self._deaths) > MOST:
                raise Problem(
                    f"PostgreSQL ended {len(self._deaths)} times in a minute: stopping. See {places.log}."
                )
            say("PostgreSQL ended by itself: starting it again.")
        try:
            start_again(places, throwaway=self._throwaway)
        except Problem as problem:
            self._not_before = time.monotonic() + PAUSE
            if shutil.disk_usage(places.home).free < ROOM:
                # room comes back, and then it starts: stopping would help nobody
                self._say_once("The disk is full: PostgreSQL starts again when there is room.")
            elif now - self._away_since > WINDOW:
                raise
            else:
                self._say_once(f"{problem} Trying again.")

    def _note_back(self) -> bool:
        if self._away_since is not None:
            self.back_at = time.monotonic()
            self._away_since, self._said = None, ""
            say("The database is back.")
        return True

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self._url, connect_timeout=2).close()
        except psycopg.OperationalError:
            if self._away_since is None:
                self._away_since = time.monotonic()
                say("The database of DATABASE_URL does not answer: waiting for it.")
            return False
        return self._note_back()

    def _say_once(self, line: str) -> None:
        if line != self._said:
            self._said = line
            say(line)


def say(line: str) -> None:
    # the log may lie on the disk that is full: no reason to stop
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)
