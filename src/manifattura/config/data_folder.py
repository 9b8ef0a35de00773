"""The data folder: made once, with the rights that its parts need, and the demo's secret key inside it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from manifattura.config.problem import Problem


def prepare(data: Path) -> Path:
    """Make the folder if it is missing and check that this user may work in it."""
    try:
        if not data.exists():
            data.mkdir(parents=True, exist_ok=True)
            # an unprivileged database user may walk through, nobody may look around
            data.chmod(0o711)
    except OSError as error:
        raise Problem(
            f"The data folder {data} cannot be made ({error.strerror}): choose another with MANIFATTURA_DATA."
        ) from error
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        raise Problem(
            f"The data folder {data} is not readable and writable for this user: "
            "change its owner, or choose another with MANIFATTURA_DATA."
        )
    return data


def private_folder(path: Path) -> Path:
    """A folder that only this user can open."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_key(data: Path) -> str:
    """The demo's secret key: made once, readable by this user only."""
    path = prepare(data) / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
        if key:
            return key
        path.unlink()
        return secret_key(data)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
