"""Outages and the extensions they propose, for the office's page."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from ..models import ExtensionProposal, Heartbeat, Outage


def outages(office_ids: Collection[int] | None) -> QuerySet[Outage]:
    """All of them, the latest first, each with the proposals for the calls of these offices (None: of all)."""
    mine = ExtensionProposal.objects.select_related("round__call", "decided_by", "edition").order_by("pk")
    if office_ids is not None:
        mine = mine.filter(round__call__office_id__in=office_ids)
    return (
        Outage.objects.select_related("recorded_by")
        .prefetch_related(Prefetch("proposals", queryset=mine))
        .order_by("-started_at", "-pk")
    )


def waiting_proposals(call_id: int) -> QuerySet[ExtensionProposal]:
    """Those of one call on which nobody has decided."""
    return (
        ExtensionProposal.objects.filter(round__call_id=call_id, decided_at=None)
        .select_related("outage", "round")
        .order_by("pk")
    )


def count_waiting_proposals(office_ids: Collection[int] | None) -> int:
    """Extensions proposed for the calls of these offices (None: all) on which nobody has decided."""
    found = ExtensionProposal.objects.filter(decided_at=None)
    return (found if office_ids is None else found.filter(round__call__office_id__in=office_ids)).count()


def last_beat() -> datetime | None:
    """When the system was last known to be alive; None before its first minute."""
    return Heartbeat.objects.values_list("at", flat=True).first()
