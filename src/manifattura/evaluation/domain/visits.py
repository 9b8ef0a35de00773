"""The on-site visit before entry: two officers, the requirements one by one, one report that both sign."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

OFFICERS = 2


class VisitState(StrEnum):
    PROPOSED = "proposed"
    REPORTED = "reported"
    SIGNED = "signed"
    CANCELLED = "cancelled"


MOVES: Mapping[VisitState, frozenset[VisitState]] = {
    VisitState.PROPOSED: frozenset({VisitState.REPORTED, VisitState.CANCELLED}),
    VisitState.REPORTED: frozenset({VisitState.SIGNED}),
    VisitState.SIGNED: frozenset(),
    VisitState.CANCELLED: frozenset(),
}
OPEN_STATES = frozenset({VisitState.PROPOSED, VisitState.REPORTED})


def may_move(source: VisitState, target: VisitState) -> bool:
    return target in MOVES[source]


class LineOutcome(StrEnum):
    """What the officers saw of one requirement."""

    SEEN = "seen"
    NOT_SEEN = "not_seen"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Line:
    """One line of the report; a requirement not found needs its note."""

    key: str
    outcome: LineOutcome | None
    note: str = ""


MISSING = "missing"
NO_NOTE = "no_note"


def report_problems(lines: tuple[Line, ...]) -> Iterator[tuple[str, str]]:
    """(key of the line, what it lacks)."""
    for line in lines:
        if line.outcome is None:
            yield line.key, MISSING
        elif line.outcome is LineOutcome.NOT_SEEN and not line.note.strip():
            yield line.key, NO_NOTE


def passes(lines: tuple[Line, ...]) -> bool:
    """Whether everything that had to be there was there; a report that lacks an outcome passes nothing."""
    return bool(lines) and all(
        line.outcome in (LineOutcome.SEEN, LineOutcome.NOT_APPLICABLE) for line in lines
    )
