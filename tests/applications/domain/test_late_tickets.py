"""A refused sending keeps its time: for that person, that application, those minutes, and nobody can write such a ticket."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.applications.domain.late_tickets import (
    Pass,
    Verdict,
    give_ticket,
    issue_pass,
    judge_ticket,
    read_pass,
    read_ticket,
    signing_key,
    ticket_sha256,
)

KEY = signing_key("secret of the servers")
DEADLINE = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
WINDOW, GRACE, SECOND = timedelta(minutes=10), timedelta(minutes=30), timedelta(seconds=1)
SHOWN = Pass("ABCD2345", 7, DEADLINE - WINDOW, DEADLINE, DEADLINE + GRACE)


def ticket_at(moment):
    text = give_ticket(KEY, SHOWN, moment)
    return text and read_ticket(KEY, text)


def judged(ticket, **change):
    facts = {
        "application": "ABCD2345",
        "person": 7,
        "deadline_at": DEADLINE,
        "inclusive": False,
        "moment": DEADLINE + timedelta(minutes=5),
        "window": WINDOW,
        "grace": GRACE,
    }
    return judge_ticket(ticket, **(facts | change))


def test_a_pass_comes_back_as_it_was():
    assert read_pass(KEY, issue_pass(KEY, SHOWN)) == SHOWN


def test_tickets_are_given_in_the_last_minutes_only():
    assert ticket_at(DEADLINE - WINDOW - SECOND) is None
    assert ticket_at(DEADLINE + SECOND) is None
    moment = DEADLINE - timedelta(minutes=3)
    assert ticket_at(moment).refused_at == moment


def test_a_ticket_keeps_the_time():
    ticket = ticket_at(DEADLINE - timedelta(minutes=3))
    assert judged(ticket) == Verdict.ACCEPTED
    assert judged(ticket, moment=DEADLINE + GRACE) == Verdict.ACCEPTED
    assert judged(ticket, moment=DEADLINE + GRACE + SECOND) == Verdict.EXPIRED


@pytest.mark.parametrize("change", [{"person": 8}, {"application": "ABCD2346"}])
def test_it_holds_for_one_person_and_one_application(change):
    assert judged(ticket_at(DEADLINE - SECOND), **change) == Verdict.NOT_YOURS


def test_the_deadline_of_the_call_decides_not_that_of_the_pass():
    ticket = ticket_at(DEADLINE - SECOND)
    assert judged(ticket, deadline_at=DEADLINE - timedelta(minutes=1)) == Verdict.OTHER_TIME
    assert judged(ticket, deadline_at=DEADLINE + timedelta(hours=1)) == Verdict.OTHER_TIME
    assert judged(ticket, moment=DEADLINE - timedelta(minutes=1)) == Verdict.OTHER_TIME


def test_the_last_second_counts_where_the_term_includes_it():
    ticket = ticket_at(DEADLINE + timedelta(milliseconds=400))
    assert judged(ticket) == Verdict.OTHER_TIME
    assert judged(ticket, inclusive=True) == Verdict.ACCEPTED


def test_a_pass_is_no_ticket_and_a_ticket_no_pass():
    assert read_ticket(KEY, issue_pass(KEY, SHOWN)) is None
    assert read_pass(KEY, give_ticket(KEY, SHOWN, DEADLINE - SECOND)) is None


@pytest.mark.parametrize("text", ["", ".", "a.b", "è.è", "e30.e30", "x" * 5000])
def test_what_we_did_not_sign_is_nothing(text):
    assert read_ticket(KEY, text) is None
    assert read_pass(KEY, text) is None


def test_another_key_signs_nothing_here():
    other = signing_key("another secret")
    assert read_ticket(KEY, give_ticket(other, SHOWN, DEADLINE - SECOND)) is None


@given(place=st.integers(0, 400), letter=st.characters(min_codepoint=33, max_codepoint=126))
def test_one_changed_letter_makes_it_nothing_or_the_same(place, letter):
    text = give_ticket(KEY, SHOWN, DEADLINE - SECOND)
    at = place % len(text)
    changed = text[:at] + letter + text[at + 1 :]
    # the last letter of base64 may carry unused bits: then the content is the very same
    assert read_ticket(KEY, changed) in (None, read_ticket(KEY, text))


def test_a_ticket_is_named_by_its_digest():
    text = give_ticket(KEY, SHOWN, DEADLINE - SECOND)
    assert len(ticket_sha256(text)) == 64
    assert ticket_sha256(text) == ticket_sha256(text)
