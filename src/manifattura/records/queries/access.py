"""Requests for documents as the office, who asked, who may object and the public register read them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse

from manifattura.accounts.permissions import office_ids_of
from manifattura.calls.domain.clocks import TermKind, TermState
from manifattura.calls.queries.terms import last_terms, terms_of

from ..domain.access import AccessState
from ..models import AccessRequest, CounterInterested

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Term

SUBJECT = "access_request"
CONCERNED = "access_concerned"
MAY_OBJECT = (TermState.WAITING, TermState.RUNNING)
"""How the term of who may object stands while they may: not delivered yet, or running."""
STILL_OPEN = (AccessState.OPEN, AccessState.HEARING)


def access_requests(
    office_ids: Collection[int] | None, *, state: str = "", text: str = ""
) -> QuerySet[AccessRequest]:
    """Of these offices (None: of all), the latest first."""
    found = AccessRequest.objects.select_related("office", "call").order_by("-year", "-number", "-pk")
    if office_ids is not None:
        found = found.filter(office_id__in=office_ids)
    if state == "open":
        found = found.filter(state__in=STILL_OPEN)
    elif state:
        found = found.filter(state=state)
    if text:
        found = found.filter(Q(requester_name__icontains=text) | Q(subject__icontains=text))
    return found


def access_terms(requests: Collection[AccessRequest]) -> dict[int, Term]:
    """Request → the term to answer it, in two statements."""
    found = last_terms(TermKind.ACCESS, [(SUBJECT, str(one.pk)) for one in requests])
    return {int(pk): term for (_subject, pk), term in found.items()}


def count_open(person: Person) -> int:
    """How many requests the person's offices have still to decide."""
    return access_requests(office_ids_of(person), state="open").count()


def still_heard(request: AccessRequest) -> list[str]:
    """Codes of the applications that have not objected and still may: until then no document is given."""
    waiting = request.concerned.filter(objected_at=None).select_related("application")
    return [
        one.application.code
        for one in waiting
        if any(term.state in MAY_OBJECT for term in terms_of(CONCERNED, one.pk))
    ]


def own_requests(person: Person) -> QuerySet[AccessRequest]:
    return AccessRequest.objects.filter(requester=person).order_by("-pk")


def public_register() -> QuerySet[AccessRequest]:
    """Decided requests, the latest first: number, kind, subject without names, days, outcome."""
    return (
        AccessRequest.objects.filter(state=AccessState.DECIDED)
        .only("number", "year", "kind", "public_subject", "received_on", "decided_at", "outcome")
        .order_by("-decided_at", "-pk")
    )


def concerned_of(person_leads: Collection[int], pk: int) -> CounterInterested | None:
    """The entry of this id, for people who act for one of these firms."""
    return (
        CounterInterested.objects.select_related("request", "application__lead")
        .filter(pk=pk, application__lead_id__in=person_leads)
        .first()
    )


def office_address(request: AccessRequest) -> str:
    return reverse("records:access_office_detail", args=[request.pk])


def own_address(request: AccessRequest) -> str:
    return reverse("records:access_detail", args=[request.pk])


def objection_address(concerned: CounterInterested) -> str:
    return reverse("records:access_object", args=[concerned.pk])
