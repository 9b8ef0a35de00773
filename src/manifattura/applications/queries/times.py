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
    if application.call.kind != CallKind.ROLLING:
        return _term(bid_of(application).round)
    rounds = list(application.call.rounds.order_by("number"))
    if application.state == ApplicationState.DRAFT:
        return session_term(rounds, database_now(), between=_takes_between(application))
    return _session(rounds, bid_of(application).round, between=_takes_between(application))


def listed_term(application: Application, moment: datetime) -> Term:
    """The same for lists: `bids__round` and `call__rounds` were read ahead."""
    row = application.bids.all()[0].round
    if application.call.kind != CallKind.ROLLING:
        return _term(row)
    rounds = sorted(application.call.rounds.all(), key=_number)
    if application.state == ApplicationState.DRAFT:
        return session_term(rounds, moment, between=_takes_between(application))
    return _session(rounds, row, between=_takes_between(application))


def session_term(rounds: Sequence[CallRound], moment: datetime, *, between: bool) -> Term:
    """Of the session that takes what arrives now: the first that is not over; when all are, the last."""
    return _session(rounds, round_in_view(rounds, moment), between=between)


def _session(rounds: Sequence[CallRound], row: CallRound, *, between: bool) -> Term:
    """`between`: what comes after one session counts for the next one, which so has no opening of its own."""
    if between:
        return Term(rounds[0].opens_at, row.deadline_at, row.deadline_inclusive, row.number)
    return _term(row)


def _takes_between(application: Application) -> bool:
    return edition_by_id(application.edition_id).between_sessions


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
