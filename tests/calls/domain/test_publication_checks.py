"""Every problem that keeps a call from approval, one by one, on a call that is otherwise whole."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from manifattura.calls.domain import extensions, form_checks, grid_checks, publication_checks
from manifattura.calls.domain.edition import (
    Bonus,
    CallDocument,
    CriteriaGroup,
    Declaration,
    FieldType,
    Flag,
    FormField,
    FormSection,
    Option,
    Requirement,
    Reserve,
    ResponsibleOffice,
    TargetArea,
    TieBreaker,
)
from manifattura.calls.domain.grid_checks import group_points, total_points
from manifattura.calls.domain.messages import Message
from manifattura.calls.domain.problems import Part
from manifattura.calls.domain.publication_checks import blocking, publication_problems
from manifattura.calls.domain.scoring import CriterionPart, LineNode, Method, MethodKind
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from manifattura.calls.domain.unfinished import NOT_YET, blank_edition

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DAY = timedelta(days=1)
OFFICE = ResponsibleOffice("Ufficio", "ufficio@example.org", "Responsabile campione", "Direzione")
PDF = CallDocument("avviso", "Avviso", "avviso.pdf", "k", "0" * 64, 10)


def whole():
    f1 = TEMPLATES["f1"].edition
    times = replace(
        f1.timetable, opens_at=NOW + DAY, deadline_at=NOW + 60 * DAY, clarifications_until=NOW + 40 * DAY
    )
    who = replace(f1.beneficiaries, target_area=TargetArea("Fuori dal centro", excluded_municipi=(1,)))
    return replace(f1, office=OFFICE, timetable=times, beneficiaries=who, documents=(PDF,))


WHOLE = whole()


def times(**changes):
    return {"timetable": replace(WHOLE.timetable, **changes)}


def aid(**changes):
    return {"aid": replace(WHOLE.aid, **changes)}


def who(**changes):
    return {"beneficiaries": replace(WHOLE.beneficiaries, **changes)}


def grid(**changes):
    return {"grid": replace(WHOLE.grid, **changes)}


def with_field(**facts):
    """One more question in a section of its own."""
    extra = FormSection("extra", "Extra", fields=(FormField(**{"key": "extra", "label": "Extra", **facts}),))
    return {"form": (*WHOLE.form, extra)}


def first_criterion(**changes):
    first, *rest = WHOLE.grid.criteria
    return grid(criteria=(replace(first, **changes), *rest))


def without(key=None, kind=None):
    return {
        "form": tuple(
            replace(
                section,
                fields=tuple(item for item in section.fields if item.key != key and item.type != kind),
            )
            for section in WHOLE.form
        )
    }


BAD = {"op": "eq", "field": "nowhere", "value": 1}
RULE = TieBreaker("draw", seed_rule="In seduta pubblica")
CASES = [
    ({"texts": replace(WHOLE.texts, **{name: " "})}, Part.TEXTS, message)
    for name, message in publication_checks.MISSING_TEXTS.items()
] + [
    ({"office": replace(OFFICE, email="")}, Part.TEXTS, publication_checks.NO_OFFICE),
    (times(opens_at=NOT_YET, clarifications_until=None), Part.TIMES, publication_checks.NO_OPENING),
    (times(deadline_at=NOT_YET, clarifications_until=None), Part.TIMES, publication_checks.NO_DEADLINE),
    (times(deadline_at=NOW, clarifications_until=None), Part.TIMES, publication_checks.DEADLINE_FIRST),
    (times(opens_at=NOW - 9 * DAY, deadline_at=NOW, clarifications_until=None), Part.TIMES, publication_checks.DEADLINE_PAST),
    (times(deadline_at=NOW.replace(year=3026)), Part.TIMES, extensions.TOO_FAR),
    (times(clarifications_until=NOW), Part.TIMES, publication_checks.CLARIFICATIONS_OUTSIDE),
    (times(procedure_term_days=0), Part.TIMES, publication_checks.NO_TERM),
    (times(procedure_term_days=84), Part.TIMES, publication_checks.TERM_TOO_SHORT),
    ({"budget": Decimal(0)}, Part.MONEY, publication_checks.NO_BUDGET),
    ({"budget": Decimal(74_999)}, Part.MONEY, publication_checks.CAP_ABOVE_BUDGET),
    (aid(rate=Decimal(0)), Part.MONEY, publication_checks.NO_RATE),
    (aid(rate=Decimal("1.01")), Part.MONEY, publication_checks.RATE_ABOVE),
    (aid(cap=Decimal(0)), Part.MONEY, publication_checks.NO_CAP),
    (aid(cost_min=Decimal(200_000)), Part.MONEY, publication_checks.COST_LIMITS),
    (aid(cap=Decimal(75_001)), Part.MONEY, publication_checks.CAP_UNREACHABLE),
    (who(participant_kinds=()), Part.WHO, publication_checks.NO_KINDS),
    (who(can_apply=()), Part.WHO, publication_checks.NO_CAN_APPLY),
    (who(target_area=TargetArea("Nome")), Part.WHO, publication_checks.EMPTY_AREA),
    (who(target_area=TargetArea("", nils=(1,))), Part.WHO, publication_checks.UNNAMED_AREA),
    (who(target_area=TargetArea("A", municipi=(1,), excluded_municipi=(1,))), Part.WHO, publication_checks.ALL_EXCLUDED),
    ({"declarations": (replace(WHOLE.declarations[0], text=""), *WHOLE.declarations[1:])}, Part.DECLARATIONS, publication_checks.DECLARATION_TEXT),
    ({"declarations": (replace(WHOLE.declarations[0], law=""), *WHOLE.declarations[1:])}, Part.DECLARATIONS, publication_checks.DECLARATION_LAW),
    ({"declarations": (replace(WHOLE.declarations[0], facts=("nowhere",)), *WHOLE.declarations[1:])}, Part.DECLARATIONS, publication_checks.DECLARATION_FACT),
    ({"declarations": (replace(WHOLE.declarations[0], shown_if=BAD), *WHOLE.declarations[1:])}, Part.DECLARATIONS, form_checks.DECLARATION_CONDITION),
    ({"requirements": ()}, Part.REQUIREMENTS, publication_checks.NO_REQUIREMENT),
    ({"requirements": (Requirement("x", "X", automatic="magia"),)}, Part.REQUIREMENTS, publication_checks.UNKNOWN_CHECK),
    ({"eligibility": (replace(WHOLE.eligibility[0], explain=""),)}, Part.QUESTIONS, publication_checks.QUESTION_EXPLAIN),
    ({"form": (*WHOLE.form, FormSection("vuota", "Vuota"))}, Part.FORM, form_checks.EMPTY_SECTION),
    (with_field(type=FieldType.CHOICE), Part.FORM, form_checks.NO_OPTIONS),
    (with_field(type=FieldType.CHOICE, options=(Option("a", "Sì, in parte"), Option("b", "sì,  in parte"))), Part.FORM, form_checks.CHOICE_TWICE),
    (with_field(type=FieldType.FILE), Part.FORM, form_checks.NO_TYPES),
    (with_field(type=FieldType.NUMBER, min_value=Decimal(2), max_value=Decimal(1)), Part.FORM, form_checks.LIMITS),
    (with_field(type=FieldType.DECLARATION, declaration="nowhere"), Part.FORM, form_checks.NO_SUCH_DECLARATION),
    (with_field(type=FieldType.DECLARATION, declaration=WHOLE.declarations[0].key), Part.FORM, form_checks.TWICE),
    (with_field(type=FieldType.TEXT, shown_if=BAD), Part.FORM, form_checks.CONDITION),
    (with_field(type=FieldType.TEXT, shown_if={"op": "answered", "field": "extra"}), Part.FORM, form_checks.LATER),
    (with_field(type=FieldType.EXPENSES, options=(Option("a", "A", Decimal("0.50")),)), Part.FORM, form_checks.SHARES),
    (without(key="project_title"), Part.FORM, form_checks.NO_TITLE),
    (without(kind=FieldType.EXPENSES), Part.FORM, form_checks.NO_COST),
    (without(kind=FieldType.SEAT), Part.FORM, form_checks.NO_SEAT),
    (grid(criteria=()), Part.GRID, grid_checks.NO_CRITERIA),
    (first_criterion(max=Decimal(0)), Part.GRID, grid_checks.NO_POINTS),
    (first_criterion(min=Decimal(16)), Part.GRID, grid_checks.CRITERION_MIN),
    (grid(groups=(*WHOLE.grid.groups, CriteriaGroup("Z", "Zeta"))), Part.GRID, grid_checks.EMPTY_GROUP),
    (grid(groups=(replace(WHOLE.grid.groups[0], min=Decimal(99)), *WHOLE.grid.groups[1:])), Part.GRID, grid_checks.GROUP_MIN),
    (grid(total_min=Decimal(101)), Part.GRID, grid_checks.TOTAL_MIN),
    (grid(bonuses=(Bonus("P9", "P", Decimal(5), BAD),)), Part.GRID, grid_checks.BONUS_CONDITION),
    ({"flags": (*WHOLE.flags, Flag("x", "X", BAD))}, Part.GRID, grid_checks.FLAG_CONDITION),
    (grid(tie_breakers=(TieBreaker("group", "nowhere"), RULE)), Part.GRID, grid_checks.TIE_UNKNOWN),
    (grid(tie_breakers=(TieBreaker("group", "A"), TieBreaker("group", "A"), RULE)), Part.GRID, grid_checks.TIE_TWICE),
    (grid(tie_breakers=(RULE, TieBreaker("group", "A"))), Part.GRID, grid_checks.DRAW_LAST),
    (grid(tie_breakers=(TieBreaker("draw"),)), Part.GRID, grid_checks.DRAW_RULE),
    (grid(minima_on="rescaled"), Part.GRID, grid_checks.RESCALED_MINIMA),
    (grid(edge_ties="pro_rata", partial_last=False), Part.GRID, grid_checks.PRO_RATA),
    (grid(partial_min_share=Decimal("1.01")), Part.GRID, grid_checks.SHARE),
    (grid(reserves=(Reserve("nowhere", Decimal(1)),)), Part.GRID, grid_checks.RESERVE_FLAG),
]  # fmt: skip


def test_the_whole_call_has_no_problem():
    assert publication_problems(WHOLE, NOW) == ()


@pytest.mark.parametrize(
    ("changes", "part", "text"), CASES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_problem_is_found_and_where(changes, part, text):
    found = blocking(publication_problems(replace(WHOLE, **changes), NOW))
    assert (part, text) in [(one.part, one.message.text) for one in found]
    assert all(str(one.message) for one in found)


def test_reserves_above_the_budget():
    flagged = replace(WHOLE, flags=(Flag("x", "X", {"op": "answered", "field": "project_title"}),))
    edition = replace(flagged, **grid(reserves=(Reserve("x", Decimal(750_001)),)))
    assert grid_checks.RESERVE_SUM in [one.message.text for one in publication_problems(edition, NOW)]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"texts": replace(WHOLE.texts, title_en="")}, publication_checks.NO_ENGLISH),
        ({"texts": replace(WHOLE.texts, example="")}, publication_checks.NO_EXAMPLE),
        ({"eligibility": ()}, publication_checks.NO_QUESTION),
        ({"documents": ()}, publication_checks.NO_DOCUMENT),
        (grid(total_min=None), grid_checks.NO_THRESHOLD),
        (grid(bonuses=()), grid_checks.NOT_HUNDRED),
        (grid(bonuses=(Bonus("P9", "P", Decimal(5)),)), grid_checks.BONUS_NOT_DECLARED),
        (grid(tie_breakers=()), grid_checks.NO_DRAW),
        (grid(tie_breakers=(TieBreaker("arrival"), RULE)), grid_checks.BY_SPEED),
    ],
)
def test_advices_do_not_block(changes, text):
    found = publication_problems(replace(WHOLE, **changes), NOW)
    assert text in [one.message.text for one in found]
    assert blocking(found) == ()


def test_a_call_from_nothing_lacks_everything():
    parts = {one.part for one in blocking(publication_problems(blank_edition(), NOW))}
    assert {Part.TEXTS, Part.TIMES, Part.MONEY, Part.WHO, Part.FORM, Part.GRID, Part.REQUIREMENTS} <= parts
    texts = [one.message.text for one in publication_problems(blank_edition(), NOW)]
    assert publication_checks.NO_DECLARATION in texts
    assert form_checks.NO_SECTION in texts


def test_no_limits_of_cost_and_no_area():
    free = replace(WHOLE, **aid(cost_min=None, cost_max=None))
    assert publication_problems(replace(free, **who(target_area=None)), NOW) == ()
    assert publication_problems(replace(WHOLE, **aid(cost_min=None)), NOW) == ()
    assert publication_problems(replace(WHOLE, **times(clarifications_until=None)), NOW) == ()


def test_an_amount_instead_of_a_table():
    amount = FormSection("costo", "Costo", fields=(FormField("project_cost", FieldType.MONEY, "Costo"),))
    edition = replace(WHOLE, form=(*without(kind=FieldType.EXPENSES)["form"], amount))
    texts = [one.message.text for one in publication_problems(edition, NOW)]
    assert form_checks.NO_COST not in texts


def test_free_categories_can_always_be_filled():
    options = (Option("a", "A", Decimal("0.50")), Option("b", "B"))
    edition = replace(WHOLE, **with_field(type=FieldType.EXPENSES, options=options))
    assert blocking(publication_problems(edition, NOW)) == ()


def test_a_condition_on_an_earlier_question_is_good():
    edition = replace(
        WHOLE, **with_field(type=FieldType.TEXT, shown_if={"op": "answered", "field": "project_title"})
    )
    assert blocking(publication_problems(edition, NOW)) == ()


def test_points():
    assert total_points(WHOLE.grid) == 100
    assert total_points(replace(WHOLE.grid, bonus_cap=None)) == 100
    assert group_points(WHOLE.grid, "A") == 30


def test_messages_fill_their_places():
    assert str(Message("Il %(key)s", {"key": "A1"})) == "Il A1"
    assert str(Message("100% pieno")) == "100% pieno"


def test_a_declaration_without_condition_or_known_condition():
    shown = Declaration("x", "X", "Testo", "Norma", shown_if={"op": "answered", "field": "project_title"})
    edition = replace(WHOLE, declarations=(*WHOLE.declarations, shown))
    assert blocking(publication_problems(edition, NOW)) == ()


def test_an_opening_that_has_passed_is_an_advice_until_the_call_is_published():
    late = replace(WHOLE, **times(opens_at=NOW - DAY))
    assert publication_checks.OPENING_PAST in [
        found.message.text for found in publication_problems(late, NOW)
    ]
    assert blocking(publication_problems(late, NOW)) == ()
    assert publication_problems(replace(late, version=2), NOW) == ()


def test_points_of_three_decimals_want_a_grid_of_three():
    fine = replace(WHOLE.grid, criteria=(replace(WHOLE.grid.criteria[0], max=Decimal("10.125")),))
    fine = replace(
        fine,
        criteria=(
            *fine.criteria,
            replace(
                fine.criteria[0],
                key="6.6.2",
                max=Decimal(2),
                parts=(
                    CriterionPart(
                        "6.6.2.a",
                        "ROE",
                        Decimal(2),
                        Method(MethodKind.LINE, nodes=(LineNode("0", Decimal("0.333")),)),
                    ),
                ),
            ),
        ),
    )

    def told(decimals):
        found = grid_checks.grid_problems(replace(WHOLE, grid=replace(fine, decimals=decimals)))
        return [one.message.params["points"] for one in found if one.message.text == grid_checks.TOO_FINE]

    assert (told(2), told(3)) == (["0,333", "10,125"], [])


@pytest.mark.parametrize("rules", [{"by_arrival": True}, {"tie_breakers": (TieBreaker("arrival"),)}])
def test_where_the_order_of_arrival_decides_nothing_stays_equal(rules):
    edition = replace(WHOLE, **grid(**{"tie_breakers": (), **rules}))
    assert grid_checks.NO_DRAW not in [one.message.text for one in publication_problems(edition, NOW)]
