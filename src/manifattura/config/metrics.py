"""Figures in Prometheus' text format: requests of all web processes, the queue, what arrives, the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import connection

from manifattura.applications.queries.proof_log import calls_without_head
from manifattura.config.gate.measures import BUCKETS
from manifattura.kernel.clock import database_now
from manifattura.kernel.pulses import totals

QUIET = timedelta(seconds=45)
JOBS = "SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status"
OLDEST_JOB = """
SELECT COALESCE(EXTRACT(EPOCH FROM clock_timestamp() - min(event.at)), 0)
FROM procrastinate_jobs job JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred'
WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= clock_timestamp())
"""
ARRIVED = """
SELECT count(*), count(*) FILTER (WHERE registration_number IS NULL) FROM applications_submission
"""
CONNECTIONS = """
SELECT COALESCE(state, 'other'), count(*) FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1
"""
LIMIT = "SELECT current_setting('max_connections')::int"
STATES = ("todo", "doing", "failed")


def exposition() -> str:
    """Everything, in a handful of statements."""
    lines: list[str] = []
    _web(lines)
    _work(lines)
    return "\n".join(lines) + "\n"


def _web(lines: list[str]) -> None:
    found = totals(database_now(), QUIET)
    _family(lines, "manifattura_web_processes", "gauge", "Web processes that are alive", [("", found.alive)])
    by_status = [(f'{{status="{status}"}}', count) for status, count in sorted(found.requests.items())]
    _family(lines, "manifattura_requests_total", "counter", "Answers given, by status", by_status)
    running, rows = 0, list[tuple[str, float]]()
    for bound in (*(str(bound) for bound in BUCKETS), "+Inf"):
        running += found.buckets[bound]
        rows.append((f'_bucket{{le="{bound}"}}', running))
    rows += [("_sum", found.plain["seconds"]), ("_count", running)]
    _family(lines, "manifattura_request_seconds", "histogram", "From the first byte to the answer", rows)
    for name, words in (
        ("waited", "Seconds that requests waited for their turn"),
        ("refused", "Requests refused because the site was full"),
        ("tickets", "Tickets given to refused sendings"),
    ):
        _family(lines, f"manifattura_{name}_total", "counter", words, [("", found.plain[name])])


def _work(lines: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(JOBS)
        jobs = dict(cursor.fetchall())
        cursor.execute(OLDEST_JOB)
        (oldest,) = cursor.fetchone()
        cursor.execute(ARRIVED)
        arrived, unregistered = cursor.fetchone()
        cursor.execute(CONNECTIONS)
        connected = cursor.fetchall()
        cursor.execute(LIMIT)
        (limit,) = cursor.fetchone()
    by_state = [(f'{{status="{state}"}}', jobs.get(state, 0)) for state in STATES]
    _family(lines, "manifattura_jobs", "gauge", "Jobs in the queue", by_state)
    _family(
        lines,
        "manifattura_oldest_job_seconds",
        "gauge",
        "Age of the job that waits longest",
        [("", float(oldest))],
    )
    _family(lines, "manifattura_submissions_total", "counter", "Applications that arrived", [("", arrived)])
    _family(
        lines,
        "manifattura_unregistered",
        "gauge",
        "Applications without a registration number yet",
        [("", unregistered)],
    )
    _family(
        lines,
        "manifattura_heads_waiting",
        "gauge",
        "Calls whose proof log has leaves that no signed head covers",
        [("", len(calls_without_head()))],
    )
    by_use = [(f'{{state="{state}"}}', count) for state, count in sorted(connected)]
    _family(lines, "manifattura_database_connections", "gauge", "Connections to the database", by_use)
    _family(lines, "manifattura_database_connections_limit", "gauge", "The most that it takes", [("", limit)])


def _family(lines: list[str], name: str, kind: str, words: str, rows: Iterable[tuple[str, float]]) -> None:
    lines += [f"# HELP {name} {words}", f"# TYPE {name} {kind}"]
    lines += [
        f"{name}{suffix} {value:g}" if isinstance(value, float) else f"{name}{suffix} {value}"
        for suffix, value in rows
    ]
