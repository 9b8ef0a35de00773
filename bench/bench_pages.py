"""Public pages: `make bench-pages`, or `python bench/bench_pages.py [SECONDS]`. Home and a call's page, kept and not kept.

Kept: the site as `manifattura run` starts it, with wrk where the machine has it, else with the generator of the click day; whoever asks
runs on the same processors. Not kept: Django alone, in this process (median of 15). Prints a table and, last, one JSON line; ends
with 1 under 4,000 answers a second, over 25 ms, or over 20 statements. Method: docs/performance.md.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "bench")]

PAGES = {"home": "/", "call": "/bandi/bando-campione/"}
CLIENTS, WARM = 64, 2.0
LEAST_A_SECOND, MOST_MS, MOST_STATEMENTS = 4000, 25.0, 20


def main(seconds: float) -> int:
    result: dict[str, float] = {}
    # in a process of its own: two databases, two sets of settings
    alone = subprocess.run([sys.executable, __file__, "--alone"], check=True, capture_output=True, text=True)
    result |= json.loads(alone.stdout.splitlines()[-1])
    result |= _kept(seconds)
    for name in PAGES:
        print(
            f"{name:<5} {result[f'{name}_per_s']:>7.0f} answers/s kept, {result[f'{name}_uncached_ms']:.1f} ms and "
            f"{result[f'{name}_sql']} statements when it is made"
        )
    order = [f"{name}_{what}" for what in ("per_s", "uncached_ms", "sql") for name in PAGES]
    print(json.dumps({key: result[key] for key in order}))
    good = all(
        result[f"{name}_per_s"] >= LEAST_A_SECOND
        and result[f"{name}_uncached_ms"] <= MOST_MS
        and result[f"{name}_sql"] <= MOST_STATEMENTS
        for name in PAGES
    )
    return 0 if good else 1


def alone() -> None:
    """Statements and milliseconds of a page that Django makes."""
    from house import empty_database, measure

    result: dict[str, float] = {}
    with empty_database():
        from django.test import Client

        from tests.applications.published import published_call

        call = published_call()
        for name, path in (("home", "/"), ("call", f"/bandi/{call.slug}/")):
            statements, milliseconds = measure(Client(), path)
            result |= {f"{name}_sql": statements, f"{name}_uncached_ms": round(milliseconds, 1)}
    print(json.dumps(result))


def _kept(seconds: float) -> dict[str, float]:
    from tools.stage import Stage

    result: dict[str, float] = {}
    with Stage(drafts=1) as stage:
        for name, path in PAGES.items():
            _asked(stage.port, path, WARM, stage.folder)
            result[f"{name}_per_s"] = round(_asked(stage.port, path, seconds, stage.folder))
    return result


def _asked(port: int, path: str, seconds: float, folder: Path) -> float:
    """Answers a second; an answer that is not 200 ends the bench."""
    wrk = shutil.which("wrk")
    if wrk:
        said = subprocess.run(
            [wrk, "-t2", f"-c{CLIENTS}", f"-d{seconds:.0f}s", f"http://127.0.0.1:{port}{path}"],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        found = re.search(r"Requests/sec:\s+([\d.]+)", said)
        if found is None or "Non-2xx" in said or "Socket errors" in said:
            raise SystemExit(said)
        return float(found[1])
    output = folder / "pages.json"
    subprocess.run(
        [
            sys.executable, str(PROJECT / "bench" / "clickday" / "load.py"), f"--port={port}", "--senders=/dev/null",
            f"--output={output}", f"--page={path}", f"--clients={CLIENTS}", f"--seconds={seconds}", "--readers=1",
        ],
        check=True, env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    seen = json.loads(output.read_text(encoding="utf-8"))
    if seen["errors"]:
        raise SystemExit(f"{path}: {seen['errors']}")
    return len(seen["reads"]) / float(seen["seconds"])


if __name__ == "__main__":
    if "--alone" in sys.argv:
        alone()
    else:
        sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
