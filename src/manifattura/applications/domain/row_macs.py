"""What the keyed digest of a row is computed over, and how the database's own triggers say what of a table never changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from manifattura.kernel.canonical_json import canonical_json

OWN_PROOF = frozenset(
    {
        "applications_headcountersignature",
        "applications_logkey",
        "applications_proofleaf",
        "applications_rowbatch",
        "applications_rowmac",
        "applications_rowshape",
        "applications_treehead",
    }
)
"""The log itself: signatures and roots say more of these than a digest per row would."""

_QUOTED = re.compile(r"'([a-z0-9_]+)'")


@dataclass(frozen=True)
class OnceTable:
    """A table whose rows are written once (kernel/append_only.py)."""

    name: str
    fixed: tuple[str, ...]
    erasable: tuple[str, ...]
    deletable: bool
    """Whether an erasure may delete rows."""


def once_table(name: str, columns: Sequence[str], on_update: str, on_delete: str) -> OnceTable:
    """`on_update`, `on_delete`: its triggers as PostgreSQL writes them; columns they let change are in no digest."""
    condition, _execute, function = on_update.partition(" EXECUTE FUNCTION ")
    mutable = set(_QUOTED.findall(condition))
    erasable = set(_QUOTED.findall(function)) - mutable
    return OnceTable(
        name,
        tuple(sorted(set(columns) - mutable - erasable - {"id"})),
        tuple(sorted(erasable.intersection(columns))),
        "_change_if_permitted" in on_delete,
    )


def row_text(
    *, table: str, row: int, made_at: str, values: Mapping[str, str | None], tags: str = ""
) -> bytes:
    """`values`: column → its value as PostgreSQL writes it (UTC, ISO dates), or None. Older digests have no tags."""
    said: dict[str, object] = {"made_at": made_at, "row": row, "table": table, "values": dict(values)}
    return canonical_json(said | {"tags": tags} if tags else said)


TAG = 4


def column_tags(
    *, table: str, row: int, made_at: str, values: Mapping[str, str | None], mac: Callable[[bytes], str]
) -> str:
    """A few keyed characters per column, in the order of the columns: too few to prove, enough to name."""
    about = f"{table}\0{row}\0{made_at}\0"

    def tag(name: str, value: str | None) -> str:
        # no text in PostgreSQL has a zero byte
        return mac(f"{about}{name}{'' if value is None else chr(0)}{value or ''}".encode())[:TAG]

    return "".join(tag(name, value) for name, value in values.items())


def changed_columns(names: Sequence[str], before: str, now: str) -> list[str]:
    """Of `names` those whose tags differ; all of them where nothing can be told."""
    if len(before) == len(now) == TAG * len(names):
        places = range(0, len(now), TAG)
        told = [
            name
            for name, at in zip(names, places, strict=True)
            if before[at : at + TAG] != now[at : at + TAG]
        ]
        return told or list(names)
    return list(names)
