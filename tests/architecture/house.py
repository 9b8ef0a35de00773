"""What the architecture tests know of the house: its floors, its apps, its files."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "manifattura"


def floors() -> dict[str, int]:
    """App → floor, 0 at the bottom, as the import contract of pyproject.toml says."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in settings["tool"]["importlinter"]["contracts"] if one["id"] == "floors")
    layers = list(reversed(contract["layers"]))
    return {app.strip(): floor for floor, layer in enumerate(layers) for app in layer.split("|")}


def app_of(path: Path) -> str:
    """The app that a file of src/manifattura belongs to."""
    return path.relative_to(SOURCE).parts[0]


def may_know(app: str, other: str) -> bool:
    """True when `app` stands above `other`, or is it."""
    known = floors()
    return app == other or known[app] > known[other]


def routes() -> Iterator[tuple[str, str | None, Callable[..., object]]]:
    """Every route of the site: address, name (with its namespace), view."""
    yield from _walk(get_resolver(), "", "")


def app_of_view(view: Callable[..., object]) -> str | None:
    """Our app that a view belongs to, or None for another package's view."""
    module = view.__module__
    return module.split(".")[1] if module.startswith("manifattura.") else None


def _walk(
    resolver: URLResolver, prefix: str, namespace: str
) -> Iterator[tuple[str, str | None, Callable[..., object]]]:
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address, f"{namespace}{entry.name}" if entry.name else None, entry.callback
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, address, inner)


def files(*patterns: str, root: Path = SOURCE) -> list[Path]:
    """Files of the source that we write: no migrations, nothing built."""
    found = {path for pattern in patterns for path in root.rglob(pattern)}
    left_out = {"migrations", "dist", "node_modules", "__pycache__"}
    return sorted(path for path in found if path.is_file() and not left_out & set(path.parts))


def relative(path: Path) -> str:
    return str(path.relative_to(PROJECT))
