"""Several rankings over the same money: who is in which, who returns to another, what spills over (docs/formats.md §3 Rankings)."""

from collections.abc import Mapping, Sequence

from manifattura.evaluation.domain.ranking.model import Reason
from manifattura.evaluation.domain.ranking.version2.budget import Outcomes, allocate
from manifattura.evaluation.domain.ranking.version2.limits import Links
from manifattura.evaluation.domain.ranking.version2.minima import Failed
from manifattura.evaluation.domain.ranking.version2.model import (
    CallRule,
    PlacedClass,
    Ranking,
    Scored,
    Status,
)
from manifattura.evaluation.domain.ranking.version2.order import place

GRANTED = (Status.FUNDED, Status.PARTIALLY_FUNDED)
Thresholds = Mapping[str, int | None]


class Table:
    """One ranking while it is worked out."""

    def __init__(self, rule: Ranking) -> None:
        self.rule = rule
        self.members: list[Scored] = []
        self.below: list[Failed] = []
        self.classes: list[PlacedClass] = []
        self.outcomes: Outcomes = {}
        self.threshold: int | None = None
        self.received = 0
        self.given = 0
        self.left = 0

    def without_money(self) -> list[Scored]:
        """Members placed here who get nothing or only a part."""
        return [
            member
            for placed in self.classes
            for member in placed.members
            if self.outcomes[member.application.id].status is not Status.FUNDED
        ]


def run(call: CallRule, passing: Sequence[Scored]) -> list[Table]:
    """Every ranking with its classes, outcomes and money, without those who left.

    Where somebody left, the moving thresholds are those of the rankings as they would be with them: the money moves on,
    the thresholds stay.
    """
    staying = [one for one in passing if one.application.left is None]
    if len(staying) == len(passing) or all(rule.threshold is None for rule in call.rankings):
        return _run(call, staying, None)
    before = _run(call, passing, None)
    return _run(call, staying, {table.rule.id: table.threshold for table in before})


def _run(call: CallRule, passing: Sequence[Scored], thresholds: Thresholds | None) -> list[Table]:
    tables = [Table(rule) for rule in call.rankings]
    by_id = {table.rule.id: table for table in tables}
    _enter(tables, passing)
    links: Links | None = {} if call.one_per_link else None
    for table in tables:
        table.threshold = _moving_threshold(table) if thresholds is None else thresholds[table.rule.id]
        _order(table, call)
        _walk(table, links)
        if table.rule.returns_to is not None:
            by_id[table.rule.returns_to].members += _returning(table)
    for table in tables:
        if table.rule.spills_to is not None:
            _spill(table, by_id[table.rule.spills_to], links)
    return tables


def _enter(tables: Sequence[Table], passing: Sequence[Scored]) -> None:
    """Each application enters the first ranking whose flag it has, or that wants none (the reader made sure of one)."""
    for one in passing:
        flags = one.application.flags
        entered = next(table for table in tables if table.rule.flag is None or table.rule.flag in flags)
        entered.members.append(one)


def _order(table: Table, call: CallRule) -> None:
    """Places by score, without those below the moving threshold."""
    least = table.threshold or 0
    shown = call.precision.shown
    for one in table.members:
        if one.total < least:
            facts = {"ranking": table.rule.id, "total": shown(one.total), "threshold": shown(least)}
            table.below.append((one, (Reason("BELOW_MOVING_THRESHOLD", facts),)))
    table.classes = place([one for one in table.members if one.total >= least], call)


def _moving_threshold(table: Table) -> int | None:
    """The score at which requests, added up from the best, reach so many times the budget; None when they never do."""
    if table.rule.threshold is None:
        return None
    wanted = table.rule.budget.amount * table.rule.threshold
    reached = 0
    for one in sorted(table.members, key=lambda each: -each.total):
        reached += one.application.requested * 100
        if reached >= wanted:
            return one.total
    return None


def _walk(table: Table, links: Links | None) -> None:
    if links is not None:
        mine = {member.application.id for placed in table.classes for member in placed.members}
        for link in [link for link, holder in links.items() if holder in mine]:
            del links[link]
    table.outcomes, table.left = allocate(table.classes, table.rule.budget, table.received, links)


def _returning(table: Table) -> list[Scored]:
    """Who enters the ranking it returns to: those without any money here, those below the moving threshold too."""
    waiting = [
        one for one in table.without_money() if table.outcomes[one.application.id].status not in GRANTED
    ]
    return [*waiting, *(one for one, _ in table.below)]


def _spill(source: Table, target: Table, links: Links | None) -> None:
    """What is left goes once where somebody is waiting for it; a ranking that gave receives no more."""
    if source.left and not target.given and target.without_money():
        target.received += source.left
        source.given, source.left = source.left, 0
        _walk(target, links)
