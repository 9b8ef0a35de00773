"""Deferred acceptance in rounds: groups ask, lots keep whom they may, whoever is refused asks for the next.

Groups of linked applicants never take back what they asked for, and a lot that refuses somebody would not take it later from
more who ask: so a course of rounds ends, and whoever asks first makes no difference (docs/formats.md §8, Assignment).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from manifattura.evaluation.domain.allocation.version2.model import (
    Group,
    Holders,
    Limit,
    LotOrder,
    NotAsked,
    Wish,
)
from manifattura.evaluation.domain.allocation.version2.places import choose

Line = tuple[Group, Sequence[Wish]]
"""A group and all the wishes of its members, in the order in which they are put forward."""


class Course:
    """The state of the rounds; at their end `holders` have the places."""

    def __init__(self, lines: Sequence[Line], orders: Mapping[str, LotOrder]) -> None:
        self.lines, self.orders = lines, orders
        self.refused: dict[Wish, set[str]] = {}
        self.holders: Holders = {lot: {} for lot in orders}
        self._wanted: list[list[Wish]] = [[] for _ in lines]
        self._why: list[dict[Wish, NotAsked]] = [{} for _ in lines]
        self._asking: dict[str, dict[str, Wish]] = {lot: {} for lot in orders}
        self._at = {member.id: at for at, (group, _) in enumerate(lines) for member in group.members}

    @property
    def not_asked(self) -> dict[Wish, NotAsked]:
        return {wish: reason for reasons in self._why for wish, reason in reasons.items()}

    @property
    def broken(self) -> list[Wish]:
        """The bundles that got a part of their lots only."""
        return [wish for wishes in self._wanted for wish in wishes if wish in self.refused]

    def line_of(self, wish: Wish) -> Line:
        return self.lines[self._at[wish.applicant]]

    def further(self, asking: Iterable[int], out: Collection[Wish]) -> "Course":
        """Another course, from where this one ended, with these lines asking too; it leaves this one as it is."""
        other = Course(self.lines, self.orders)
        other.refused = {wish: set(lots) for wish, lots in self.refused.items()}
        other.holders = dict(self.holders)
        other._wanted, other._why = list(self._wanted), list(self._why)
        other._asking = {lot: dict(who) for lot, who in self._asking.items()}
        other._run(set(asking), out)
        return other

    def _run(self, waiting: set[int], out: Collection[Wish]) -> None:
        while waiting:
            changed: set[str] = set()
            for at in waiting:
                before = self._wanted[at]
                self._wanted[at], self._why[at] = choice(*self.lines[at], self.refused, out)
                for wish in self._wanted[at]:
                    if wish not in before:
                        for lot in wish.lots:
                            self._asking[lot][wish.applicant] = wish
                        changed.update(wish.lots)
            waiting = set()
            for lot in changed:
                asking = self._asking[lot]
                self.holders[lot] = choose(self.orders[lot], asking)
                for applicant in [one for one in asking if one not in self.holders[lot]]:
                    self.refused.setdefault(asking.pop(applicant), set()).add(lot)
                    waiting.add(self._at[applicant])


def choice(
    group: Group, wishes: Sequence[Wish], refused: Mapping[Wish, Collection[str]], out: Collection[Wish]
) -> tuple[list[Wish], dict[Wish, NotAsked]]:
    """What the group asks for now: everybody's wishes in order, up to its own limit and to that of the group.

    A bundle that is too large for what is left ends the list of its applicant: asking for a lot that comes after it, and
    giving that lot up when the bundle fits after all, would make the result depend on who asks first.
    """
    left = group.max_lots
    own = {member.id: member.max_lots for member in group.members}
    ended: dict[str, NotAsked] = {}
    chosen: list[Wish] = []
    why: dict[Wish, NotAsked] = {}
    for wish in wishes:
        if wish in out or (len(wish.lots) == 1 and wish in refused):
            continue
        name, size = wish.applicant, len(wish.lots)
        if name not in ended and size > own[name]:
            ended[name] = NotAsked(Limit.BUNDLE, wish.lots) if own[name] else NotAsked(Limit.OWN)
        if name in ended:
            why[wish] = ended[name]
        elif size > left:
            why[wish] = NotAsked(Limit.GROUP)
        else:
            own[name] -= size
            left -= size
            chosen.append(wish)
    return chosen, why
