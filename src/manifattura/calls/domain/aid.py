"""The aid a call gives on a project's cost: min(cap, rate × cost), cut down to the cent (domain §4)."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from .aid_rule import Aid, AidBracket

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
WHOLE = Decimal(100)


@dataclass(frozen=True)
class AidResult:
    """`grant` in EUR; `reasons` are codes: COST_BELOW_MIN, COST_ABOVE_MAX (no grant), CAPPED."""

    cost: Decimal
    grant: Decimal
    reasons: tuple[str, ...] = ()


def compute_aid(
    aid: Aid, cost: Decimal, flags: Collection[str] = (), asked: Decimal | None = None
) -> AidResult:
    """The grant for a cost in EUR, net of VAT; zero when the cost is outside the call's limits.

    `flags` of the applicant may bring better terms: of those it has, the best rate and the best cap. `asked`: the per cent
    that it asks for where the call lets it choose; it never brings more than the rule.
    """
    if aid.cost_min is not None and cost < aid.cost_min:
        return AidResult(cost, ZERO, ("COST_BELOW_MIN",))
    if aid.cost_max is not None and cost > aid.cost_max:
        return AidResult(cost, ZERO, ("COST_ABOVE_MAX",))
    better = [premium for premium in aid.premiums if premium.flag in flags]
    least_rate = max((premium.rate for premium in better if premium.rate is not None), default=ZERO)
    cap = max([aid.cap, *(premium.cap for premium in better if premium.cap is not None)])
    share = max(_share(aid, cost), least_rate * cost)
    if asked is not None:
        share = min(share, asked / WHOLE * cost)
    share = share.quantize(CENT, rounding=ROUND_DOWN)
    if share > cap:
        return AidResult(cost, cap, ("CAPPED",))
    return AidResult(cost, share)


def rate_at(aid: Aid, cost: Decimal) -> Decimal:
    """The rate of the bracket that holds the cost; the call's rate where none does."""
    return next((bracket.rate for bracket in aid.brackets if _holds(bracket, cost)), aid.rate)


def _share(aid: Aid, cost: Decimal) -> Decimal:
    if not aid.brackets or not aid.progressive:
        return rate_at(aid, cost) * cost
    covered = sum((_inside(bracket, cost) for bracket in aid.brackets), ZERO)
    rated = sum((bracket.rate * _inside(bracket, cost) for bracket in aid.brackets), ZERO)
    return rated + aid.rate * (cost - covered)


def _holds(bracket: AidBracket, cost: Decimal) -> bool:
    above = bracket.low is None or cost > bracket.low or (bracket.low_in and cost == bracket.low)
    below = bracket.high is None or cost < bracket.high or (bracket.high_in and cost == bracket.high)
    return above and below


def _inside(bracket: AidBracket, cost: Decimal) -> Decimal:
    """The part of the cost that falls into the bracket."""
    low = bracket.low or ZERO
    high = cost if bracket.high is None else min(bracket.high, cost)
    return max(high - low, ZERO)
