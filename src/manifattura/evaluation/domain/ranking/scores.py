"""From coefficients to points: raw scores, bonus, groups, total, re-scaling (docs/formats.md §2 Scores 1-3 and 5)."""

from collections.abc import Iterable, Mapping

from manifattura.evaluation.domain.ranking.model import Application, CallRule, Criterion, Group, Scored
from manifattura.kernel.scaled import MILLION, half_up


def score(application: Application, call: CallRule) -> Scored:
    """The points of an admitted application before any re-scaling."""
    raw = {
        criterion.id: raw_score(application.coefficients[criterion.id], criterion)
        for criterion in call.criteria
    }
    bonus = min(sum(application.bonus.values()), call.bonus_cap or 0)
    return Scored(
        application=application,
        raw_scores=raw,
        scores=raw,
        groups=group_scores(raw, call.groups),
        bonus=bonus,
        total=sum(raw.values()) + bonus,
    )


def raw_score(coefficients: Mapping[str, int], criterion: Criterion) -> int:
    """Exact mean of the coefficients × the maximum, rounded once, at the end."""
    return half_up(sum(coefficients.values()) * criterion.max, len(coefficients) * MILLION)


def group_scores(scores: Mapping[str, int], groups: tuple[Group, ...]) -> dict[str, int]:
    return {group.id: sum([scores[criterion] for criterion in group.criteria]) for group in groups}


def best_raw_scores(scored: Iterable[Scored], call: CallRule) -> dict[str, int]:
    """The highest raw score of each criterion among `scored`; 0 when there are none."""
    every = [one.raw_scores for one in scored]
    return {
        criterion.id: max((scores[criterion.id] for scores in every), default=0)
        for criterion in call.criteria
    }


def rescale(scored: Scored, best: Mapping[str, int], call: CallRule) -> Scored:
    """Brings the best of each criterion to its maximum, the others in proportion; the bonus stays as it is."""
    scores = {
        criterion.id: _rescaled(scored.raw_scores[criterion.id], criterion.max, best[criterion.id])
        for criterion in call.criteria
    }
    return Scored(
        application=scored.application,
        raw_scores=scored.raw_scores,
        scores=scores,
        groups=group_scores(scores, call.groups),
        bonus=scored.bonus,
        total=sum(scores.values()) + scored.bonus,
    )


def _rescaled(raw: int, maximum: int, best: int) -> int:
    return half_up(raw * maximum, best) if best else raw
