"""What changed between two versions of a ranking, application by application, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

Document = Mapping[str, Any]
COMPARED = ("status", "position", "total", "granted")
MONEY = ("status", "granted", "lots")
LOTS = "lots"
"""Only where the call assigns lots: those that the application won."""


class Cause(StrEnum):
    """Why a row is different: first what happened to the application itself, then what others brought about."""

    OBSERVATION = "observation"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    FORFEITED = "forfeited"
    EXCLUDED_LATE = "excluded_late"
    REVIEW = "review"
    """Its review or its marks were amended."""
    RESCORING = "rescoring"
    ROLL_DOWN = "roll_down"
    MORE_MONEY = "more_money"
    DRAW = "draw"
    OTHERS = "others"
    """Other rows moved, and this one with them."""


@dataclass(frozen=True)
class Change:
    """`what`: status, position, total, granted, lots, or presence (entered or left). Values as the documents have them."""

    id: str
    what: str
    before: str | int | None
    after: str | int | None
    why: str = ""

    def as_json(self) -> dict[str, str | int | None]:
        said = {"id": self.id, "what": self.what, "before": self.before, "after": self.after}
        return {**said, "why": self.why} if self.why else said


@dataclass(frozen=True)
class Events:
    """What happened between two versions: `own` by application, the rest touches everybody."""

    own: Mapping[str, Cause] = field(default_factory=dict)
    rescored: bool = False
    freed: bool = False
    """Somebody who had money left."""
    more_money: bool = False
    drawn: bool = False


def changes(before: Document, after: Document) -> tuple[Change, ...]:
    """Differences between two result documents, in the order of the newer one; those that left come last."""
    return tuple(_changes(before, after))


def explained(found: Iterable[Change], events: Events) -> tuple[Change, ...]:
    """The same changes, each with its reason."""
    listed = tuple(found)
    amended = {one.id for one in listed if one.what == "total"}
    return tuple(replace(one, why=_why(one, events, amended).value) for one in listed)


def _why(change: Change, events: Events, amended: set[str]) -> Cause:
    if change.id in events.own:
        return events.own[change.id]
    # an order to rescore explains a row only where it changed somebody's points, beside those who left
    if events.rescored and amended - set(events.own):
        return Cause.RESCORING
    if change.id in amended:
        return Cause.REVIEW
    if change.what in MONEY and events.freed:
        return Cause.ROLL_DOWN
    if change.what in MONEY and events.more_money:
        return Cause.MORE_MONEY
    if change.what == "position" and events.drawn:
        return Cause.DRAW
    return Cause.OTHERS


def _changes(before: Document, after: Document) -> Iterator[Change]:
    old = {entry["id"]: entry for entry in before["entries"]}
    for entry in after["entries"]:
        known = old.pop(entry["id"], None)
        if known is None:
            yield Change(entry["id"], "presence", None, entry["status"])
            continue
        for what in (*COMPARED, LOTS):
            if known.get(what) != entry.get(what):
                yield Change(entry["id"], what, known.get(what), entry.get(what))
    for identifier, entry in old.items():
        yield Change(identifier, "presence", entry["status"], None)
