"""A click day on this machine: `make bench-clickday`, or `python bench/bench_clickday.py --clients 256 --seconds 10`.

Real processes (`manifattura run`: granian, worker, PostgreSQL with fsync on), load generator on the same processors. Prints a table
and, last, one JSON line. Ends with 1 when something was lost, duplicated or refused. Method: docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "bench")]

from clickday.limit import pgbench_tps  # noqa: E402
from clickday.parts import processor_seconds  # noqa: E402
from clickday.reckoning import Reckoning, reckon  # noqa: E402
from clickday.statements import statements_of_a_sending  # noqa: E402

from tools.stage import Stage  # noqa: E402
from tools.stage.place import write_senders  # noqa: E402

PAGE = "/bandi/bando-campione/"
PGBENCH_ROWS_PER_SECOND = 6000


@dataclass(frozen=True)
class Load:
    """What the generator says."""

    seen: dict[str, Any]

    @property
    def times(self) -> list[float]:
        return [1000 * seconds for seconds in self.seen["times"]]

    def at(self, share: float, name: str = "times") -> float:
        times = [1000 * seconds for seconds in self.seen[name]]
        return round(times[min(len(times) - 1, int(len(times) * share))], 1) if times else 0.0

    @property
    def errors(self) -> int:
        return int(sum(self.seen["errors"].values()))


def main() -> int:
    given = _arguments()
    # whoever mostly reads pages asks more often: they come from the cache
    a_second = given.rate * (1 - given.readers) * (3 if given.readers else 1)
    drafts = given.drafts or int((given.seconds + 2) * a_second) + given.clients + 50
    print(f"Making {drafts} firms ready to send …", flush=True)
    environment = {"MANIFATTURA_WAITING": str(given.waiting)} if given.waiting else {}
    with Stage(drafts=drafts, web_workers=given.web_workers, environment=environment) as stage:
        counted = stage.senders.pop()
        _warm(stage, given)
        before = _spent(stage)
        load = _load(stage, given, given.seconds)
        after = _spent(stage)
        found = reckon(stage.database_url, [*_WARM["sent"], *load.seen["sent"]], load.seen["unanswered"])
        statements = statements_of_a_sending(stage, counted)
        stage.stop_site()
        tps = _limit(stage, given)
    cost = {part: 1000 * (after[part] - before[part]) / max(1, len(load.times)) for part in before}
    result = _result(given, load, found, tps, statements)
    _table(given, load, found, cost, result)
    print(json.dumps(result))
    return int(
        result["errors"]
        or result["lost"]
        or result["duplicated"]
        or found.broken
        or found.gaps
        or found.disorder
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument(
        "--readers",
        type=float,
        default=0.0,
        help="share of requests that read the call's page (0.9: a mixed day)",
    )
    parser.add_argument("--rate", type=int, default=1300, help="most sendings a second to have drafts for")
    parser.add_argument("--drafts", type=int, default=0)
    parser.add_argument("--web-workers", type=int, default=None)
    parser.add_argument("--waiting", type=int, default=0, help="MANIFATTURA_WAITING of the site")
    parser.add_argument("--pgbench-clients", type=int, default=16)
    parser.add_argument("--pgbench-seconds", type=int, default=10)
    parser.add_argument("--skip-pgbench", action="store_true")
    return parser.parse_args()


_WARM: dict[str, list[str]] = {"sent": []}


def _warm(stage: Stage, given: argparse.Namespace) -> None:
    """Every thread has its connection and its plans before the clock starts, as on any day before a deadline."""
    _WARM["sent"] = _load(stage, given, 2).seen["sent"]


def _load(stage: Stage, given: argparse.Namespace, seconds: int) -> Load:
    senders, output = stage.folder / "load-senders.jsonl", stage.folder / "load.json"
    write_senders(senders, stage.senders)
    subprocess.run(
        [
            sys.executable,
            str(PROJECT / "bench" / "clickday" / "load.py"),
            f"--port={stage.port}",
            f"--senders={senders}",
            f"--output={output}",
            f"--page={PAGE}",
            f"--clients={given.clients}",
            f"--seconds={seconds}",
            f"--readers={given.readers}",
        ],
        check=True,
        env={**os.environ, "PYTHONPATH": ""},
    )
    seen = json.loads(output.read_text(encoding="utf-8"))
    if not seen["left"]:
        print("The firms ran out before the time: raise --rate.", file=sys.stderr)
    del stage.senders[: len(stage.senders) - seen["left"]]
    return Load(seen)


def _spent(stage: Stage) -> dict[str, float]:
    return {
        "web": processor_seconds(stage.web_pids()),
        "postgres": processor_seconds([stage.postgres_pid], with_children=True),
        "worker": processor_seconds([stage.worker_pid]),
    }


def _limit(stage: Stage, given: argparse.Namespace) -> float:
    if given.skip_pgbench:
        return 0.0
    seconds = given.pgbench_seconds
    return pgbench_tps(
        stage.database_url,
        stage.binaries,
        clients=given.pgbench_clients,
        seconds=seconds,
        rows=seconds * PGBENCH_ROWS_PER_SECOND,
    )


def _result(
    given: argparse.Namespace, load: Load, found: Reckoning, tps: float, statements: tuple[int, int]
) -> dict[str, Any]:
    rate = len(load.times) / load.seen["seconds"]
    result = {
        "clients": given.clients,
        "seconds": given.seconds,
        "submissions": len(load.times),
        "submissions_per_s": round(rate, 1),
        "p50_ms": load.at(0.5),
        "p99_ms": load.at(0.99),
        "errors": load.errors,
        "lost": found.lost,
        "duplicated": found.duplicated,
        "pgbench_tps": round(tps, 1),
        "ratio_to_pgbench": round(rate / tps, 3) if tps else None,
        "statements_per_submission": statements[0],
    }
    if given.readers:
        result |= {
            "reads_per_s": round(len(load.seen["reads"]) / load.seen["seconds"], 1),
            "read_p50_ms": load.at(0.5, "reads"),
            "read_p99_ms": load.at(0.99, "reads"),
        }
    return {**result, "statements_before": statements[1]}


def _table(
    given: argparse.Namespace, load: Load, found: Reckoning, cost: dict[str, float], result: dict[str, Any]
) -> None:
    rows = [
        ("sendings a second", f"{result['submissions_per_s']}"),
        (
            "answer, median / 95 % / 99 % / longest",
            " / ".join(f"{load.at(at):.0f} ms" for at in (0.5, 0.95, 0.99, 1)),
        ),
        ("errors", json.dumps(load.seen["errors"]) if load.errors else "0"),
        ("rows in the database", f"{found.rows}"),
        ("lost, duplicated", f"{found.lost}, {found.duplicated}"),
        (
            "digests that do not fit, gaps in numbers, out of order",
            f"{found.broken}, {found.gaps}, {found.disorder}",
        ),
        ("without a leaf in the proof log", f"{found.without_leaf}"),
        ("last number given after the end", f"{found.seconds_to_number:.1f} s"),
        (
            "statements in the transaction, before it",
            f"{result['statements_per_submission']}, {result['statements_before']}",
        ),
        *((f"processor time per sending: {part}", f"{spent:.2f} ms") for part, spent in cost.items()),
        (
            "processor time per sending: load generator",
            f"{1000 * load.seen['cpu'] / max(1, len(load.times)):.2f} ms",
        ),
        (f"pgbench, {given.pgbench_clients} connections", f"{result['pgbench_tps']} a second"),
        ("share of pgbench", f"{result['ratio_to_pgbench']}"),
    ]
    if given.readers:
        rows.insert(
            1,
            (
                "pages read a second, median, 99 %",
                f"{result['reads_per_s']}, {result['read_p50_ms']:.0f} ms, {result['read_p99_ms']:.0f} ms",
            ),
        )
    print(f"\nClick day: {given.clients} connections, {given.seconds} s, {os.cpu_count()} processors")
    width = max(len(label) for label, _value in rows)
    for label, value in rows:
        print(f"  {label:<{width}}  {value}")
    print()


if __name__ == "__main__":
    sys.exit(main())
