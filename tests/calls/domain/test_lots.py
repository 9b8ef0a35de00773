"""Lots of a call: the questions they add, what is wrong with them, how a table of them is read."""

from dataclasses import replace
from decimal import Decimal

import pytest

from manifattura.calls.domain import lot_checks, lot_questions
from manifattura.calls.domain.allocation import LotReserve, LotRule, LotTie, Offers
from manifattura.calls.domain.definition import definition_of, edition_of
from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.calls.domain.lot_checks import lot_problems
from manifattura.calls.domain.lot_questions import (
    choice_problems,
    chosen_lots,
    deposit_of,
    lots_together,
    offer_key,
    with_lot_questions,
    without_lot_questions,
)
from manifattura.calls.domain.lot_sections import (
    asked_once,
    has_lot_criteria,
    marked_criteria,
    sheet_edition,
)
from manifattura.calls.domain.lot_table import lot_table_rules
from manifattura.calls.domain.publication_checks import NO_DOCUMENT, publication_problems
from manifattura.calls.domain.scoring import Method, MethodKind, Precedence
from manifattura.calls.domain.sealing_checks import sealed_fields
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from manifattura.kernel.tables.check import check_file
from tests.calls.domain.built_templates import OPENS, built

F2 = built(TEMPLATES["f2"])
LOTS = F2.allocation


def said(edition):
    return [found.message.text for found in lot_problems(edition)]


def with_lots(**changes):
    return replace(F2, allocation=replace(LOTS, **changes))


def plain_f2(**changes):
    return replace(without_lot_questions(F2), allocation=replace(LOTS, **changes))


def one_lot(**changes):
    return with_lots(lots=(replace(LOTS.lots[0], **changes), *LOTS.lots[1:]))


def test_a_call_with_lots_can_be_published():
    found = publication_problems(F2, OPENS)
    blocking = [one.message.text for one in found if one.blocks]

    assert blocking == []
    assert NO_DOCUMENT in [one.message.text for one in found]


def test_lots_add_two_steps_and_the_offers_are_sealed():
    choices, each, offers, _declarations = F2.form[-4:]

    assert [item.key for item in choices.fields] == ["_lotto_1", "_lotto_2", "_lotto_3"]
    assert [item.required for item in choices.fields] == [True, False, False]
    assert choices.fields[0].options[0].label == "Lotto 1, Quarto Oggiaro, 84 m², base 3.192,00\u00a0€ l’anno"
    assert [item.key for item in sealed_fields(F2)] == [offer_key(lot.key) for lot in LOTS.lots]
    assert "uno solo" in choices.help
    assert "al massimo 2" in with_lot_questions(plain_f2(most_won=2)).form[-4].help
    assert [item.key for item in each.fields][:3] == ["fit--1", "works--1", "fit--2"]
    assert each.fields[0].label == "Lotto 1: Come usi questo spazio"
    assert each.fields[0].shown_if == offers.fields[0].shown_if
    assert offers.fields[0].label == "Canone annuo che offri per Lotto 1, Quarto Oggiaro"
    assert offers.fields[0].min_value == Decimal("3192.00")
    assert "319,20" in next(item for item in offers.fields if item.type is FieldType.FILE).help
    assert F2.declarations[0].key == lot_questions.DEPOSIT
    assert "10 %" in F2.declarations[0].text


def test_without_offers_and_deposit_there_is_one_step():
    lots = tuple(replace(lot, rule=LotRule.TECHNICAL_ONLY, base=None, area=None) for lot in LOTS.lots)
    plain = with_lot_questions(
        replace(without_lot_questions(F2), allocation=replace(LOTS, lots=lots, deposit=None))
    )

    assert plain.form[-3].key == lot_questions.CHOICE_SECTION
    assert plain.form[-3].fields[0].options[0].label == "Lotto 1, Quarto Oggiaro"
    assert deposit_of(lots[0], LOTS) is None
    assert deposit_of(LOTS.lots[0], plain.allocation) is None
    assert with_lot_questions(replace(plain, allocation=None)) == replace(plain, allocation=None)


def test_a_definition_carries_lots_and_not_their_questions():
    definition = definition_of(F2)

    assert lot_questions.CHOICE_SECTION not in [section["key"] for section in definition["form"]]
    assert len(definition["allocation"]["lots"]) == 8
    assert with_lot_questions(edition_of(definition)).form == F2.form
    twice = [definition["allocation"]["lots"][0]] * 2
    with pytest.raises(ValueError, match="più di una volta"):
        edition_of({**definition, "allocation": {"lots": twice}})


def test_choices_are_judged_together():
    section = F2.form[-4]

    assert choice_problems(section, {"_lotto_1": "4", "_lotto_2": "1"}, LOTS) == {}
    assert choice_problems(F2.form[0], {"_lotto_1": "4", "_lotto_2": "4"}, LOTS) == {}
    twice = choice_problems(section, {"_lotto_1": "4", "_lotto_2": "4"}, LOTS)
    assert {key: one.text for key, one in twice.items()} == {"_lotto_2": lot_questions.TWICE}
    gap = choice_problems(section, {"_lotto_1": "4", "_lotto_3": "2"}, LOTS)
    assert {key: one.text for key, one in gap.items()} == {"_lotto_3": lot_questions.GAP}
    assert chosen_lots({"_lotto_1": "4", "_lotto_2": "99", "_lotto_3": "4"}, LOTS) == ("4",)
    assert LOTS.lot("7").rule is LotRule.HIGHEST_OFFER
    with pytest.raises(KeyError):
        LOTS.lot("99")


def test_lots_may_be_wanted_all_or_none():
    rules = replace(LOTS, most_won=2, bundles=True)
    section = with_lot_questions(plain_f2(most_won=2, bundles=True)).form[-4]

    assert [item.key for item in section.fields] == [
        "_lotto_1", "_lotto_2", "_insieme_2", "_lotto_3", "_insieme_3",
    ]  # fmt: skip
    question = section.fields[2]
    assert question.label == "Vuoi la seconda scelta solo insieme alla prima?"
    assert (question.required, question.shown_if) == (False, {"op": "answered", "field": "_lotto_2"})
    assert "solo insieme" in section.help
    pair = {"_lotto_1": "4", "_lotto_2": "1", "_insieme_2": True, "_lotto_3": "2", "_insieme_3": False}
    assert choice_problems(section, pair, rules) == {}
    assert lots_together(pair, rules) == (("4", "1"), ("2",))
    assert lots_together(pair, LOTS) == (("4",), ("1",), ("2",))
    found = choice_problems(section, {**pair, "_insieme_3": True}, rules)
    assert {key: (one.text, one.params) for key, one in found.items()} == {
        "_insieme_3": (lot_questions.TOO_MANY_TOGETHER, {"wanted": "3", "most": "2"})
    }


@pytest.mark.parametrize(
    ("edition", "message"),
    [
        (with_lots(bundles=True), lot_checks.BUNDLES_OF_ONE),
        (with_lots(lots=LOTS.lots[:1], most_bids=1), lot_checks.ONE_LOT),
        (with_lots(most_bids=9), lot_checks.BIDS_ABOVE),
        (with_lots(most_bids=13), lot_checks.MOST_BIDS),
        (with_lots(most_won=4), lot_checks.WON_ABOVE),
        (with_lots(most_won=2), lot_checks.MANIPULABLE),
        (replace(F2, places=3), lot_checks.HAS_PLACES),
        (one_lot(base=None), lot_checks.NO_BASE),
        (one_lot(economic_max=None), lot_checks.NO_ECONOMIC),
        (one_lot(technical_min=Decimal(61)), lot_checks.MIN_ABOVE),
        (one_lot(rule=LotRule.HIGHEST_OFFER), lot_checks.NO_POINTS_TIE),
        (one_lot(rule=LotRule.TECHNICAL_ONLY, tie=LotTie.OFFER), lot_checks.NO_OFFER_TIE),
        (one_lot(tie=LotTie.IMPROVED), lot_checks.NOT_IMPROVED),
        (
            one_lot(rule=LotRule.TECHNICAL_ONLY, tie=LotTie.TECHNICAL, preemption="Chi c’è"),
            lot_checks.NO_PREEMPTION,
        ),
        (
            one_lot(preemption="Chi c’è", reserves=(LotReserve("women_led"),)),
            lot_checks.PREEMPTION_PLACES,
        ),
        (one_lot(reserves=(LotReserve("nobody"),)), lot_checks.NO_FLAG),
        (one_lot(reserves=(LotReserve("women_led", places=2),)), lot_checks.MOST_RESERVED),
        (replace(F2, grid=replace(F2.grid, decimals=3)), lot_checks.DECIMALS),
        (replace(F2, grid=replace(F2.grid, second_phase_first=3)), lot_checks.TWO_PHASES),
        (replace(F2, grid=replace(F2.grid, one_per_link=True)), lot_checks.LIMITS),
        (replace(F2, grid=replace(F2.grid, precedence=(Precedence("women"),))), lot_checks.PRECEDENCE),
        (replace(F2, grid=replace(F2.grid, total_min=Decimal(30))), lot_checks.WHOLE_MIN),
    ],
)
def test_what_is_wrong_with_lots(edition, message):
    assert said(edition) == [message]


def test_linked_firms_and_lots_wanted_together_do_not_go_with_each_other():
    assert said(with_lots(most_won=2, bundles=True, most_per_group=2)) == [
        lot_checks.MANIPULABLE,
        lot_checks.BUNDLES_AND_GROUPS,
    ]


def test_a_question_of_the_office_may_not_have_a_key_of_the_lots():
    own = FormSection("mia", "Mia", fields=(FormField("_lotto_1", FieldType.TEXT, "Mia"),))

    assert said(replace(F2, form=(own, *F2.form))) == [lot_checks.KEY_TAKEN]
    assert said(replace(F2, allocation=None)) == []


def test_questions_of_a_lot_read_each_other_and_go_back_as_they_were():
    asked = FormSection(
        "mia",
        "Mia",
        per_lot=True,
        fields=(
            FormField("loud", FieldType.YES_NO, "Fai rumore?"),
            FormField(
                "hours",
                FieldType.TEXT,
                "A che ore?",
                shown_if={"op": "all", "of": [{"op": "is", "field": "loud", "value": True}, {"op": "is", "field": "title", "value": 1}]},
            ),
        ),
    )  # fmt: skip
    written = replace(without_lot_questions(F2), form=(asked,))
    built_with = with_lot_questions(written)
    hours = next(item for item in built_with.section("mia").fields if item.key == "hours--8")
    own = hours.shown_if["of"][1]["of"]

    assert [one["field"] for one in own] == ["loud--8", "title"]
    assert without_lot_questions(built_with) == written
    assert asked_once(built_with).section("mia") == asked


def test_a_member_marks_the_application_then_each_lot_where_points_count():
    keys = [item.key for item in sheet_edition(F2, ["7", "2"]).grid.criteria]

    assert keys == ["B", "C", "D", "F", "G", "A--2", "E--2"]
    assert len(sheet_edition(F2).grid.criteria) == 5 + 2 * 7
    assert sheet_edition(F2, ["2"]).grid.criteria[-1].title == "Lotto 2: Lavori, energia, rumore"
    assert [item.key for item in marked_criteria(F2, {"A--1"})] == ["B", "C", "D", "F", "G", "A--1"]
    none = replace(F2, allocation=None)
    assert sheet_edition(none) == none
    assert not has_lot_criteria(none)


def grid_with(**changes):
    first, *rest = F2.grid.criteria
    return replace(F2, grid=replace(F2.grid, criteria=(replace(first, **changes), *rest)))


@pytest.mark.parametrize(
    ("edition", "messages"),
    [
        (replace(F2, grid=replace(F2.grid, rescale=True)), [lot_checks.PER_LOT_RESCALE]),
        (grid_with(method=Method(MethodKind.DECLARED)), [lot_checks.PER_LOT_POINTS]),
        (grid_with(key="E--1", per_lot=False), [lot_checks.CRITERION_TAKEN]),
        (
            replace(
                F2,
                allocation=replace(
                    LOTS,
                    lots=tuple(
                        replace(one, rule=LotRule.HIGHEST_OFFER, tie=LotTie.DRAW) for one in LOTS.lots
                    ),
                ),
            ),
            [lot_checks.PER_LOT_NOBODY],
        ),
    ],
)
def test_what_is_wrong_with_points_lot_by_lot(edition, messages):
    assert said(edition) == messages


def test_points_may_all_be_given_once_for_each_application():
    once = tuple(replace(item, per_lot=False) for item in F2.grid.criteria)

    assert said(replace(F2, grid=replace(F2.grid, criteria=once))) == []


def test_what_is_asked_once_does_not_stand_in_a_section_that_returns():
    files = FormSection("mia", "Mia", per_lot=True, fields=(FormField("place", FieldType.SEAT, "Sede"),))
    built_with = with_lot_questions(replace(without_lot_questions(F2), form=(files, *F2.form[:1])))

    assert said(built_with) == [lot_checks.PER_LOT_QUESTION]


def test_where_a_discount_is_offered_the_base_is_the_most():
    lower = plain_f2(lots=(replace(LOTS.lots[0], offers=Offers.DISCOUNT), *LOTS.lots[1:]))
    offer = with_lot_questions(lower).form_field(offer_key("1"))

    assert (offer.min_value, offer.max_value) == (None, Decimal("3192.00"))
    assert offer.label.startswith("Somma che chiedi per Lotto 1")
    assert "vince chi chiede meno" in offer.help
    assert "al massimo 3.192,00\u00a0€" in with_lot_questions(lower).form_field("_lotto_1").options[0].label
    assert not LOTS.reserved


def test_a_table_of_lots_is_read_by_its_headings():
    table = (
        "Lotto;Indirizzo;Mq;Canone base;Criterio\n"
        "1;Quarto Oggiaro;84;3.192,00;punti e offerta\n"
        "7;Gallaratese;145;2.283,00;offerta più alta\n"
        "7;Gallaratese;145;2.283,00;offerta più alta\n"
        "9;Altrove;tanti;10,00;a caso\n"
    )
    checked = check_file(table.encode("cp1252"), lot_table_rules())

    assert [row.in_error for row in checked.rows] == [False, False, False, True]
    assert checked.rows[0].values["base"] == Decimal("3192.00")
    assert checked.rows[1].values["rule"] == "highest_offer"
    assert checked.rows[2].repeats
