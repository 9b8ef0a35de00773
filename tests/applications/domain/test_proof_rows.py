"""The row of a submission in one canonical form."""

from manifattura.applications.domain.proof_rows import row_bytes


def test_every_column_counts():
    row = {
        "submission": 1,
        "application": 2,
        "index": 0,
        "leaf_hash": "ab",
        "registration": "0000001/2026",
        "registered_at": "2026-06-30T10:00:00+00:00",
        "submitted_by": 3,
        "on_behalf": 4,
        "idempotency_key": "k",
    }
    plain = row_bytes(**row)
    assert plain.startswith(b'{"application":2,"idempotency_key":"k"')
    for name, value in row.items():
        changed = value + 1 if isinstance(value, int) else f"{value}x"
        assert row_bytes(**{**row, name: changed}) != plain
