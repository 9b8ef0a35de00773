"""A migrated cluster, made once per state of the migrations and copied for each stage: a second instead of twenty."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from pathlib import Path

import psycopg

from manifattura.config.embedded import server
from manifattura.config.embedded.cluster import DATABASE_USER
from manifattura.config.embedded.places import Places, places_for
from manifattura.config.embedded.use import remove_cluster
from manifattura.config.environment import read_environment
from manifattura.config.stamps import migrations_stamp
from tools.stage.place import environment_of, run_module

KEPT = 2


def copy_template(data: Path) -> Places:
    """Places of `data` with a migrated, empty, stopped cluster in them."""
    base = read_environment().data / "stages"
    base.mkdir(parents=True, exist_ok=True)
    for folder in (base.parent, base):
        folder.chmod(folder.stat().st_mode | 0o111)
    places = places_for(data)
    with (base / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        template = places_for(_made(base))
        _copy(template.home, places.home)
        if template.binaries.parent == template.home.parent:
            _copy(template.binaries, places.binaries)
        if (template.data / "keys").exists():
            # the proof log of that database signs with them
            _copy(template.data / "keys", data / "keys")
    return places


def _made(base: Path) -> Path:
    stamp = migrations_stamp()
    data, ready = base / stamp, base / f"{stamp}.ready"
    if not ready.exists():
        if data.exists():
            _remove(data)
        _make(data)
    ready.touch()
    kept = sorted(base.glob("*.ready"), key=lambda file: file.stat().st_mtime)[-KEPT:]
    for folder in base.iterdir():
        if folder.is_dir() and folder.with_suffix(".ready") not in kept:
            folder.with_suffix(".ready").unlink(missing_ok=True)
            _remove(folder)
    return data


def _make(data: Path) -> None:
    places = places_for(data)
    server.start(places, throwaway=True)
    try:
        _copy_tests_template(places)
        run_module(environment_of(data), "tools.stage.migrate")
    finally:
        server.stop(places)


def _copy_tests_template(places: Places) -> None:
    """While the tests' own server runs, its migrated template saves the migrations."""
    tests = places_for(read_environment().data, test=True)
    if not server.is_running(tests):
        return
    template = _tests_template(tests)
    if template is None:
        return
    programmes = places.binaries / "bin"
    dump = subprocess.run(
        [
            programmes / "pg_dump",
            f"--host={tests.socket}",
            f"--username={DATABASE_USER}",
            "--exclude-schema=kept",
            template,
        ],
        capture_output=True,
        check=False,
    )
    if dump.returncode == 0:
        subprocess.run(
            [
                programmes / "psql",
                "--quiet",
                f"--host={places.socket}",
                f"--username={DATABASE_USER}",
                server.DATABASE,
            ],
            input=dump.stdout,
            stdout=subprocess.DEVNULL,
            check=True,
        )


def _tests_template(tests: Places) -> str | None:
    """The name that `tests/database.py` gave it ends with a digest of that file."""
    with psycopg.connect(
        host=str(tests.socket), user=DATABASE_USER, dbname=server.DATABASE, autocommit=True
    ) as connection:
        row = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND datname NOT LIKE %s LIMIT 1",
            [f"{server.DATABASE}_template_{migrations_stamp()}_", r"%\_half"],
        ).fetchone()
    return str(row[0]) if row else None


def _remove(data: Path) -> None:
    remove_cluster(places_for(data))
    shutil.rmtree(data, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    # `cp` keeps owner and mode, as the server asks
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
