"""The chain of notes that says which rows got a digest."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from manifattura.applications.domain.row_batches import RowSet, batch_text, rows_of, union


@given(st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)))
def test_a_set_of_rows_is_written_as_ranges_and_read_again(one: set[int], other: set[int]):
    rows = rows_of(one)
    assert list(rows) == sorted(one)
    assert rows.highest == max(one, default=0)
    assert [number for number in range(62) if number in rows] == sorted(one)
    texts = [kept.text() for kept in (rows, rows_of(other)) if kept.ranges]
    assert list(union(texts)) == sorted(one | other)


def test_ranges_are_short():
    assert rows_of([4, 1, 2, 3, 7]).text() == "1-4,7"
    assert RowSet().text() == ""


def test_the_text_of_a_note_names_all_that_it_says():
    text = batch_text(
        number=2, made_at="2026-01-01T00:00:00Z", previous="ab", rows={"a": "1-4"}, closed={"a": 3}
    )
    assert json.loads(text) == {
        "batch": 2,
        "made_at": "2026-01-01T00:00:00Z",
        "previous": "ab",
        "rows": {"a": "1-4"},
        "closed": {"a": 3},
    }
