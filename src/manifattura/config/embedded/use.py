"""Lets several programmes share the embedded server: the first starts it, the last stops it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from manifattura.config.embedded import server
from manifattura.config.embedded.places import Places, shipped_binaries
from manifattura.config.problem import Problem


@contextmanager
def embedded_server(places: Places, *, throwaway: bool = False) -> Iterator[None]:
    """The server runs inside this block. Locks of the kernel count the users, so a killed one counts no more."""
    users = _open(places.data / f"{places.name}.users")
    try:
        with _alone(places):
            fcntl.flock(users, fcntl.LOCK_SH)
            server.start(places, throwaway=throwaway)
        yield
    finally:
        with _alone(places):
            fcntl.flock(users, fcntl.LOCK_UN)
            if _nobody_else(users):
                server.stop(places)
        os.close(users)


def start_again(places: Places, *, throwaway: bool = False) -> None:
    """For a programme inside `embedded_server`: the server ended by itself, start it."""
    with _alone(places):
        server.start(places, throwaway=throwaway)


def _nobody_else(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _alone(places: Places) -> Iterator[None]:
    """Only one programme at a time starts or stops the server."""
    turn = _open(places.data / f"{places.name}.turn")
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
    finally:
        os.close(turn)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def remove_cluster(places: Places) -> None:
    """Throw the cluster away with all its data; refuse while a programme uses it."""
    users = _open(places.data / f"{places.name}.users")
    try:
        with _alone(places):
            if not _nobody_else(users):
                raise Problem("The database is in use: stop the running site first, then try again.")
            server.stop(places)
            # the stamp first: what is left of a removal cut short is made again
            places.completed.unlink(missing_ok=True)
            shutil.rmtree(places.home, ignore_errors=True)
            _remove_places_elsewhere(places)
    finally:
        os.close(users)


def _remove_places_elsewhere(places: Places) -> None:
    for folder in (places.socket, places.binaries):
        if places.data not in folder.parents and folder != shipped_binaries():
            shutil.rmtree(folder, ignore_errors=True)
    places.record.unlink(missing_ok=True)
    for folder in {places.home.parent, places.socket.parent} - {places.data, places.home}:
        with suppress(OSError):
            # another cluster of the same data folder may live there too
            folder.rmdir()
