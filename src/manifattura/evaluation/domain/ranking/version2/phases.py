"""Scoring in one or two phases: who is scored on what, and who stays below a threshold (docs/formats.md §3 Phases)."""

from collections.abc import Mapping, Sequence

from manifattura.evaluation.domain.ranking.model import Fact, MinimaOn, Reason
from manifattura.evaluation.domain.ranking.version2.methods import Committee
from manifattura.evaluation.domain.ranking.version2.minima import Failed, criterion_failures, sift
from manifattura.evaluation.domain.ranking.version2.model import (
    Application,
    CallRule,
    Criterion,
    Scored,
    SecondPhase,
)
from manifattura.evaluation.domain.ranking.version2.points import Extremes
from manifattura.evaluation.domain.ranking.version2.scores import (
    best_raw_scores,
    extremes_for,
    rescale,
    score,
)
from manifattura.kernel.strict_json import InvalidInput

Judged = tuple[list[Scored], list[Failed]]


def judge(call: CallRule, admitted: Sequence[Application]) -> Judged:
    """Those that pass, with the scores that order them, and those that do not, with what they miss."""
    if call.second_phase is not None:
        return _two_phases(call, call.second_phase, admitted)
    scored = _scored(call, call.criteria, admitted, extremes_for(call.criteria, admitted))
    if call.minima_on is MinimaOn.RESCALED:
        return sift(_rescaled(scored, call), call)
    passing, failing = sift(scored, call)
    return (_rescaled(passing, call) if call.rescale else passing), failing


def _scored(
    call: CallRule,
    criteria: Sequence[Criterion],
    applications: Sequence[Application],
    extremes: Mapping[str, Extremes],
) -> list[Scored]:
    return [score(one, call, criteria, extremes) for one in applications]


def _rescaled(scored: list[Scored], call: CallRule) -> list[Scored]:
    best = best_raw_scores(scored, call)
    return [rescale(one, best, call) for one in scored]


def _two_phases(call: CallRule, phase: SecondPhase, admitted: Sequence[Application]) -> Judged:
    first_criteria = [one for one in call.criteria if one.id not in phase.criteria]
    extremes = extremes_for(first_criteria, admitted)
    fit: list[Scored] = []
    failing: list[Failed] = []
    for one in _scored(call, first_criteria, admitted, extremes):
        missed = criterion_failures(one, call, first_criteria)
        if missed:
            failing.append((one, tuple(missed)))
        else:
            fit.append(one)
    least = _least_total(fit, phase)
    going_on: list[Application] = []
    for one in fit:
        if one.total >= least:
            going_on.append(one.application)
        else:
            facts: dict[str, Fact] = {"total": call.precision.shown(one.total), "first": phase.first}
            failing.append((one, (Reason("NOT_IN_SECOND_PHASE", facts),)))
    _refuse_unmarked(call, phase, going_on)
    second_criteria = [one for one in call.criteria if one.id in phase.criteria]
    extremes |= extremes_for(second_criteria, going_on)
    passing, below = sift(_scored(call, call.criteria, going_on, extremes), call)
    return passing, failing + below


def _least_total(fit: Sequence[Scored], phase: SecondPhase) -> int:
    """The total that leads into the second phase: that of the last of the first N, or one more when its ties do not."""
    totals = sorted((one.total for one in fit if one.application.counts), reverse=True)
    if len(totals) <= phase.first:
        return 0
    last = totals[phase.first - 1]
    return last + 1 if totals[phase.first] == last and not phase.ties_in else last


def _refuse_unmarked(call: CallRule, phase: SecondPhase, going_on: Sequence[Application]) -> None:
    """Only the order of the first phase tells who needs the marks of the second."""
    for criterion in call.criteria:
        for leaf in criterion.leaves if criterion.id in phase.criteria else ():
            if not isinstance(leaf.method, Committee):
                continue
            for one in going_on:
                if set(one.coefficients.get(leaf.id, ())) != one.assessors:
                    raise InvalidInput(f"applications: {one.id}: a coefficient for {leaf.id} is missing")
