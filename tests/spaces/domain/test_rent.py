"""The cuts of the rent with their reasons, the due dates, the works set off, what a benefit in kind is worth."""

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.kernel.working_days import Calendar
from manifattura.spaces.domain.aid_in_kind import (
    BenefitKind,
    Verdict,
    aid_of_money,
    aid_of_rent,
    check_aid,
    present_value,
    window_start,
)
from manifattura.spaces.domain.rent import (
    Claim,
    CutReason,
    CutRule,
    CutRules,
    TenantKind,
    deposit_amount,
    rent_after_cuts,
)
from manifattura.spaces.domain.rent_schedule import (
    EVERY,
    LineReason,
    OffsetReason,
    RentTerms,
    Works,
    allowance,
    schedule,
    set_off,
)

D = Decimal
RULES = CutRules(D(70), D(30), D(15), D(5), add_for_profit=False)
WEEK = Calendar()
FIRST = date(2026, 12, 1)
MONEY = st.decimals(0, 100_000, places=2)


def reasons(claim, rules=RULES):
    return {cut.rule: cut.reason for cut in rent_after_cuts(D(1000), claim, rules).cuts}


@pytest.mark.parametrize(
    ("claim", "percent", "amount"),
    [
        (Claim(TenantKind.NON_PROFIT, recovers=True), 70, "1479.00"),
        (Claim(TenantKind.PUBLIC_BODY, recovers=True, granted=D(40)), 40, "2958.00"),
        (Claim(TenantKind.NON_PROFIT, recovers=True, granted=D(99)), 70, "1479.00"),
        (Claim(TenantKind.NON_PROFIT, recovers=True, frail=True, periphery=True), 90, "493.00"),
        (Claim(TenantKind.NON_PROFIT, frail=True, periphery=True), 0, "4930.00"),
        (Claim(TenantKind.FOR_PROFIT, recovers=True, periphery=True), 30, "3451.00"),
        (Claim(TenantKind.FOR_PROFIT, recovers=True, periphery=True, frail=True), 30, "3451.00"),
        (Claim(TenantKind.FOR_PROFIT, recovers=True), 0, "4930.00"),
        (Claim(TenantKind.FOR_PROFIT, periphery=True), 0, "4930.00"),
    ],
)
def test_cuts_stack_as_the_regulation_says(claim, percent, amount):
    rent = rent_after_cuts(D(4930), claim, RULES)
    assert (rent.percent, rent.amount) == (D(percent), D(amount))
    assert rent.percent == sum(cut.percent for cut in rent.cuts if cut.applies)


def test_every_rule_says_why_it_does_or_does_not_apply():
    firm = Claim(TenantKind.FOR_PROFIT, recovers=True, periphery=True, frail=True)
    assert reasons(firm) == {
        CutRule.RECOVERY: CutReason.OTHER_KIND,
        CutRule.GUARD: CutReason.APPLIES,
        CutRule.FRAIL: CutReason.NOT_FOR_PROFIT,
        CutRule.PERIPHERY: CutReason.NOT_FOR_PROFIT,
    }
    assert reasons(replace(firm, periphery=False))[CutRule.GUARD] is CutReason.NOT_PERIPHERY
    assert reasons(replace(firm, recovers=False))[CutRule.GUARD] is CutReason.NO_RECOVERY
    body = Claim(TenantKind.NON_PROFIT, frail=True)
    assert reasons(body) == {
        CutRule.RECOVERY: CutReason.NO_RECOVERY,
        CutRule.GUARD: CutReason.OTHER_KIND,
        CutRule.FRAIL: CutReason.NOTHING_TO_ADD_TO,
        CutRule.PERIPHERY: CutReason.NOT_PERIPHERY,
    }
    assert reasons(replace(body, recovers=True, frail=False))[CutRule.FRAIL] is CutReason.NOT_ASKED


def test_the_other_reading_lets_firms_add_the_points():
    firm = Claim(TenantKind.FOR_PROFIT, recovers=True, periphery=True, frail=True)
    assert rent_after_cuts(D(1000), firm, replace(RULES, add_for_profit=True)).percent == 50


@given(MONEY, st.decimals(0, 200, places=2))
def test_a_rent_is_never_negative_nor_higher_than_it_was(start, most):
    claim = Claim(TenantKind.NON_PROFIT, recovers=True, frail=True, periphery=True)
    assert 0 <= rent_after_cuts(start, claim, replace(RULES, recovery_most=most)).amount <= start


def test_a_deposit_is_months_of_the_rent():
    assert deposit_amount(D("1000.00"), 3) == D("250.00")


def terms(**changes):
    return replace(RentTerms(FIRST, 72, D("1000.00")), **changes)


def test_rent_is_due_in_advance_and_moves_from_a_holiday():
    lines = schedule(terms(), Calendar(closing_days=frozenset({FIRST})))
    assert (lines[0].due_on, lines[0].from_on, lines[0].to_on) == (
        date(2026, 12, 2),
        FIRST,
        date(2027, 2, 28),
    )
    assert len(lines) == 24
    assert lines[-1].to_on == date(2032, 11, 30)
    assert {line.reason for line in lines} == {LineReason.PLAIN}


def test_the_first_months_are_free_and_the_first_year_has_its_own_rent():
    lines = schedule(terms(free_months=4, first_year=D(600)), WEEK)
    assert [line.rent for line in lines[:5]] == [D(0), D("100.00"), D("150.00"), D("150.00"), D("250.00")]
    assert [line.reason for line in lines[:3]] == [
        LineReason.FREE,
        LineReason.PARTLY_FREE,
        LineReason.FIRST_YEAR,
    ]
    late = schedule(terms(free_months=14), WEEK)
    assert [line.rent for line in late[3:6]] == [D(0), D("83.33"), D("250.00")]


def test_the_index_counts_only_where_the_contract_states_it():
    known = {1: D(2), 3: D("1.5")}
    assert all(line.rent == 250 for line in schedule(terms(), WEEK, known))
    lines = schedule(terms(indexed=D(75), every=12), WEEK, known)
    assert [line.rent for line in lines[:4]] == [D("1000.00"), D("1015.00"), D("1015.00"), D("1026.42")]
    assert [line.reason for line in lines[:2]] == [LineReason.PLAIN, LineReason.INDEXED]


@given(
    MONEY, st.integers(1, 150), st.sampled_from(EVERY), st.integers(0, 40), st.dates(date(2020, 1, 1), date(2040, 1, 1))
)  # fmt: skip
def test_instalments_leave_no_gap_and_sum_to_the_rent(yearly, months, every, free, first):
    lines = schedule(RentTerms(first, months, yearly, every=every, free_months=free), WEEK)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all((b.from_on - a.to_on).days == 1 for a, b in itertools.pairwise(lines))
    years, rest = divmod(months, 12)
    if not free:
        whole = yearly * years + (yearly * rest / 12)
        assert abs(sum(line.rent for line in lines) - whole) <= D("0.005")
    assert all(line.rent >= 0 for line in lines)


TESTED = Works(approved=D(1500), tested=D(1400), tested_on=date(2027, 1, 10))


@pytest.mark.parametrize(
    ("works", "amount", "reason"),
    [
        (Works(), 0, OffsetReason.NOT_APPROVED),
        (Works(approved=D(900)), 0, OffsetReason.NOT_TESTED),
        (Works(approved=D(900), tested=D(800)), 0, OffsetReason.NOT_TESTED),
        (TESTED, 1400, OffsetReason.WHOLE),
        (replace(TESTED, tested=D(1600)), 1500, OffsetReason.BY_ESTIMATE),
        (replace(TESTED, tested=D(9000), approved=D(9000)), 3000, OffsetReason.BY_CEILING),
    ],
)
def test_works_are_set_off_after_the_tests_up_to_estimate_and_ceiling(works, amount, reason):
    found = allowance(works, D(1000), 36)
    assert (found.amount, found.reason, found.ceiling) == (D(amount), reason, D("3000.00"))


def test_works_come_off_what_is_due_after_the_tests():
    off = set_off(schedule(terms(), WEEK), replace(TESTED, share=D(50)), D(300))
    assert [line.offset for line in off.lines[:5]] == [D(0), D(125), D(125), D(50), D(0)]
    assert [line.amount for line in off.lines[:3]] == [D(250), D(125), D(125)]
    assert off.left == 0
    again = set_off(off.lines, replace(TESTED, share=D(100)), D(300), paid=frozenset({2}))
    assert [line.offset for line in again.lines[:4]] == [D(0), D(125), D(175), D(0)]
    none = set_off(off.lines, Works(), D(0))
    assert {line.offset for line in none.lines} == {D(0)}


@given(MONEY, st.integers(0, 30), st.decimals(0, 100, places=0))
def test_never_more_than_the_allowance_nor_than_the_rent(allowed, weeks, share):
    lines = schedule(terms(), WEEK)
    off = set_off(lines, replace(TESTED, share=share), allowed)
    assert sum(line.offset for line in off.lines) + off.left == allowed
    assert all(0 <= line.offset <= line.rent for line in off.lines)


def test_a_rent_below_the_market_is_worth_the_difference_discounted():
    aid = aid_of_rent(terms(months=24, every=12), D(1500), granted_on=FIRST, rate=D(5), calendar=WEEK)
    assert aid.gross == D(1000)
    assert aid.equivalent == D(500) + D("476.19")
    assert aid.of(BenefitKind.BELOW_MARKET) == aid.equivalent
    assert aid.of(BenefitKind.FREE_PERIOD) == 0


def test_free_months_are_told_apart():
    aid = aid_of_rent(terms(months=12, free_months=3), D(1000), granted_on=FIRST, rate=D(0), calendar=WEEK)
    assert aid.of(BenefitKind.FREE_PERIOD) == aid.equivalent == D(250)
    assert len(aid.benefits) == 1


def test_money_to_an_owner_is_worth_itself_on_the_day():
    aid = aid_of_money(D(20000), on=FIRST, granted_on=FIRST, rate=D(4))
    assert aid.equivalent == aid.of(BenefitKind.MONEY) == D(20000)
    assert present_value(D(100), date(2025, 1, 1), FIRST, D(4)) == D(100)


@given(MONEY, MONEY, st.decimals(0, 20, places=2))
def test_the_equivalent_is_never_more_than_what_is_given(yearly, market, rate):
    aid = aid_of_rent(terms(yearly=yearly), market, granted_on=FIRST, rate=rate, calendar=WEEK)
    assert 0 <= aid.equivalent <= aid.gross
    assert (aid.gross > 0) is (market > yearly) or market - yearly <= D("0.04")


@pytest.mark.parametrize(
    ("amount", "facts", "verdict", "headroom"),
    [
        (D(500), {"economic": False}, Verdict.NO_UNDERTAKING, None),
        (D(0), {"economic": True}, Verdict.NO_BENEFIT, None),
        (D(500), {"economic": True, "other_regime": True}, Verdict.OTHER_REGIME, None),
        (D(500), {"economic": True}, Verdict.FITS, D(500)),
        (D("500.01"), {"economic": True}, Verdict.EXCEEDS, D(500)),
    ],
)
def test_the_check_before_the_contract(amount, facts, verdict, headroom):
    found = check_aid(amount, received=D(299_500), ceiling=D(300_000), **facts)
    assert (found.verdict, found.headroom) == (verdict, headroom)
    assert found.may_sign is (verdict is not Verdict.EXCEEDS)


def test_the_window_and_the_excess_are_told():
    assert window_start(date(2026, 11, 30), 3) == date(2023, 11, 30)
    assert window_start(date(2028, 2, 29), 3) == date(2025, 2, 28)
    over = check_aid(D(20_001), economic=True, received=D(280_000), ceiling=D(300_000))
    assert (over.verdict, over.headroom, over.excess) == (Verdict.EXCEEDS, D(20_000), D(1))
    assert not over.may_sign
    assert check_aid(D(20_000), economic=True, received=D(280_000), ceiling=D(300_000)).excess == 0
