"""The applications of a version 2 document: marks, facts as declared and as found, points, who left."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Any

from manifattura.calls.domain.edition import Edition, Grid
from manifattura.calls.domain.grid_facts import as_fact, fact_of, leaves
from manifattura.calls.domain.scoring import MethodKind
from manifattura.evaluation.domain.sheets import coefficient_text
from manifattura.evaluation.domain.wide_input.names import Names, points_text
from manifattura.kernel.money import money_text

if TYPE_CHECKING:
    from manifattura.evaluation.domain.ranking_input import Candidate


def application_entry(
    candidate: "Candidate", edition: Edition, names: Names, links: Mapping[str, str]
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": candidate.code,
        "arrival": candidate.arrival,
        **({} if candidate.requested is None else {"requested": money_text(candidate.requested)}),
        "admitted": candidate.admitted,
    }
    flags = [names.flags[flag] for flag in candidate.flags if flag in names.flags]
    if flags:
        made["flags"] = flags
    if not candidate.admitted:
        return made
    if candidate.cost is not None and (edition.aid.brackets or edition.aid.premiums):
        made["cost"] = money_text(candidate.cost)
    if candidate.assessors:
        made["assessors"] = list(candidate.assessors)
    if candidate.recused:
        made["recused"] = list(candidate.recused)
    coefficients = _coefficients(candidate, edition.grid)
    if coefficients:
        made["coefficients"] = coefficients
    bonuses = [
        {"id": f"b{number}", "points": points_text(bonus.points)}
        for number, bonus in enumerate(edition.grid.bonuses, start=1)
        if bonus.key in candidate.bonuses
    ]
    if bonuses:
        made["bonus"] = bonuses
    made |= _facts(candidate, names) | _points(candidate, edition.grid)
    if edition.grid.one_per_link and candidate.link:
        made["link"] = links[candidate.link]
    if candidate.left is not None:
        rescore = {"rescore": True} if candidate.left.rescore else {}
        made["left"] = {"status": candidate.left.status, **rescore}
    return made


def _coefficients(candidate: "Candidate", grid: Grid) -> dict[str, dict[str, str]]:
    return {
        leaf.key: {
            assessor: coefficient_text(coefficient)
            for assessor, coefficient in candidate.marks[leaf.key].items()
            if assessor not in candidate.recused
        }
        for leaf in leaves(grid)
        if leaf.by_committee and leaf.key in candidate.marks
    }


def _facts(candidate: "Candidate", names: Names) -> dict[str, Any]:
    """As declared; and, where the office found something else, as found. What the office alone says is as declared."""
    declared: dict[str, Any] = {}
    checked: dict[str, Any] = {}
    for fact in names.facts:
        found = names.value(fact, as_given(candidate.checked.get(fact.key), fact.kind))
        own = found if fact.by_office else names.value(fact, fact_of(fact, candidate.answers))
        if own is not None:
            declared[names.ids[fact.key]] = own
        if not fact.by_office and found is not None and found != own:
            checked[names.ids[fact.key]] = found
    return {
        **({"facts": declared} if declared else {}),
        **({"checked_facts": checked} if checked else {}),
    }


def as_given(value: Any, kind: str) -> Any:
    """What an officer wrote, in the form of its kind."""
    if kind == "choices":
        return list(value) if isinstance(value, list | tuple) else None
    return as_fact(value, kind)


def _points(candidate: "Candidate", grid: Grid) -> dict[str, Any]:
    points: dict[str, str] = {}
    for leaf in leaves(grid):
        if leaf.method.kind is MethodKind.DECLARED:
            written = as_fact(candidate.answers.get(leaf.method.field), "number")
            if written is not None:
                points[leaf.key] = points_text(_within(Decimal(written), leaf.max, grid.decimals))
    checked = {
        criterion.key: points_text(
            _within(candidate.checked_points[criterion.key], criterion.max, grid.decimals)
        )
        for criterion in grid.criteria
        if criterion.lower_only and criterion.key in candidate.checked_points
    }
    return {
        **({"points": points} if points else {}),
        **({"checked_points": checked} if checked else {}),
    }


def _within(points: Decimal, most: Decimal, decimals: int) -> Decimal:
    """Points that somebody wrote: never below zero, above the maximum or finer than the call counts."""
    unit = Decimal(1).scaleb(-decimals)
    return min(max(points, Decimal(0)), most).quantize(unit, rounding=ROUND_DOWN)
