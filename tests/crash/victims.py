"""What is killed, and how it is found: kill -9 gives nobody the chance to put things in order."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from contextlib import suppress

from tools.stage import Stage

Find = Callable[[Stage, random.Random], int]


def _a_web_process(stage: Stage, chance: random.Random) -> int:
    return chance.choice(stage.web_pids())


def _a_backend(stage: Stage, chance: random.Random) -> int:
    return chance.choice(stage.backend_pids())


VICTIMS: dict[str, Find] = {
    "a web process": _a_web_process,
    "the web server": lambda stage, _chance: stage.server_pid,
    "the worker": lambda stage, _chance: stage.worker_pid,
    "PostgreSQL": lambda stage, _chance: stage.postgres_pid,
    "a process of PostgreSQL": _a_backend,
}


def kill(stage: Stage, name: str, chance: random.Random) -> bool:
    """Kill it at once; False when it is not there (it died with another)."""
    with suppress(LookupError, IndexError, ProcessLookupError):
        os.kill(VICTIMS[name](stage, chance), signal.SIGKILL)
        return True
    return False
