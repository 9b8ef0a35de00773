"""A procedure as data: states with their two names, and the arrows between them (who, what for, what is sent)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from .names import ApplicationState, CallKind, CallState

State = TypeVar("State", bound=StrEnum)


class Who(StrEnum):
    """Who may make a move. The clock moves nothing by itself unless it is named here."""

    APPLICANT = "applicant"
    CASE_OFFICER = "case_officer"
    SECOND_OFFICER = "second_officer"
    HEAD_OF_PROCEDURE = "head_of_procedure"
    PRESIDENT = "president"
    CLOCK = "clock"


@dataclass(frozen=True)
class Phase(Generic[State]):
    """A state: how the staff calls it and how the public reads it (Italian, marked for translation)."""

    state: State
    staff: str
    public: str


@dataclass(frozen=True)
class Move(Generic[State]):
    """An arrow. `does`, `requires` and `sends` are sentences in Italian, marked for translation.

    `action` names the code that makes the move (`app.verb_noun`). `notice`: the arrow exists only in calls that send
    (True) or do not send (False) the notice of intended rejection of L. 241/1990 art. 10-bis; None: in both.
    """

    source: State
    target: State
    who: tuple[Who, ...]
    does: str
    action: str
    requires: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()
    notice: bool | None = None


@dataclass(frozen=True)
class Machine(Generic[State]):
    phases: tuple[Phase[State], ...]
    moves: tuple[Move[State], ...]

    @property
    def states(self) -> tuple[State, ...]:
        return tuple(phase.state for phase in self.phases)

    def phase(self, state: State) -> Phase[State]:
        """The phase of this state; KeyError when the procedure never gets there."""
        for phase in self.phases:
            if phase.state is state:
                return phase
        raise KeyError(state)

    def arrows(self, *, notice: bool) -> frozenset[tuple[State, State]]:
        """Every allowed (source, target), in a call that sends the notice of intended rejection or not."""
        return frozenset((move.source, move.target) for move in self.moves if move.notice in (None, notice))

    def moves_from(self, state: State, *, notice: bool) -> tuple[Move[State], ...]:
        return tuple(move for move in self.moves if move.source is state and move.notice in (None, notice))


@dataclass(frozen=True)
class Procedure:
    """One kind of call. `round` is the machine of each session; `rejection_notice` is the kind's default."""

    kind: CallKind
    staff: str
    public: str
    about: str
    rejection_notice: bool
    call: Machine[CallState]
    round: Machine[CallState]
    application: Machine[ApplicationState]


def between(
    sources: Iterable[State],
    targets: Iterable[State],
    who: tuple[Who, ...],
    does: str,
    action: str,
    requires: tuple[str, ...] = (),
    sends: tuple[str, ...] = (),
    notice: bool | None = None,
) -> tuple[Move[State], ...]:
    """The same arrow from each source to each other target."""
    ends = tuple(targets)
    return tuple(
        Move(source, target, who, does, action, requires, sends, notice)
        for source in sources
        for target in ends
        if source is not target
    )


def targets_by_source(
    states: Iterable[State], arrows: Iterable[tuple[State, State]]
) -> Mapping[State, frozenset[State]]:
    """The arrows as a table: state → states it may become."""
    pairs = tuple(arrows)
    return {one: frozenset(target for source, target in pairs if source is one) for one in states}
