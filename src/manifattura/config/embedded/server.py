"""Starts and stops the embedded PostgreSQL server, also after a crash; a zombie counts as dead."""

from __future__ import annotations

import time
from dataclasses import dataclass

import psutil

from manifattura.config.embedded.cluster import (
    DATABASE_USER,
    last_line,
    make_cluster,
    mark_complete,
    run_as_owner,
)
from manifattura.config.embedded.places import Places
from manifattura.config.problem import Problem

# After kill -9 the old process lingers until its parent has reaped it, and its children need a moment to leave.
PATIENCE = 10.0
DATABASE = "manifattura"
_READY_LINE = 8
# What people wrote stays out of the server's own log: Django puts values into the text of statements, and a key that is
# there already is quoted in the detail of the error
_DISCREET = ("log_min_error_statement=panic", "log_error_verbosity=terse")
_UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


@dataclass(frozen=True)
class LockFile:
    """What postmaster.pid says."""

    pid: int
    ready: bool


def start(places: Places, *, throwaway: bool = False) -> None:
    """Make the cluster if needed and start the server; return when it answers. Nothing happens if it runs already."""
    if is_running(places):
        return
    make_cluster(places)
    _start_patiently(places, _DISCREET + (_UNSAFE_BUT_FAST if throwaway else ()))
    if not places.completed.exists():
        _create_database(places)
        mark_complete(places)


def stop(places: Places) -> None:
    """Stop the server, ending the connections that are open; return when it is gone."""
    if _living_pid(places) is None:
        return
    result = run_as_owner(
        places, "pg_ctl", "stop", f"--pgdata={places.cluster}", "--mode=fast", "--wait", "--timeout=60"
    )
    if result.returncode and _living_pid(places) is not None:
        raise Problem(f"The database server does not stop: {last_line(result.stderr or result.stdout)}")


def is_running(places: Places) -> bool:
    """True when the server of this cluster answers."""
    lock = read_lock_file(places)
    return lock is not None and lock.ready and _is_alive(lock.pid)


def read_lock_file(places: Places) -> LockFile | None:
    """postmaster.pid, if there is one that makes sense."""
    try:
        lines = (places.cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        return LockFile(
            int(lines[0]), len(lines) >= _READY_LINE and lines[_READY_LINE - 1].strip() == "ready"
        )
    except (OSError, ValueError, IndexError):
        return None


def _living_pid(places: Places) -> int | None:
    lock = read_lock_file(places)
    return lock.pid if lock and _is_alive(lock.pid) else None


def _is_alive(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and process.name().startswith("postgres")
    except psutil.Error:
        return False


def _start_patiently(places: Places, settings: tuple[str, ...]) -> None:
    until = time.monotonic() + PATIENCE
    while not _try_to_start(places, settings):
        lock = read_lock_file(places)
        if time.monotonic() < until and lock is not None:
            time.sleep(0.3)
        elif lock is not None and not _is_alive(lock.pid) and not _has_children(places):
            # nobody reaps the zombie, or its number belongs to another programme by now: the lock is stale
            (places.cluster / "postmaster.pid").unlink(missing_ok=True)
            if _try_to_start(places, settings):
                return
            raise Problem(_what_went_wrong(places))
        else:
            raise Problem(_what_went_wrong(places))


def _try_to_start(places: Places, settings: tuple[str, ...]) -> bool:
    options = " ".join(f"-c {setting}" for setting in settings)
    result = run_as_owner(
        places,
        "pg_ctl",
        "start",
        f"--pgdata={places.cluster}",
        f"--log={places.log}",
        "--wait",
        "--timeout=120",
        "--silent",
        f"--options=-h '' -k '{places.socket}' {options}",
    )
    return result.returncode == 0 or is_running(places)


def _has_children(places: Places) -> bool:
    """Does any server process still work in this cluster?"""
    for process in psutil.process_iter():
        try:
            if process.name().startswith("postgres") and process.cwd() == str(places.cluster):
                return True
        except psutil.Error:
            continue
    return False


def _what_went_wrong(places: Places) -> str:
    try:
        reason = last_line(places.log.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        reason = "it wrote no log"
    return f"The embedded PostgreSQL does not start ({reason}): see {places.log}, or set DATABASE_URL."


def _create_database(places: Places) -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(
        host=str(places.socket), user=DATABASE_USER, dbname="postgres", autocommit=True
    ) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not known:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
