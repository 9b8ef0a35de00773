"""The programmes that `manifattura run` starts, each in a process group of its own, and all of them stopped again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from manifattura.config.gate.limits import Limits

GRACE = 10.0
SERVER_LOG = Path(__file__).with_name("server_log.json")


@dataclass(frozen=True)
class Child:
    """One programme: `name` is for people."""

    name: str
    process: subprocess.Popen[bytes]


def start_child(name: str, *arguments: str, log: Path | None = None) -> Child:
    """Start `python -m …` apart from the terminal, so that Ctrl-C reaches us alone and we stop it in order.

    What it says goes to the end of the file `log`, or where ours goes.
    """
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "manifattura.config.settings"}
    with nullcontext() if log is None else log.open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            start_new_session=True,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    return Child(name, process)


def web_server(host: str, port: int, limits: Limits, log: Path | None = None) -> Child:
    return start_child(
        "web server",
        "granian",
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        f"--workers={limits.processes}",
        f"--blocking-threads={limits.threads}",
        # connections, idle ones included: all get in, and the gate says who is served (ADR 0022)
        "--backlog=4096",
        "--backpressure=4096",
        "--http1-header-read-timeout=10000",
        "--no-ws",
        "--workers-kill-timeout=5",
        "--respawn-failed-workers",
        "--log-level=warning",
        f"--log-config={SERVER_LOG}",
        "manifattura.config.wsgi:application",
        log=log,
    )


def worker(log: Path | None = None) -> Child:
    return start_child("worker", "manifattura.config.run.worker", log=log)


def first_dead(children: list[Child]) -> Child | None:
    """The first child that has ended by itself."""
    return next((child for child in children if child.process.poll() is not None), None)


def stop_all(children: list[Child]) -> None:
    """Ask all to stop, give them ten seconds together, then end what is left of their groups."""
    for child in children:
        if child.process.poll() is None:
            child.process.terminate()
    until = time.monotonic() + GRACE
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.1, until - time.monotonic()))
        end_group(child)
        child.process.wait()


def end_group(child: Child) -> None:
    """End at once whatever is left of a programme: its own process, and those it started."""
    try:
        os.killpg(child.process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # the group is empty: everything stopped by itself
        return
