"""`manifattura run`: database, migrations, web server and worker, until somebody stops it."""

from __future__ import annotations

import errno
import http.client
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from manifattura.config.environment import PROJECT, Environment, read_environment
from manifattura.config.gate.limits import read_limits
from manifattura.config.problem import Problem
from manifattura.config.run.children import Child, first_dead, stop_all, web_server, worker
from manifattura.config.run.database import database
from manifattura.config.run.identity import plan_demo_identity
from manifattura.config.run.keep import Database, Keep
from manifattura.config.run.prepare import prepare_database

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 180.0
"""Seconds for a first answer: a web process that ends is seen at once, one that is slow is on a busy machine."""
LONG = 5 * 1024 * 1024
"""Bytes of a log at which the next start begins another and keeps one old one."""


class Stopped(Exception):
    """Somebody asked to stop while the site was still starting."""


class StopRequest:
    """Set by Ctrl-C and the stop signals. While the database is prepared it breaks the work off: that is undone."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.preparing = True
        for number in STOP_SIGNALS:
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if not self.event.is_set():
            print("\nStopping …", flush=True)
        self.event.set()
        if self.preparing:
            self.preparing = False
            raise Stopped


def run_site() -> int:
    """Start everything, say where it is, wait, stop everything. The exit code: 0 when asked to stop."""
    environment = read_environment()
    refuse_missing_assets()
    refuse_busy_port(environment.host, environment.port)
    stop = StopRequest()
    keep = Keep(Database(environment))
    try:
        with database(environment):
            prepare(lambda: prepare_database(environment), stop)
            beside: list[Child] = []
            try:
                limits = read_limits(environment.raw)
                identity = plan_demo_identity(environment)
                log = log_of(environment)
                keep.start([lambda: web_server(environment.host, environment.port, limits, log)])
                _wait_for_answer(environment, keep.children, stop.event, log)
                # after the first answer: loading takes a processor for seconds, and jobs wait in the database
                keep.start([lambda: worker(log)])
                _announce(environment, log)
                if identity is not None:
                    # after the announcement: nobody waits for it
                    beside.append(identity.start())
                return _wait(keep, stop.event)
            finally:
                stop_all([*keep.children, *beside])
    except Stopped:
        return 0


def prepare(work: Callable[[], None], stop: StopRequest) -> None:
    """Do the work, which Ctrl-C may break off: what a statement broken off says afterwards is nobody's fault."""
    try:
        work()
    except Exception as fault:
        if stop.event.is_set():
            raise Stopped from fault
        raise
    stop.preparing = False


def log_of(environment: Environment) -> Path | None:
    """Where web server and worker write: a file of the demo, whose terminal is for people; else None, our own output."""
    if environment.mode != "demo":
        return None
    log = environment.data / "site.log"
    if log.exists() and log.stat().st_size > LONG:
        log.replace(log.with_suffix(".old.log"))
    return log


def refuse_missing_assets() -> None:
    if not (PROJECT / "build" / "static" / "staticfiles.json").exists():
        raise Problem(
            "The style sheets and scripts are not built: run `make assets` (or `make run`, which does it)."
        )


def refuse_busy_port(host: str, port: int) -> None:
    """Say that the port is taken before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Problem(
                    f"Port {port} is in use: stop what uses it, or choose another with PORT={port + 1}."
                ) from None
            raise Problem(
                f"Port {port} on {host} cannot be used ({error.strerror}): choose another with PORT=8000."
            ) from None


def _wait_for_answer(
    environment: Environment, children: list[Child], stop: threading.Event, log: Path | None
) -> None:
    said = f"see the end of {log}" if log else "its messages are above"
    until = time.monotonic() + PATIENCE
    while not _answers(environment):
        if stop.is_set():
            raise Stopped
        dead = first_dead(children)
        if dead:
            raise Problem(f"The {dead.name} stopped at once (code {dead.process.returncode}): {said}.")
        if time.monotonic() > until:
            raise Problem(f"The web server does not answer after {PATIENCE:.0f} s: {said}.")
        stop.wait(0.1)


def _answers(environment: Environment) -> bool:
    connection = http.client.HTTPConnection(environment.host, environment.port, timeout=20)
    try:
        connection.request("GET", "/", headers={"Host": "127.0.0.1"})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _announce(environment: Environment, log: Path | None) -> None:
    if log is not None:
        print(f"\nWeb server and worker write to {log}", flush=True)
    print(f"\nManifattura is at http://{environment.host}:{environment.port}/  (Ctrl-C stops it)", flush=True)
    if environment.mode == "demo":
        _print_demo_people()


def _print_demo_people() -> None:
    from manifattura.config.demo.people import DEMO_PASSWORD, DEMO_PEOPLE

    print(f"\nDemo sign-ins, password {DEMO_PASSWORD} (also as buttons on the sign-in page):")
    width = max(len(person.role_label) for person in DEMO_PEOPLE)
    for person in DEMO_PEOPLE:
        print(f"  {person.role_label:<{width}}  {person.email}")
    print(flush=True)


def _wait(keep: Keep, stop: threading.Event) -> int:
    while not stop.wait(0.3):
        try:
            keep.look()
        except Problem as problem:
            print(problem, file=sys.stderr)
            return 1
    return 0
