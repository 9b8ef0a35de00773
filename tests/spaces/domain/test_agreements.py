"""The states of an agreement: each arrow, and no other; what it makes of the space; the arithmetic of months."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.spaces.domain.agreements import (
    ARROWS,
    OPEN,
    PUBLISHED,
    USUAL_MONTHS,
    AgreementKind,
    AgreementState,
    Ground,
    Step,
    add_months,
    after,
    enters,
    last_day,
    space_after,
)
from manifattura.spaces.domain.words import SpaceState

S, K = AgreementState, AgreementKind
ROAD = [
    (S.DRAFT, Step.CLOSE_TERMS, S.CHECK_READY),
    (S.DRAFT, Step.DROP, S.DROPPED),
    (S.CHECK_READY, Step.REOPEN_TERMS, S.DRAFT),
    (S.CHECK_READY, Step.SIGN, S.SIGNED),
    (S.CHECK_READY, Step.DROP, S.DROPPED),
    (S.SIGNED, Step.HAND_OVER, S.HANDED_OVER),
    (S.SIGNED, Step.TERMINATE, S.TERMINATED),
    (S.HANDED_OVER, Step.START, S.ACTIVE),
    (S.HANDED_OVER, Step.TERMINATE, S.TERMINATED),
    (S.ACTIVE, Step.END, S.ENDED),
    (S.ACTIVE, Step.TERMINATE, S.TERMINATED),
    (S.ACTIVE, Step.RENEW, S.RENEWED),
]


@pytest.mark.parametrize(("state", "step", "becomes"), ROAD)
def test_each_step_leads_to_one_state(state, step, becomes):
    assert after(state, step, enters=True) is becomes


def test_no_other_step_may_be_taken():
    known = {(state, step) for state, step, _becomes in ROAD}
    for state in S:
        for step in Step:
            assert (after(state, step, enters=True) is not None) is ((state, step) in known)
    assert set(ARROWS) - known == {(S.SIGNED, Step.START)}


def test_who_is_inside_already_starts_from_the_signature():
    assert after(S.SIGNED, Step.START, enters=False) is S.ACTIVE
    assert after(S.SIGNED, Step.HAND_OVER, enters=False) is None
    assert not enters(K.OWNER_PACT, Ground.OWNER)
    assert not enters(K.LEASE, Ground.RENEWAL)
    assert enters(K.LEASE, Ground.AWARD)


def test_final_states_have_no_way_out():
    out = {state for state, _step in ARROWS}
    assert set(S) - out == set(S) - OPEN
    assert S.DROPPED not in PUBLISHED


def test_the_space_follows_the_agreement():
    made = [space_after(K.LEASE, S.DRAFT, state, enters=True) for state in S]
    assert made == [
        None,
        None,
        SpaceState.ASSIGNED,
        SpaceState.ASSIGNED,
        SpaceState.IN_USE,
        SpaceState.VERIFIED,
        SpaceState.VERIFIED,
        None,
        None,
    ]
    assert space_after(K.OWNER_PACT, S.SIGNED, S.ACTIVE, enters=False) is None


@pytest.mark.parametrize(
    ("was", "state", "expected"),
    [
        (S.CHECK_READY, S.SIGNED, None),
        (S.SIGNED, S.TERMINATED, None),
        (S.SIGNED, S.ACTIVE, SpaceState.IN_USE),
        (S.ACTIVE, S.ENDED, SpaceState.VERIFIED),
    ],
)
def test_a_renewal_says_nothing_of_the_space_until_it_starts(was, state, expected):
    assert space_after(K.LEASE, was, state, enters=False) is expected


def test_every_kind_has_its_usual_length():
    assert set(USUAL_MONTHS) == set(K)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 25), 1, date(2026, 12, 25)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_are_added_within_the_month(day, months, expected):
    assert add_months(day, months) == expected


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 200))
def test_the_last_day_is_the_eve_of_the_next_term(day, months):
    assert (add_months(day, months) - last_day(day, months)).days == 1
    assert last_day(day, months) >= day
