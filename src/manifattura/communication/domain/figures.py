"""Figures the programme may quote: each with perimeter, year, source, and whether it is real or a sample."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

REQUIRED = ("key", "number", "label", "perimeter", "year", "source", "sample")
"""Members every figure must have; `number` is empty where the value is not loaded yet."""


@dataclass(frozen=True)
class Figure:
    """A number as it is shown, in one language; `number` is None while its source is still to be loaded."""

    key: str
    number: str | None
    label: str
    perimeter: str
    year: str
    source: str
    sample: bool
    address: str = ""


class IncompleteFigureError(ValueError):
    """A figure without perimeter, year or source is not shown: it is refused when the file is read."""


def read_figures(rows: Sequence[Mapping[str, Any]], language: str) -> tuple[Figure, ...]:
    """The figures in `language`, Italian where a translation is missing; raises `IncompleteFigureError`."""
    return tuple(_read(row, language) for row in rows)


def _read(row: Mapping[str, Any], language: str) -> Figure:
    missing = [name for name in REQUIRED if name not in row or (name != "number" and row[name] == "")]
    if missing:
        raise IncompleteFigureError(f"figure {row.get('key', '?')}: {', '.join(missing)}")

    def said(name: str) -> str:
        return str(row.get(f"{name}_{language}") or row[name])

    return Figure(
        key=str(row["key"]),
        number=said("number") or None,
        label=said("label"),
        perimeter=said("perimeter"),
        year=str(row["year"]),
        source=said("source"),
        sample=bool(row["sample"]),
        address=str(row.get("address", "")),
    )
