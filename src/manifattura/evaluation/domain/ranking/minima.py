"""Who stays below a threshold, and by which ones (docs/formats.md §2 Scores 4)."""

from manifattura.evaluation.domain.ranking.model import CallRule, Reason, Scored
from manifattura.kernel.scaled import hundredths_text as shown


def failures(scored: Scored, call: CallRule) -> tuple[Reason, ...]:
    """Every minimum that the scores miss: criteria, groups, total; equal is enough."""
    found: list[Reason] = []
    for criterion in call.criteria:
        points = scored.scores[criterion.id]
        if criterion.min is not None and points < criterion.min:
            facts = {"criterion": criterion.id, "score": shown(points), "min": shown(criterion.min)}
            found.append(Reason("BELOW_CRITERION_MIN", facts))
    for group in call.groups:
        points = scored.groups[group.id]
        if group.min is not None and points < group.min:
            facts = {"group": group.id, "score": shown(points), "min": shown(group.min)}
            found.append(Reason("BELOW_GROUP_MIN", facts))
    if call.total_min is not None and scored.total < call.total_min:
        facts = {"total": shown(scored.total), "min": shown(call.total_min)}
        found.append(Reason("BELOW_TOTAL_MIN", facts))
    return tuple(found)
