"""The ranking rule: admitted applications are scored, checked against the minima, ordered and funded (docs/formats.md §2)."""

from collections.abc import Iterator, Sequence

from manifattura.evaluation.domain.ranking.budget import Outcomes, allocate
from manifattura.evaluation.domain.ranking.minima import failures
from manifattura.evaluation.domain.ranking.model import (
    Application,
    CallRule,
    Entry,
    MinimaOn,
    PlacedClass,
    RankingInput,
    RankingResult,
    Reason,
    Scored,
    Status,
)
from manifattura.evaluation.domain.ranking.order import place
from manifattura.evaluation.domain.ranking.scores import best_raw_scores, rescale, score
from manifattura.kernel.garbage import collected_later

Failed = tuple[Scored, tuple[Reason, ...]]


def rank(ranking: RankingInput) -> RankingResult:
    """The whole ranking with its reasons; depends on its input alone, not even on the order of applications."""
    with collected_later():
        return _rank(ranking.call, ranking.applications)


def _rank(call: CallRule, applications: Sequence[Application]) -> RankingResult:
    passing, failing = _judge([score(one, call) for one in applications if one.admitted], call)
    classes = place(passing, call.tie_breakers)
    outcomes, budget_left = allocate(classes, call.budget)
    entries = [
        *_ranked(classes, outcomes),
        *_below_threshold(failing),
        *_not_admitted(applications),
    ]
    return RankingResult(call.id, tuple(entries), budget_left)


def _judge(scored: list[Scored], call: CallRule) -> tuple[list[Scored], list[Failed]]:
    """Those that pass the minima, with the scores that order them, and those that do not."""
    if call.minima_on is MinimaOn.RESCALED:
        return _sift(_rescaled(scored, call), call)
    passing, failing = _sift(scored, call)
    return (_rescaled(passing, call) if call.rescale else passing), failing


def _sift(scored: list[Scored], call: CallRule) -> tuple[list[Scored], list[Failed]]:
    passing: list[Scored] = []
    failing: list[Failed] = []
    for one in scored:
        missed = failures(one, call)
        if missed:
            failing.append((one, missed))
        else:
            passing.append(one)
    return passing, failing


def _rescaled(scored: list[Scored], call: CallRule) -> list[Scored]:
    best = best_raw_scores(scored, call)
    return [rescale(one, best, call) for one in scored]


def _ranked(classes: list[PlacedClass], outcomes: Outcomes) -> Iterator[Entry]:
    just_above = ""
    for placed in classes:
        ids = [member.application.id for member in placed.members]
        for at, member in enumerate(placed.members):
            outcome = outcomes[ids[at]]
            # Ex aequo are not separated from each other: only the first of a class can carry a tie break.
            tie_break = placed.tie_break if at == 0 else None
            yield Entry(
                id=ids[at],
                position=placed.position,
                status=outcome.status,
                scored=member,
                granted=outcome.granted,
                tie_break=tie_break,
                reasons=(*_placing_reasons(tie_break, just_above, ids, at), *outcome.reasons),
            )
        just_above = ids[-1]


def _placing_reasons(tie_break: str | None, just_above: str, ids: Sequence[str], at: int) -> Iterator[Reason]:
    if tie_break is not None:
        yield Reason("TIE_BROKEN", {"by": tie_break, "with": just_above})
    if len(ids) > 1:
        yield Reason("EX_AEQUO", {"with": [*ids[:at], *ids[at + 1 :]]})


def _below_threshold(failing: list[Failed]) -> Iterator[Entry]:
    for scored, missed in sorted(failing, key=lambda failed: failed[0].application.id):
        yield Entry(
            id=scored.application.id,
            position=None,
            status=Status.BELOW_THRESHOLD,
            scored=scored,
            granted=0,
            tie_break=None,
            reasons=missed,
        )


def _not_admitted(applications: Sequence[Application]) -> Iterator[Entry]:
    reasons = (Reason("NOT_ADMITTED", {}),)
    for identifier in sorted(one.id for one in applications if not one.admitted):
        yield Entry(
            id=identifier,
            position=None,
            status=Status.NOT_ADMITTED,
            scored=None,
            granted=0,
            tie_break=None,
            reasons=reasons,
        )
