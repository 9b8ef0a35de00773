"""When the rent is paid and how much each time: first year, free months, index where the contract states it, works set off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from manifattura.kernel.money import ZERO, to_cents
from manifattura.kernel.working_days import Calendar, term_end

from .agreements import YEAR, add_months, last_day

HUNDRED = Decimal(100)
EVERY = (1, 3, 6, 12)
"""Months from one due date to the next: they divide a year."""


@dataclass(frozen=True)
class RentTerms:
    """What the contract says of the rent; EUR a year. `free_months`: from the beginning, nothing is due.

    `indexed`: share (0–100) of the variation of the consumer price index by which the rent changes each year; 0: the
    contract states no indexation. `first_year`: a rent for the first twelve months; None: the same as later.
    """

    starts_on: date
    months: int
    yearly: Decimal
    every: int = 3
    free_months: int = 0
    first_year: Decimal | None = None
    indexed: Decimal = Decimal(0)


class LineReason(StrEnum):
    PLAIN = "plain"
    FREE = "free"
    PARTLY_FREE = "partly_free"
    FIRST_YEAR = "first_year"
    INDEXED = "indexed"


@dataclass(frozen=True)
class Line:
    """One due date: the period it pays for, the rent, what works take off it, what is left to pay."""

    number: int
    from_on: date
    to_on: date
    due_on: date
    rent: Decimal
    reason: LineReason
    offset: Decimal = ZERO

    @property
    def amount(self) -> Decimal:
        return self.rent - self.offset


def yearly_rent(terms: RentTerms, year: int, indices: Mapping[int, Decimal]) -> Decimal:
    """Rent of the contract's year (0 first). `indices`: percent of variation by the year from which it counts.

    A year without an index keeps the rent of the year before: nothing is foretold.
    """
    amount = terms.yearly
    for passed in range(1, year + 1):
        variation = indices.get(passed, Decimal(0)) * terms.indexed / HUNDRED
        amount = to_cents(amount * (HUNDRED + variation) / HUNDRED)
    return terms.first_year if year == 0 and terms.first_year is not None else amount


def schedule(
    terms: RentTerms, calendar: Calendar, indices: Mapping[int, Decimal] | None = None
) -> tuple[Line, ...]:
    """Paid in advance, on the first day of each period; a due date that is no working day moves to the next one.

    The instalments of a year sum exactly to its rent, free months left out: what rounding leaves goes to the next.
    """
    lines = []
    for number, first in enumerate(range(0, terms.months, terms.every), start=1):
        end = min(first + terms.every, terms.months)
        year = first // YEAR
        whole = yearly_rent(terms, year, indices or {})
        from_on = add_months(terms.starts_on, first)
        rent = _until(whole, year, end, terms.free_months) - _until(whole, year, first, terms.free_months)
        lines.append(
            Line(
                number=number,
                from_on=from_on,
                to_on=last_day(terms.starts_on, end),
                due_on=term_end(from_on, 0, calendar),
                rent=rent,
                reason=_reason(terms, first, end, indices or {}),
            )
        )
    return tuple(lines)


def _until(whole: Decimal, year: int, month: int, free: int) -> Decimal:
    """Rent of the year from its first day to the end of the month with this number (of the contract)."""
    paid = max(0, month - max(year * YEAR, free))
    return to_cents(whole * paid / YEAR)


def _reason(terms: RentTerms, first: int, end: int, indices: Mapping[int, Decimal]) -> LineReason:
    if end <= terms.free_months:
        return LineReason.FREE
    if first < terms.free_months:
        return LineReason.PARTLY_FREE
    year = first // YEAR
    if year == 0 and terms.first_year is not None:
        return LineReason.FIRST_YEAR
    if terms.indexed and any(indices.get(passed) for passed in range(1, year + 1)):
        return LineReason.INDEXED
    return LineReason.PLAIN


class OffsetReason(StrEnum):
    NOT_APPROVED = "not_approved"
    NOT_TESTED = "not_tested"
    WHOLE = "whole"
    BY_ESTIMATE = "by_estimate"
    """The works cost more than the estimate that was approved."""
    BY_CEILING = "by_ceiling"
    """More than the ceiling in months of rent."""


@dataclass(frozen=True)
class Works:
    """Works at the tenant's charge. `approved`: the estimate as the technical office approved it; `tested`: the cost found
    when they were tested, and the day. `share`: how much of each instalment (0–100) may be set off.
    """

    approved: Decimal | None = None
    tested: Decimal | None = None
    tested_on: date | None = None
    share: Decimal = HUNDRED


@dataclass(frozen=True)
class Allowance:
    """How much may be set off in all, and why so much. `ceiling`: the most, whatever the works cost."""

    amount: Decimal
    ceiling: Decimal
    reason: OffsetReason


def allowance(works: Works, yearly: Decimal, most_months: int) -> Allowance:
    """The least of cost as tested, estimate as approved, ceiling; nothing before the tests."""
    ceiling = to_cents(yearly * most_months / YEAR)
    if works.approved is None:
        return Allowance(ZERO, ceiling, OffsetReason.NOT_APPROVED)
    if works.tested is None or works.tested_on is None:
        return Allowance(ZERO, ceiling, OffsetReason.NOT_TESTED)
    amount = min(works.tested, works.approved, ceiling)
    if amount == works.tested:
        return Allowance(amount, ceiling, OffsetReason.WHOLE)
    return Allowance(
        amount, ceiling, OffsetReason.BY_ESTIMATE if amount == works.approved else OffsetReason.BY_CEILING
    )


@dataclass(frozen=True)
class SetOff:
    """Instalments with what is taken off them; `left`: what no instalment could take."""

    lines: tuple[Line, ...]
    left: Decimal


def set_off(
    lines: Sequence[Line], works: Works, allowed: Decimal, paid: frozenset[int] = frozenset()
) -> SetOff:
    """Take the allowance off the instalments due after the tests, in order; those `paid` (numbers) stay as they are."""
    left, found = allowed, []
    for line in lines:
        if line.number in paid:
            left -= line.offset
            found.append(line)
        elif works.tested_on is None or line.due_on <= works.tested_on:
            found.append(replace(line, offset=ZERO))
        else:
            off = max(ZERO, min(left, to_cents(line.rent * works.share / HUNDRED)))
            left -= off
            found.append(replace(line, offset=off))
    return SetOff(tuple(found), max(left, ZERO))
