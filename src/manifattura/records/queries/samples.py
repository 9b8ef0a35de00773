"""Checks by sample of a call, and whose codes take part in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from manifattura.applications.queries.applications import live_applications

from ..domain.states import STATES_OF, CheckResult, Population
from ..models import CheckedApplication, SampleCheck

if TYPE_CHECKING:
    from manifattura.applications.models import Application
    from manifattura.calls.models import Call, CallRound


def codes_of(session: CallRound, population: Population) -> list[str]:
    """The neutral codes that take part, sorted."""
    found = live_applications(session.call_id).filter(
        bids__round_id=session.pk, state__in=STATES_OF[population]
    )
    return sorted(set(found.values_list("code", flat=True)))


def applications_by_code(call_id: int, codes: list[str]) -> dict[str, Application]:
    """The applications of a call with these codes."""
    return {one.code: one for one in live_applications(call_id).filter(code__in=codes)}


def samples_of(call: Call) -> QuerySet[SampleCheck]:
    """The checks of a call, the latest first, with how many are under check, done and untrue."""
    return (
        SampleCheck.objects.filter(call=call)
        .select_related("announced_by", "drawn_by", "round")
        .annotate(
            under_check=Count("checked"),
            done=Count("checked", filter=~Q(checked__result="")),
            untrue=Count("checked", filter=Q(checked__result=CheckResult.FALSE)),
        )
        .order_by("-pk")
    )


def public_samples(slug: str) -> QuerySet[SampleCheck]:
    """What everybody reads of the checks of a call: lists, seeds, and outcomes in figures only."""
    return (
        SampleCheck.objects.filter(call__slug=slug)
        .annotate(
            under_check=Count("checked"),
            done=Count("checked", filter=~Q(checked__result="")),
            untrue=Count("checked", filter=Q(checked__result=CheckResult.FALSE)),
        )
        .order_by("-pk")
    )


def checked_of(sample: SampleCheck) -> QuerySet[CheckedApplication]:
    """What is under check, by code."""
    return (
        CheckedApplication.objects.filter(sample=sample)
        .select_related("application__lead", "checked_by")
        .order_by("application__code")
    )
