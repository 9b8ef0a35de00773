"""A machine as steps to read: the same act from several states, or to several, is one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic

from .model import Machine, Move, State, Who


@dataclass(frozen=True)
class Step(Generic[State]):
    """One act: from which states to which, who does it, what it requires, what it sends, in which code."""

    does: str
    sources: tuple[State, ...]
    targets: tuple[State, ...]
    who: tuple[Who, ...]
    requires: tuple[str, ...]
    sends: tuple[str, ...]
    action: str


def steps_of(machine: Machine[State], *, notice: bool) -> tuple[Step[State], ...]:
    """Every step of a call that sends the notice of intended rejection or not, in the order of the procedure."""
    return _grouped(move for move in machine.moves if move.notice in (None, notice))


def steps_from(machine: Machine[State], state: State, *, notice: bool) -> tuple[Step[State], ...]:
    """What may happen now."""
    return _grouped(machine.moves_from(state, notice=notice))


def _grouped(moves: Iterable[Move[State]]) -> tuple[Step[State], ...]:
    groups: dict[tuple[object, ...], list[Move[State]]] = {}
    for move in moves:
        key = (move.does, move.who, move.requires, move.sends, move.action)
        groups.setdefault(key, []).append(move)
    return tuple(
        Step(
            does=same[0].does,
            sources=_once(move.source for move in same),
            targets=_once(move.target for move in same),
            who=same[0].who,
            requires=same[0].requires,
            sends=same[0].sends,
            action=same[0].action,
        )
        for same in groups.values()
    )


def _once(states: Iterable[State]) -> tuple[State, ...]:
    return tuple(dict.fromkeys(states))
