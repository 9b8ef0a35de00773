"""`manifattura ranking replay FILE`: the public cases, the exit codes, what it prints, how little it loads."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from manifattura.evaluation.domain.replay import main
from manifattura.kernel.canonical_json import canonical_json
from tests.evaluation.domain.documents import application, document

CASES = Path(__file__).parents[2] / "cases"
INPUTS = sorted(path for path in CASES.glob("ranking*/*.json") if not path.name.endswith(".expected.json"))


def agrees(expected: Any, printed: Any) -> bool:
    """Compared are the members that the expected document has."""
    if isinstance(expected, dict):
        return all(name in printed and agrees(value, printed[name]) for name, value in expected.items())
    if isinstance(expected, list):
        return len(expected) == len(printed) and all(map(agrees, expected, printed))
    return type(expected) is type(printed) and expected == printed


def test_there_are_public_cases() -> None:
    assert len(INPUTS) >= 29


@pytest.mark.parametrize("case", INPUTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_public_case(case: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    expected = json.loads(case.with_suffix(".expected.json").read_bytes())
    code = expected.get("exit", 0)
    assert main(str(case)) == code
    printed, errors = capsysbinary.readouterr()
    assert (errors == b"") is (code == 0)
    assert printed == b"" if code else agrees(expected, json.loads(printed))


def test_prints_the_same_bytes_every_time_and_a_line_end_on_a_terminal(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ranking.json"
    file.write_text(json.dumps(document(application("A"), application("B"))))
    assert [main(str(file)), main(str(file))] == [0, 0]
    printed = capsysbinary.readouterr().out
    half = len(printed) // 2
    assert printed[:half] == printed[half:]
    assert printed[:half] == canonical_json(json.loads(printed[:half]))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(str(file))
    assert capsysbinary.readouterr().out == printed[:half] + b"\n"


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"[]",
        b"not JSON",
        b'{"format": "manifattura-ranking/1"}',
        b'{"a":' * 100_000,
        b'{"a\\u2028\\n": 1}',
        b'{"a":' + b"7" * 5_000 + b"}",
    ],
)
def test_refuses_with_one_line(
    content: bytes | None, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "input\n.json"
    if content is not None:
        file.write_bytes(content)
    assert main(str(file)) == 2
    printed, errors = capsysbinary.readouterr()
    assert printed == b""
    assert len(errors.decode().strip().splitlines()) == 1


def test_refuses_a_folder(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(str(tmp_path)) == 2
    assert b"directory" in capsysbinary.readouterr().err


def test_loads_no_framework_and_nothing_slow() -> None:
    program = (
        "import sys; import manifattura.evaluation.domain.replay; print(*sorted(sys.modules), sep='\\n')"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert not loaded & {"django", "psycopg", "procrastinate", "typst", "fractions", "argparse", "asyncio"}
