"""What the keyed digest of a row is computed over, and how the database's own triggers say what of a table never changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from manifattura.kernel.canonical_json import canonical_json

OWN_PROOF = frozenset(
    {
        "applications_headcountersignature",
        "applications_logkey",
        "applications_proofleaf",
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


def row_text(*, table: str, row: int, made_at: str, values: Mapping[str, str | None]) -> bytes:
    """`values`: column → its value as PostgreSQL writes it (UTC, ISO dates), or None."""
    return canonical_json({"made_at": made_at, "row": row, "table": table, "values": dict(values)})
