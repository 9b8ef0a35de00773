"""Observations on a provisional ranking: those of an applicant, those that wait, until when they come in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet

from manifattura.applications.domain.arrivals import About
from manifattura.applications.queries.later_arrivals import arrivals_about
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.queries.terms import terms_of

from ..models import Observation, Ranking

if TYPE_CHECKING:
    from manifattura.applications.models import Application
    from manifattura.calls.models import CallRound

TERM_SUBJECT = "ranking"


def observations_of(round: CallRound) -> QuerySet[Observation]:
    """Of one session, by number, with their answers and files."""
    return (
        Observation.objects.filter(ranking__round_id=round.pk)
        .select_related(
            "application__lead", "application__submission", "sent_by", "answer__answered_by", "ranking"
        )
        .defer("ranking__input_document", "ranking__result_document", "ranking__changes")
        .prefetch_related("files")
        .order_by("number")
    )


def with_arrivals(found: Iterable[Observation]) -> list[Observation]:
    """Each knows its `arrival`, if it came on paper or by certified mail; one statement for all."""
    listed = list(found)
    rows = arrivals_about(About.OBSERVATION, [one.pk for one in listed]) if listed else {}
    for one in listed:
        one.arrival = rows.get(str(one.pk))
    return listed


def own_observations(application: Application) -> QuerySet[Observation]:
    return (
        Observation.objects.filter(application_id=application.pk)
        .select_related("answer", "sent_by")
        .prefetch_related("files")
        .order_by("number")
    )


def unanswered(round: CallRound) -> int:
    """How many wait for an answer: the final ranking waits for them."""
    return Observation.objects.filter(ranking__round_id=round.pk, answer=None).count()


def unanswered_by_session(office_ids: Collection[int] | None) -> list[tuple[int, str, int, int]]:
    """Call, its title, number of the session and how many wait there, for these offices (None: all)."""
    found = Observation.objects.filter(answer=None)
    if office_ids is not None:
        found = found.filter(call__office_id__in=office_ids)
    session = ("call_id", "call__title", "ranking__round__number")
    counted = found.values(*session).annotate(n=Count("pk")).order_by("call__title", *session)
    return list(counted.values_list(*session, "n"))


def observations_end(ranking: Ranking) -> date | None:
    """The last day to send observations on this version; a suspension of the term moves it."""
    if ranking.observations_until is None:
        return None
    terms = [one for one in terms_of(TERM_SUBJECT, ranking.pk) if one.kind == TermKind.OBSERVATIONS]
    return terms[-1].due_on if terms else ranking.observations_until


def public_answers(round: CallRound) -> list[dict[str, Any]]:
    """As a version lists them: by number, without names."""
    return [
        {"number": one.number, "accepted": one.answer.accepted, "text": one.answer.text}
        for one in observations_of(round)
        if hasattr(one, "answer")
    ]
