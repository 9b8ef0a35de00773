"""Withdrawals after the award: scores and best offers stay as they were, and what was won and given back still counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from manifattura.evaluation.domain.allocation.version2.model import (
    OPEN,
    AllocationInput,
    Group,
    Holders,
    LotOrder,
    Placed,
    Withdrawal,
    reserved,
)
from manifattura.evaluation.domain.allocation.version2.places import may_take

Gone = set[tuple[str, str]]
"""(applicant, lot) of the bids withdrawn."""


@dataclass(frozen=True, slots=True)
class After:
    """`taken`: (applicant, lot) of a place handed down → who left it; `passed`: who would have had one, and held its maximum."""

    gone: Gone = field(default_factory=set)
    taken: dict[tuple[str, str], str] = field(default_factory=dict)
    passed: set[tuple[str, str]] = field(default_factory=set)


def withdrawn_bids(given: AllocationInput, withdrawals: Sequence[Withdrawal]) -> Gone:
    """Withdrawing one lot of a bundle is withdrawing the bundle."""
    wishes = {(one.id, lot): wish for one in given.applicants for wish in one.wishes for lot in wish.lots}
    return {
        (one.applicant, lot)
        for one in withdrawals
        for named in one.lots
        for lot in wishes[one.applicant, named].lots
    }


def with_smaller_limits(groups: Sequence[Group], awarded: Holders, gone: Gone) -> list[Group]:
    """What somebody won and gave back counts: so no withdrawal makes anybody ask for more than before."""
    given_back = Counter(applicant for applicant, lot in gone if applicant in awarded[lot])
    return [
        replace(
            group,
            max_lots=group.max_lots - sum(given_back[member.id] for member in group.members),
            members=tuple(
                replace(member, max_lots=member.max_lots - given_back[member.id]) for member in group.members
            ),
        )
        for group in groups
    ]


def hand_down(given: AllocationInput, orders: Mapping[str, LotOrder], holders: Holders) -> After:
    """A free place goes down the order of its lot and nothing else moves; one withdrawal after the other; changes the holders."""
    alone = {(one.id, wish.lots[0]) for one in given.applicants for wish in one.wishes if len(wish.lots) == 1}
    room = _Room(given, holders)
    after = After()
    for withdrawal in given.withdrawals:
        leaving = withdrawn_bids(given, [withdrawal])
        after.gone.update(leaving)
        for lot in [one.id for one in given.lots if (withdrawal.applicant, one.id) in leaving]:
            place = holders[lot].pop(withdrawal.applicant, None)
            if place is None:
                continue
            waiting = [
                row
                for row in orders[lot].placed
                if (row.applicant, lot) in alone - after.gone and row.applicant not in holders[lot]
            ]
            heir, passed = _heir(orders[lot], place, waiting, room)
            after.passed.update((row.applicant, lot) for row in passed)
            if heir is not None:
                holders[lot][heir.applicant] = _name_for(place, heir)
                after.taken[heir.applicant, lot] = withdrawal.applicant
                room.count[heir.applicant] += 1
    return after


class _Room:
    """Whether somebody may still win a lot."""

    def __init__(self, given: AllocationInput, holders: Holders) -> None:
        self.count = Counter(name for places in holders.values() for name in places)
        self._of = {member.id: (member, group) for group in given.groups for member in group.members}

    def has(self, applicant: str) -> bool:
        own, group = self._of[applicant]
        linked = sum(self.count[member.id] for member in group.members)
        return self.count[applicant] < own.max_lots and linked < group.max_lots


def _heir(
    order: LotOrder, place: str, waiting: Sequence[Placed], room: _Room
) -> tuple[Placed | None, list[Placed]]:
    """The first that may take the place and has room, and those passed over for want of room.

    A reserved place looks for the flag first, and only when nobody with it has room for anybody.
    """
    passed: list[Placed] = []
    for nobody_has_the_flag in (False, True):
        for row in waiting:
            if row in passed or not may_take(place, row, order.lot, nobody_has_the_flag=nobody_has_the_flag):
                continue
            if room.has(row.applicant):
                return row, passed
            passed.append(row)
    return None, passed


def _name_for(place: str, heir: Placed) -> str:
    """A reserved place stays one for those it is reserved to; for everybody else the place is open."""
    return place if place in {reserved(flag) for flag in heir.flags} else OPEN
