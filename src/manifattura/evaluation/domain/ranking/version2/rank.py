"""The version 2 rule from its input to its entries: score, sift, place, fund (docs/formats.md §3)."""

from collections.abc import Iterator, Sequence

from manifattura.evaluation.domain.ranking.model import Reason
from manifattura.evaluation.domain.ranking.version2.minima import Failed
from manifattura.evaluation.domain.ranking.version2.model import (
    Application,
    CallRule,
    Entry,
    LeftAs,
    Place,
    PlacedClass,
    RankingInput,
    RankingMoney,
    RankingResult,
    Scored,
    Status,
)
from manifattura.evaluation.domain.ranking.version2.order import precedence_of
from manifattura.evaluation.domain.ranking.version2.phases import judge
from manifattura.evaluation.domain.ranking.version2.rankings import Table, run
from manifattura.kernel.garbage import collected_later

GONE = {
    LeftAs.WITHDRAWN: Status.WITHDRAWN,
    LeftAs.DECLINED: Status.DECLINED,
    LeftAs.FORFEITED: Status.FORFEITED,
    LeftAs.EXCLUDED_LATE: Status.EXCLUDED_LATE,
}


def rank(ranking: RankingInput) -> RankingResult:
    """All rankings with their reasons; depends on the input alone, not even on the order of applications."""
    with collected_later():
        return _rank(ranking.call, ranking.applications)


def _rank(call: CallRule, applications: Sequence[Application]) -> RankingResult:
    # In a fixed order, so that nothing depends on the one of the document.
    ordered = sorted(applications, key=lambda one: one.id)
    passing, failing = judge(call, [one for one in ordered if one.counts])
    tables = run(call, passing)
    failing += _below_moving_thresholds(tables)
    entries = [
        *_ranked(call, tables),
        *_gone(ordered, {one.application.id: one for one in (*passing, *(scored for scored, _ in failing))}),
        *_below_threshold(failing),
        *_not_admitted(ordered),
    ]
    return RankingResult(call.id, call.precision, tuple(_money(table) for table in tables), tuple(entries))


def _money(table: Table) -> RankingMoney:
    return RankingMoney(table.rule.id, table.received, table.given, table.left, table.threshold)


def _ranked(call: CallRule, tables: Sequence[Table]) -> Iterator[Entry]:
    """Each application once, in the last ranking that placed it; where it was before comes with it."""
    before: dict[str, list[Place]] = {}
    finals: dict[str, str] = {}
    for table in tables:
        finals |= {
            member.application.id: table.rule.id for placed in table.classes for member in placed.members
        }
    for table in tables:
        for member, place in _places(call, table):
            identifier = member.application.id
            outcome = table.outcomes[identifier]
            if finals[identifier] != table.rule.id:
                before.setdefault(identifier, []).append(place)
                continue
            returned_from = tuple(before.get(identifier, ()))
            yield Entry(
                id=identifier,
                status=outcome.status,
                scored=member,
                place=place,
                returned_from=returned_from,
                requested=member.application.requested,
                granted=outcome.granted,
                reasons=(*member.notes, *_returned(returned_from), *place.reasons, *outcome.reasons),
            )


def _places(call: CallRule, table: Table) -> Iterator[tuple[Scored, Place]]:
    just_above = ""
    for placed in table.classes:
        ids = [member.application.id for member in placed.members]
        for at, member in enumerate(placed.members):
            # Ex aequo are not separated from each other: only the first of a class can carry a tie break.
            tie_break = placed.tie_break if at == 0 else None
            reasons = (
                *_turn_reasons(call, member.application),
                *_placing_reasons(tie_break, just_above, ids, at),
            )
            yield member, Place(table.rule.id, placed.position, tie_break, reasons)
        just_above = ids[-1]


def _turn_reasons(call: CallRule, application: Application) -> Iterator[Reason]:
    found = precedence_of(application, call)
    if found is not None:
        yield Reason("GOES_LAST" if found.last else "GOES_FIRST", {"flag": found.flag})


def _placing_reasons(tie_break: str | None, just_above: str, ids: Sequence[str], at: int) -> Iterator[Reason]:
    if tie_break is not None:
        yield Reason("TIE_BROKEN", {"by": tie_break, "with": just_above})
    if len(ids) > 1:
        yield Reason("EX_AEQUO", {"with": [*ids[:at], *ids[at + 1 :]]})


def _returned(places: Sequence[Place]) -> Iterator[Reason]:
    for place in places:
        yield Reason("RETURNED", {"ranking": place.ranking, "position": place.position})


def _gone(applications: Sequence[Application], scored: dict[str, Scored]) -> Iterator[Entry]:
    """Who left keeps its scores, unless the act orders to score the others without it."""
    for application in applications:
        if application.admitted and application.left is not None:
            kept = scored.get(application.id)
            reason = Reason("LEFT", {"status": application.left.status.value})
            status = GONE[application.left.status]
            yield _outside(application, status, kept, (*(kept.notes if kept else ()), reason))


def _below_threshold(failing: Sequence[Failed]) -> Iterator[Entry]:
    for scored, missed in sorted(failing, key=lambda failed: failed[0].application.id):
        if scored.application.left is None:
            reasons = (*scored.notes, *missed)
            yield _outside(scored.application, Status.BELOW_THRESHOLD, scored, reasons)


def _below_moving_thresholds(tables: Sequence[Table]) -> list[Failed]:
    """Below every moving threshold that it met: whoever found a place in the end is not among them."""
    placed = {member.application.id for table in tables for one in table.classes for member in _members(one)}
    missed: dict[str, Failed] = {}
    for table in tables:
        for scored, reasons in table.below:
            _, earlier = missed.get(scored.application.id, (scored, ()))
            missed[scored.application.id] = (scored, (*earlier, *reasons))
    return [failed for identifier, failed in missed.items() if identifier not in placed]


def _members(placed: PlacedClass) -> tuple[Scored, ...]:
    return placed.members


def _not_admitted(applications: Sequence[Application]) -> Iterator[Entry]:
    reasons = (Reason("NOT_ADMITTED", {}),)
    for application in applications:
        if not application.admitted:
            yield _outside(application, Status.NOT_ADMITTED, None, reasons)


def _outside(
    application: Application, status: Status, scored: Scored | None, reasons: tuple[Reason, ...]
) -> Entry:
    return Entry(
        id=application.id,
        status=status,
        scored=scored,
        place=None,
        returned_from=(),
        requested=None if application.asked is None else application.requested,
        granted=0,
        reasons=reasons,
    )
