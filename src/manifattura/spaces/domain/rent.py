"""From the rent that an agreement starts from to the rent that is paid: the cuts of the 2022 regulation, one by one, with reasons.

Source: regulation on the use of the city's property, city council of 10 November 2022. What was read of it is a summary: up to
70 % for public bodies and non-profit bodies with a project to recover the space; 15 points more for the work of frail people,
5 more in peripheral or deprived quarters; 30 % for firms for profit that work in a peripheral context and recover the building
at their own cost. The percentages come from dated parameters; whether the points also add to the 30 % is one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from manifattura.kernel.money import to_cents

HUNDRED = Decimal(100)


class TenantKind(StrEnum):
    PUBLIC_BODY = "public_body"
    NON_PROFIT = "non_profit"
    FOR_PROFIT = "for_profit"


class CutRule(StrEnum):
    RECOVERY = "recovery"
    """Public and non-profit bodies that recover the space."""
    GUARD = "guard"
    """Firms for profit in the periphery that recover it at their own cost."""
    FRAIL = "frail"
    PERIPHERY = "periphery"


class CutReason(StrEnum):
    """Why a cut applies, or why it does not."""

    APPLIES = "applies"
    OTHER_KIND = "other_kind"
    """It is for tenants of another kind."""
    NO_RECOVERY = "no_recovery"
    NOT_PERIPHERY = "not_periphery"
    NOT_ASKED = "not_asked"
    NOTHING_TO_ADD_TO = "nothing_to_add_to"
    """The points add to a cut, and there is none."""
    NOT_FOR_PROFIT = "not_for_profit"
    """The points add to the cut of bodies without profit alone."""


@dataclass(frozen=True)
class CutRules:
    """Percentages in force on the day of the agreement."""

    recovery_most: Decimal
    guard: Decimal
    frail: Decimal
    periphery: Decimal
    add_for_profit: bool


@dataclass(frozen=True)
class Claim:
    """Who the tenant is and what was established. `granted`: percent that the act gives for the recovery, at most the rule's."""

    tenant: TenantKind
    recovers: bool = False
    granted: Decimal | None = None
    frail: bool = False
    periphery: bool = False


@dataclass(frozen=True)
class Cut:
    """One rule: the percent it takes off (0 where it does not apply), and why."""

    rule: CutRule
    percent: Decimal
    reason: CutReason

    @property
    def applies(self) -> bool:
        return self.reason is CutReason.APPLIES


@dataclass(frozen=True)
class Rent:
    """EUR a year. `percent`: the sum of the cuts, never over 100."""

    start: Decimal
    cuts: tuple[Cut, ...]
    percent: Decimal
    amount: Decimal


def rent_after_cuts(start: Decimal, claim: Claim, rules: CutRules) -> Rent:
    """Points of per cent add up and come off the starting rent together, rounded once to the cent."""
    cuts = all_cuts(claim, rules)
    percent = min(sum((cut.percent for cut in cuts), Decimal(0)), HUNDRED)
    return Rent(start, cuts, percent, to_cents(start * (HUNDRED - percent) / HUNDRED))


def all_cuts(claim: Claim, rules: CutRules) -> tuple[Cut, ...]:
    """Each rule of the regulation, whether it applies or not."""
    profit = claim.tenant is TenantKind.FOR_PROFIT
    base = (_recovery(claim, rules, profit), _guard(claim, rules, profit))
    has_base = any(cut.applies for cut in base)
    may_add = has_base and (not profit or rules.add_for_profit)
    why_not = CutReason.NOT_FOR_PROFIT if has_base else CutReason.NOTHING_TO_ADD_TO
    return (
        *base,
        _points(CutRule.FRAIL, claim.frail, rules.frail, may_add, CutReason.NOT_ASKED, why_not),
        _points(
            CutRule.PERIPHERY, claim.periphery, rules.periphery, may_add, CutReason.NOT_PERIPHERY, why_not
        ),
    )


def _recovery(claim: Claim, rules: CutRules, profit: bool) -> Cut:
    if profit:
        return Cut(CutRule.RECOVERY, Decimal(0), CutReason.OTHER_KIND)
    if not claim.recovers:
        return Cut(CutRule.RECOVERY, Decimal(0), CutReason.NO_RECOVERY)
    granted = rules.recovery_most if claim.granted is None else min(claim.granted, rules.recovery_most)
    return Cut(CutRule.RECOVERY, granted, CutReason.APPLIES)


def _guard(claim: Claim, rules: CutRules, profit: bool) -> Cut:
    if not profit:
        return Cut(CutRule.GUARD, Decimal(0), CutReason.OTHER_KIND)
    if not claim.recovers:
        return Cut(CutRule.GUARD, Decimal(0), CutReason.NO_RECOVERY)
    if not claim.periphery:
        return Cut(CutRule.GUARD, Decimal(0), CutReason.NOT_PERIPHERY)
    return Cut(CutRule.GUARD, rules.guard, CutReason.APPLIES)


def _points(
    rule: CutRule, holds: bool, percent: Decimal, may_add: bool, missing: CutReason, why_not: CutReason
) -> Cut:
    if not holds:
        return Cut(rule, Decimal(0), missing)
    return Cut(rule, percent, CutReason.APPLIES) if may_add else Cut(rule, Decimal(0), why_not)


def deposit_amount(yearly: Decimal, months: int) -> Decimal:
    """So many months of the rent that is paid (L. 392/1978 art. 11: three at most, for a lease)."""
    return to_cents(yearly * months / 12)
