"""The scoring grid and money rules of a draft call."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..domain.aid_rule import AidBracket, AidPremium
from ..domain.document import parts_from_document
from ..domain.edition import Aid, Bonus, CriteriaGroup, Criterion, Grid, Reserve, TieBreaker
from ..domain.scoring import AreaRule, CriterionPart, Method, Precedence, SubRanking, Uplift
from ..domain.unfinished import ZERO

if TYPE_CHECKING:
    from ..models import Call, CriterionDraft, CriterionPartDraft


def read_grid(call: Call) -> Grid:
    """Groups, criteria, bonuses, tie-breakers, reserves, in order."""
    return Grid(
        criteria=tuple(
            _criterion(row) for row in call.criteriondrafts.select_related("group").prefetch_related("parts")
        ),
        groups=tuple(
            CriteriaGroup(row.key, row.title, _points(row.min)) for row in call.criteriagroupdrafts.all()
        ),
        bonuses=tuple(
            Bonus(row.key, row.title, _points(row.points) or ZERO, row.when) for row in call.bonusdrafts.all()
        ),
        bonus_cap=_points(call.bonus_cap),
        total_min=_points(call.total_min),
        rescale=call.rescale,
        minima_on=call.minima_on,
        tie_breakers=tuple(
            TieBreaker(row.by, row.ref or None, row.seed_rule, row.higher) for row in call.tie_breakers.all()
        ),
        partial_last=call.partial_last,
        partial_min_share=call.partial_min_share,
        skip_unaffordable=call.skip_unaffordable,
        edge_ties=call.edge_ties,
        reserves=tuple(Reserve(row.flag, row.amount, row.title) for row in call.reserves.all()),
        decimals=call.decimals,
        rounding=call.rounding,
        uplifts=tuple(
            Uplift(row.key, row.title, row.flag, row.percent, row.of) for row in call.upliftdrafts.all()
        ),
        uplift_cap=_points(call.uplift_cap),
        second_phase_first=call.second_phase_first,
        second_phase_ties_in=call.second_phase_ties_in,
        by_arrival=call.by_arrival,
        threshold_times=call.threshold_times,
        most_funded=call.most_funded,
        areas=tuple(
            AreaRule(row.flag, row.title, row.most, row.most_amount, row.least)
            for row in call.area_rules.all()
        ),
        precedence=tuple(Precedence(row.flag, row.title, row.last) for row in call.precedences.all()),
        one_per_link=call.one_per_link,
        link_field=call.link_field,
        rankings=tuple(
            SubRanking(
                key=row.key,
                title=row.title,
                flag=row.flag,
                amount=row.amount,
                returns=row.returns,
                spills=row.spills,
                receives=row.receives,
                threshold_times=row.threshold_times,
            )
            for row in call.subrankingdrafts.all()
        ),
    )


def read_aid(call: Call) -> Aid:
    """Rates, limits and better terms."""
    return Aid(
        rate=call.aid_rate or ZERO,
        cap=call.aid_cap or ZERO,
        cost_min=call.cost_min,
        cost_max=call.cost_max,
        regime=call.aid_regime,
        brackets=tuple(
            AidBracket(row.rate, row.low, row.low_in, row.high, row.high_in)
            for row in call.aid_brackets.all()
        ),
        progressive=call.aid_progressive,
        rate_question=call.aid_rate_question,
        premiums=tuple(AidPremium(row.flag, row.title, row.rate, row.cap) for row in call.aid_premiums.all()),
    )


def _points(stored: Decimal | None) -> Decimal | None:
    """With two decimals, or three where they are needed: an edition published before there were three reads the same."""
    return stored if stored is None or stored != (short := round(stored, 2)) else short


def _criterion(row: CriterionDraft) -> Criterion:
    return Criterion(
        key=row.key,
        title=row.title,
        max=_points(row.max) or ZERO,
        min=_points(row.min),
        group=row.group.key if row.group else None,
        guidance=row.guidance,
        method=read_method(row),
        parts=tuple(
            CriterionPart(part.key, part.title, _points(part.max) or ZERO, read_method(part), part.guidance)
            for part in row.parts.all()
        ),
        above_zero=row.above_zero,
        lower_only=row.lower_only,
        second_phase=row.second_phase,
        per_lot=row.per_lot,
    )


def read_method(row: CriterionDraft | CriterionPartDraft) -> Method | None:
    """How this row gives points; None: the committee's coefficient."""
    return parts_from_document([row.method], Method)[0] if row.method else None
