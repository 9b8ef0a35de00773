"""`manifattura allocation replay FILE`: the public cases, the exit codes, what it prints, how little it loads."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from manifattura.evaluation.domain.allocation_replay import main
from manifattura.kernel.canonical_json import canonical_json
from tests.evaluation.domain.allocation.documents import applicant, bid, document, lot
from tests.evaluation.domain.test_replay import agrees

CASES = Path(__file__).parents[3] / "cases"
INPUTS = sorted(path for path in CASES.glob("allocation*/*.json") if not path.name.endswith(".expected.json"))


def test_there_are_public_cases() -> None:
    assert len(INPUTS) >= 8


@pytest.mark.parametrize("case", INPUTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_public_case(case: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    expected = json.loads(case.with_suffix(".expected.json").read_bytes())
    code = expected.get("exit", 0)
    assert main(str(case)) == code
    printed, errors = capsysbinary.readouterr()
    assert (errors == b"") is (code == 0)
    assert printed == b"" if code else agrees(expected, json.loads(printed))


def test_prints_the_same_bytes_every_time(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "lots.json"
    file.write_text(json.dumps(document([lot("L1"), lot("L2")], [applicant("F1", bid("L2", "100.00"))])))
    assert [main(str(file)), main(str(file))] == [0, 0]
    printed = capsysbinary.readouterr().out
    half = len(printed) // 2
    assert printed[:half] == printed[half:]
    assert printed[:half] == canonical_json(json.loads(printed[:half]))


@pytest.mark.parametrize(
    "content", [None, b"[]", b'{"format": "manifattura-allocation/1"}', b'{"lots": [], "lots": []}']
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


def test_loads_no_framework_and_nothing_slow() -> None:
    program = (
        "import sys; import manifattura.evaluation.domain.allocation_replay; print(*sys.modules, sep='\\n')"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert not loaded & {"django", "psycopg", "procrastinate", "typst", "fractions", "argparse", "asyncio"}
