"""Composition of a committee: odd number of scoring members, one president, one secretary who does not score."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from manifattura.evaluation.domain.states import MemberRole

LEAST_SCORING = 3


class Fault(StrEnum):
    """Why a composition cannot be appointed."""

    REPEATED = "repeated"
    NO_PRESIDENT = "no_president"
    SEVERAL_PRESIDENTS = "several_presidents"
    NO_SECRETARY = "no_secretary"
    SEVERAL_SECRETARIES = "several_secretaries"
    TOO_FEW = "too_few"
    EVEN = "even"
    CALL_NEEDS = "call_needs"
    """Fewer than the call says mark each application, or than its trimmed means need."""
    HEAD_OF_PROCEDURE = "head_of_procedure"
    REVIEWED = "reviewed"


@dataclass(frozen=True)
class Seat:
    """One place in the committee."""

    person_id: int
    role: MemberRole

    @property
    def scores(self) -> bool:
        return self.role is not MemberRole.SECRETARY


def composition_faults(
    seats: Sequence[Seat], *, head_of_procedure_id: int, reviewers: Collection[int] = (), least: int = 0
) -> tuple[Fault, ...]:
    """Everything wrong with the composition, in a fixed order; empty when it may be appointed.

    Who decided the formal reviews (`reviewers`) and the head of procedure do not score: they judged, or will
    adopt, the same applications (L. 241/1990 art. 6-bis; principle of D.Lgs 36/2023 art. 93). `least`: how many the call itself needs to vote.
    """
    return tuple(_faults(seats, head_of_procedure_id, reviewers, least))


def _faults(
    seats: Sequence[Seat], head_of_procedure_id: int, reviewers: Collection[int], least: int
) -> Iterator[Fault]:
    roles = Counter(seat.role for seat in seats)
    scoring = [seat for seat in seats if seat.scores]
    if len({seat.person_id for seat in seats}) < len(seats):
        yield Fault.REPEATED
    if roles[MemberRole.PRESIDENT] != 1:
        yield Fault.SEVERAL_PRESIDENTS if roles[MemberRole.PRESIDENT] else Fault.NO_PRESIDENT
    if roles[MemberRole.SECRETARY] != 1:
        yield Fault.SEVERAL_SECRETARIES if roles[MemberRole.SECRETARY] else Fault.NO_SECRETARY
    if len(scoring) < LEAST_SCORING:
        yield Fault.TOO_FEW
    elif len(scoring) % 2 == 0:
        yield Fault.EVEN
    if LEAST_SCORING <= len(scoring) < least:
        yield Fault.CALL_NEEDS
    if any(seat.person_id == head_of_procedure_id for seat in seats):
        yield Fault.HEAD_OF_PROCEDURE
    if any(seat.person_id in reviewers for seat in scoring):
        yield Fault.REVIEWED
