"""The physical limit: the rows of one sending, inserted and updated by pgbench on the same server in the same run."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg

# The tables of the sending with all their indexes and triggers, and as many waiting rows as the run may use. pgbench draws the next
# number, deletes what was prepared, inserts the submission, updates the application, writes the audit entry: what is left of a
# sending when nobody asks who sends, whether the call is open, or what the rules say.
PREPARE = """
CREATE TABLE limit_submission (LIKE applications_submission INCLUDING ALL);
CREATE TABLE limit_application (LIKE applications_application INCLUDING ALL);
CREATE TABLE limit_prepared (LIKE applications_preparedsubmission INCLUDING ALL);
CREATE TABLE limit_audit (LIKE kernel_auditentry INCLUDING ALL);
CREATE SEQUENCE limit_arrival;
CREATE SEQUENCE limit_turn;
"""
FILL_APPLICATIONS = """
INSERT INTO limit_application ({columns}) SELECT {values} FROM applications_application o CROSS JOIN generate_series(1, %(rows)s) n
WHERE o.id = (SELECT application_id FROM applications_preparedsubmission ORDER BY application_id LIMIT 1)
"""
FILL_PREPARED = """
INSERT INTO limit_prepared ({columns}) SELECT {values} FROM applications_preparedsubmission o CROSS JOIN generate_series(1, %(rows)s) n
WHERE o.application_id = (SELECT application_id FROM applications_preparedsubmission ORDER BY application_id LIMIT 1)
"""
SCRIPT = """
SELECT nextval('limit_turn') AS turn \\gset
BEGIN;
WITH ready AS (DELETE FROM limit_prepared WHERE application_id = :turn::bigint RETURNING *)
INSERT INTO limit_submission (application_id, arrival, received_at, payload, payload_sha256, submitted_by_id, on_behalf_id, idempotency_key)
  SELECT application_id, nextval('limit_arrival'), clock_timestamp(), payload, payload_sha256, person_id, application_id, 'key-' || application_id FROM ready;
UPDATE limit_application SET state = 'submitted', is_live = true, changed_at = clock_timestamp() WHERE id = :turn::bigint;
INSERT INTO limit_audit (actor_id, actor_label, on_behalf_id, on_behalf_label, verb, subject_type, subject_id, subject_label, scope, after)
  VALUES ('person:' || :turn::text, 'Persona campione', 'organisation:' || :turn::text, 'Impresa campione', 'application_submitted', 'application',
  :turn::text, 'domanda', 'call:1', jsonb_build_object('arrival', :turn::bigint, 'sha256', repeat('0', 64)));
COMMIT;
"""


def pgbench_tps(database_url: str, binaries: Path, *, clients: int, seconds: int, rows: int) -> float:
    """Transactions a second of the script above, with prepared statements, over as many connections as the site has."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        for statement in filter(str.strip, PREPARE.split(";")):
            connection.execute(statement)  # type: ignore[call-overload]
        _fill(connection, FILL_APPLICATIONS, "applications_application", _APPLICATION, rows)
        _fill(connection, FILL_PREPARED, "applications_preparedsubmission", {"application_id": "n"}, rows)
        connection.execute("ANALYZE limit_application")
        connection.execute("ANALYZE limit_prepared")
        connection.execute("CHECKPOINT")
    try:
        return _run(database_url, binaries, clients, seconds)
    finally:
        with psycopg.connect(database_url, autocommit=True) as connection:
            for name in ("submission", "application", "prepared", "audit"):
                connection.execute(f"DROP TABLE limit_{name}")  # type: ignore[call-overload]
            connection.execute("DROP SEQUENCE limit_arrival, limit_turn")


_APPLICATION = {"id": "n", "code": "'L' || n", "lead_id": "n"}


def _fill(connection: Any, statement: str, table: str, changes: dict[str, str], rows: int) -> None:
    found = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s",
        [table],
    ).fetchall()
    columns = [name for (name,) in found]
    values = [changes.get(name, f"o.{name}") for name in columns]
    connection.execute(statement.format(columns=", ".join(columns), values=", ".join(values)), {"rows": rows})


def _run(database_url: str, binaries: Path, clients: int, seconds: int) -> float:
    program = binaries / "pgbench"
    command = str(program) if program.exists() else shutil.which("pgbench")
    if command is None:
        raise RuntimeError(
            "pgbench is not here: the embedded server brings it, Debian has it in postgresql-contrib"
        )
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SCRIPT)
        script.flush()
        done = subprocess.run(
            [
                command,
                "--no-vacuum",
                f"--file={script.name}",
                "--protocol=prepared",
                f"--client={clients}",
                "--jobs=2",
                f"--time={seconds}",
                database_url,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    if done.returncode or found is None:
        raise RuntimeError(f"pgbench failed: {done.stdout[-500:]} {done.stderr[-500:]}")
    return float(found.group(1))
