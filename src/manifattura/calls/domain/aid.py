"""The aid a call gives on a project's cost: min(cap, rate × cost), cut down to the cent (domain §4)."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from .edition import Aid

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class AidResult:
    """`grant` in EUR; `reasons` are codes: COST_BELOW_MIN, COST_ABOVE_MAX (no grant), CAPPED."""

    cost: Decimal
    grant: Decimal
    reasons: tuple[str, ...] = ()


def compute_aid(aid: Aid, cost: Decimal) -> AidResult:
    """The grant for a cost in EUR, net of VAT; zero when the cost is outside the call's limits."""
    if aid.cost_min is not None and cost < aid.cost_min:
        return AidResult(cost, ZERO, ("COST_BELOW_MIN",))
    if aid.cost_max is not None and cost > aid.cost_max:
        return AidResult(cost, ZERO, ("COST_ABOVE_MAX",))
    share = (aid.rate * cost).quantize(CENT, rounding=ROUND_DOWN)
    if share > aid.cap:
        return AidResult(cost, aid.cap, ("CAPPED",))
    return AidResult(cost, share)
