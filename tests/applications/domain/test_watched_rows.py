"""Rows that change by acts alone."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from manifattura.applications.domain.watched_rows import (
    WATCHED,
    Act,
    WatchedTable,
    changes,
    hidden,
    without_act,
)

TABLE = WatchedTable(
    "t",
    ("fixed", "moved"),
    when="true",
    subject="'t:' || held.id",
    acts={"moved": ("thing_moved", "call_%")},
    removed_by=("thing_gone",),
)
BEFORE = {"fixed": "1", "moved": None, "subject": "t:1"}


def test_a_change_is_explained_by_an_act_of_its_own_kind_that_came_later():
    assert changes(TABLE, BEFORE, BEFORE) == {}
    found = changes(TABLE, BEFORE, {"fixed": "2", "moved": "2"})
    assert found == {"fixed": (), "moved": ("thing_moved", "call_%")}
    for verb in ("thing_moved", "call_closed"):
        assert without_act(found, [Act(7, "t:1", verb)], {"t:1"}, 6) == ["fixed"]
    for act in (Act(6, "t:1", "thing_moved"), Act(7, "t:2", "thing_moved"), Act(7, "t:1", "thing_gone")):
        assert without_act(found, [act], {"t:1"}, 6) == ["fixed", "moved"]


def test_a_row_that_is_gone():
    gone = changes(TABLE, BEFORE, None)
    assert without_act(gone, [], {"t:1"}, 0) == [""]
    assert without_act(gone, [Act(1, "t:1", "thing_gone")], {"t:1"}, 0) == []


def test_a_column_that_is_watched_since_later_is_no_change():
    assert changes(TABLE, {"fixed": "1", "subject": "t:1"}, {"fixed": "1", "moved": "2"}) == {}


def test_acts_are_of_columns_that_are_watched():
    for table in WATCHED:
        assert set(table.acts) <= set(table.columns)
        assert list(table.columns) == sorted(table.columns)
        assert table.hidden <= set(table.columns)


def test_of_a_hidden_column_a_digest_is_kept_by_whichever_key():
    table = replace(TABLE, hidden=frozenset({"fixed"}))

    def old(text: bytes) -> str:
        return hashlib.sha256(b"old" + text).hexdigest()

    def new(text: bytes) -> str:
        return hashlib.sha256(b"new" + text).hexdigest()

    kept = hidden(table, 1, BEFORE, [old])
    assert kept["fixed"] != "1"
    assert kept["moved"] is None
    assert hidden(table, 1, BEFORE, [new, old], kept) == kept
    assert hidden(table, 1, BEFORE, [new, old], {"moved": None})["fixed"] != kept["fixed"]
    assert hidden(table, 1, BEFORE | {"fixed": "2"}, [new, old], kept) != kept
