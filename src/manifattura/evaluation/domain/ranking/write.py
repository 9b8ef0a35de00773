"""Writes a ranking as a `manifattura-ranking-result/1` document (docs/formats.md §2 Output)."""

from collections.abc import Mapping

from manifattura.evaluation.domain.ranking.model import Entry, RankingResult
from manifattura.kernel.scaled import hundredths_text as shown

FORMAT = "manifattura-ranking-result/1"


def write_result(result: RankingResult, input_sha256: str) -> dict[str, object]:
    """The result as plain JSON values, with the digest of the input it answers."""
    return {
        "format": FORMAT,
        "call": result.call,
        "input_sha256": input_sha256,
        "budget_left": shown(result.budget_left),
        "entries": [_entry(entry) for entry in result.entries],
    }


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "position": entry.position,
        "status": entry.status.value,
        **_points(entry),
        "granted": shown(entry.granted),
        "tie_break": entry.tie_break,
        "reasons": [{"code": reason.code, **reason.facts} for reason in entry.reasons],
    }


def _points(entry: Entry) -> dict[str, object]:
    scored = entry.scored
    if scored is None:
        return {"total": None, "raw_scores": {}, "scores": {}, "groups": {}, "bonus": None}
    return {
        "total": shown(scored.total),
        "raw_scores": _shown(scored.raw_scores),
        "scores": _shown(scored.scores),
        "groups": _shown(scored.groups),
        "bonus": shown(scored.bonus),
    }


def _shown(points: Mapping[str, int]) -> dict[str, str]:
    return {name: shown(value) for name, value in points.items()}
