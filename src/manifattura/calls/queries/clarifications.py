"""Questions and answers about a call, as its page, its office and who asked read them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from ..models import Call, Clarification

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

WAITING = Q(published_at=None, declined_at=None)


def published_clarifications(slug: str) -> QuerySet[Clarification]:
    """What everybody reads, the latest first: never who asked, never what they wrote."""
    return (
        Clarification.objects.filter(call__slug=slug, published_at__isnull=False)
        .only("number", "question", "answer", "published_at")
        .order_by("-number")
    )


def clarifications_of(call: Call) -> QuerySet[Clarification]:
    """All of a call for its office, those that wait first."""
    return (
        Clarification.objects.filter(call=call)
        .select_related("asked_by", "answered_by")
        .annotate(waits=Count("pk", filter=WAITING))
        .order_by("-waits", "-pk")
    )


def asked_by(person: Person, call: Call) -> QuerySet[Clarification]:
    """What this person asked about the call."""
    return Clarification.objects.filter(call=call, asked_by=person).order_by("-pk")


def waiting_by_call(office_ids: Collection[int] | None) -> list[tuple[int, str, int]]:
    """Id and title of each call with questions that wait, and how many, for these offices (None: all)."""
    found = Clarification.objects.filter(WAITING)
    if office_ids is not None:
        found = found.filter(call__office_id__in=office_ids)
    counted = (
        found.values("call_id", "call__title").annotate(n=Count("pk")).order_by("call__title", "call_id")
    )
    return list(counted.values_list("call_id", "call__title", "n"))


def waiting_of(call: Call) -> int:
    """Questions about this call without an answer."""
    return Clarification.objects.filter(WAITING, call=call).count()


def clarification(pk: int) -> Clarification:
    """One of them; DoesNotExist when there is none."""
    return Clarification.objects.select_related("call").get(pk=pk)


def public_address(call: Call) -> str:
    return reverse("calls:clarifications", args=[call.slug])


def office_address(call: Call) -> str:
    return reverse("calls:office_clarifications", args=[call.pk])
