"""Whether a reply on paper or by certified mail is in time: the last day counts whole, whenever it is typed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.applications.domain.arrivals import BEFORE, LATE, arrival_problem
from manifattura.applications.domain.channels import is_mail_address

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
TERMS = st.integers(0, 60).map(timedelta)


@given(DAYS, TERMS, st.integers(-90, 120).map(timedelta))
def test_it_is_before_the_request_late_or_in_time_and_nothing_else(asked_on, term, after):
    due_on, arrived_on = asked_on + term, asked_on + after
    expected = BEFORE if arrived_on < asked_on else LATE if arrived_on > due_on else ""
    assert arrival_problem(arrived_on, asked_on=asked_on, due_on=due_on) == expected


@given(DAYS, TERMS)
def test_the_first_and_the_last_day_count(asked_on, term):
    due_on = asked_on + term
    assert arrival_problem(asked_on, asked_on=asked_on, due_on=due_on) == ""
    assert arrival_problem(due_on, asked_on=asked_on, due_on=due_on) == ""
    assert arrival_problem(due_on + timedelta(1), asked_on=asked_on, due_on=due_on) == LATE


@given(DAYS, TERMS)
def test_a_term_that_has_not_started_is_not_over(asked_on, after):
    assert arrival_problem(asked_on + after, asked_on=asked_on, due_on=None) == ""
    assert arrival_problem(asked_on - timedelta(1), asked_on=asked_on, due_on=None) == BEFORE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("impresa@pec.it", True),
        ("nome.cognome@ufficio.comune.example", True),
        ("non una pec", False),
        ("mario", False),
        ("", False),
        ("a@b", False),
        ("via Roma 1 @ Milano", False),
        ("a@b.it, c@d.it", False),
    ],
)
def test_a_mail_reaches_an_address_not_a_name_or_a_street(text, expected):
    assert is_mail_address(text) is expected
