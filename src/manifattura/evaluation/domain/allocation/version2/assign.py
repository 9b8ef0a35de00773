"""Who gets which lots: rounds of asking (`course.py`), and bundles whole or not at all."""

from collections.abc import Collection, Mapping, Sequence

from manifattura.evaluation.domain.allocation.version2.course import Course, choice
from manifattura.evaluation.domain.allocation.version2.model import (
    Applicant,
    Assignment,
    Group,
    Incomplete,
    LotOrder,
    NotAsked,
    Wish,
)
from manifattura.evaluation.domain.allocation.version2.places import choose

Out = dict[Wish, tuple[str, ...]]
"""Wish that is not put forward → its lots that are not to be had (withdrawn, not admissible), none for a bundle taken out."""


def assign(
    groups: Sequence[Group], orders: Mapping[str, LotOrder], gone: Collection[tuple[str, str]]
) -> Assignment:
    """`gone` are bids withdrawn (applicant, lot), which ask for nothing.

    While a bundle gets a part of its lots only, the last of such bundles is taken out and everything begins again. Then
    each that would now be kept in all its lots is tried once more, first come first. At most two courses for each bundle.
    """
    lines = [(group, _wishes(group.members)) for group in groups]
    arrivals = {member.id: member.arrival for group in groups for member in group.members}
    out: Out = {}
    for _, wishes in lines:
        for wish in wishes:
            away = tuple(lot for lot in wish.lots if not _asks(wish.applicant, lot, orders, gone))
            if away:
                out[wish] = away

    def turn(wish: Wish) -> tuple[int, str, int]:
        return arrivals[wish.applicant], wish.applicant, wish.preference

    # Whoever asks first makes no difference: what all those without bundles do is worked out once.
    bundled = {at for at, (_, wishes) in enumerate(lines) if any(len(wish.lots) > 1 for wish in wishes)}
    without = Course(lines, orders).further(set(range(len(lines))) - bundled, out)
    course = without.further(bundled, out)
    while broken := course.broken:
        out[max(broken, key=turn)] = ()
        course = without.further(bundled, out)

    breaks: dict[Wish, tuple[str, ...]] = {}
    left = sorted((wish for wish in out if not out[wish]), key=turn)
    while (again := next((one for one in left if _can_be_had(one, out, course)), None)) is not None:
        left.remove(again)
        tried = {other: away for other, away in out.items() if other is not again}
        trial = without.further(bundled, tried)
        if trial.broken:
            breaks[again] = tuple(sorted({one.applicant for one in trial.broken}))
        else:
            out, course = tried, trial
    return _told(course, out, breaks)


def _told(course: Course, out: Out, breaks: Mapping[Wish, tuple[str, ...]]) -> Assignment:
    """The holders, and why each of the others was not put forward."""
    incomplete: dict[Wish, Incomplete] = {}
    not_asked = dict(course.not_asked)
    for wish, away in out.items():
        why = None if away else _not_asked(wish, out, course)
        if why is not None:
            not_asked[wish] = why
        else:
            incomplete[wish] = Incomplete(away or _refusing(wish, course), breaks.get(wish, ()))
    return Assignment(course.holders, incomplete, not_asked)


def _can_be_had(wish: Wish, out: Out, course: Course) -> bool:
    return _not_asked(wish, out, course) is None and not _refusing(wish, course)


def _not_asked(wish: Wish, out: Out, course: Course) -> NotAsked | None:
    """Why its applicant would not even ask for a bundle taken out, were it put back."""
    others = {other for other in out if other is not wish}
    return choice(*course.line_of(wish), course.refused, others)[1].get(wish)


def _refusing(wish: Wish, course: Course) -> tuple[str, ...]:
    """The lots that would not keep it beside, or instead of, those who hold them."""
    return tuple(
        lot
        for lot in wish.lots
        if wish.applicant not in choose(course.orders[lot], {*course.holders[lot], wish.applicant})
    )


def _asks(
    applicant: str, lot: str, orders: Mapping[str, LotOrder], gone: Collection[tuple[str, str]]
) -> bool:
    return (applicant, lot) not in gone and applicant not in orders[lot].inadmissible


def _wishes(members: Sequence[Applicant]) -> list[Wish]:
    """All wishes of linked applicants in the order in which they are put forward."""
    ordered = [(wish.preference, one.arrival, one.id, wish) for one in members for wish in one.wishes]
    return [row[-1] for row in sorted(ordered, key=lambda row: row[:3])]
