"""The document of one day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from manifattura.applications.domain.daily_register import Registered, register_document

DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def row(number: int, year: int = 2026, protocol: str = "") -> Registered:
    return Registered(year, number, AT, AT, "Impresa campione A", "Domanda AB12CD34", "0" * 64, protocol)


def test_a_day_tells_its_entries_and_the_digest_of_the_day_before():
    document = register_document(DAY, [row(7), row(8, protocol="PG/1")], "ab" * 32)
    assert document["format"] == "manifattura-daily-register/1"
    assert (document["day"], document["previous_sha256"]) == ("2026-03-02", "ab" * 32)
    first, second = document["entries"]
    assert first["number"] == "0000007/2026"
    assert first["received_at"] == "2026-03-02T09:00:00.000000Z"
    assert "protocol" not in first
    assert second["protocol"] == "PG/1"


def test_two_years_in_one_day_are_each_without_gaps():
    document = register_document(DAY, [row(90, 2025), row(1), row(2)], "")
    assert [entry["number"] for entry in document["entries"]] == [
        "0000090/2025",
        "0000001/2026",
        "0000002/2026",
    ]


@pytest.mark.parametrize("rows", [[], [row(1), row(3)], [row(2), row(1)]])
def test_a_day_with_a_gap_is_refused(rows):
    with pytest.raises(ValueError, match="gaps"):
        register_document(DAY, rows, "")
