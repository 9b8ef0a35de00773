"""The templates are whole calls: they publish as they are, rank what they receive, and say true numbers."""

import json
from datetime import timedelta
from decimal import Decimal
from itertools import chain, pairwise

import pytest

from manifattura.calls.domain.aid import compute_aid
from manifattura.calls.domain.document import edition_from_document, edition_to_document
from manifattura.calls.domain.edition import (
    APPLICANT_RECORD,
    Declarant,
    Edition,
    FieldType,
)
from manifattura.calls.domain.expressions import evaluate, validate_expression
from manifattura.calls.domain.grid_checks import total_points
from manifattura.calls.domain.lot_questions import DEPOSIT
from manifattura.calls.domain.publication_checks import NO_DOCUMENT, publication_problems
from manifattura.calls.domain.sessions import sessions_of
from manifattura.calls.domain.templates.base import Template, euros, timetable_of
from manifattura.calls.domain.templates.catalogue import TEMPLATES, template_by_key
from manifattura.calls.domain.unfinished import NO_ACT, NO_DAY
from manifattura.evaluation.domain.checks import CHECKS
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.ranking_input import Candidate, ranking_document
from manifattura.kernel.canonical_json import canonical_json
from manifattura.organisations.domain.kinds import ParticipantKind, SizeClass
from tests.calls.domain.built_templates import AREA, CLOSES, FULL, OFFICE, OPENS, built

SIGNS_OF_OLD_PROSE = ("ai sensi", "il sottoscritto", "predett", "succitat", "istante", "!")


@pytest.fixture(params=FULL, ids=lambda template: template.key)
def template(request: pytest.FixtureRequest) -> Template:
    found: Template = request.param
    return found


@pytest.fixture
def edition(template: Template) -> Edition:
    return built(template)


@pytest.fixture(
    params=[one for one in FULL if one.edition.kind != "register"], ids=lambda template: template.key
)
def compared(request: pytest.FixtureRequest) -> Edition:
    """A register has neither money nor points."""
    return built(request.param)


@pytest.fixture(
    params=[one for one in FULL if one.edition.kind != "register" and one.edition.gives_money],
    ids=lambda template: template.key,
)
def paying(request: pytest.FixtureRequest) -> Edition:
    return built(request.param)


def fields_of(edition: Edition):
    return list(chain.from_iterable(section.fields for section in edition.form))


# ------------------------------------------------------------------ the catalogue


def test_the_office_chooses_among_eight_templates():
    assert list(TEMPLATES) == ["f1", "f1-sessioni", "f2", "m1", "m2", "p1", "f3", "empty"]
    assert template_by_key("f1") is TEMPLATES["f1"]
    with pytest.raises(KeyError):
        template_by_key("f9")


def test_every_template_has_words_of_its_own():
    assert len({one.title for one in TEMPLATES.values()}) == len(TEMPLATES)
    assert all(len(one.description) <= 160 for one in TEMPLATES.values())


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_template_goes_to_a_document_and_back(key):
    edition = built(TEMPLATES[key])
    document = edition_to_document(edition)

    assert edition_from_document(json.loads(json.dumps(document))) == edition
    assert canonical_json(document)


@pytest.mark.parametrize("key", TEMPLATES)
def test_dates_office_address_and_area_come_from_outside(key):
    edition = built(TEMPLATES[key])

    assert (edition.call, edition.version, edition.kind) == ("bando-campione", 1, TEMPLATES[key].edition.kind)
    assert edition.office is OFFICE
    assert edition.act == NO_ACT
    assert edition.act.adopted_on == NO_DAY
    assert edition.beneficiaries.target_area is AREA
    assert (edition.timetable.opens_at, edition.timetable.deadline_at) == (OPENS, CLOSES)
    assert sum(one.budget for one in edition.rounds) == edition.lots[0].budget == edition.budget


def test_sessions_of_a_template_follow_one_another():
    sessions = sessions_of(built(TEMPLATES["f1-sessioni"]))

    assert [one.budget for one in sessions] == [Decimal("750000.00")] * 4
    assert sessions[0].opens_at == OPENS
    assert sessions[-1].deadline_at == CLOSES
    assert all(before.deadline_at == after.opens_at for before, after in pairwise(sessions))


def test_the_empty_template_says_nothing_and_is_no_sample():
    edition = built(TEMPLATES["empty"])

    assert edition.form == edition.grid.criteria == edition.declarations == ()
    assert not edition.is_sample


def test_a_call_open_for_a_short_time_has_no_last_day_for_questions():
    assert timetable_of(OPENS, CLOSES).clarifications_until == CLOSES - timedelta(days=14)
    assert timetable_of(OPENS, OPENS + timedelta(days=10)).clarifications_until is None


# ------------------------------------------------------------------ whole calls


def test_it_can_be_published_as_it_is(edition):
    found = publication_problems(edition, OPENS)

    assert [item.message.text for item in found] == [NO_DOCUMENT]
    assert edition.is_sample


def test_keys_are_unique(edition):
    for keys in (
        [section.key for section in edition.form],
        [item.key for item in fields_of(edition)],
        [item.key for item in edition.declarations],
        [item.key for item in edition.eligibility],
        [item.key for item in edition.requirements],
        [item.key for item in edition.flags],
        [item.key for item in (*edition.grid.criteria, *edition.grid.bonuses, *edition.grid.groups)],
    ):
        assert len(set(keys)) == len(keys)
        assert all(len(key) <= 40 and key.replace("-", "_").isidentifier() for key in keys)


def test_options_are_unique(edition):
    for item in fields_of(edition):
        keys = [option.key for option in item.options]
        assert len(set(keys)) == len(keys)


def test_conditions_can_be_read(compared):
    known = {item.key for item in fields_of(compared)}
    conditions = [
        *(item.shown_if for item in (*fields_of(compared), *compared.declarations) if item.shown_if),
        *(item.when for item in (*compared.grid.bonuses, *compared.flags) if item.when),
    ]

    assert conditions
    assert [found for one in conditions for found in validate_expression(one, known)] == []


def test_each_declaration_has_one_place_in_the_form_and_the_same_condition(edition):
    places = {item.declaration: item for item in fields_of(edition) if item.type is FieldType.DECLARATION}

    assert list(places) == [declaration.key for declaration in edition.declarations]
    # that of the deposit stands beside its proof
    assert edition.form[-1].fields == tuple(one for key, one in places.items() if key != DEPOSIT)
    for declaration in edition.declarations:
        assert places[declaration.key].shown_if == declaration.shown_if


def test_each_declaration_swears_on_questions_of_the_form(edition):
    known = {item.key for item in fields_of(edition)}

    assert all(set(declaration.facts) <= known | {APPLICANT_RECORD} for declaration in edition.declarations)
    assert all(declaration.law and declaration.text_version == 1 for declaration in edition.declarations)


def test_each_declaration_but_the_privacy_one_warns_of_false_statements(edition):
    silent = [
        item.key for item in edition.declarations if "art. 75" not in item.text or "art. 76" not in item.text
    ]

    assert silent == ["privacy"]


def test_every_member_of_a_grouping_answers_for_its_own_aid_and_standing(paying):
    own = {item.key for item in paying.declarations if item.declarant is Declarant.EACH_MEMBER}

    assert own == {"good_standing", "durc", "size", "de_minimis", "insurance"}


@pytest.mark.parametrize(
    ("kind", "asked", "spared"),
    [
        ("firm", {"size", "durc", "insurance"}, {"foundation"}),
        ("self_employed", {"size", "durc"}, {"foundation", "insurance"}),
        ("firm_to_be", {"foundation"}, {"size", "durc", "insurance"}),
    ],
)
def test_declarations_follow_who_applies(kind, asked, spared):
    edition = built(TEMPLATES["f1"])
    context = {"applicant": {"kind": kind}}
    shown = {item.key for item in edition.declarations if evaluate(item.shown_if, context)}

    assert asked <= shown
    assert not spared & shown


def test_automatic_checks_exist_and_are_used_once(paying):
    named = [item.automatic for item in paying.requirements if item.automatic]

    assert set(named) <= set(CHECKS)
    assert len(set(named)) == len(named)
    assert {"in_time", "declarations", "files", "size", "cost_range"} <= set(named)
    assert 10 <= len(paying.requirements) <= 13


def test_it_is_for_kinds_and_sizes_that_exist(compared):
    who = compared.beneficiaries

    assert set(who.participant_kinds) <= set(ParticipantKind)
    assert set(who.size_classes) == {SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM}


def test_the_self_check_takes_two_minutes(edition):
    assert 6 <= len(edition.eligibility) <= 8
    assert all(question.question.endswith("?") for question in edition.eligibility)


def test_phases_fit_in_the_term(edition):
    times = edition.timetable

    assert (times.review_days, times.committee_days, times.observations_days) == (30, 45, 10)
    assert times.review_days + times.committee_days + times.observations_days <= times.procedure_term_days


def test_it_is_written_in_plain_italian(edition):
    written = json.dumps(edition_to_document(edition), ensure_ascii=False).lower()

    assert [sign for sign in SIGNS_OF_OLD_PROSE if sign in written] == []
    assert "  " not in written


# ------------------------------------------------------------------ money and points


def test_points_make_a_hundred_and_the_threshold_is_sixty(compared):
    if compared.allocation is not None:
        # with the 40 of the best offer
        assert total_points(compared.grid) == 60
        return
    assert total_points(compared.grid) == 100
    assert compared.grid.total_min == 60


def test_ties_end_with_a_public_draw_and_never_with_speed(compared):
    ties = compared.grid.tie_breakers
    if compared.allocation is not None:
        # ties are those of each lot, and the draw always comes last there
        assert not ties
        return

    assert ties[-1].by == "draw"
    assert 0 < len(ties[-1].seed_rule) <= 300
    assert all(rule.by != "arrival" for rule in ties)


@pytest.mark.parametrize("received", [0, 3])
def test_its_grid_ranks(compared, received):
    candidates = [
        Candidate(
            code=f"C-{number}",
            arrival=number,
            requested=compared.aid.cap or Decimal(1),
            admitted=True,
            bonuses=[bonus.key for bonus in compared.grid.bonuses],
            marks={
                item.key: dict.fromkeys(("m1", "m2", "m3"), Decimal("0.8")) for item in compared.grid.criteria
            },
        )
        for number in range(1, received + 1)
    ]
    document = ranking_document(
        compared, assessors=["m1", "m2", "m3"], candidates=candidates, draw_seed="7-12-33-54-81"
    )

    assert len(result_document(document)["entries"]) == received


def test_the_example_is_the_rule_of_the_aid(paying):
    words = paying.texts.example.split("\u00a0€")
    cost, grant, own = (
        Decimal(part.rsplit(" ", 1)[1].replace(".", "").replace(",", ".")) for part in words[:3]
    )

    assert compute_aid(paying.aid, cost).grant == grant
    assert not compute_aid(paying.aid, cost).reasons
    assert cost == grant + own


def test_amounts_read_as_in_italy():
    assert euros(Decimal("1234567.50")) == "1.234.567,50\u00a0€"


@pytest.mark.parametrize(
    ("key", "budget", "rate", "cap"),
    [("f1", 750_000, "0.75", 75_000), ("m1", 140_000, "0.50", 20_000), ("m2", 89_000, "0.50", 10_000)],
)
def test_amounts_are_those_of_the_real_calls(key, budget, rate, cap):
    edition = TEMPLATES[key].edition

    assert (edition.budget, edition.aid.rate, edition.aid.cap) == (budget, Decimal(rate), cap)


def test_f1_gives_from_22500_to_75000_euro():
    aid = TEMPLATES["f1"].edition.aid

    assert compute_aid(aid, aid.cost_min).grant == 22_500
    assert compute_aid(aid, aid.cost_max).grant == 75_000
    assert compute_aid(aid, Decimal(64_000)).grant == 48_000


def test_f1_asks_for_half_of_the_points_in_a_and_b():
    grid = TEMPLATES["f1"].edition.grid
    minima = {group.key: group.min for group in grid.groups}

    assert minima == {"A": 15, "B": Decimal("17.5"), "C": None}
    assert [(rule.by, rule.id) for rule in grid.tie_breakers[:2]] == [("group", "B"), ("group", "A")]
    assert {bonus.key: bonus.points for bonus in grid.bonuses} == {
        "women_led": 2,
        "under_35_led": 2,
        "uses_fablab": 1,
    }


def test_f1_limits_consultancy_and_rent():
    options = {
        option.key: option.max_share for option in TEMPLATES["f1"].edition.form_field("expenses").options
    }

    assert options == {
        "capital_goods": None,
        "intangibles": None,
        "works": None,
        "consultancy": Decimal("0.10"),
        "rent": Decimal("0.10"),
    }


@pytest.mark.parametrize("key", ["m1", "m2"])
def test_headings_of_the_laboratory_measures(key):
    grid = TEMPLATES[key].edition.grid
    points = {
        group.key: sum(item.max for item in grid.criteria if item.group == group.key) for group in grid.groups
    }

    assert points == {"A": 40, "B": 20, "C": 25, "D": 15}
