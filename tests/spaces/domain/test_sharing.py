"""Several tenants in one space: what fits, what each takes, what the space is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.spaces.domain.agreements import AgreementState
from manifattura.spaces.domain.sharing import Crowded, crowded, equal_part, share_of, together
from manifattura.spaces.domain.words import SpaceState

AREA = Decimal(100)
M2 = st.decimals(1, 1000, places=2)


@pytest.mark.parametrize(
    ("net_m2", "taken", "part", "found"),
    [
        (AREA, [], None, None),
        (None, [], None, None),
        (AREA, [None], None, Crowded.TAKEN),
        (AREA, [None], Decimal(1), Crowded.TAKEN),
        (AREA, [Decimal(10)], None, Crowded.SHARED),
        (None, [], Decimal(10), Crowded.NO_AREA),
        (AREA, [Decimal(60)], Decimal(40), None),
        (AREA, [Decimal(60)], Decimal("40.01"), Crowded.TOO_MUCH),
    ],
)
def test_what_fits(net_m2, taken, part, found):
    assert crowded(net_m2, taken, part) is found


@given(M2, st.integers(2, 40))
def test_equal_parts_always_fit_together(area, places):
    part = equal_part(area, places)
    assert crowded(area, [part] * (places - 1), part) is None


def test_one_place_is_the_whole_and_an_unknown_surface_has_no_parts():
    assert equal_part(AREA, 1) is None
    assert equal_part(None, 3) is None
    assert equal_part(AREA, 3) == Decimal("33.33")


def test_a_part_costs_its_share():
    assert share_of(Decimal(12000), Decimal(25), AREA) == Decimal("3000.00")
    assert share_of(Decimal(12000), None, AREA) == Decimal(12000)
    assert share_of(Decimal(12000), Decimal(25), None) == Decimal(12000)
    assert share_of(None, Decimal(25), AREA) is None


@pytest.mark.parametrize(
    ("wanted", "others", "state"),
    [
        (SpaceState.ASSIGNED, [AgreementState.ACTIVE], SpaceState.IN_USE),
        (SpaceState.ASSIGNED, [AgreementState.SIGNED], SpaceState.ASSIGNED),
        (SpaceState.IN_USE, [AgreementState.SIGNED], SpaceState.IN_USE),
        (SpaceState.VERIFIED, [AgreementState.ACTIVE], SpaceState.IN_USE),
        (SpaceState.VERIFIED, [AgreementState.HANDED_OVER], SpaceState.ASSIGNED),
        (SpaceState.VERIFIED, [], SpaceState.VERIFIED),
    ],
)
def test_the_space_is_what_its_furthest_tenant_makes_it(wanted, others, state):
    assert together(wanted, others) is state
