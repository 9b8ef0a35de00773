from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.applications.domain.reading import read_field, read_section, row_numbers, where_written
from manifattura.applications.domain.values import amount_of, has_shape, is_empty, unreadable, unreadable_text
from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from tests.applications.samples import COSTS, FILES, PROJECT, complete_answers


def asked(kind: FieldType, **options) -> FormField:
    return FormField("x", kind, "X", **options)


@pytest.mark.parametrize(
    ("kind", "posted", "stored"),
    [
        (FieldType.TEXT, ["  ciao\x00 "], "ciao"),
        (FieldType.TEXT, [""], None),
        (FieldType.TEXT, [], None),
        (FieldType.LONG_TEXT, ["a\r\nb\rc\ud800"], "a\nb\nc"),
        (FieldType.NUMBER, ["1.234,50"], "1234.5"),
        (FieldType.NUMBER, ["0,0"], "0"),
        (FieldType.NUMBER, ["-0"], "0"),
        (FieldType.NUMBER, ["-007,10"], "-7.1"),
        (FieldType.NUMBER, ["10"], "10"),
        (FieldType.NUMBER, ["1,1234567"], {"unreadable": "1,1234567"}),
        (FieldType.NUMBER, ["9999999999999999999"], {"unreadable": "9999999999999999999"}),
        (FieldType.MONEY, ["12.500"], "12500.00"),
        (FieldType.MONEY, ["12,345"], {"unreadable": "12,345"}),
        (FieldType.DATE, ["30/11/2026"], "2026-11-30"),
        (FieldType.DATE, ["boh"], {"unreadable": "boh"}),
        (FieldType.YES_NO, ["yes"], True),
        (FieldType.YES_NO, ["no"], False),
        (FieldType.YES_NO, ["forse"], None),
        (FieldType.CHOICE, ["a"], "a"),
        (FieldType.CHOICES, ["a", "b", "a", ""], ["a", "b"]),
        (FieldType.CHOICES, [], None),
    ],
)
def test_controls_become_stored_values(kind, posted, stored):
    value = read_field(asked(kind), {"x": posted})
    assert value == stored
    assert has_shape(kind, value)


def test_a_seat_is_read_from_its_parts():
    posted = {"x-address": ["Via Uno 1"], "x-postal_code": ["20100"], "x-nil": ["77"], "x-municipio": ["boh"]}
    seat = read_field(asked(FieldType.SEAT), posted)
    assert seat == {"address": "Via Uno 1", "postal_code": "20100", "nil": 77, "municipio": None}
    assert read_field(asked(FieldType.SEAT), {"x-address": [""]}) is None


def test_what_is_wrong_is_told_of_the_row_as_the_page_numbers_it():
    posted = {"x-0-amount": [""], "x-3-amount": ["mille"], "x-5-description": ["Torno"]}
    table = asked(FieldType.EXPENSES)
    assert where_written(table, "x.0.amount", posted) == "x.3.amount"
    assert where_written(table, "x.1.description", posted) == "x.5.description"
    assert where_written(table, "x.2.amount", posted) == "x.2.amount", "a row of another save"
    assert where_written(table, "x", posted) == "x"
    assert where_written(asked(FieldType.SEAT), "x.0.amount", posted) == "x.0.amount"
    group = asked(FieldType.GROUP, fields=(FormField("name", FieldType.TEXT, "Nome"),))
    assert where_written(group, "x.0.name", {"x-4-name": ["A"]}) == "x.4.name"


def test_rows_of_expenses_keep_what_cannot_be_read_and_drop_empty_ones():
    posted = {
        "x-2-category": ["goods"],
        "x-2-description": ["Torno"],
        "x-2-amount": ["mille"],
        "x-10-amount": ["1.000"],
        "x-11-description": [""],
        "x-bad-amount": ["1"],
        "x-3-other": ["1"],
        "y-1-amount": ["5"],
    }
    rows = read_field(asked(FieldType.EXPENSES), posted)
    assert rows == [
        {"category": "goods", "description": "Torno", "amount": unreadable("mille")},
        {"category": "", "description": "", "amount": "1000.00"},
    ]
    assert has_shape(FieldType.EXPENSES, rows)
    assert row_numbers("x", posted) == [2, 10, 11]
    assert read_field(asked(FieldType.EXPENSES), {"x-0-amount": [""]}) is None


def test_only_posted_fields_are_read():
    section = FormSection(
        "s",
        "S",
        fields=(
            FormField("a", FieldType.TEXT, "A"),
            FormField("b", FieldType.CHOICES, "B"),
            FormField("c", FieldType.SEAT, "C"),
            FormField("d", FieldType.EXPENSES, "D"),
            FormField("e", FieldType.FILE, "E"),
            FormField("f", FieldType.TEXT, "F", sealed=True),
        ),
    )
    assert read_section(section, {"b-present": ["1"], "e": ["x"], "f": ["segreto"]}) == {"b": None}
    assert read_section(section, {"a": ["1"], "c-nil": ["3"], "d-0-amount": ["2"]}) == {
        "a": "1",
        "c": {"address": "", "postal_code": "", "nil": 3, "municipio": None},
        "d": [{"category": "", "description": "", "amount": "2.00"}],
    }


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FieldType.TEXT, 3),
        (FieldType.TEXT, "x" * 20_001),
        (FieldType.TEXT, "a\x00"),
        (FieldType.TEXT, "\ud800"),
        (FieldType.MONEY, "12.5"),
        (FieldType.MONEY, 12),
        (FieldType.NUMBER, "01"),
        (FieldType.DATE, "2026-1-1"),
        (FieldType.DATE, "20260101"),
        (FieldType.DATE, 3),
        (FieldType.YES_NO, "yes"),
        (FieldType.CHOICES, "a"),
        (FieldType.CHOICES, [1]),
        (FieldType.SEAT, []),
        (FieldType.SEAT, {"floor": 1}),
        (FieldType.SEAT, {"nil": True}),
        (FieldType.SEAT, {"address": 3}),
        (FieldType.EXPENSES, "x"),
        (FieldType.EXPENSES, [{"amount": "1"}]),
        (FieldType.EXPENSES, [{"colour": "red"}]),
        (FieldType.EXPENSES, ["x"]),
        (FieldType.EXPENSES, [{"category": 1}]),
        (FieldType.FILE, "x"),
        (FieldType.DECLARATION, True),
        (FieldType.TEXT, {"unreadable": "x" * 20_001}),
    ],
)
def test_other_shapes_never_enter_a_draft(kind, value):
    assert not has_shape(kind, value)


def test_what_counts_as_an_answer():
    assert is_empty(None)
    assert is_empty("")
    assert is_empty([])
    assert is_empty({"nil": None, "address": ""})
    assert not is_empty(False)
    assert not is_empty(unreadable("x"))
    assert unreadable_text("x") is None
    assert amount_of({"amount": "1.00"}) == 1
    assert amount_of({}) is None


@given(st.dictionaries(st.text(max_size=20), st.lists(st.text(max_size=50), max_size=3), max_size=8))
def test_no_form_can_post_a_value_of_another_shape(posted):
    for section in (PROJECT, COSTS, FILES):
        fields = {item.key: item.type for item in section.fields}
        wide = {**posted, **{key: next(iter(posted.values())) if posted else [] for key in fields}}
        for key, value in read_section(section, wide).items():
            assert has_shape(fields[key], value)


def test_the_samples_have_good_shapes():
    kinds = {item.key: item.type for section in (PROJECT, COSTS, FILES) for item in section.fields}
    assert all(has_shape(kinds[key], value) for key, value in complete_answers().items())
