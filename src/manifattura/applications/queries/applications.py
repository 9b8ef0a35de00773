"""Applications as others need them: those that count, the frozen content, the files, the bid."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from manifattura.calls.domain.states import CallKind
from manifattura.organisations.queries.organisations import organisations_of

from ..domain.arrival_order import Arrival, in_order_of_arrival
from ..domain.channels import Channel
from ..domain.states import LIVE_STATES, WITH_MONEY, ApplicationState, may_give_way
from ..models import Application, Attachment, Bid

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


NUMBER = re.compile(r"0*(\d{1,9})/(\d{4})")
BEING_ENTERED = Q(state=ApplicationState.DRAFT) & ~Q(channel=Channel.ONLINE)
"""What an officer is typing from paper or certified mail: the applicant does not see it yet."""

ARRIVED = ("submission__received_at", "submission__arrival")
"""Lists in order of arrival: what an officer entered stands where its proof puts it, not where it was typed."""


def live_applications(call_id: int) -> QuerySet[Application]:
    """Sent and not withdrawn, in order of arrival."""
    return (
        Application.objects.filter(call_id=call_id, is_live=True, state__in=LIVE_STATES)
        .select_related("submission", "lead")
        .order_by(*ARRIVED)
    )


def sent_applications(application_ids: Collection[int]) -> QuerySet[Application]:
    """These applications with what was sent, also when they were withdrawn since."""
    return (
        Application.objects.filter(pk__in=application_ids)
        .select_related("submission", "lead")
        .order_by(*ARRIVED)
    )


def places_by_arrival(applications: Iterable[Application]) -> dict[int, int]:
    """Application id → 1 for the first that arrived among these, 2 for the next…; their submissions are loaded."""
    by_number = {one.submission.arrival: one for one in applications}
    ordered = in_order_of_arrival(
        Arrival(number, one.submission.received_at, one.channel != Channel.ONLINE)
        for number, one in by_number.items()
    )
    return {by_number[one.number].pk: place for place, one in enumerate(ordered, start=1)}


def application_by_code(code: str) -> Application | None:
    """The application with this public code, with what its pages show."""
    return (
        Application.objects.select_related("submission", "lead", "call__office", "edition", "created_by")
        .filter(code=code.upper())
        .first()
    )


def application_in_call(call_id: int, number: str) -> Application | None:
    """By its registration number ("0000012/2026", also without the zeros) or its code, among those of a call."""
    match = NUMBER.fullmatch(number.strip())
    which = (
        Q(submission__registration_number=int(match[1]), submission__registration_year=int(match[2]))
        if match
        else Q(code=number.strip().upper())
    )
    found = Application.objects.select_related("submission", "lead", "call__office")
    return found.filter(which, call_id=call_id).first()


def application_by_id(application_id: int) -> Application | None:
    return (
        Application.objects.select_related("submission", "lead", "call__office")
        .filter(pk=application_id)
        .first()
    )


def applications_of(person: Person) -> QuerySet[Application]:
    """Every application of the firms the person works for, the newest first."""
    return (
        Application.objects.filter(lead__in=organisations_of(person))
        .exclude(BEING_ENTERED)
        .select_related("submission", "lead", "call", "edition")
        .order_by("-id")
    )


def payload_of(application: Application) -> dict[str, Any]:
    """The frozen content of a sent application; raises when it was never sent."""
    payload: dict[str, Any] = json.loads(application.submission.payload)
    return payload


def attachments_of(application: Application) -> QuerySet[Attachment]:
    """Files given with the application, those removed while it was a draft apart."""
    return application.attachments.filter(removed_at=None)


def bid_of(application: Application) -> Bid:
    """The application within its round and lot (one while calls have one lot)."""
    return application.bids.select_related("round", "lot").order_by("id")[0]


def draft_of(call_id: int, organisation_id: int) -> Application | None:
    """The one draft of this firm for this call."""
    return Application.objects.filter(
        call_id=call_id, lead_id=organisation_id, state=ApplicationState.DRAFT, channel=Channel.ONLINE
    ).first()


def live_of(call_id: int, organisation_id: int) -> Application | None:
    """The one application of this firm that counts for this call; those that gave way to it apart."""
    return (
        Application.objects.select_related("submission", "call")
        .filter(call_id=call_id, lead_id=organisation_id, is_live=True, gave_way=False)
        .first()
    )


def gives_way(application: Application) -> bool:
    """Whether the firm may send another without touching this one: its session is over and gave it nothing."""
    return may_give_way(application.state, bid_of(application).round.state, application.call.kind)


def counts(application: Application) -> bool:
    """Whether a new application of the same firm would have to replace this one."""
    return application.is_live and not (application.call.kind == CallKind.ROLLING and gives_way(application))


def in_the_way(call_id: int, organisation_id: int) -> Application | None:
    """The application of this firm that a new one would have to replace."""
    live = live_of(call_id, organisation_id)
    return None if live is None or gives_way(live) else live


def later_applications(application_ids: Collection[int]) -> dict[int, Application]:
    """Of those that gave way to another of the same firm and call: id → the other one, while it counts."""
    if not application_ids:
        return {}
    earlier = Application.objects.filter(pk__in=application_ids, is_live=True, gave_way=True)
    pairs = {(one.call_id, one.lead_id): one.pk for one in earlier}
    others = (
        Application.objects.filter(_of_any(pairs), is_live=True, gave_way=False)
        .select_related("lead", "submission")
        .defer("submission__payload")
    )
    return {pairs[one.call_id, one.lead_id]: one for one in others}


def financed_with_another(office_ids: Collection[int] | None) -> list[tuple[Application, Application]]:
    """Firms that have money from one application while a later one of the same call still counts: both, by firm."""
    earlier = (
        Application.objects.filter(is_live=True, gave_way=True, state__in=WITH_MONEY)
        .select_related("lead", "call")
        .order_by("lead__name", "pk")
    )
    if office_ids is not None:
        earlier = earlier.filter(call__office_id__in=office_ids)
    found = list(earlier)
    others = later_applications([one.pk for one in found])
    return [(one, others[one.pk]) for one in found if one.pk in others]


def _of_any(pairs: Collection[tuple[int, int]]) -> Q:
    wanted = Q(pk__in=())
    for call_id, lead_id in pairs:
        wanted |= Q(call_id=call_id, lead_id=lead_id)
    return wanted


def count_live(call_id: int, round_id: int | None = None) -> int:
    """How many applications count for the call, or for one session of it."""
    found = Application.objects.filter(call_id=call_id, is_live=True)
    return (found if round_id is None else found.filter(bids__round_id=round_id)).count()
