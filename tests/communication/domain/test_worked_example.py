"""The example on the page "Come si verifica" teaches what it says: it is ranked by the real rule."""

import hashlib
import json
import subprocess
import sys

from manifattura.communication.domain.worked_example import worked_example
from manifattura.evaluation.domain.ranking.document import result_document


def test_result_is_the_rule_s():
    example = worked_example()
    assert example.result == result_document(example.input)


def test_it_shows_a_draw_a_partial_grant_a_threshold_and_a_refusal():
    entries = {entry["id"]: entry for entry in worked_example().result["entries"]}
    assert {entry["status"] for entry in entries.values()} == {
        "funded", "partially_funded", "below_threshold", "not_admitted",
    }  # fmt: skip
    assert [entry["tie_break"] for entry in entries.values()].count("draw") == 1


def test_the_rounding_step_needs_rounding():
    mean = worked_example().mean
    assert mean.unrounded == "30.666667"
    assert mean.points == "30.67"


def test_the_draw_is_the_documented_one():
    example = worked_example()
    assert [key.sha256 for key in example.draw] == sorted(key.sha256 for key in example.draw)
    for key in example.draw:
        assert key.sha256 == hashlib.sha256(key.text.encode()).hexdigest()
    ranked = [entry["id"] for entry in example.result["entries"] if entry["id"] in ("B", "C")]
    assert ranked == [key.application for key in example.draw]


def test_the_command_prints_the_same(tmp_path):
    example = worked_example()
    file = tmp_path / "esempio.json"
    file.write_text(json.dumps(example.input, ensure_ascii=False, indent=2), encoding="utf-8")
    command = [sys.executable, "-m", "manifattura.config", "ranking", "replay", str(file)]
    printed = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(printed.stdout) == example.result
