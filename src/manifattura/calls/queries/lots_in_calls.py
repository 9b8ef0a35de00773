"""Which spaces stand as lots in a call that is open or being decided."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.states import PUBLIC_STATES, CallState
from ..models import Call
from .editions import current_edition

RUNNING = PUBLIC_STATES - {CallState.REVOKED, CallState.CONCLUDED}


@dataclass(frozen=True)
class LotPlace:
    """The call, and what the lot is called there."""

    slug: str
    title: str
    lot: str


def spaces_in_calls() -> dict[str, LotPlace]:
    """Code of a space as the office writes it → where it is a lot now; of two calls the one published last."""
    found: dict[str, LotPlace] = {}
    calls = Call.objects.filter(
        state__in=RUNNING, gives_money=False, current_edition__isnull=False
    ).select_related("current_edition")
    for call in calls.order_by("current_edition__published_at"):
        edition = current_edition(call)
        if edition.allocation is not None:
            for lot in edition.allocation.lots:
                if lot.space:
                    found[lot.space] = LotPlace(call.slug, edition.texts.title, lot.title)
    return found
