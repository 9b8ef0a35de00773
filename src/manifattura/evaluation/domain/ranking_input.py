"""Builds the public replay file from a published grid and what was marked: version 1 wherever it says enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.edition import Aid, Edition, Grid
from manifattura.evaluation.domain.places_input import ONE_PLACE, PLACES, UNIT, counting_places
from manifattura.evaluation.domain.ranking.read import FORMAT
from manifattura.evaluation.domain.sheets import coefficient_text
from manifattura.evaluation.domain.wide_input.document import wide_document
from manifattura.kernel.money import money_text

LONGEST_ID = 64

Marks = Mapping[str, Mapping[str, Decimal]]
"""Criterion → assessor → coefficient."""


@dataclass(frozen=True)
class Left:
    """`status`: withdrawn, declined, forfeited, excluded_late; `rescore`: the act orders that the others be scored without it."""

    status: str
    rescore: bool = False


@dataclass(frozen=True)
class Candidate:
    """One application as the ranking sees it: its neutral code, never a name."""

    code: str
    arrival: int
    """Its place in order of arrival among those compared: 1 for the first."""
    requested: Decimal | None
    """None: not known, of one that is not admitted."""
    admitted: bool
    flags: Sequence[str] = ()
    bonuses: Sequence[str] = ()
    """Keys of the bonuses that the office confirmed."""
    recused: Sequence[str] = ()
    marks: Marks = field(default_factory=dict)
    assessors: Sequence[str] = ()
    """Who marks it; empty: all."""
    answers: Mapping[str, Any] = field(default_factory=dict)
    """The frozen answers, and the firm as `applicant`: what automatic points are computed from."""
    checked: Mapping[str, Any] = field(default_factory=dict)
    """Key of a `GridFact` → what the office found or, where only the office says it, what it is."""
    checked_points: Mapping[str, Decimal] = field(default_factory=dict)
    """Criterion → points after the check, where the applicant counted them."""
    cost: Decimal | None = None
    link: str = ""
    """The same for linked applicants."""
    left: Left | None = None


def needs_version_2(edition: Edition, candidates: Sequence[Candidate] = ()) -> bool:
    """Whether anything of the call, somebody who left or an amount not known cannot be said in version 1."""
    grid, aid = edition.grid, edition.aid
    return (
        any(
            item.method or item.parts or item.above_zero or item.lower_only or item.second_phase
            for item in grid.criteria
        )
        or any(rule.by in ("criteria", "requested", "number") for rule in grid.tie_breakers)
        or grid.decimals != 2
        or grid.rounding != "half_up"
        or bool(
            grid.uplifts or grid.areas or grid.rankings or grid.precedence or aid.brackets or aid.premiums
        )
        or grid.by_arrival
        or grid.one_per_link
        or grid.threshold_times is not None
        or grid.most_funded is not None
        or any(one.left is not None or one.assessors or one.requested is None for one in candidates)
    )


def needs_draw(grid: Grid) -> bool:
    """Whether the call breaks ties by a public draw, so that a seed must be entered."""
    return any(rule.by == "draw" for rule in grid.tie_breakers)


def neutral_flags(edition: Edition) -> dict[str, str]:
    """Key of a flag → `f1`, `f2`…: beside a code, a key such as `women_led` would say who the applicant is."""
    keys = dict.fromkeys(
        [*(flag.key for flag in edition.flags), *sorted(_used_flags(edition.grid, edition.aid))]
    )
    return {key: f"f{number}" for number, key in enumerate(keys, start=1)}


def ranking_document(
    edition: Edition, *, assessors: Sequence[str], candidates: Sequence[Candidate], draw_seed: str
) -> dict[str, Any]:
    """The input document, public: assessors are `m1`, `m2`…, bonuses `b1`…, and of the flags those that the rule uses.

    Where the call gives places, amounts are places: each application asks for one (`places_input.py`).
    """
    if not edition.gives_money:
        counted = counting_places(edition, len(candidates))
        asking = [replace(one, requested=ONE_PLACE) for one in candidates]
        document = _document(counted, assessors, asking, draw_seed)
        return {**document, "meta": {UNIT: PLACES, PLACES: edition.places}}
    return _document(edition, assessors, candidates, draw_seed)


def _document(
    edition: Edition, assessors: Sequence[str], candidates: Sequence[Candidate], draw_seed: str
) -> dict[str, Any]:
    grid = edition.grid
    neutral = neutral_flags(edition)
    used = {key: neutral[key] for key in neutral if key in _used_flags(grid, edition.aid)}
    if needs_version_2(edition, candidates):
        return wide_document(
            edition,
            call_id=_call_id(edition),
            assessors=assessors,
            candidates=candidates,
            draw_seed=draw_seed,
            flags=used,
        )
    return {
        "format": FORMAT,
        "call": _call(edition, used, draw_seed),
        "assessors": list(assessors),
        "applications": [_application(candidate, grid, used) for candidate in candidates],
    }


def _call(edition: Edition, flags: Mapping[str, str], draw_seed: str) -> dict[str, Any]:
    grid = edition.grid
    call: dict[str, Any] = {
        "id": _call_id(edition),
        "criteria": [
            {"id": item.key, "max": _points(item.max), **_optional("min", item.min)} for item in grid.criteria
        ],
        "rescale": grid.rescale,
        "minima_on": grid.minima_on,
        "tie_breakers": [
            {
                "by": rule.by,
                **({"id": flags[rule.id] if rule.by == "flag" else rule.id} if rule.id else {}),
                **({"seed": draw_seed} if rule.by == "draw" else {}),
            }
            for rule in grid.tie_breakers
        ],
        "budget": _budget(edition, flags),
        **_optional("total_min", grid.total_min),
    }
    groups = _groups(grid)
    if groups:
        call["groups"] = groups
    if grid.bonuses:
        whole = sum((bonus.points for bonus in grid.bonuses), Decimal(0))
        call["bonus_cap"] = _points(whole if grid.bonus_cap is None else grid.bonus_cap)
    return call


def _call_id(edition: Edition) -> str:
    return edition.call[:LONGEST_ID].rstrip("-")


def _groups(grid: Grid) -> list[dict[str, Any]]:
    groups = []
    for group in grid.groups:
        criteria = [item.key for item in grid.criteria if item.group == group.key]
        if criteria:
            groups.append({"id": group.key, "criteria": criteria, **_optional("min", group.min)})
    return groups


def _budget(edition: Edition, flags: Mapping[str, str]) -> dict[str, Any]:
    grid = edition.grid
    budget: dict[str, Any] = {
        "amount": money_text(edition.budget),
        "partial_last": {"allowed": grid.partial_last, "min_share": format(grid.partial_min_share, ".2f")},
        "skip_unaffordable": grid.skip_unaffordable,
        "edge_ties": grid.edge_ties,
    }
    if grid.reserves:
        budget["reserves"] = [
            {"flag": flags[reserve.flag], "amount": money_text(reserve.amount)} for reserve in grid.reserves
        ]
    return budget


def _application(candidate: Candidate, grid: Grid, used: Mapping[str, str]) -> dict[str, Any]:
    application: dict[str, Any] = {
        "id": candidate.code,
        "arrival": candidate.arrival,
        **({} if candidate.requested is None else {"requested": money_text(candidate.requested)}),
        "admitted": candidate.admitted,
    }
    flags = [used[flag] for flag in candidate.flags if flag in used]
    if flags:
        application["flags"] = flags
    if not candidate.admitted:
        return application
    if candidate.recused:
        application["recused"] = list(candidate.recused)
    application["coefficients"] = {
        item.key: {
            assessor: coefficient_text(coefficient)
            for assessor, coefficient in candidate.marks.get(item.key, {}).items()
            if assessor not in candidate.recused
        }
        for item in grid.criteria
    }
    bonuses = [
        {"id": f"b{number}", "points": _points(bonus.points)}
        for number, bonus in enumerate(grid.bonuses, start=1)
        if bonus.key in candidate.bonuses
    ]
    if bonuses:
        application["bonus"] = bonuses
    return application


def _used_flags(grid: Grid, aid: Aid) -> frozenset[str]:
    """Flags that money rules, uplifts and tie-breakers need: no other fact about the applicants is published."""
    tied = {rule.id for rule in grid.tie_breakers if rule.by == "flag" and rule.id}
    rules = (grid.reserves, grid.uplifts, grid.areas, grid.rankings, grid.precedence, aid.premiums)
    return frozenset(tied | {rule.flag for rows in rules for rule in rows})


def _points(points: Decimal) -> str:
    return format(points, ".2f")


def _optional(name: str, points: Decimal | None) -> dict[str, str]:
    return {} if points is None else {name: _points(points)}
