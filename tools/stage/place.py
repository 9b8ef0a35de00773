"""The folder and the environment of a stage, and the senders that its programmes hand over in a file."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LASTING = Path("/var/tmp")  # noqa: S108 - a disk by convention, where /tmp may be memory and fsync a word


@dataclass(frozen=True)
class Sender:
    """One person ready to send: header and body of one POST."""

    cookie: str
    csrf: str
    path: str
    body: str


def new_folder(parent: Path | None = None) -> Path:
    """An empty folder that the database's user may walk through."""
    if parent is None:
        parent = LASTING if os.access(LASTING, os.W_OK) else Path(tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(prefix="mm-stage-", dir=parent))
    folder.chmod(0o711)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment_of(data: Path, port: int = 0, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Variables for the programmes of a stage: nothing of the caller's own site."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("MANIFATTURA_")
        and name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PORT")
    }
    given = {"MANIFATTURA_MODE": "demo", "MANIFATTURA_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    if port:
        given["PORT"] = str(port)
    return {**kept, **given, **(more or {})}


def run_module(environment: Mapping[str, str], *arguments: str) -> None:
    """Run `python -m …` of this project to its end; its last words come out with the error."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        env=dict(environment),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")


def write_senders(path: Path, senders: list[Sender]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(sender)) + "\n" for sender in senders)


def read_senders(path: Path) -> list[Sender]:
    with path.open(encoding="utf-8") as file:
        return [Sender(**json.loads(line)) for line in file]
