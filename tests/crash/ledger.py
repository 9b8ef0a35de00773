"""What the database must say after a crash: every receipt that somebody saw is kept, numbers have no gaps, the log agrees."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
import urllib.request
from typing import Any

import psycopg

from tests.crash.clients import Crowd, Seen
from tools.stage import Sender, Stage
from tools.stage.place import PROJECT
from tools.stage.prepare import SLUG

ROWS = """
SELECT application.code, submission.arrival, submission.payload, submission.payload_sha256,
  submission.registration_number, submission.registration_year, submission.idempotency_key,
  application.state, leaf.leaf
FROM applications_submission submission
JOIN applications_application application ON application.id = submission.application_id
LEFT JOIN applications_proofleaf leaf ON leaf.submission_id = submission.id
ORDER BY submission.arrival
"""
# registration and place in the log come within seconds; a worker whose database was killed under it may need half a minute
NUMBERS_WITHIN = 60.0


class Ledger:
    """Looks at one stage after each round, and remembers the signed heads it saw, as a witness does."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.sent: dict[str, Sender] = {}
        self.seen: dict[str, Seen] = {}
        self.heads: dict[int, dict[str, Any]] = {}

    def note(self, crowd: Crowd) -> None:
        """Take over what these people sent and saw."""
        assert crowd.odd == [], crowd.odd[:3]
        for _at, sender in crowd.accepted:
            code = sender.path.split("/")[2]
            assert code not in self.sent, f"{code} was sent by two"
            self.sent[code] = sender
        for seen in crowd.seen:
            self.seen[seen.code] = seen

    def check(self) -> int:
        """Everything that must hold whatever broke; how many submissions there are."""
        self._wait_for_numbers()
        rows = self._rows()
        found = {row["code"]: row for row in rows}
        assert sorted(found) == sorted(self.sent), "what was sent and what is there differ"
        for code, seen in self.seen.items():
            row = found[code]
            assert seen.sha256 == row["sha256"] == hashlib.sha256(row["payload"].encode()).hexdigest(), code
            assert seen.number in (str(row["arrival"]), row["registration"]), (seen, row["arrival"])
            assert f"key={row['key']}" in self.sent[code].body, code
        assert {row["state"] for row in rows} <= {"submitted"}
        assert [row["number"] for row in rows] == list(range(1, len(rows) + 1)), (
            "numbers in order, none missing"
        )
        for row in rows:
            leaf = json.loads(row["leaf"])
            assert (leaf["arrival"], leaf["payload_sha256"]) == (row["arrival"], row["sha256"])
        self._check_heads(len(rows))
        return len(rows)

    def _rows(self) -> list[dict[str, Any]]:
        with psycopg.connect(self.stage.database_url) as connection:
            found = connection.execute(ROWS).fetchall()
        names = ("code", "arrival", "payload", "sha256", "number", "year", "key", "state", "leaf")
        rows = [dict(zip(names, row, strict=True)) for row in found]
        return [{**row, "registration": f"{row['number']:07d}/{row['year']}"} for row in rows]

    def _wait_for_numbers(self) -> None:
        until = time.monotonic() + NUMBERS_WITHIN
        while self._count("SELECT count(*) FROM applications_submission WHERE registration_number IS NULL"):
            assert time.monotonic() < until, "the registrar does not give numbers"
            time.sleep(0.2)

    def _count(self, statement: str) -> int:
        with psycopg.connect(self.stage.database_url) as connection:
            row = connection.execute(statement).fetchone()
        assert row is not None
        return int(row[0])

    def _check_heads(self, submissions: int) -> None:
        """A witness's look: heads seen before are there unchanged, and the newest covers everything within seconds."""
        until = time.monotonic() + NUMBERS_WITHIN
        while self._witnessed() != submissions:
            assert time.monotonic() < until, self.stage.last_words()
            time.sleep(0.5)

    def _witnessed(self) -> int:
        """Leaves under the newest head that the public list shows now: the page may be kept for some seconds."""
        address: str | None = f"{self.stage.url}/bandi/{SLUG}/registro/registri.json"
        now: dict[int, dict[str, Any]] = {}
        while address:
            with urllib.request.urlopen(address) as answer:
                document = json.load(answer)
            now |= {head["tree_head"]["tree_size"]: head for head in document["heads"]}
            address = document["next"]
        for size, head in self.heads.items():
            assert now.get(size) == head, f"the head over {size} leaves was changed"
        self.heads = now
        return max(now, default=0)

    # ------------------------------------------------------------ at the end

    def audit(self) -> None:
        """The auditor's own command recomputes every tree and checks every signature."""
        done = subprocess.run(
            [sys.executable, "-m", "manifattura.config", "proof", "audit", SLUG],
            env=self.stage.environment,
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def wait_for_receipts(self, codes: set[str], patience: float) -> None:
        """The worker writes to everybody in the end, also after it was killed while it wrote; and to nobody twice."""
        until = time.monotonic() + patience
        while missing := codes - set(self._written()):
            assert time.monotonic() < until, (
                f"{len(missing)} of {len(codes)} receipts were not written: {missing}"
            )
            time.sleep(0.5)
        written = self._written()
        assert len(written) == len(set(written)), "somebody got two receipts"

    def _written(self) -> list[str]:
        with psycopg.connect(self.stage.database_url) as connection:
            found = connection.execute(
                "SELECT application.code FROM kernel_auditentry entry JOIN applications_application application"
                " ON application.id::text = entry.subject_id AND entry.subject_type = 'application'"
                " WHERE entry.verb = 'receipt_sent'"
            ).fetchall()
        return [code for (code,) in found]
