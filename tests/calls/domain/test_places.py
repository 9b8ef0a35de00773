"""Calls that give places and no money: what they say, what they must not ask, what adds up."""

from dataclasses import replace
from decimal import Decimal

import pytest

from manifattura.calls.domain import places
from manifattura.calls.domain.definition import definition_of, edition_of
from manifattura.calls.domain.edition import (
    Aid,
    FieldType,
    FormField,
    FormSection,
    Option,
    Requirement,
    Reserve,
    Round,
    TieBreaker,
)
from manifattura.calls.domain.form_checks import COST_FIELD, lacking
from manifattura.calls.domain.places import outcome_words, places_problems, without_money
from manifattura.calls.domain.publication_checks import NO_DOCUMENT, publication_problems
from manifattura.calls.domain.scoring import AreaRule
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from tests.calls.domain.built_templates import OPENS, built

PLACES = built(TEMPLATES["p1"])
MONEY = built(TEMPLATES["f1"])


def said(**changes):
    return [found.message.text for found in places_problems(replace(PLACES, **changes))]


def test_what_a_draft_keeps_of_money_says_nothing():
    rich = replace(
        MONEY.grid,
        edge_ties="pro_rata",
        reserves=(Reserve("women_led", Decimal(1)),),
        areas=(AreaRule("women_led", most=2, most_amount=Decimal(9)),),
        threshold_times=Decimal(2),
    )
    found = without_money(replace(MONEY, grid=rich, carry_over=True))

    assert (found.gives_money, found.budget, found.aid) == (False, 0, Aid(rate=Decimal(0), cap=Decimal(0)))
    assert (found.grid.partial_last, found.grid.edge_ties, found.grid.reserves) == (False, "none", ())
    assert found.grid.areas == (AreaRule("women_led", most=2),)
    assert (found.grid.threshold_times, found.carry_over) == (None, False)
    assert without_money(replace(MONEY, places=3, carry_over=True)).carry_over
    assert {one.budget for one in (*found.rounds, *found.lots)} == {Decimal(0)}
    assert found.grid.criteria == MONEY.grid.criteria


def test_it_needs_no_budget_no_cost_and_no_example():
    assert lacking(PLACES) == ()
    assert COST_FIELD in lacking(replace(PLACES, gives_money=True))
    assert [found.message.text for found in publication_problems(PLACES, OPENS)] == [NO_DOCUMENT]


def test_it_asks_nothing_of_money():
    table = FormField("spese", FieldType.EXPENSES, "Spese", options=(Option("a", "A"),))
    assert said(form=(*PLACES.form, FormSection("s", "S", fields=(table,)))) == [places.NO_EXPENSES]
    check = Requirement("cost", "Spesa", automatic="cost_range")
    assert said(requirements=(check,)) == [places.NO_COST_CHECK]
    assert said(grid=replace(PLACES.grid, tie_breakers=(TieBreaker("requested"),))) == [places.NO_REQUEST]


def test_places_are_at_least_one_and_hold_those_that_are_reserved():
    assert said() == said(places=4) == said(places=None) == []
    assert said(places=3) == [places.LEAST_PLACES]
    assert said(places=0) == [places.AT_LEAST_ONE, places.LEAST_PLACES]


@pytest.mark.parametrize(
    ("whole", "of_sessions", "problems"),
    [
        (12, (6, 6), []),
        (None, (None, None), []),
        (None, (6, None), [places.NO_TOTAL]),
        (12, (12, None), [places.NO_PLACES]),
        (12, (6, 5), [places.PLACES_SUM]),
    ],
)
def test_sessions_share_the_places(whole, of_sessions, problems):
    rounds = tuple(Round(number, Decimal(0), places=one) for number, one in enumerate(of_sessions, start=1))

    assert said(kind="rolling", places=whole, rounds=rounds) == problems


def test_a_rolling_call_of_places_has_no_money_to_add_up():
    rounds = (Round(1, Decimal(0), PLACES.timetable.opens_at, PLACES.timetable.deadline_at, 12),)
    call = replace(PLACES, kind="rolling", rounds=rounds)

    assert [one.message.text for one in publication_problems(call, OPENS) if one.blocks] == []


def test_documents_say_it_and_those_of_before_do_not():
    written = definition_of(PLACES)

    assert (written["gives_money"], written["places"]) == (False, 12)
    assert edition_of(written).places == 12
    assert "gives_money" not in definition_of(MONEY)
    assert "places" not in definition_of(MONEY)


def test_each_has_its_own_vocabulary():
    assert [outcome_words(gives_money=one) for one in (True, False)] == ["application", "place"]
