"""What happened between a published version and the next: the reasons of the rows that change."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..domain.changes import Cause, Events
from ..models import ObservationAnswer
from .departures import since_version

if TYPE_CHECKING:
    from ..models import Ranking
    from .candidates import Ranked


def events_since(ranked: Ranked, previous: Ranking, *, drawn: bool, added_budget: Decimal) -> Events:
    """Accepted observations and departures of the applications, what touches everybody: money, rescoring, draw."""
    since = since_version(ranked.round, previous)
    observed = ObservationAnswer.objects.filter(
        observation__ranking__round_id=ranked.round.pk, accepted=True, answered_at__gt=previous.published_at
    ).values_list("observation__application_id", flat=True)
    own: dict[int, Cause] = {**dict.fromkeys(observed, Cause.OBSERVATION), **since.own}
    codes = {bid.application_id: code for code, bid in ranked.bids.items()}
    return Events(
        own={codes[key]: cause for key, cause in own.items() if key in codes},
        rescored=since.rescored,
        freed=since.freed > 0,
        more_money=added_budget > previous.added_budget,
        drawn=drawn and not previous.draw_seed,
    )
