"""Opening and deadline of an application's session, judged by the database's clock (DESIGN §10.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from manifattura.calls.domain.states import CallKind, is_before_deadline
from manifattura.calls.domain.unfinished import NO_END
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel.clock import database_now

from ..domain.states import ApplicationState
from ..models import Application
from .applications import bid_of

if TYPE_CHECKING:
    from manifattura.calls.models import CallRound


@dataclass(frozen=True)
class Term:
    """When the session of an application opens and ends; `number` says which one it is."""

    opens_at: datetime
    deadline_at: datetime
    inclusive: bool
    number: int = 1

    @property
    def shown_deadline(self) -> datetime | None:
        """What pages write; None for a register, which never ends."""
        return None if self.deadline_at >= NO_END else self.deadline_at

    @property
    def ends_before(self) -> datetime:
        """The first instant that is too late: terms are judged to the second."""
        return self.deadline_at + timedelta(seconds=1) if self.inclusive else self.deadline_at

    def is_over(self, moment: datetime) -> bool:
        return not is_before_deadline(moment, self.deadline_at, inclusive=self.inclusive)

    def is_open(self, moment: datetime) -> bool:
        return self.opens_at <= moment and not self.is_over(moment)


def term_of(application: Application) -> Term:
    """The term of the session that the application is in; of a draft, that of the session it would be sent to now."""
    if application.state == ApplicationState.DRAFT and application.call.kind == CallKind.ROLLING:
        return draft_term(application, list(application.call.rounds.order_by("number")), database_now())
    return _term(bid_of(application).round)


def listed_term(application: Application, moment: datetime) -> Term:
    """The same for lists: `bids__round` and `call__rounds` were read ahead."""
    if application.state == ApplicationState.DRAFT and application.call.kind == CallKind.ROLLING:
        return draft_term(application, sorted(application.call.rounds.all(), key=_number), moment)
    return _term(application.bids.all()[0].round)


def draft_term(application: Application, rounds: Sequence[CallRound], moment: datetime) -> Term:
    """A draft waits for the first session that is not over; when all are, it stays with the last."""
    return session_term(rounds, moment, between=edition_by_id(application.edition_id).between_sessions)


def session_term(rounds: Sequence[CallRound], moment: datetime, *, between: bool) -> Term:
    """Of the session that takes what arrives now; `between`: after one session it counts for the next one."""
    seen = round_in_view(rounds, moment)
    if between:
        return Term(rounds[0].opens_at, seen.deadline_at, seen.deadline_inclusive, seen.number)
    return _term(seen)


def round_in_view(rounds: Sequence[CallRound], moment: datetime) -> CallRound:
    """The first that still receives or will; else the last."""
    for one in rounds:
        if is_before_deadline(moment, one.deadline_at, inclusive=one.deadline_inclusive):
            return one
    return rounds[-1]


def is_in_time(application: Application) -> bool:
    """Whether the term is still running now, by the database's clock."""
    return term_of(application).is_open(database_now())


def _term(row: CallRound) -> Term:
    return Term(row.opens_at, row.deadline_at, row.deadline_inclusive, row.number)


def _number(row: CallRound) -> int:
    return row.number
