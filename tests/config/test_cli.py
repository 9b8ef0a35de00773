"""The command line tells every trouble in one line, and replays a ranking without Django."""

import os
import socket
import subprocess
import sys

import pytest

from manifattura.config import data_folder
from manifattura.config.problem import Problem
from tests.architecture.house import PROJECT

PROGRAMME = [sys.executable, "-m", "manifattura.config"]


def run(*arguments, data=None, **variables):
    environment = {**os.environ, **{name: str(value) for name, value in variables.items()}}
    environment.pop("DATABASE_URL", None) if "DATABASE_URL" not in variables else None
    environment["MANIFATTURA_MODE"] = str(variables.get("MANIFATTURA_MODE", "demo"))
    environment["MANIFATTURA_DATA"] = str(data or "")
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [*PROGRAMME, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=PROJECT,
    )


def one_line(result):
    assert result.returncode == 2, result.stderr
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    return result.stderr


@pytest.fixture
def built():
    if not (PROJECT / "build" / "static" / "staticfiles.json").exists():
        pytest.fail("the assets are not built: make assets")


def test_busy_port(tmp_path, built):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        message = one_line(run("run", data=tmp_path, PORT=port))
    assert f"Port {port} is in use" in message
    assert "PORT=" in message


def test_data_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("", encoding="ascii")
    message = one_line(run("manage", "migrate", data=tmp_path / "file" / "data"))
    assert "cannot be made" in message
    assert "MANIFATTURA_DATA" in message


def test_data_folder_that_cannot_be_read(tmp_path, monkeypatch):
    """root reads every folder, so the answer of the system is given here."""
    monkeypatch.setattr(data_folder.os, "access", lambda *_: False)
    with pytest.raises(
        Problem, match="not readable and writable for this user: change its owner, or choose another"
    ):
        data_folder.prepare(tmp_path)


def test_database_that_does_not_answer(tmp_path):
    url = "postgresql://nobody@127.0.0.1:1/manifattura"
    message = one_line(run("manage", "migrate", data=tmp_path, DATABASE_URL=url))
    assert "does not answer" in message


def test_production_without_its_settings(tmp_path):
    message = one_line(run("run", data=tmp_path, MANIFATTURA_MODE="production"))
    assert "Production mode needs" in message


def test_only_the_demo_is_reset(tmp_path):
    message = one_line(run("demo", "--reset", data=tmp_path, MANIFATTURA_MODE="test"))
    assert "belongs to demo mode" in message


def test_replay_knows_no_django(tmp_path):
    code = (
        "import sys; from manifattura.config.cli import main; main(['ranking', 'replay', 'no-such-file.json']); "
        "sys.exit(any(name in sys.modules for name in ('django', 'psycopg', 'procrastinate')))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert result.returncode == 0, result.stderr


def test_help_lists_the_commands():
    text = run("--help").stdout
    for command in ("run", "demo", "check", "worker", "ranking", "manage", "messages"):
        assert command in text


@pytest.mark.parametrize("command", [("ranking", "replay"), ("allocation", "replay"), ("receipt", "verify")])
def test_a_result_that_cannot_be_written(command):
    case = next(
        path
        for path in sorted((PROJECT / "tests" / "cases").glob(f"{command[0]}*/*.json"))
        if not path.name.endswith(".expected.json")
        and "exit" not in path.with_suffix(".expected.json").read_text(encoding="utf-8")
    )
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [*PROGRAMME, *command, str(case)], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert "No space left on device" in one_line(result)


def test_a_reader_that_goes_away_is_no_fault():
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [*PROGRAMME, "call", "procedures"], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (result.returncode, result.stderr) == (2, "")
