"""The figures file of the city profile, read once."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from ..domain.figures import Figure, read_figures

FILE_NAME = "figures.toml"


def programme_figures() -> tuple[Figure, ...]:
    """Figures of the city's profile in the active language; none when the profile has no figures file."""
    path = Path(settings.CITY["nil_csv"]).parent / FILE_NAME
    return read_figures(_rows(path), (get_language() or "it")[:2])


@lru_cache(maxsize=4)
def _rows(path: Path) -> tuple[dict[str, Any], ...]:
    if not path.exists():
        return ()
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["figure"])
