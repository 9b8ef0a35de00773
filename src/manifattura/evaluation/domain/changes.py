"""What changed between two versions of a ranking, application by application."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]
COMPARED = ("status", "position", "total", "granted")


@dataclass(frozen=True)
class Change:
    """`what`: status, position, total, granted, or presence (entered or left). Values as the documents have them."""

    id: str
    what: str
    before: str | int | None
    after: str | int | None

    def as_json(self) -> dict[str, str | int | None]:
        return {"id": self.id, "what": self.what, "before": self.before, "after": self.after}


def changes(before: Document, after: Document) -> tuple[Change, ...]:
    """Differences between two result documents, in the order of the newer one; those that left come last."""
    return tuple(_changes(before, after))


def _changes(before: Document, after: Document) -> Iterator[Change]:
    old = {entry["id"]: entry for entry in before["entries"]}
    for entry in after["entries"]:
        known = old.pop(entry["id"], None)
        if known is None:
            yield Change(entry["id"], "presence", None, entry["status"])
            continue
        for what in COMPARED:
            if known[what] != entry[what]:
                yield Change(entry["id"], what, known[what], entry[what])
    for identifier, entry in old.items():
        yield Change(identifier, "presence", entry["status"], None)
