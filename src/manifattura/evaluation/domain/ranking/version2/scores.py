"""From leaves to totals: criteria, checks, groups, bonus, uplifts, re-scaling (docs/formats.md §3 Scores)."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from manifattura.evaluation.domain.ranking.model import Group, Reason
from manifattura.evaluation.domain.ranking.version2.methods import Facts
from manifattura.evaluation.domain.ranking.version2.model import (
    Application,
    CallRule,
    Criterion,
    Scored,
)
from manifattura.evaluation.domain.ranking.version2.points import Extremes, extremes_of, leaf_points
from manifattura.kernel.strict_json import InvalidInput

HUNDRED_PERCENT = 10_000


def extremes_for(criteria: Iterable[Criterion], applications: Sequence[Application]) -> dict[str, Extremes]:
    """Per compared leaf, the range of its value among the applications that count."""
    counting = [one for one in applications if one.counts]
    found = {leaf.id: extremes_of(leaf, counting) for criterion in criteria for leaf in criterion.leaves}
    return {leaf: extremes for leaf, extremes in found.items() if extremes is not None}


def score(
    application: Application,
    call: CallRule,
    criteria: Sequence[Criterion],
    extremes: Mapping[str, Extremes],
) -> Scored:
    """The points of an admitted application on `criteria`, before any re-scaling."""
    raw: dict[str, int] = {}
    parts: dict[str, int] = {}
    notes: list[Reason] = []
    missing: list[str] = []
    for criterion in criteria:
        leaves, without = _leaves(criterion, application, application.known, call, extremes)
        missing += without
        if not criterion.is_whole:
            parts |= leaves
        counted = min(sum(leaves.values()), criterion.max)
        raw[criterion.id] = _checked(criterion, application, counted, call, extremes, notes)
    if missing:
        notes.insert(0, Reason("NO_VALUE", {"criteria": missing}))
    bonus = min(sum(application.bonus.values()), call.bonus_cap or 0)
    return _with_totals(application, call, raw, raw, parts, bonus, tuple(notes))


def best_raw_scores(scored: Iterable[Scored], call: CallRule) -> dict[str, int]:
    """The highest raw score of each criterion among those of `scored` that count; 0 when there are none."""
    every = [one.raw_scores for one in scored if one.application.counts]
    return {
        criterion.id: max((scores[criterion.id] for scores in every), default=0)
        for criterion in call.criteria
    }


def rescale(scored: Scored, best: Mapping[str, int], call: CallRule) -> Scored:
    """Brings the best of each criterion to its maximum, the others in proportion, none above it."""
    scores = {
        criterion.id: _rescaled(scored.raw_scores[criterion.id], criterion.max, best[criterion.id], call)
        for criterion in call.criteria
    }
    return _with_totals(
        scored.application, call, scored.raw_scores, scores, scored.parts, scored.bonus, scored.notes
    )


def _leaves(
    criterion: Criterion,
    application: Application,
    facts: Facts,
    call: CallRule,
    extremes: Mapping[str, Extremes],
) -> tuple[dict[str, int], list[str]]:
    """Points per leaf, and the leaves that had nothing to look at: those give zero."""
    found = {
        leaf.id: leaf_points(leaf, application, facts, extremes, call.precision) for leaf in criterion.leaves
    }
    missing = [leaf for leaf, points in found.items() if points is None]
    return {leaf: points or 0 for leaf, points in found.items()}, missing


def _checked(
    criterion: Criterion,
    application: Application,
    counted: int,
    call: CallRule,
    extremes: Mapping[str, Extremes],
    notes: list[Reason],
) -> int:
    """The score after the check: with `lower_only` the lower of what was declared and what was found."""
    if not criterion.lower_only:
        return counted
    leaves, _ = _leaves(criterion, application, application.facts, call, extremes)
    declared = min(sum(leaves.values()), criterion.max)
    found = counted
    if criterion.id in application.checked_points:
        found = application.checked_points[criterion.id]
        if found > declared:
            raise InvalidInput(
                f"applications: {application.id}: checked points of {criterion.id} above the declared ones"
            )
        found = min(found, counted)
    if found == declared:
        return declared
    shown = call.precision.shown
    facts = {"criterion": criterion.id, "declared": shown(declared), "checked": shown(found)}
    notes.append(Reason("LOWERED_BY_CHECK" if found < declared else "NOT_RAISED_BY_CHECK", facts))
    return min(found, declared)


def _with_totals(
    application: Application,
    call: CallRule,
    raw: Mapping[str, int],
    scores: Mapping[str, int],
    parts: Mapping[str, int],
    bonus: int,
    notes: tuple[Reason, ...],
) -> Scored:
    uplift = _uplift(application, call, scores) if call.uplifts else 0
    return Scored(
        application=application,
        raw_scores=raw,
        scores=scores,
        parts=parts,
        groups=_groups(scores, call.groups),
        bonus=bonus,
        uplift=uplift,
        total=sum(scores.values()) + bonus + uplift,
        notes=notes,
    )


def _groups(scores: Mapping[str, int], groups: Collection[Group]) -> dict[str, int]:
    """Criteria that this application has not been scored on count nothing."""
    return {group.id: sum([scores.get(criterion, 0) for criterion in group.criteria]) for group in groups}


def _uplift(application: Application, call: CallRule, scores: Mapping[str, int]) -> int:
    """Each percentage of the points without bonus and other uplifts, rounded; together up to the cap."""
    gained = sum(
        call.precision.rounded(
            sum([scores.get(criterion, 0) for criterion in uplift.criteria]) * uplift.percent, HUNDRED_PERCENT
        )
        for uplift in call.uplifts
        if uplift.flag in application.flags
    )
    return gained if call.uplift_cap is None else min(gained, call.uplift_cap)


def _rescaled(raw: int, maximum: int, best: int, call: CallRule) -> int:
    return min(call.precision.rounded(raw * maximum, best), maximum) if best else raw
