"""Where a session is after its deadline: the facts behind its phases, read in few statements for one call or many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from manifattura.applications.queries.applications import count_live
from manifattura.calls.domain.grid_facts import committee_criteria
from manifattura.calls.domain.states import CallKind, CallState
from manifattura.calls.queries.editions import current_edition, editions
from manifattura.calls.queries.rounds import deadline_passed, round_of, rounds_of_calls
from manifattura.kernel.clock import database_now

from ..domain.phases import Phase, Progress, phase_of
from ..domain.readiness import Standing, must_be_replaced, obstacle_of
from ..domain.states import ReviewState
from ..models import (
    CommitteeMember,
    ConflictDeclaration,
    EnvelopeOpening,
    FormalReview,
    Review,
    SittingBid,
)
from .committees import count_to_score

if TYPE_CHECKING:
    from manifattura.calls.models import Call, CallRound

ADMITTED = Q(state=ReviewState.ADMITTED)
DECIDED = Q(state__in=(ReviewState.ADMITTED, ReviewState.NOT_ADMITTED))

NONE = (0, 0, 0)
"""Reviews, decided, admitted of a session that has none."""


@dataclass(frozen=True)
class SessionProgress:
    """A session with the facts of its phases; `is_to_come` until it opens."""

    call: Call
    round: CallRound
    progress: Progress
    is_to_come: bool

    @property
    def phase(self) -> Phase:
        return phase_of(self.progress)


def progress_of(call: Call, round: CallRound | None = None) -> Progress:
    """The facts of one session (`round` None: of the only one), judged by the database's clock."""
    session = round_of(call, round)
    return next(one for one in sessions_progress([call]) if one.round.pk == session.pk).progress


def sessions_progress(calls: Sequence[Call]) -> list[SessionProgress]:
    """The sessions of each call in order; the number of statements grows only with sessions that are scored now."""
    ids = [call.pk for call in calls]
    moment = database_now()
    by_id = {call.pk: call for call in calls}
    reviews = {
        row["phase__round_id"]: (row["all"], row["decided"], row["admitted"])
        for row in Review.objects.filter(phase__call_id__in=ids, application__is_live=True)
        .order_by()
        .values("phase__round_id")
        .annotate(all=Count("pk"), decided=Count("pk", filter=DECIDED), admitted=Count("pk", filter=ADMITTED))
    }
    closed = set(
        FormalReview.objects.filter(call_id__in=ids, closed_at__isnull=False).values_list(
            "round_id", flat=True
        )
    )
    silent, to_replace = _members(calls)
    computed, unopened = _computed(calls), _unopened(calls)
    sitting = set(_examined_now(ids).values_list("bid__round_id", flat=True))
    return [
        SessionProgress(
            call=by_id[session.call_id],
            round=session,
            is_to_come=moment < session.opens_at,
            progress=Progress(
                state=CallState(session.state),
                deadline_passed=deadline_passed(session, moment),
                reviews=reviews.get(session.pk, NONE)[0],
                reviews_decided=reviews.get(session.pk, NONE)[1],
                review_closed=session.pk in closed,
                committee_appointed=session.call_id in silent,
                without_committee=session.call_id in computed,
                none_admitted=session.state == CallState.IN_EVALUATION
                and not reviews.get(session.pk, NONE)[2],
                members_undeclared=silent.get(session.call_id, 0),
                members_to_replace=to_replace.get(session.call_id, 0),
                sitting_open=session.pk in sitting,
                bids_to_score=count_to_score(session.call_id, session)
                if session.state == CallState.IN_EVALUATION
                else 0,
                stopped=by_id[session.call_id].state in STOPPED,
                always_open=by_id[session.call_id].kind == CallKind.REGISTER,
                envelopes_closed=session.call_id in unopened,
            ),
        )
        for session in rounds_of_calls(ids)
    ]


def _computed(calls: Sequence[Call]) -> set[int]:
    """Calls whose grid leaves nothing to a committee."""
    published = {call.pk: call.current_edition_id for call in calls if call.current_edition_id is not None}
    known = editions(published.values())
    return {pk for pk, edition_id in published.items() if not committee_criteria(known[edition_id].grid)}


def _unopened(calls: Sequence[Call]) -> set[int]:
    """Calls with sealed answers that nobody has opened yet; no statement where no call seals anything."""
    sealing = {call.pk for call in calls if call.sealing_key}
    if not sealing:
        return set()
    opened = EnvelopeOpening.objects.filter(call_id__in=sealing)
    return sealing.difference(opened.values_list("call_id", flat=True))


ENDED = (CallState.REVOKED, CallState.CONCLUDED)
STOPPED = (CallState.SUSPENDED, *ENDED)


def _examined_now(call_ids: Sequence[int]) -> QuerySet[SittingBid]:
    """What the open sittings of these calls examine."""
    return SittingBid.objects.filter(
        sitting__committee__call_id__in=call_ids,
        sitting__opened_at__isnull=False,
        sitting__closed_at=None,
        sitting__annulled_at=None,
        stands=True,
    )


def _members(calls: Sequence[Call]) -> tuple[dict[int, int], dict[int, int]]:
    """Call id → members who have still to accept or declare; call id → members whose seat somebody else must take."""
    silent: dict[int, int] = {}
    replaced: dict[int, int] = {}
    rules = {call.pk: current_edition(call).committee_rule.recusal for call in calls}
    conflict = ConflictDeclaration.objects.filter(member=OuterRef("pk"), has_conflict=True)
    said = ConflictDeclaration.objects.filter(
        member=OuterRef(OuterRef("pk")), application=OuterRef("application")
    )
    # the admitted of a session that reaches the committee are new to members who declared on an earlier one
    unsaid = Review.objects.filter(
        ~Exists(said),
        phase__call=OuterRef("committee__call"),
        phase__closed_at__isnull=False,
        phase__round__state=CallState.IN_EVALUATION,
        state=ReviewState.ADMITTED,
        application__is_live=True,
    )
    for member in (
        CommitteeMember.objects.filter(committee__call__in=calls, left_at=None)
        .annotate(in_conflict=Exists(conflict), unsaid=Exists(unsaid), call_id=F("committee__call_id"))
        .values("call_id", "accepted_at", "declined_at", "conflicts_declared_at", "in_conflict", "unsaid")
    ):
        call_id = member["call_id"]
        silent.setdefault(call_id, 0)
        standing = Standing(
            name="",
            accepted=member["accepted_at"] is not None,
            declined=member["declined_at"] is not None,
            declared=member["conflicts_declared_at"] is not None and not member["unsaid"],
            in_conflict=member["in_conflict"],
        )
        if must_be_replaced(standing, rules[call_id]):
            replaced[call_id] = replaced.get(call_id, 0) + 1
        elif obstacle_of(standing, rules[call_id]) is not None:
            silent[call_id] += 1
    return silent, replaced


def received(round: CallRound) -> int:
    """How many applications of the session count."""
    return count_live(round.call_id, round.pk)


def due_soon(calls: Sequence[Call]) -> list[FormalReview]:
    """Open formal reviews of these calls, the nearest term first; in a register each application has its own."""
    return list(
        FormalReview.objects.filter(call__in=calls, closed_at=None)
        .exclude(call__kind=CallKind.REGISTER)
        .select_related("call", "round")
        .order_by("due_on")
    )
