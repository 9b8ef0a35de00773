"""How long a large ranking takes: 10,000 applications, 9 criteria, 5 assessors.

    python bench/bench_ranking.py [APPLICATIONS]

Prints the seconds of each step, the whole replay command, and its start on an empty ranking.
Fails when rank() needs a second or the command needs 0.3 s to start.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from manifattura.evaluation.domain.ranking.rank import rank
from manifattura.evaluation.domain.ranking.read import read_input
from manifattura.evaluation.domain.ranking.write import write_result
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.strict_json import read_strict

MAXIMA = (15, 10, 15, 10, 10, 10, 10, 10, 10)
ASSESSORS = [f"C{number}" for number in range(1, 6)]
FLAGS = ("periphery", "women", "youth")
COMMAND = (str(Path(sys.executable).with_name("manifattura")), "ranking", "replay")


def sample(applications: int) -> dict[str, object]:
    """A ranking document made from a fixed seed, with ties, bonus points, reserves and refusals."""
    chance = random.Random(2026)
    criteria = [{"id": f"K{at}", "max": str(maximum)} for at, maximum in enumerate(MAXIMA)]
    return {
        "format": "manifattura-ranking/1",
        "call": {
            "id": "BENCH",
            "criteria": criteria,
            "groups": [
                {"id": "A", "criteria": ["K0", "K1", "K2"]},
                {"id": "B", "criteria": ["K3", "K4"], "min": "5"},
            ],
            "bonus_cap": "5",
            "total_min": "40",
            "rescale": True,
            "minima_on": "raw",
            "tie_breakers": [
                {"by": "group", "id": "A"},
                {"by": "flag", "id": "periphery"},
                {"by": "draw", "seed": "bench"},
            ],
            "budget": {
                "amount": f"{applications * 10000}.00",
                "partial_last": {"allowed": True, "min_share": "0.50"},
                "skip_unaffordable": True,
                "edge_ties": "pro_rata",
                "reserves": [
                    {"flag": "periphery", "amount": f"{applications * 2000}.00"},
                    {"flag": "women", "amount": f"{applications * 1000}.00"},
                ],
            },
        },
        "assessors": ASSESSORS,
        "applications": [application(number, chance) for number in range(applications)],
    }


def application(number: int, chance: random.Random) -> dict[str, object]:
    return {
        "id": f"A{number:05d}",
        "arrival": number + 1,
        "requested": f"{chance.randint(5_000, 75_000)}.{chance.randint(0, 99):02d}",
        "admitted": chance.random() < 0.95,
        "flags": [flag for flag in FLAGS if chance.random() < 0.3],
        "coefficients": {
            f"K{at}": {assessor: f"{chance.randint(20, 100) / 100:.2f}" for assessor in ASSESSORS}
            for at in range(len(MAXIMA))
        },
        "bonus": [{"id": "youth", "points": "2.5"}] if chance.random() < 0.2 else [],
    }


def timed(what: str, step: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    result = step()
    seconds = time.perf_counter() - start
    print(f"{what:<40} {seconds:6.3f} s")
    return result, seconds


def main() -> int:
    applications = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    content = json.dumps(sample(applications)).encode()
    print(
        f"{applications} applications x {len(MAXIMA)} criteria x {len(ASSESSORS)} assessors, {len(content)} bytes"
    )
    document, _ = timed("read the file strictly", lambda: read_strict(content))
    digest, _ = timed("canonical JSON and digest", lambda: sha256_hex(document))
    ranking, _ = timed("check and convert the input", lambda: read_input(document))
    result, ranked_in = timed("rank()", lambda: rank(ranking))
    timed("write the result document", lambda: write_result(result, digest))
    timed("manifattura ranking replay, all of it", lambda: replay(content))
    empty = json.dumps(sample(0)).encode()
    started_in = min(timed("its start (no applications)", lambda: replay(empty))[1] for _ in range(3))
    return 0 if ranked_in < 1 and started_in < 0.3 else 1


def replay(content: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        Path(file.name).write_bytes(content)
        subprocess.run([*COMMAND, file.name], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
