"""What a benefit in kind is worth as aid: rent below market, free months, money to an owner; discounted to the day it is granted.

Reg. (EU) 2023/2831: what counts is the gross grant equivalent, on the day the right is granted; what is received over several
years is discounted by the rate of that day (art. 3 par. 6; reference rate of Communication 2008/C 14/02).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from manifattura.kernel.money import ZERO, to_cents
from manifattura.kernel.working_days import Calendar

from .agreements import YEAR, add_months
from .rent_schedule import LineReason, RentTerms, schedule

DAYS = Decimal(365)
HUNDRED = Decimal(100)


class BenefitKind(StrEnum):
    BELOW_MARKET = "below_market"
    FREE_PERIOD = "free_period"
    MONEY = "money"


@dataclass(frozen=True)
class Benefit:
    """What one instalment gives: market rent less rent. `present`: its worth on the day of the grant."""

    kind: BenefitKind
    on: date
    market: Decimal
    rent: Decimal
    worth: Decimal
    present: Decimal


@dataclass(frozen=True)
class Aid:
    """`gross`: the sum of the benefits as they come; `equivalent`: discounted, what the check looks at."""

    benefits: tuple[Benefit, ...]
    gross: Decimal
    equivalent: Decimal
    rate: Decimal
    granted_on: date

    def of(self, kind: BenefitKind) -> Decimal:
        """Discounted worth of one kind."""
        return sum((one.present for one in self.benefits if one.kind is kind), ZERO)


def present_value(amount: Decimal, on: date, granted_on: date, rate: Decimal) -> Decimal:
    """Compound, per cent a year, by days over 365; what comes before the grant is worth what it is."""
    days = max(0, (on - granted_on).days)
    return to_cents(amount / (1 + rate / HUNDRED) ** (Decimal(days) / DAYS))


def aid_of_rent(
    terms: RentTerms, market: Decimal, *, granted_on: date, rate: Decimal, calendar: Calendar
) -> Aid:
    """The benefit of a rent below the market's, instalment by instalment. `market`: EUR a year, the same for all years.

    Works set off are no benefit: the tenant pays for them and they stay with the city. A rent over the market's in one
    period does not make up for another below it.
    """
    asked = schedule(terms, calendar)
    usual = schedule(replace(terms, yearly=market, first_year=None, free_months=0), calendar)
    found = []
    for paid, full in zip(asked, usual, strict=True):
        worth = max(ZERO, full.rent - paid.rent)
        free = paid.reason in (LineReason.FREE, LineReason.PARTLY_FREE)
        found.append(
            Benefit(
                kind=BenefitKind.FREE_PERIOD if free else BenefitKind.BELOW_MARKET,
                on=paid.from_on,
                market=full.rent,
                rent=paid.rent,
                worth=worth,
                present=present_value(worth, paid.from_on, granted_on, rate),
            )
        )
    return _aid(found, rate, granted_on)


def aid_of_money(amount: Decimal, *, on: date, granted_on: date, rate: Decimal) -> Aid:
    """An incentive paid once."""
    present = present_value(amount, on, granted_on, rate)
    return _aid([Benefit(BenefitKind.MONEY, on, ZERO, ZERO, amount, present)], rate, granted_on)


def _aid(found: Sequence[Benefit], rate: Decimal, granted_on: date) -> Aid:
    kept = tuple(one for one in found if one.worth)
    return Aid(
        kept,
        sum((one.worth for one in kept), ZERO),
        sum((one.present for one in kept), ZERO),
        rate,
        granted_on,
    )


class Verdict(StrEnum):
    NO_BENEFIT = "no_benefit"
    NO_UNDERTAKING = "no_undertaking"
    """The activity is not economic: the rules on aid do not apply."""
    FITS = "fits"
    EXCEEDS = "exceeds"
    """The whole of the new aid is out, not only what exceeds."""
    OTHER_REGIME = "other_regime"
    """Not de minimis: a regime that the office names."""


@dataclass(frozen=True)
class AidCheck:
    """`headroom`: what was left under the ceiling before this benefit; None where it was not looked at."""

    verdict: Verdict
    headroom: Decimal | None = None
    excess: Decimal = ZERO
    """By how much the whole goes over the ceiling."""

    @property
    def may_sign(self) -> bool:
        return self.verdict is not Verdict.EXCEEDS


def window_start(on: date, years: int) -> date:
    """The first day whose aid counts: the same day so many calendar years before, included (29 February: the 28th)."""
    return add_months(on, -YEAR * years)


def check_aid(
    equivalent: Decimal,
    *,
    economic: bool,
    received: Decimal,
    ceiling: Decimal,
    other_regime: bool = False,
) -> AidCheck:
    """`received`: de minimis aid of the single undertaking in the window before this grant."""
    if not economic:
        return AidCheck(Verdict.NO_UNDERTAKING)
    if not equivalent:
        return AidCheck(Verdict.NO_BENEFIT)
    if other_regime:
        return AidCheck(Verdict.OTHER_REGIME)
    headroom = max(ZERO, ceiling - received)
    if equivalent <= headroom:
        return AidCheck(Verdict.FITS, headroom)
    return AidCheck(Verdict.EXCEEDS, headroom, received + equivalent - ceiling)
