"""Writes a ranking as a `manifattura-ranking-result/2` document (docs/formats.md §3 Output)."""

from collections.abc import Callable, Mapping

from manifattura.evaluation.domain.ranking.version2.model import Entry, RankingMoney, RankingResult
from manifattura.kernel.scaled import hundredths_text as money

FORMAT = "manifattura-ranking-result/2"

Shown = Callable[[int], str]


def write_result(result: RankingResult, input_sha256: str) -> dict[str, object]:
    """The result as plain JSON values, with the digest of the input it answers."""
    shown = result.precision.shown
    return {
        "format": FORMAT,
        "call": result.call,
        "input_sha256": input_sha256,
        "budget_left": money(sum(one.left for one in result.rankings)),
        "rankings": [_ranking(one, shown) for one in result.rankings],
        "entries": [_entry(entry, shown) for entry in result.entries],
    }


def _ranking(ranking: RankingMoney, shown: Shown) -> dict[str, object]:
    return {
        "id": ranking.id,
        "received": money(ranking.received),
        "given": money(ranking.given),
        "budget_left": money(ranking.left),
        "threshold": None if ranking.threshold is None else shown(ranking.threshold),
    }


def _entry(entry: Entry, shown: Shown) -> dict[str, object]:
    place = entry.place
    return {
        "id": entry.id,
        "ranking": place.ranking if place else None,
        "position": place.position if place else None,
        "status": entry.status.value,
        **_points(entry, shown),
        "requested": None if entry.requested is None else money(entry.requested),
        "granted": money(entry.granted),
        "tie_break": place.tie_break if place else None,
        "returned_from": [
            {"ranking": before.ranking, "position": before.position} for before in entry.returned_from
        ],
        "reasons": [{"code": reason.code, **reason.facts} for reason in entry.reasons],
    }


def _points(entry: Entry, shown: Shown) -> dict[str, object]:
    scored = entry.scored
    if scored is None:
        nothing: dict[str, object] = {name: {} for name in ("raw_scores", "scores", "parts", "groups")}
        return {"total": None, **nothing, "bonus": None, "uplift": None}
    return {
        "total": shown(scored.total),
        "raw_scores": _shown(scored.raw_scores, shown),
        "scores": _shown(scored.scores, shown),
        "parts": _shown(scored.parts, shown),
        "groups": _shown(scored.groups, shown),
        "bonus": shown(scored.bonus),
        "uplift": shown(scored.uplift),
    }


def _shown(points: Mapping[str, int], shown: Shown) -> dict[str, str]:
    return {name: shown(value) for name, value in points.items()}
