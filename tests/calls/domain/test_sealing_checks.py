"""What may be sealed, what reads it too early, and what an amendment can never do to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from manifattura.calls.domain import sealing_checks
from manifattura.calls.domain.amendments import amendment_problems
from manifattura.calls.domain.edition import (
    Bonus,
    Criterion,
    FieldType,
    Flag,
    FormField,
    FormSection,
    TieBreaker,
)
from manifattura.calls.domain.scoring import Method, MethodKind
from manifattura.calls.domain.sealing import Sealing
from manifattura.calls.domain.sealing_checks import (
    names_read,
    ranked_fields,
    reads_sealed,
    sealed_fields,
    sealing_problems,
    whole_form,
)
from manifattura.calls.domain.templates.catalogue import TEMPLATES

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DAY = timedelta(days=1)
F1 = TEMPLATES["f1"].edition
OFFER = FormField("canone", FieldType.MONEY, "Canone offerto", sealed=True, min_value=Decimal(100))

PRICE = Criterion(
    "prezzo",
    "Prezzo",
    Decimal(30),
    method=Method(MethodKind.NORMALISED, value={"field": "canone"}, best="lowest", scale="best"),
)


def with_offer(*more, **facts):
    section = FormSection("offerta", "Offerta", fields=(replace(OFFER, **facts), *more))
    return replace(F1, form=(*F1.form, section), sealing=Sealing())


def messages(edition):
    return [found.message.text for found in sealing_problems(edition)]


def test_a_plain_sealed_question_is_fine_and_calls_without_one_say_nothing():
    assert messages(F1) == []
    assert messages(with_offer()) == []
    assert [item.key for item in sealed_fields(with_offer())] == ["canone"]


@pytest.mark.parametrize(
    ("edition", "found"),
    [
        (with_offer(type=FieldType.EXPENSES), sealing_checks.NOT_SEALABLE),
        (with_offer(type=FieldType.GROUP, max_items=13), sealing_checks.LONG_LIST),
        (with_offer(key="project_title"), sealing_checks.TITLE_OPEN),
        (with_offer(prefill="earlier"), sealing_checks.PREFILLED),
        (replace(with_offer(), kind="rolling"), sealing_checks.ONLY_RANKING),
        (replace(with_offer(), sealing=Sealing(threshold=1)), sealing_checks.NUMBERS),
        (replace(with_offer(), sealing=Sealing(threshold=4)), sealing_checks.NUMBERS),
        (replace(with_offer(), sealing=Sealing(shares=10)), sealing_checks.NUMBERS),
        (replace(F1, form=(), sealing=Sealing(whole=True)), sealing_checks.NOTHING_SEALED),
        (
            with_offer(FormField("b", FieldType.TEXT, "B", shown_if={"op": "answered", "field": "canone"})),
            sealing_checks.USED,
        ),
        (
            with_offer(
                FormField(
                    "c",
                    FieldType.COMPUTED,
                    "C",
                    formula={"op": "add", "of": [{"field": "canone.amount"}, {"number": "1"}]},
                )
            ),
            sealing_checks.USED,
        ),
        (
            replace(with_offer(), flags=(Flag("f", "F", {"op": "answered", "field": "canone"}),)),
            sealing_checks.USED,
        ),
        (
            replace(with_offer(), grid=replace(F1.grid, criteria=(replace(PRICE, lower_only=True),))),
            sealing_checks.EARLY,
        ),
        (
            replace(with_offer(), grid=replace(F1.grid, criteria=(PRICE,), second_phase_first=3)),
            sealing_checks.EARLY,
        ),
        (
            replace(
                with_offer(),
                grid=replace(
                    F1.grid,
                    bonuses=(Bonus("b", "B", Decimal(1), {"op": "answered", "field": "canone"}),),
                ),
            ),
            sealing_checks.USED,
        ),
        (replace(with_offer(), grid=replace(F1.grid, link_field="canone")), sealing_checks.USED),
    ],
)
def test_each_problem_alone(edition, found):
    assert messages(edition) == [found]


def test_the_offer_gives_points_and_decides_ties_because_the_ranking_comes_after_the_opening():
    by_price = replace(
        with_offer(),
        grid=replace(F1.grid, criteria=(PRICE,), tie_breakers=(TieBreaker("number", "canone"),)),
    )
    assert messages(by_price) == []
    assert [item.key for item in ranked_fields(by_price)] == ["canone"]
    assert ranked_fields(with_offer()) == ()


def test_a_call_that_seals_everything_keeps_the_title_and_what_has_its_own_rules_open():
    table = FormField("t", FieldType.EXPENSES, "T")
    form = whole_form(with_offer(FormField("f", FieldType.FILE, "F"), table).form)
    sealed = {item.key for section in form for item in section.fields if item.sealed}
    assert "canone" in sealed
    assert "project_title" not in sealed
    assert "f" in sealed
    assert "t" not in sealed


def test_a_whole_application_is_sealed_only_where_nothing_of_the_project_stays_open():
    small = FormSection(
        "s",
        "S",
        fields=(
            FormField("project_title", FieldType.TEXT, "T"),
            FormField("project_cost", FieldType.MONEY, "C"),
            FormField("d", FieldType.DECLARATION, "D"),
            FormField("idea", FieldType.LONG_TEXT, "I"),
        ),
    )
    bare = replace(F1.grid, link_field="", tie_breakers=(), criteria=(), bonuses=())
    edition = replace(
        F1, form=whole_form((small,)), grid=bare, flags=(), declarations=(), sealing=Sealing(whole=True)
    )
    assert messages(edition) == []
    open_file = replace(small, fields=(*small.fields, FormField("f", FieldType.EXPENSES, "F")))
    assert messages(replace(edition, form=whole_form((open_file,)))) == [sealing_checks.STAYS_OPEN]


def test_publication_waits_for_as_many_holders_as_shares_each_with_a_code():
    def found(edition, named, late):
        return [one.message.text for one in sealing_checks.holder_problems(edition, named, late)]

    assert found(F1, 0, []) == []
    assert found(with_offer(), 3, []) == []
    assert found(with_offer(), 2, ["Persona campione"]) == [sealing_checks.HOLDERS, sealing_checks.CODES]


def test_what_reads_an_answer_is_found_wherever_it_is_written():
    assert "canone" not in names_read(with_offer())
    assert "expenses" not in names_read(with_offer())


def test_an_amendment_neither_opens_an_envelope_nor_seals_what_was_open():
    open_offer = with_offer(sealed=False)
    times = replace(F1.timetable, opens_at=NOW + DAY, deadline_at=NOW + 9 * DAY)
    current, opened, more = (
        replace(one, timetable=times)
        for one in (with_offer(), open_offer, with_offer(FormField("d", FieldType.TEXT, "D", sealed=True)))
    )

    def found(before, after):
        return [one.message.text for one in amendment_problems(before, after, NOW, DAY)]

    assert found(current, opened) == [sealing_checks.UNSEALED]
    assert found(opened, current) == [sealing_checks.SEALED_LATE]
    assert found(current, more) == []
    assert found(current, replace(current, sealing=Sealing(threshold=3))) == [sealing_checks.FIXED]
    assert found(replace(opened, sealing=None), more) == [sealing_checks.FIXED, sealing_checks.SEALED_LATE]


def test_a_code_with_dots_is_no_path_into_an_envelope():
    edition = with_offer()
    facts = ("canone", "sum:canone", "office:canone.1", "when:canone", "points:canone.a", "altro")
    assert [fact for fact in facts if reads_sealed(edition, fact)] == ["canone", "sum:canone"]
