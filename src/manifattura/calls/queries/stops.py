"""Suspensions and revocations of a call, and the session that a suspension found open."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from ..domain.states import CallState, is_before_deadline
from ..models import Call, CallRound, CallStop


def stops_of(call_id: int) -> QuerySet[CallStop]:
    """All of them, the latest first."""
    return CallStop.objects.filter(call_id=call_id).order_by("-pk")


def public_stops(slug: str) -> list[CallStop]:
    """What the call's page tells of its suspensions and revocation, the latest first."""
    return list(CallStop.objects.filter(call__slug=slug).order_by("-pk"))


def moments_of(stops: list[CallStop]) -> list[datetime]:
    """When the call stopped, and when it went on."""
    return [at for one in stops for at in (one.stopped_at, one.resumed_at) if at is not None]


def stop(pk: int) -> CallStop:
    """One of them with its call; DoesNotExist when there is none."""
    return CallStop.objects.select_related("call", "stopped_by").get(pk=pk)


def session_that_was_open(call: Call, stop: CallStop) -> CallRound | None:
    """The session not yet over when the call was suspended; None when it was receiving no more."""
    if stop.state_before != CallState.PUBLISHED:
        return None
    sessions = call.rounds.filter(state=CallState.PUBLISHED).order_by("number")
    return next(
        (
            one
            for one in sessions
            if is_before_deadline(stop.stopped_at, one.deadline_at, inclusive=one.deadline_inclusive)
        ),
        None,
    )


def proposed_deadline(session: CallRound, stop: CallStop, moment: datetime) -> datetime:
    """The deadline moved by as long as the call has stood still, up to the next whole hour."""
    lost = max(moment - max(stop.stopped_at, session.opens_at), timedelta(0))
    moved = session.deadline_at + lost
    whole = moved.replace(minute=0, second=0, microsecond=0)
    return whole if whole == moved else whole + timedelta(hours=1)
