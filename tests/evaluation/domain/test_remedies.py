"""Remedy requests: arrows, what may be asked, the reply form, corrections read over the old answers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from manifattura.calls.domain.edition import Bonus, Criterion, Edition, FieldType, FormField, Grid
from manifattura.calls.domain.scoring import Method, MethodKind
from manifattura.evaluation.domain.corrections import Correction, corrected_payload
from manifattura.evaluation.domain.remedies import (
    LONGEST,
    MOVES,
    Item,
    ItemKind,
    RemedyState,
    all_given,
    correctable_fields,
    item_problems,
    may_move,
    prefilled,
    project_fields,
    reply_form,
)
from tests.applications.samples import sample_edition

EDITION = sample_edition()
VISIBLE = frozenset(item.key for section in EDITION.form for item in section.fields)
S = RemedyState


def item(
    kind: ItemKind, key: str = "", ask: str = "Correggi.", problem: str = "", title: str = "Punto"
) -> Item:
    return Item(kind, key, title, problem, ask)


def test_a_request_ends_once() -> None:
    arrows = {(source, target) for source in S for target in S if may_move(source, target)}
    assert arrows == {
        (S.SENT, S.ANSWERED),
        (S.SENT, S.EXPIRED),
        (S.SENT, S.WITHDRAWN),
        # arrived in time on paper or by certified mail, typed later
        (S.EXPIRED, S.ANSWERED),
    }
    assert set(MOVES) == set(S)


def test_the_project_is_what_gives_points() -> None:
    grid = Grid(
        criteria=(Criterion("a", "Qualità", Decimal(60)),),
        bonuses=(Bonus("b", "Giovani", Decimal(2), when={"op": "eq", "field": "young", "value": True}),),
    )
    edition = replace(EDITION, grid=grid)
    hinted = replace(
        edition,
        form=(
            replace(
                edition.form[0],
                fields=(FormField("days", FieldType.NUMBER, "Giorni", help="Criterio B1."),),
            ),
        ),
    )
    assert project_fields(edition) >= {"description", "expenses", "young"}
    assert "kind" not in project_fields(edition)
    assert project_fields(hinted) == {"days"}
    assert project_fields(replace(edition, grid=Grid(criteria=()))) == frozenset()


def test_formulas_count_wherever_they_name_a_field() -> None:
    grid = Grid(criteria=(Criterion("a", "Mesi", Decimal(10)),))
    written = replace(
        grid,
        bonuses=(
            Bonus(
                "b",
                "Fra due",
                Decimal(1),
                when={"op": "all", "of": [{"op": "eq", "field": "kind.x", "value": "craft"}]},
            ),
        ),
    )
    assert "kind" in project_fields(replace(EDITION, grid=written))
    points = Method(MethodKind.FORMULA, value={"field": "young_share"})
    by_rule = Grid(criteria=(Criterion("a", "Quota", Decimal(10), method=points),))
    assert "young_share" in project_fields(replace(EDITION, grid=by_rule))


COMPUTED = FormField(
    "double",
    FieldType.COMPUTED,
    "Il doppio",
    formula={"op": "mul", "of": [{"field": "young_share"}, {"number": "2"}]},
)


def with_computed(grid: Grid) -> Edition:
    first = EDITION.form[0]
    return replace(EDITION, grid=grid, form=(*EDITION.form, replace(first, key="sum", fields=(COMPUTED,))))


def test_a_result_that_gives_points_makes_a_project_of_the_answers_it_comes_from() -> None:
    points = Method(MethodKind.FORMULA, value={"field": "double"})
    scored = with_computed(Grid(criteria=(Criterion("a", "Quota", Decimal(10), method=points),)))
    assert project_fields(scored) >= {"double", "young_share"}
    plain = with_computed(Grid(criteria=(Criterion("a", "Qualità", Decimal(10)),)))
    assert project_fields(plain).isdisjoint({"double", "young_share"})


def test_a_computed_result_is_not_asked_again_and_follows_a_corrected_answer() -> None:
    edition = with_computed(Grid(criteria=()))
    visible = VISIBLE | {"double"}
    assert {"young_share", "double"} & {one.key for one in correctable_fields(edition, visible)} == {
        "young_share"
    }
    asked = (item(ItemKind.FIELD, "double"),)
    assert list(item_problems(asked, edition, visible=visible, failed=frozenset())) == [(1, "unknown")]
    before = PAYLOAD | {"answers": {**PAYLOAD["answers"], "double": "120.00"}}
    after = corrected_payload(before, edition, [Correction(ItemKind.FIELD, "young_share", "45")])
    assert after["answers"]["double"] == "90.00"


def test_only_answers_that_applied_and_no_declaration_may_be_asked_again() -> None:
    keys = {one.key for one in correctable_fields(EDITION, VISIBLE - {"start_on"})}
    assert "kind" in keys
    assert keys.isdisjoint({"start_on", "d-seat", "description", "expenses"})


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (item(ItemKind.FIELD, "description"), "project"),
        (item(ItemKind.FIELD, "nothing"), "unknown"),
        (item(ItemKind.FILE, "kind"), "unknown"),
        (item(ItemKind.REQUIREMENT, "area"), "not_failed"),
        (item(ItemKind.QUESTION, ask=" "), "no_words"),
        (item(ItemKind.QUESTION, ask="x" * (LONGEST + 1)), "too_long"),
    ],
)
def test_what_may_not_be_asked(asked: Item, code: str) -> None:
    found = list(item_problems((asked,), EDITION, visible=VISIBLE, failed=frozenset({"durc"})))
    assert found == [(1, code)]


def test_a_request_asks_something_and_nothing_twice() -> None:
    assert list(item_problems((), EDITION, visible=VISIBLE, failed=frozenset())) == [(0, "nothing")]
    good = item(ItemKind.FIELD, "kind")
    assert list(item_problems((good, good), EDITION, visible=VISIBLE, failed=frozenset())) == [(2, "twice")]
    two = (item(ItemKind.QUESTION), item(ItemKind.QUESTION), item(ItemKind.REQUIREMENT, "durc"))
    assert not list(item_problems(two, EDITION, visible=VISIBLE, failed=frozenset({"durc"})))


def test_the_reply_has_a_section_per_item_and_begins_with_the_old_answers() -> None:
    items = (
        item(ItemKind.FIELD, "kind", problem="Non torna."),
        item(ItemKind.FILE, "plan"),
        item(ItemKind.QUESTION),
    )
    sections = reply_form(items, EDITION)
    assert [section.key for section in sections] == ["punto-1", "punto-2", "punto-3"]
    assert sections[0].help == "Non torna.\nCorreggi."
    assert [one.type for one in sections[0].fields] == [FieldType.YES_NO, FieldType.CHOICE]
    assert [one.key for one in sections[2].fields] == ["item-3-given", "item-3", "item-3-files"]
    given = {"item-1-given": True, "item-2-given": True, "item-3-given": True}
    assert all_given(items) == given
    assert prefilled(items, {"kind": "craft", "plan": "x"}) == {"item-1": "craft"}


PAYLOAD = {
    "applicant": {"kind": "firm"},
    "answers": {"young": True, "young_share": "60", "kind": "machines"},
    "files": [{"field": "plan", "name": "old.pdf", "size": 1, "sha256": "a"}],
    "flags": [],
    "bonuses_claimed": ["gone", "kept"],
    "project_cost": None,
    "requested": None,
}


def test_corrections_are_read_over_what_was_sent_and_change_nothing_of_it() -> None:
    before = {**PAYLOAD, "answers": dict(PAYLOAD["answers"])}  # type: ignore[call-overload]
    found = corrected_payload(
        PAYLOAD,
        EDITION,
        (
            Correction(ItemKind.FIELD, "kind", "craft"),
            Correction(ItemKind.FILE, "plan", files=({"name": "new.pdf", "size": 2, "sha256": "b"},)),
            Correction(ItemKind.QUESTION, "", "Una spiegazione"),
        ),
    )
    assert found["answers"]["kind"] == "craft"
    assert [file["name"] for file in found["files"]] == ["new.pdf"]
    assert before == PAYLOAD


def test_what_a_correction_hides_does_not_count_and_no_bonus_is_gained() -> None:
    grid = replace(
        EDITION.grid,
        bonuses=(
            Bonus("kept", "Giovani", Decimal(1), when={"op": "eq", "field": "young", "value": True}),
            Bonus("new", "Artigiani", Decimal(1), when={"op": "eq", "field": "kind", "value": "craft"}),
        ),
    )
    edition = replace(EDITION, grid=grid)
    found = corrected_payload(PAYLOAD, edition, (Correction(ItemKind.FIELD, "kind", "craft"),))
    assert found["bonuses_claimed"] == ["kept"]
    hidden = corrected_payload(PAYLOAD, edition, (Correction(ItemKind.FIELD, "young", False),))
    assert "young_share" not in hidden["answers"]
    assert hidden["bonuses_claimed"] == []


def test_without_corrections_the_content_is_the_one_sent() -> None:
    assert corrected_payload(PAYLOAD, EDITION, (Correction(ItemKind.QUESTION, "", "x"),)) == PAYLOAD
