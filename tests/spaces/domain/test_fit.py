from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manifattura.spaces.domain.activities import PROFILES, Noise, Process
from manifattura.spaces.domain.fit import AT_LEAST, WANTED, Need, Offered, Side, judge, rank
from manifattura.spaces.domain.machines import read_machines

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
def test_where_the_acoustic_class_is_not_known_noise_asks_for_a_use_made_for_machines(use, side):
    assert sides(Need(noise=Noise.SOME), permitted_use=use) == {"noise": side}


@pytest.mark.parametrize(
    ("noise", "zone", "side"),
    [(Noise.SOME, 2, AGAINST), (Noise.SOME, 3, FOR), (Noise.LOUD, 3, AGAINST), (Noise.LOUD, 4, FOR)],
)
def test_the_acoustic_class_decides_on_noise_whatever_the_use(noise, zone, side):
    assert sides(Need(noise=noise), acoustic_class=zone, permitted_use="light_production") == {"noise": side}


@pytest.mark.parametrize(
    ("process", "use", "side"),
    [
        (Process.WOOD, "craft", FOR),
        (Process.WOOD, "retail", AGAINST),
        (Process.TEXTILE, "retail", FOR),
        (Process.TEXTILE, "office", AGAINST),
        (Process.WOOD, "undecided", UNKNOWN),
        (Process.WOOD, "", UNKNOWN),
    ],
)
def test_a_workshop_asks_for_a_use_of_workshops_and_some_may_work_in_a_shop(process, use, side):
    assert sides(Need(process=process), permitted_use=use)["permitted_use"] is side


@pytest.mark.parametrize(
    ("process", "allowed", "side"),
    [
        (Process.METAL, "permit", FOR),
        (Process.METAL, "filtered", AGAINST),
        (Process.WOOD, "filtered", FOR),
        (Process.WOOD, "none", AGAINST),
        (Process.WOOD, "", UNKNOWN),
        (Process.REPAIR, "none", None),
    ],
)
def test_fumes_and_dust_must_be_allowed_where_there_are_any(process, allowed, side):
    assert sides(Need(process=process), emissions=allowed).get("emissions") is side


@pytest.mark.parametrize(("needed", "side"), [(True, AGAINST), (False, FOR), (None, None)])
def test_a_change_of_use_is_against(needed, side):
    assert sides(Need(process=Process.WOOD), change_of_use=needed).get("change_of_use") is side


@pytest.mark.parametrize(
    ("m2", "height", "side"),
    [(None, None, UNKNOWN), (11, None, AGAINST), (12, None, FOR), (12, 4, AGAINST), (20, 3, FOR)],
)
def test_everybody_has_floor_and_air(m2, height, side):
    need = Need(people=6, floor_each=Decimal(2), volume_each=Decimal(10))
    facts = {"net_m2": m2 and Decimal(m2), "clear_height_m": height and Decimal(height)}
    assert sides(need, **facts) == {"people": side}


@pytest.mark.parametrize(
    ("text", "kw", "three_phase", "unread"),
    [
        ("", None, False, ()),
        ("Sega a nastro 2,2 trifase\n\nTornio: 4 kW", Decimal("6.2"), True, ()),
        ("Pressa 380 V", None, True, (1,)),
        ("Forno 400 V 12.5kw\nTavolo", Decimal("12.5"), True, (2,)),
        ("3", Decimal(3), False, ()),
        ("a 1\n" * 41, Decimal(40), False, (41,)),
    ],
)
def test_machines_are_read_line_by_line(text, kw, three_phase, unread):
    read = read_machines(text)
    assert (read.kw, read.three_phase, read.unread) == (kw, three_phase, unread)


def test_each_kind_of_activity_has_its_profile():
    assert set(PROFILES) == set(Process)


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
