"""Where a call is after its deadline: the facts behind its phases, read in few statements for one call or many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q

from manifattura.applications.queries.applications import count_live
from manifattura.calls.domain.states import CallState, is_before_deadline
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.clock import database_now

from ..domain.phases import Progress
from ..domain.readiness import Standing, must_be_replaced, obstacle_of
from ..domain.states import ReviewState
from ..models import CommitteeMember, ConflictDeclaration, FormalReview, Review, Sitting
from .committees import count_to_score

if TYPE_CHECKING:
    from datetime import datetime

    from manifattura.calls.models import Call

DECIDED = Q(state__in=(ReviewState.ADMITTED, ReviewState.NOT_ADMITTED))


def progress_of(call: Call) -> Progress:
    """The facts of one call, judged by the database's clock."""
    return progress_of_calls([call])[call.pk]


def progress_of_calls(calls: Sequence[Call]) -> dict[int, Progress]:
    """The facts of each call; the number of statements grows only with calls that a committee scores now."""
    ids = [call.pk for call in calls]
    moment = database_now()
    reviews = {
        row["application__call_id"]: (row["all"], row["decided"])
        for row in Review.objects.filter(application__call_id__in=ids)
        .order_by()
        .values("application__call_id")
        .annotate(all=Count("pk"), decided=Count("pk", filter=DECIDED))
    }
    closed = set(
        FormalReview.objects.filter(call_id__in=ids, closed_at__isnull=False).values_list(
            "call_id", flat=True
        )
    )
    silent, to_replace = _members(calls)
    sitting = set(
        Sitting.objects.filter(
            committee__call_id__in=ids, opened_at__isnull=False, closed_at=None, annulled_at=None
        ).values_list("committee__call_id", flat=True)
    )
    return {
        call.pk: Progress(
            state=CallState(call.state),
            deadline_passed=deadline_passed(call, moment),
            reviews=reviews.get(call.pk, (0, 0))[0],
            reviews_decided=reviews.get(call.pk, (0, 0))[1],
            review_closed=call.pk in closed,
            committee_appointed=call.pk in silent,
            members_undeclared=silent.get(call.pk, 0),
            members_to_replace=to_replace.get(call.pk, 0),
            sitting_open=call.pk in sitting,
            bids_to_score=count_to_score(call.pk) if call.state == CallState.IN_EVALUATION else 0,
        )
        for call in calls
    }


def _members(calls: Sequence[Call]) -> tuple[dict[int, int], dict[int, int]]:
    """Call id → members who have still to accept or declare; call id → members whose seat somebody else must take."""
    silent: dict[int, int] = {}
    replaced: dict[int, int] = {}
    rules = {call.pk: current_edition(call).committee_rule.recusal for call in calls}
    conflict = ConflictDeclaration.objects.filter(member=OuterRef("pk"), has_conflict=True)
    for member in (
        CommitteeMember.objects.filter(committee__call__in=calls, left_at=None)
        .annotate(in_conflict=Exists(conflict), call_id=F("committee__call_id"))
        .values("call_id", "accepted_at", "declined_at", "conflicts_declared_at", "in_conflict")
    ):
        call_id = member["call_id"]
        silent.setdefault(call_id, 0)
        standing = Standing(
            name="",
            accepted=member["accepted_at"] is not None,
            declined=member["declined_at"] is not None,
            declared=member["conflicts_declared_at"] is not None,
            in_conflict=member["in_conflict"],
        )
        if must_be_replaced(standing, rules[call_id]):
            replaced[call_id] = replaced.get(call_id, 0) + 1
        elif obstacle_of(standing, rules[call_id]) is not None:
            silent[call_id] += 1
    return silent, replaced


def deadline_passed(call: Call, moment: datetime) -> bool:
    timetable = current_edition(call).timetable
    return not is_before_deadline(moment, timetable.deadline_at, inclusive=timetable.deadline_inclusive)


def received(call: Call) -> int:
    """How many applications count."""
    return count_live(call.pk)


def due_soon(calls: Sequence[Call]) -> list[FormalReview]:
    """Open formal reviews of these calls, the nearest term first."""
    return list(
        FormalReview.objects.filter(call__in=calls, closed_at=None).select_related("call").order_by("due_on")
    )
