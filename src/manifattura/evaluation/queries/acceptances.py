"""Requests to accept the grant: those that wait, their terms, how they ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from manifattura.calls.domain.clocks import TermState
from manifattura.calls.queries.terms import term as term_by_id
from manifattura.calls.queries.terms import terms_with_ids
from manifattura.kernel.clock import ROME, database_now

from ..domain.acceptances import Given
from ..domain.states import AcceptanceOutcome
from ..models import Acceptance

if TYPE_CHECKING:
    from manifattura.applications.models import Application
    from manifattura.calls.models import CallRound, Term

TERM_SUBJECT = "acceptance"


@dataclass(frozen=True)
class Request:
    """A request with its term; `is_over`: the last day has passed and nobody has answered."""

    acceptance: Acceptance
    term: Term | None
    today: date

    @property
    def due_on(self) -> date | None:
        return self.term.due_on if self.term else None

    @property
    def waits(self) -> bool:
        return not self.acceptance.outcome

    @property
    def is_over(self) -> bool:
        if not self.waits or self.term is None or self.term.due_on is None:
            return False
        stopped = self.term.state_on(self.today) is TermState.SUSPENDED
        return not stopped and self.today > self.term.due_on


def city_day() -> date:
    """Today in the city, by the database's clock."""
    return database_now().astimezone(ROME).date()


def request_of(acceptance: Acceptance) -> Request:
    return Request(acceptance, term_by_id(acceptance.term_id) if acceptance.term_id else None, city_day())


def requests(acceptances: Iterable[Acceptance]) -> list[Request]:
    """Many at once: the terms in one statement."""
    listed, today = list(acceptances), city_day()
    terms = terms_with_ids(one.term_id for one in listed if one.term_id)
    return [Request(one, terms.get(one.term_id or 0), today) for one in listed]


def acceptances_of(round: CallRound) -> QuerySet[Acceptance]:
    """Of one session, the latest of each application first in the list of its applicant."""
    return (
        Acceptance.objects.filter(ranking__round_id=round.pk)
        .select_related("application__lead", "application__submission", "decided_by", "ranking")
        .defer("ranking__input_document", "ranking__result_document", "ranking__changes")
        .order_by("application__submission__received_at", "application__submission__arrival", "-pk")
    )


def overdue_by_session(office_ids: Collection[int] | None) -> list[tuple[int, str, int, int]]:
    """Call, its title, number of the session and how many requests nobody answered in their term."""
    waiting = Acceptance.objects.filter(outcome="").exclude(term_id=None)
    if office_ids is not None:
        waiting = waiting.filter(application__call__office_id__in=office_ids)
    rows = waiting.select_related("ranking__round", "ranking__call").defer(
        "ranking__input_document", "ranking__result_document", "ranking__changes"
    )
    over = Counter(
        (
            one.acceptance.ranking.call_id,
            one.acceptance.ranking.call.title,
            one.acceptance.ranking.round.number,
        )
        for one in requests(rows)
        if one.is_over
    )
    return [(*session, n) for session, n in sorted(over.items(), key=lambda row: (row[0][1], row[0]))]


def latest_acceptance(application: Application) -> Acceptance | None:
    """The request that counts now: superseded ones are history."""
    return (
        Acceptance.objects.filter(application_id=application.pk)
        .exclude(outcome=AcceptanceOutcome.SUPERSEDED)
        .order_by("-pk")
        .first()
    )


def waiting_amounts(round_id: int) -> dict[int, Given]:
    """Application → what its request that waits is about."""
    return _amounts(round_id, "")


def accepted_amounts(round_id: int) -> dict[int, Given]:
    """Application → what was accepted, of those still in."""
    return _amounts(round_id, AcceptanceOutcome.ACCEPTED)


def _amounts(round_id: int, outcome: str) -> dict[int, Given]:
    rows = Acceptance.objects.filter(
        ranking__round_id=round_id, outcome=outcome, application__departure=None
    ).order_by("pk")
    return {key: (amount, lots) for key, amount, lots in rows.values_list("application_id", "amount", "lots")}
