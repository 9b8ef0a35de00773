"""Reads a city profile: the one file that knows the city's names, areas, calendar and legal parameters."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from manifattura.config.problem import Problem

FOLDER = Path(__file__).parent
REQUIRED = ("programme", "institution", "institution_url", "city_name", "municipi", "nil_file", "parameters")


def read_profile(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """The profile as a mapping; `nil_csv` is the path of its list of areas. `Problem` says what is wrong with it."""
    path = folder / name / "profile.toml"
    try:
        profile = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Problem(
            f"The city profile {name!r} cannot be read ({error.strerror}): set MANIFATTURA_CITY to a folder of {folder}."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"The city profile {path} is not valid: {error}.") from error
    missing = [key for key in REQUIRED if key not in profile]
    if missing:
        raise Problem(f"The city profile {path} lacks {', '.join(missing)}.")
    return {
        **profile,
        "municipi": [(int(number), str(label)) for number, label in profile["municipi"]],
        "nil_csv": path.parent / profile["nil_file"],
    }
