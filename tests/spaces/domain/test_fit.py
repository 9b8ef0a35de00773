from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manifattura.spaces.domain.fit import AT_LEAST, WANTED, Need, Offered, Side, judge, rank

FOR, AGAINST, UNKNOWN = Side.FOR, Side.AGAINST, Side.UNKNOWN


def sides(need, **facts):
    return {reason.key: reason.side for reason in judge(need, Offered("s1", **facts)).reasons}


def test_who_asks_nothing_gets_no_reasons():
    assert sides(Need(), net_m2=Decimal(10)) == {}


@pytest.mark.parametrize(
    ("rent", "side"), [(Decimal(4000), FOR), (Decimal(5000), FOR), (Decimal(5001), AGAINST), (None, UNKNOWN)]
)
def test_a_rent_up_to_the_budget_is_for_a_space(rent, side):
    assert sides(Need(most_rent=Decimal(5000)), base_rent=rent) == {"base_rent": side}


@pytest.mark.parametrize(("has", "side"), [(Decimal(9), AGAINST), (Decimal(10), FOR), (None, UNKNOWN)])
def test_a_measure_is_reached_or_not_or_not_known(has, side):
    need = Need(least_m2=Decimal(10), **dict.fromkeys(AT_LEAST, Decimal(10)))
    facts = dict.fromkeys(("net_m2", *AT_LEAST), has)
    assert sides(need, **facts) == dict.fromkeys(("net_m2", *AT_LEAST), side)


@pytest.mark.parametrize(("has", "side"), [(True, FOR), (False, AGAINST), (None, UNKNOWN)])
def test_an_installation_is_there_or_not_or_not_known(has, side):
    assert sides(Need(**dict.fromkeys(WANTED, True)), **dict.fromkeys(WANTED, has)) == dict.fromkeys(
        WANTED, side
    )


@pytest.mark.parametrize(
    ("use", "side"),
    [("light_production", FOR), ("craft", UNKNOWN), ("", UNKNOWN), ("office", AGAINST), ("retail", AGAINST)],
)
def test_noise_asks_for_a_use_made_for_machines(use, side):
    assert sides(Need(noisy=True), permitted_use=use) == {"permitted_use": side}


maybe = st.none() | st.decimals(min_value=0, max_value=100, places=0)
offers = st.lists(
    st.builds(
        Offered,
        key=st.text("abc", min_size=1, max_size=3),
        net_m2=maybe,
        base_rent=maybe,
        gas=st.none() | st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(offers, maybe, maybe)
def test_the_order_can_be_checked_by_counting_and_does_not_hang_on_how_they_came(spaces, least, most):
    need = Need(least_m2=least, most_rent=most, gas=True)
    fits = rank(need, spaces)
    counted = [(fit.count(AGAINST), -fit.count(FOR), fit.offered.key) for fit in fits]
    assert counted == sorted(counted)
    again = rank(need, spaces[::-1])
    assert counted == [(fit.count(AGAINST), -fit.count(FOR), fit.offered.key) for fit in again]
