"""What the de minimis ceiling leaves to who signs: window, ceiling, aid of agreements signed here with the single undertaking."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from manifattura.kernel.money import ZERO, money_text
from manifattura.kernel.parameters import legal_parameter
from manifattura.organisations.queries.linked_groups import single_undertaking

from ..domain.agreements import PUBLISHED
from ..domain.aid_in_kind import AidCheck, Verdict, window_start
from ..models import Agreement

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class AidLimits:
    """On the day of the grant. `here`: agreements of the window, with this firm or one linked to it."""

    starts_on: date
    on: date
    ceiling: Decimal
    here: Sequence[Agreement]

    @property
    def granted_here(self) -> Decimal:
        return self.without(())

    def without(self, codes: Collection[str]) -> Decimal:
        """What was granted here by agreements that are not among these."""
        return sum((one.aid_equivalent or ZERO for one in self.here if one.code not in codes), ZERO)


def undertaking_of(agreement: Agreement) -> frozenset[int]:
    """Ids of the organisations that count as one undertaking with who signs; none where nobody is registered."""
    return single_undertaking(agreement.organisation_id) if agreement.organisation_id else frozenset()


def aid_limits(agreement: Agreement, on: date) -> AidLimits:
    """The aid counts on the day it is granted: the signature. What was granted after `on` counts too: both days have this ceiling."""
    starts_on = window_start(on, legal_parameter("de_minimis.years", on).count)
    here = (
        Agreement.objects.filter(
            organisation_id__in=undertaking_of(agreement),
            aid_verdict=Verdict.FITS,
            state__in=PUBLISHED,
            signed_on__gte=starts_on,
        )
        .exclude(pk=agreement.pk)
        .select_related("organisation")
        .order_by("signed_on", "pk")
    )
    return AidLimits(starts_on, on, legal_parameter("de_minimis.ceiling", on).amount, list(here))


def check_document(limits: AidLimits, found: AidCheck, received: Decimal) -> dict[str, Any]:
    """What the check looked at, kept beside the benefit as it was."""
    return {
        "from": limits.starts_on.isoformat(),
        "to": limits.on.isoformat(),
        "ceiling": money_text(limits.ceiling),
        "received": money_text(received),
        "headroom": None if found.headroom is None else money_text(found.headroom),
        "excess": money_text(found.excess),
        "here": [one.code for one in limits.here],
    }
