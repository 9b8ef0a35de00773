"""How long a large allocation takes: 2,000 firms, each with 10 choices, among 400 lots.

    python bench/bench_allocation.py [FIRMS]

Prints the seconds of each step, the whole replay command, and its start on an empty document.
Fails when the whole of it, from the bytes of the file to the result document, needs a second.
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

from manifattura.evaluation.domain.allocation.allocate import allocate
from manifattura.evaluation.domain.allocation.read import read_input
from manifattura.evaluation.domain.allocation.write import write_result
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.strict_json import read_strict

LOTS, CHOICES = 400, 10
COMMAND = (str(Path(sys.executable).with_name("manifattura")), "allocation", "replay")


def sample(firms: int) -> dict[str, object]:
    """A document made from a fixed seed: all three rules, ties, few popular lots, two lots for some firms."""
    chance = random.Random(2026)
    lots = [lot(number, chance) for number in range(LOTS)]
    return {
        "format": "manifattura-allocation/1",
        "call": {"id": "BENCH"},
        "lots": lots,
        "applicants": [applicant(number, lots, chance) for number in range(firms)],
    }


def lot(number: int, chance: random.Random) -> dict[str, Any]:
    rule = chance.choice(["meat", "meat", "meat", "highest_offer", "technical_only"])
    award: dict[str, str] = {"rule": rule}
    breakers: list[dict[str, str]] = [{"by": "arrival"}, {"by": "draw", "seed": "bench"}]
    if rule != "highest_offer":
        award |= {"technical_max": "60", "technical_min": "36"}
        breakers.insert(0, {"by": "technical"})
    if rule == "meat":
        award |= {"economic_max": "40", "formula": chance.choice(["proportional", "interpolated"])}
    return {
        "id": f"L{number:03d}",
        "base": f"{chance.randint(1_000, 9_000)}.00",
        "award": award,
        "tie_breakers": breakers,
    }


def applicant(number: int, lots: list[dict[str, Any]], chance: random.Random) -> dict[str, object]:
    chosen: dict[str, dict[str, Any]] = {}
    while len(chosen) < CHOICES:
        one = lots[int(len(lots) * chance.random() ** 2)]
        chosen[one["id"]] = one
    bids = []
    for one in chosen.values():
        bid = {"lot": one["id"]}
        if one["award"]["rule"] != "highest_offer":
            bid["technical"] = f"{chance.randint(30, 60)}"
        if one["award"]["rule"] != "technical_only":
            bid["offer"] = f"{int(float(one['base'])) + 100 * chance.randint(-1, 30)}.00"
        bids.append(bid)
    return {
        "id": f"F{number:05d}",
        "arrival": number + 1,
        "max_lots": chance.choice([1, 1, 1, 2]),
        "bids": bids,
        "preferences": list(chosen),
    }


def timed(what: str, step: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    result = step()
    seconds = time.perf_counter() - start
    print(f"{what:<40} {seconds:6.3f} s")
    return result, seconds


def main() -> int:
    firms = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    content = json.dumps(sample(firms)).encode()
    print(f"{firms} firms x {CHOICES} choices x {LOTS} lots, {len(content)} bytes")
    start = time.perf_counter()
    document, _ = timed("read the file strictly", lambda: read_strict(content))
    digest, _ = timed("canonical JSON and digest", lambda: sha256_hex(document))
    given, _ = timed("check and convert the input", lambda: read_input(document))
    result, _ = timed("allocate()", lambda: allocate(given))
    timed("write the result document", lambda: write_result(result, digest))
    whole = time.perf_counter() - start
    print(f"{'all of these':<40} {whole:6.3f} s")
    timed("manifattura allocation replay, all of it", lambda: replay(content))
    empty = json.dumps(sample(0)).encode()
    min(timed("its start (no firms)", lambda: replay(empty))[1] for _ in range(3))
    return 0 if whole < 1 else 1


def replay(content: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        Path(file.name).write_bytes(content)
        subprocess.run([*COMMAND, file.name], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
