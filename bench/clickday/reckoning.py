"""After the run: what the clients saw against what the database has."""

from __future__ import annotations

import time
from dataclasses import dataclass

import psycopg

COUNTS = """
SELECT count(*), count(*) - count(DISTINCT submission.application_id), count(*) - count(DISTINCT submission.arrival),
  count(*) FILTER (WHERE encode(sha256(convert_to(submission.payload, 'UTF8')), 'hex') <> submission.payload_sha256),
  count(*) FILTER (WHERE submission.registration_number IS NULL)
FROM applications_submission submission
"""
NUMBERS = """
SELECT count(*) - count(DISTINCT registration_number), coalesce(max(registration_number), 0) - count(*)
FROM applications_submission WHERE registration_number IS NOT NULL
"""
DISORDER = """
SELECT count(*) FROM (SELECT registration_number - lag(registration_number) OVER (ORDER BY arrival) AS step
  FROM applications_submission) AS steps WHERE step <> 1
"""


@dataclass(frozen=True)
class Reckoning:
    """All counts but `rows` and `seconds_to_number` are faults."""

    rows: int
    lost: int
    duplicated: int
    broken: int
    """Frozen texts whose digest is not theirs."""
    gaps: int
    disorder: int
    without_leaf: int
    seconds_to_number: float


def reckon(
    database_url: str, receipts: list[str], unanswered: list[str], *, patience: float = 120.0
) -> Reckoning:
    """`receipts`: addresses that clients were led to; `unanswered`: sendings whose fate only the database knows."""
    began = time.monotonic()
    with psycopg.connect(database_url, autocommit=True) as connection:
        while _one(
            connection, "SELECT count(*) FROM applications_submission WHERE registration_number IS NULL"
        )[0]:
            if time.monotonic() - began > patience:
                break
            time.sleep(0.2)
        waited = time.monotonic() - began
        codes = {
            row[0]
            for row in connection.execute(
                "SELECT code FROM applications_submission s JOIN applications_application a ON a.id = s.application_id"
            )
        }
        rows, twice, arrivals, broken, unnumbered = _one(connection, COUNTS)
        same, gaps = _one(connection, NUMBERS)
        disorder = _one(connection, DISORDER)[0]
        leaves = _one(
            connection,
            "SELECT count(*) FROM applications_submission s WHERE NOT EXISTS "
            "(SELECT FROM applications_proofleaf leaf WHERE leaf.submission_id = s.id)",
        )[0]
    seen = [address.rstrip("/").split("/")[-2] for address in receipts]
    strangers = len(codes - set(seen) - {path.rstrip("/").split("/")[-2] for path in unanswered})
    return Reckoning(
        rows=rows,
        lost=len(set(seen) - codes) + unnumbered,
        duplicated=twice + arrivals + same + (len(seen) - len(set(seen))) + strangers,
        broken=broken,
        gaps=gaps,
        disorder=disorder,
        without_leaf=leaves,
        seconds_to_number=waited,
    )


def _one(connection: psycopg.Connection, statement: str) -> tuple[int, ...]:
    row = connection.execute(statement).fetchone()  # type: ignore[call-overload]
    assert row is not None
    return tuple(row)
