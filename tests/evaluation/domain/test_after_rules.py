"""Plain rules of what happens after a ranking: reasons of changes, requests to accept, the public draw."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.edition import NamesRule
from manifattura.evaluation.domain.acceptances import Grant, requests_for
from manifattura.evaluation.domain.changes import Cause, Events, changes, explained
from manifattura.evaluation.domain.draws import (
    DateProblem,
    announcement,
    date_problem,
    tickets,
    tied_groups,
    without_draw,
)
from manifattura.evaluation.domain.labels import Applicant, public_label
from manifattura.evaluation.domain.summary import summarise


def entry(identifier, status="funded", position=1, total="80.00", granted="10.00", reasons=()):
    return {
        "id": identifier,
        "status": status,
        "position": position,
        "total": total,
        "granted": granted,
        "reasons": list(reasons),
    }


def result(*entries):
    return {"entries": list(entries)}


# ------------------------------------------------------------------ what changed and why


def whys(before, after, events):
    return {(one.id, one.what): one.why for one in explained(changes(before, after), events)}


def test_an_application_s_own_event_explains_all_its_changes():
    before = result(entry("A"), entry("B", "reserve_list", 2, "70.00", "0.00"))
    after = result(entry("B", "funded", 1, "70.00", "10.00"), entry("A", "declined", None, "80.00", "0.00"))
    found = whys(before, after, Events(own={"A": Cause.DECLINED}, freed=True))
    assert found[("A", "status")] == found[("A", "position")] == found[("A", "granted")] == "declined"
    assert found[("B", "status")] == found[("B", "granted")] == "roll_down"
    assert found[("B", "position")] == "others"


@pytest.mark.parametrize(
    ("events", "what", "why"),
    [
        (Events(rescored=True, freed=True), "granted", Cause.ROLL_DOWN),
        (Events(freed=True, more_money=True), "granted", Cause.ROLL_DOWN),
        (Events(more_money=True), "granted", Cause.MORE_MONEY),
        (Events(), "granted", Cause.OTHERS),
        (Events(drawn=True), "position", Cause.DRAW),
        (Events(freed=True), "position", Cause.OTHERS),
    ],
)
def test_what_touches_everybody_explains_the_rest(events, what, why):
    values = {"granted": "20.00"} if what == "granted" else {"position": 2}
    found = explained(changes(result(entry("A")), result({**entry("A"), **values})), events)
    assert [(one.what, one.why) for one in found] == [(what, why)]


def test_an_order_to_rescore_explains_rows_only_where_it_changed_points():
    before = result(entry("A"), entry("B", "reserve_list", 2, "70.00", "0.00"), entry("C", "funded", 3))
    gone = {**entry("C", "excluded_late", None, "80.00", "0.00"), "total": None}
    events = Events(own={"C": Cause.EXCLUDED_LATE}, rescored=True, freed=True)
    same = whys(before, result(entry("A"), entry("B", "funded", 2, "70.00", "10.00"), gone), events)
    assert same[("B", "status")] == same[("B", "granted")] == "roll_down"
    other = whys(before, result(entry("A"), entry("B", "funded", 2, "71.00", "10.00"), gone), events)
    assert {other[("B", what)] for what in ("status", "granted", "total")} == {"rescoring"}


def test_other_points_without_an_act_are_an_amended_review_and_presence_is_told():
    found = whys(
        result(entry("A"), entry("C")),
        result({**entry("A"), "total": "81.00", "granted": "12.00"}, entry("D")),
        Events(),
    )
    assert found[("A", "total")] == found[("A", "granted")] == "review"
    assert {key for key in found if key[1] == "presence"} == {("D", "presence"), ("C", "presence")}


@given(st.lists(st.sampled_from("ABCDEFGH"), unique=True), st.booleans(), st.booleans(), st.booleans())
def test_every_change_has_a_reason(ids, rescored, freed, more_money):
    before = result(*(entry(one, position=at) for at, one in enumerate(ids, 1)))
    after = result(
        *(entry(one, "reserve_list", at + 1, granted="0.00") for at, one in enumerate(reversed(ids), 1))
    )
    found = explained(changes(before, after), Events(rescored=rescored, freed=freed, more_money=more_money))
    assert all(Cause(one.why) for one in found)
    assert all(one.as_json()["why"] for one in found)


# ------------------------------------------------------------------ who is asked to accept


def test_each_grant_is_asked_once_and_again_when_its_amount_changes():
    ten, twelve = Decimal(10), Decimal(12)
    grants = [
        Grant(1, ten, False),
        Grant(2, twelve, False),
        Grant(3, twelve, True),
        Grant(4, Decimal(0), False),
    ]
    plain = (ten, "")
    found = requests_for(grants, waiting={1: plain, 2: plain, 5: plain}, accepted={3: plain, 6: plain})
    assert [one.application_id for one in found.ask] == [2]
    assert found.supersede == (2, 5)
    assert found.reduced == (6,)
    assert found.moved == ()


def test_who_accepted_a_lot_and_gets_another_is_asked_again():
    one = Decimal(1)
    grants = [
        Grant(1, one, True, "2"),
        Grant(2, one, True, "3"),
        Grant(3, one, False, "4"),
        Grant(4, one, True, "5"),
    ]
    found = requests_for(
        grants,
        waiting={3: (one, "1")},
        accepted={1: (one, "1"), 2: (one, "3"), 4: (one, "")},
    )
    assert [grant.application_id for grant in found.ask] == [1, 3]
    assert (found.moved, found.supersede, found.reduced) == ((1,), (3,), ())


# ------------------------------------------------------------------ the draw


def test_only_ties_that_the_draw_breaks_are_drawn():
    document = {
        "call": {
            "tie_breakers": [{"by": "criterion", "id": "a"}, {"by": "draw", "seed": "x"}, {"by": "arrival"}]
        }
    }
    assert without_draw(document)["call"]["tie_breakers"] == [{"by": "criterion", "id": "a"}]
    assert without_draw({"call": {"tie_breakers": []}})["call"]["tie_breakers"] == []
    tie = [{"code": "EX_AEQUO", "with": ["A"]}]
    entries = (
        entry("B", reasons=tie),
        entry("A", reasons=[{"code": "EX_AEQUO", "with": ["B"]}]),
        entry("C", reasons=[{"code": "FUNDED"}]),
    )
    assert tied_groups(result(*entries)) == (("A", "B"),)


def test_a_draw_is_convened_on_a_value_that_does_not_exist_yet():
    today = date(2026, 11, 24)
    moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    later = moment + timedelta(days=3)

    def problem(seed_on, sitting_at):
        return date_problem(seed_on=seed_on, sitting_at=sitting_at, moment=moment, today=today)

    assert problem(today, later) is DateProblem.SEED_NOT_FUTURE
    assert problem(today + timedelta(days=1), moment) is DateProblem.SITTING_NOT_FUTURE
    assert problem(today + timedelta(days=4), later) is DateProblem.SITTING_BEFORE_SEED
    assert problem(today + timedelta(days=3), later) is None
    assert problem(today + timedelta(days=3), moment + timedelta(days=367)) is DateProblem.TOO_FAR


@given(
    st.text(min_size=1, max_size=40),
    st.lists(st.from_regex(r"[A-Z]{3}", fullmatch=True), min_size=2, unique=True),
)
def test_tickets_are_the_published_digests_in_order(seed, group):
    found = tickets(group, seed)
    assert {one.id for one in found} == set(group)
    assert [one.key for one in found] == sorted(one.key for one in found)
    assert all(
        one.key == hashlib.sha256(f"{seed}:{one.id}".encode(errors="surrogatepass")).hexdigest()
        for one in found
    )
    assert tickets(list(reversed(group)), seed) == found


def test_the_announcement_holds_what_is_published_before():
    document = announcement(
        call="bando",
        number=1,
        groups=[("A", "B")],
        seed_source="Numeri",
        seed_on=date(2026, 12, 1),
        sitting_at=datetime(2026, 12, 2, 9, 30, tzinfo=UTC),
        place="Sala",
    )
    assert document["groups"] == [["A", "B"]]
    assert (document["seed_on"], document["sitting_at"]) == ("2026-12-01", "2026-12-02T09:30:00+00:00")


# ------------------------------------------------------------------ rows and figures of later versions


def test_who_is_excluded_late_or_leaves_without_money_is_named_by_the_rule():
    firm = Applicant("Impresa campione A", "firm", "srl", "0000001/2026", "ABC123")
    assert public_label(firm, NamesRule.NAME, "excluded_late") == "0000001/2026"
    assert public_label(firm, NamesRule.NAME, "declined") == "Impresa campione A"
    assert public_label(replace(firm, kind="self_employed"), NamesRule.NAME, "declined") == "0000001/2026"


def test_the_figures_of_both_formats_count_who_left():
    left = {**entry("A", "declined", None, granted="0.00"), "granted": "0.00"}
    found = {"entries": [entry("B"), left], "budget_left": "5.00"}
    one = summarise({"call": {"budget": {"amount": "15.00"}}}, found)
    rankings = [{"id": "own", "budget": {"amount": "10.00"}}, {"id": "main", "budget": {"amount": "5.00"}}]
    moneys = [
        {"id": one["id"], "received": "0.00", "given": "0.00", "budget_left": "0.00"} for one in rankings
    ]
    two = summarise({"call": {"rankings": rankings}}, {**found, "rankings": moneys})
    assert (one["budget"], two["budget"]) == ("15.00", "15.00")
    assert one["counts"]["declined"] == 1
    assert one["last_funded"] == 1
