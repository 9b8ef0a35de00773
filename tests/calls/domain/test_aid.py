"""The aid rule: the reference's own figures, and what holds for every cost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.aid import compute_aid
from manifattura.calls.domain.edition import Aid

F1 = Aid(Decimal("0.75"), Decimal("75000.00"), Decimal("30000.00"), Decimal("100000.00"))


@pytest.mark.parametrize(
    ("cost", "grant", "reasons"),
    [
        ("100000", "75000.00", ()),
        ("64000", "48000.00", ()),
        ("90000", "67500.00", ()),
        ("30000.01", "22500.00", ()),
        ("29999.99", "0.00", ("COST_BELOW_MIN",)),
        ("100000.01", "0.00", ("COST_ABOVE_MAX",)),
    ],
)
def test_figures_of_the_reference(cost, grant, reasons):
    result = compute_aid(F1, Decimal(cost))
    assert (format(result.grant, ".2f"), result.reasons) == (grant, reasons)


def test_the_cap_is_said():
    result = compute_aid(Aid(Decimal("0.50"), Decimal("20000.00")), Decimal("50000"))
    assert (result.grant, result.reasons) == (Decimal("20000.00"), ("CAPPED",))


def test_who_may_choose_asks_for_less_and_never_for_more():
    rule = Aid(Decimal("0.70"), Decimal("100000.00"), rate_question="share")
    assert compute_aid(rule, Decimal(90_000), asked=Decimal(50)).grant == Decimal("45000.00")
    assert compute_aid(rule, Decimal(90_000), asked=Decimal(80)).grant == Decimal("63000.00")
    assert compute_aid(rule, Decimal(90_000)).grant == Decimal("63000.00")
    assert compute_aid(rule, Decimal(190_000), asked=Decimal(60)).reasons == ("CAPPED",)
    assert not rule.is_plain
    assert F1.is_plain


MONEY = st.decimals(0, 10_000_000, places=2)
RULES = st.builds(Aid, rate=st.decimals(0, 1, places=4), cap=MONEY)


@given(RULES, MONEY)
def test_never_more_than_cap_or_rate(aid, cost):
    grant = compute_aid(aid, cost).grant
    assert 0 <= grant <= aid.cap
    assert grant <= aid.rate * cost
    assert grant == grant.quantize(Decimal("0.01"))


@given(RULES, MONEY, MONEY)
def test_a_higher_cost_never_gets_less(aid, one, other):
    low, high = sorted((one, other))
    assert compute_aid(aid, low).grant <= compute_aid(aid, high).grant
