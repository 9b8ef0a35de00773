"""Who stays below a threshold, and by which ones (docs/formats.md §3 Minima)."""

from collections.abc import Collection, Sequence

from manifattura.evaluation.domain.ranking.model import Reason
from manifattura.evaluation.domain.ranking.version2.model import CallRule, Criterion, Scored

Failed = tuple[Scored, tuple[Reason, ...]]


def criterion_failures(scored: Scored, call: CallRule, criteria: Sequence[Criterion]) -> list[Reason]:
    """Minima of `criteria` that the scores miss, and scores of zero where the call wants more."""
    shown = call.precision.shown
    found: list[Reason] = []
    for criterion in criteria:
        points = scored.scores[criterion.id]
        if criterion.min is not None and points < criterion.min:
            facts = {"criterion": criterion.id, "score": shown(points), "min": shown(criterion.min)}
            found.append(Reason("BELOW_CRITERION_MIN", facts))
        if criterion.above_zero and points == 0:
            found.append(Reason("NOT_ABOVE_ZERO", {"criterion": criterion.id}))
    return found


def failures(scored: Scored, call: CallRule) -> tuple[Reason, ...]:
    """Every minimum that the scores miss: criteria, groups, total; equal is enough."""
    shown = call.precision.shown
    found = criterion_failures(scored, call, call.criteria)
    for group in call.groups:
        points = scored.groups[group.id]
        if group.min is not None and points < group.min:
            facts = {"group": group.id, "score": shown(points), "min": shown(group.min)}
            found.append(Reason("BELOW_GROUP_MIN", facts))
    if call.total_min is not None and scored.total < call.total_min:
        found.append(Reason("BELOW_TOTAL_MIN", {"total": shown(scored.total), "min": shown(call.total_min)}))
    return tuple(found)


def sift(scored: Collection[Scored], call: CallRule) -> tuple[list[Scored], list[Failed]]:
    """Those that pass every minimum, and those that do not with what they miss."""
    passing: list[Scored] = []
    failing: list[Failed] = []
    for one in scored:
        missed = failures(one, call)
        if missed:
            failing.append((one, missed))
        else:
            passing.append(one)
    return passing, failing
