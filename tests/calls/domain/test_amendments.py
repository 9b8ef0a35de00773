"""What an amendment may change and until when; what the public reads of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from manifattura.calls.domain import amendments
from manifattura.calls.domain.amendments import amendable_parts, amendment_problems
from manifattura.calls.domain.differences import Difference, differences
from manifattura.calls.domain.document import edition_from_document, edition_to_document
from manifattura.calls.domain.edition import CommitteeRule, NamesRule, Recusal
from manifattura.calls.domain.problems import Part
from manifattura.calls.domain.templates.catalogue import TEMPLATES

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DAY = timedelta(days=1)
F1 = TEMPLATES["f1"].edition
OPEN = replace(F1, timetable=replace(F1.timetable, opens_at=NOW - DAY, deadline_at=NOW + 9 * DAY))
COMING = replace(F1, timetable=replace(F1.timetable, opens_at=NOW + DAY, deadline_at=NOW + 9 * DAY))
CLOSED = replace(F1, timetable=replace(F1.timetable, opens_at=NOW - 9 * DAY, deadline_at=NOW))
TITLE = {"texts": replace(F1.texts, title="Altro titolo")}


def times(edition, **changes):
    return {"timetable": replace(edition.timetable, **changes)}


def test_which_pages_stay_open():
    assert amendable_parts(COMING, NOW) == frozenset(Part) - {Part.SEALED}
    assert amendable_parts(OPEN, NOW) == frozenset(Part) - {Part.PROCEDURE, Part.SEALED}
    assert amendable_parts(replace(OPEN, kind="register"), NOW) == {Part.TEXTS, Part.DOCUMENTS, Part.TIMES}
    assert amendable_parts(CLOSED, NOW) == {Part.TEXTS, Part.DOCUMENTS}


@pytest.mark.parametrize(
    ("current", "changes", "found"),
    [
        (OPEN, {}, [amendments.NOTHING_CHANGED]),
        (OPEN, TITLE, []),
        (OPEN, times(OPEN, deadline_at=NOW + 20 * DAY), []),
        (OPEN, times(OPEN, clarifications_until=NOW + DAY), []),
        (OPEN, times(OPEN, clarifications_until=NOW), [amendments.CLARIFICATIONS_PAST]),
        (OPEN, times(OPEN, clarifications_until=NOW + 10 * DAY), [amendments.CLARIFICATIONS_LATE]),
        (OPEN, times(OPEN, deadline_at=NOW + 8 * DAY), [amendments.DEADLINE_EARLIER]),
        (OPEN, times(OPEN, review_days=1), [amendments.TIMES_FIXED]),
        (OPEN, {"names_rule": NamesRule.CODE}, [amendments.NAMES_FIXED]),
        (OPEN, {"budget": Decimal(1)}, [amendments.MORE_TIME]),
        (OPEN, {"grid": replace(F1.grid, rescale=True)}, [amendments.MORE_TIME]),
        (OPEN, {"form": F1.form[1:], "eligibility": ()}, [amendments.MORE_TIME] * 2),
        (OPEN, {"budget": Decimal(1), **times(OPEN, deadline_at=NOW + 18 * DAY)}, [amendments.MORE_TIME]),
        (OPEN, {"budget": Decimal(1), **times(OPEN, deadline_at=NOW + 19 * DAY)}, []),
        (CLOSED, {"budget": Decimal(1)}, [amendments.RULES_FIXED]),
        (
            CLOSED,
            {"committee": CommitteeRule(Recusal.REPLACEMENT, harmonisation=True)},
            [amendments.RULES_FIXED],
        ),
        (COMING, {"budget": Decimal(1), "form": F1.form[1:]}, []),
        (COMING, times(COMING, deadline_at=NOW + 8 * DAY), [amendments.DEADLINE_EARLIER]),
        (CLOSED, times(CLOSED, deadline_at=NOW + DAY), [amendments.DEADLINE_OVER]),
        (CLOSED, TITLE, []),
    ],
)
def test_what_may_change(current, changes, found):
    problems = amendment_problems(current, replace(current, **changes), NOW, 10 * DAY)
    assert [one.message.text for one in problems] == found


def test_a_term_for_clarifications_in_the_past_is_an_advice():
    found = amendment_problems(OPEN, replace(OPEN, **times(OPEN, clarifications_until=NOW)), NOW, DAY)
    assert [one.blocks for one in found] == [False]


def test_differences_field_by_field():
    old = edition_to_document(OPEN)
    new = edition_to_document(
        replace(
            OPEN,
            version=2,
            texts=replace(OPEN.texts, title="Altro"),
            grid=replace(OPEN.grid, rescale=True, criteria=OPEN.grid.criteria[1:]),
        )
    )
    found = differences(old, new)
    assert Difference(("texts", "title"), OPEN.texts.title, "Altro") in found
    assert Difference(("grid", "rescale"), "", "true") in found
    assert any(one.path == ("grid", "criteria", "A1", "max") and one.after == "" for one in found)
    assert not any(one.path[0] == "version" for one in found)
    assert not any("A2" in one.path for one in found)
    assert differences(old, old) == ()
    criterion = next(one for one in found if one.path == ("grid", "criteria", "A1", "max"))
    assert criterion.titles == ("", "", OPEN.grid.criteria[0].title, "")


def test_differences_of_plain_things():
    old = {
        "list": ["a", True],
        "none": None,
        "rows": [{"x": 1}],
        "mixed": [["a"], {"flag": "f", "amount": "1"}],
    }
    new = {
        "list": ["a", False],
        "none": "",
        "rows": [{"x": 2}],
        "mixed": [["b"], {"flag": "f", "amount": "2"}],
    }
    assert differences(old, new) == (
        Difference(("list",), "a, true", "a, false"),
        Difference(("rows", "1", "x"), "1", "2"),
        Difference(("mixed", "1"), "a", "b"),
        Difference(("mixed", "f", "amount"), "1", "2"),
    )


@pytest.mark.parametrize("key", list(TEMPLATES))
def test_a_document_says_the_edition(key):
    edition = TEMPLATES[key].edition
    assert edition_from_document(edition_to_document(edition)) == edition


def test_parts_by_key():
    assert F1.form_field("project_title").key == "project_title"
    assert F1.section(F1.form[0].key) == F1.form[0]
    assert F1.declaration(F1.declarations[0].key) == F1.declarations[0]
    for read in (F1.form_field, F1.section, F1.declaration):
        with pytest.raises(KeyError):
            read("nowhere")
