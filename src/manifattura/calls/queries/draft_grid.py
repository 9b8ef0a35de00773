"""The scoring grid and money rules of a draft call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.edition import Bonus, CriteriaGroup, Criterion, Grid, Reserve, TieBreaker

if TYPE_CHECKING:
    from ..models import Call


def read_grid(call: Call) -> Grid:
    """Groups, criteria, bonuses, tie-breakers, reserves, in order."""
    return Grid(
        criteria=tuple(
            Criterion(
                key=row.key,
                title=row.title,
                max=row.max,
                min=row.min,
                group=row.group.key if row.group else None,
                guidance=row.guidance,
            )
            for row in call.criteriondrafts.select_related("group")
        ),
        groups=tuple(CriteriaGroup(row.key, row.title, row.min) for row in call.criteriagroupdrafts.all()),
        bonuses=tuple(Bonus(row.key, row.title, row.points, row.when) for row in call.bonusdrafts.all()),
        bonus_cap=call.bonus_cap,
        total_min=call.total_min,
        rescale=call.rescale,
        minima_on=call.minima_on,
        tie_breakers=tuple(
            TieBreaker(row.by, row.ref or None, row.seed_rule) for row in call.tie_breakers.all()
        ),
        partial_last=call.partial_last,
        partial_min_share=call.partial_min_share,
        skip_unaffordable=call.skip_unaffordable,
        edge_ties=call.edge_ties,
        reserves=tuple(Reserve(row.flag, row.amount, row.title) for row in call.reserves.all()),
    )
