"""`receipt verify`, `proof audit` and `proof rotate-key` on the command line: exit codes and what is printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from manifattura.applications.models import LogKey, Submission
from manifattura.config.cli import main
from tests.applications.published import published_call
from tests.factories.applications import submitted_application

CASES = Path(__file__).parents[1] / "cases" / "receipt"


def test_receipt_verify_starts_nothing(capsysbinary: pytest.CaptureFixture[bytes]):
    program = (
        "import sys; from manifattura.config.cli import main; main(['receipt', 'verify', 'no-such-file.json']); "
        "print(*sorted(sys.modules), sep='\\n')"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert not loaded & {"django", "psycopg", "procrastinate", "typst"}
    assert main(["receipt", "verify", str(CASES / "01-one-leaf.json")]) == 0
    assert json.loads(capsysbinary.readouterr().out)["valid"] is True
    assert main(["receipt", "verify", "no-such-file.json"]) == 2


@pytest.mark.django_db
def test_audit_and_rotation(capsys: pytest.CaptureFixture[str]):
    call = published_call()
    submission = submitted_application(call).submission
    assert main(["proof", "audit", call.slug]) == 0
    printed = capsys.readouterr().out
    assert f"{call.slug}: 1 submissions, 1 leaves, 1 signed heads, 0 later forms" in printed
    assert printed.endswith("all in order\n")

    assert main(["proof", "rotate-key"]) == 0
    assert LogKey.objects.order_by("-id")[0].public_key in capsys.readouterr().out
    assert main(["proof", "audit", call.slug]) == 0

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Submission.objects.filter(pk=submission.pk).update(payload_sha256="ab" * 32)
        cursor.execute("SET LOCAL session_replication_role = origin")
    capsys.readouterr()
    assert main(["proof", "audit", call.slug]) == 1
    assert f"applications_submission {submission.pk}: payload" in capsys.readouterr().out
    assert main(["proof", "audit", "no-such-call"]) == 2
    assert "no call" in capsys.readouterr().err


def test_a_machine_without_the_site_gets_one_line_and_no_database(tmp_path: Path):
    data = tmp_path / "none"
    for made in (False, True):
        if made:
            data.mkdir()
        run = subprocess.run(
            [sys.executable, "-m", "manifattura.config", "proof", "audit", "bando"],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "MANIFATTURA_DATA": str(data), "MANIFATTURA_MODE": "demo", "DATABASE_URL": ""},
        )
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.startswith("There is no database in the data folder")
        assert run.stderr.count("\n") == 1
        assert data.exists() == made
    assert list(data.iterdir()) == []


@pytest.mark.django_db
def test_a_database_without_our_tables_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("manifattura.config.run.proof.NEEDED", ("calls_call", "no_such_table"))
    assert main(["proof", "audit", "bando"]) == 2
