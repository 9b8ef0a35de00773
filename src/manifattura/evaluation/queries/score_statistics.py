"""How the members of a committee scored, of closed sittings that stand: their individual marks, before any round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..domain.score_statistics import (
    CriterionFigures,
    MemberFigures,
    ScoreMark,
    Spread,
    criterion_figures,
    member_figures,
    spreads,
)
from ..models import CommitteeMember
from .committees import conflicts_in
from .marks import counted_marks, harmonised_of

if TYPE_CHECKING:
    from ..models import Committee

WIDEST = 10


@dataclass(frozen=True)
class Statistics:
    """`changed`: how many marks the harmonisation round changed. Members are ids as text, as in `ScoreMark`."""

    members: tuple[MemberFigures, ...]
    criteria: tuple[CriterionFigures, ...]
    by_criterion: dict[str, tuple[MemberFigures, ...]]
    widest: tuple[Spread, ...]
    names: dict[str, str]
    applicants: dict[str, str]
    changed: int
    marks: int


def statistics_of(committee: Committee) -> Statistics | None:
    """None before any sitting is closed: until then nobody but their author sees a mark."""
    conflicts = conflicts_in(committee)
    rows = list(
        counted_marks()
        .filter(sheet__sitting__committee=committee)
        .order_by("sheet__bid__application__code", "pk")
        .values_list(
            "sheet__member_id",
            "sheet__bid__application_id",
            "sheet__bid__application__code",
            "sheet__bid__application__lead__name",
            "sheet__bid_id",
            "criterion_key",
            "coefficient",
        )
    )
    given = [
        ScoreMark(str(member), code, criterion, coefficient)
        for member, application, code, _lead, _bid, criterion, coefficient in rows
        if coefficient is not None and member not in conflicts.get(application, ())
    ]
    if not given:
        return None
    keys = dict.fromkeys(mark.criterion for mark in given)
    return Statistics(
        members=member_figures(given),
        criteria=criterion_figures(given),
        by_criterion={key: member_figures(one for one in given if one.criterion == key) for key in keys},
        widest=tuple(one for one in spreads(given)[:WIDEST] if one.width > 0),
        names={
            str(member.pk): member.person.full_name
            for member in CommitteeMember.objects.filter(committee=committee).select_related("person")
        },
        applicants={row[2]: row[3] for row in rows},
        changed=len(harmonised_of(list({row[4] for row in rows}))),
        marks=len(given),
    )
