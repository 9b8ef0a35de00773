"""PostgreSQL's clock steps back 60 s while people send: order and terms are as if it had not.

A real step: the server runs with a small library that moves its clock (and that of no other programme). It needs a C
compiler; where there is none this is skipped, and tests/kernel/test_steady_clock.py still tests the rule.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from manifattura.config.embedded import server
from tests.crash.clients import Answer, Browser
from tests.crash.ledger import Ledger
from tools.stage import Sender, Stage

COMPILER = shutil.which("cc") or shutil.which("gcc")
STEP = 60


@pytest.mark.skipif("ROUNDS" not in os.environ, reason="a city of its own: in make test-crash")
@pytest.mark.skipif(
    COMPILER is None, reason="no C compiler to build the library that moves PostgreSQL's clock"
)
@pytest.mark.skipif(os.uname().sysname != "Linux", reason="the library is preloaded in the way of Linux")
def test_a_clock_that_steps_back_changes_neither_order_nor_term():
    # one web process: each knows the time for itself, to within the way to the database and back
    with Stage(drafts=20, web_workers=1, site=False) as stage:
        clock = MovedClock(stage)
        stage.start_site()
        with Browser(stage) as browser, psycopg.connect(stage.database_url, autocommit=True) as database:
            senders, ledger = iter(stage.senders), Ledger(stage)
            before = [arrived(browser, next(senders), ledger) for _ in range(3)]
            told = now(database)
            clock.step(-STEP)
            assert now(database) < told - timedelta(seconds=STEP - 10), "the clock did not move"
            after = [arrived(browser, next(senders), ledger) for _ in range(3)]
            instants = [at for (at,) in database.execute(ARRIVALS).fetchall()]
            assert instants == sorted(instants), "who came later is dated later"
            assert instants[len(before)] > told
            assert len(instants) == len(before) + len(after)
            assert ledger.check() == len(instants)
            given = [at for (at,) in database.execute(NUMBERS).fetchall()]
            assert given == sorted(given), "a later number is dated before an earlier one"
            ledger.audit()

            # a term passes; then the clock is set back once more
            clock.step(0)
            database.execute(
                "UPDATE calls_callround SET deadline_at = clock_timestamp() + interval '1 second'"
            )
            time.sleep(2.5)
            refused(browser, next(senders))
            clock.step(-STEP)
            refused(browser, next(senders))
            assert len(database.execute(ARRIVALS).fetchall()) == len(instants)


NUMBERS = "SELECT registered_at FROM applications_submission ORDER BY registration_number"
ARRIVALS = "SELECT received_at FROM applications_submission ORDER BY arrival"


class MovedClock:
    """Starts the stage's PostgreSQL again with a clock that `step()` moves."""

    def __init__(self, stage: Stage) -> None:
        self._file = stage.folder / "clock"
        self._write(0, "wb")
        library = stage.folder / "clock_shim.so"
        source = Path(__file__).with_name("clock_shim.c")
        assert COMPILER
        subprocess.run(
            [COMPILER, "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"], check=True
        )
        for file in (self._file, library):
            file.chmod(0o644)
        server.stop(stage.places)
        owner = stage.places.owner
        subprocess.run(
            [
                stage.binaries / "pg_ctl",
                "start",
                f"--pgdata={stage.places.cluster}",
                f"--log={stage.places.log}",
                "--wait",
                "--silent",
                f"--options=-h '' -k '{stage.places.socket}'",
            ],
            env={
                "PATH": os.defpath,
                "LC_ALL": "C",
                "LD_PRELOAD": str(library),
                "CLOCK_FILE": str(self._file),
            },
            user=owner.uid if owner else None,
            group=owner.gid if owner else None,
            extra_groups=[] if owner else None,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )

    def step(self, seconds: int) -> None:
        """The clock is `seconds` off from now on."""
        self._write(seconds, "r+b")

    def _write(self, seconds: int, mode: str) -> None:
        with self._file.open(mode) as file:
            file.write(struct.pack("=q", seconds))


def now(database: psycopg.Connection) -> datetime:
    row = database.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    return row[0]


def arrived(browser: Browser, sender: Sender, ledger: Ledger) -> Answer:
    answer = browser.ask("POST", sender.path, sender)
    assert answer is not None
    assert answer.status == 302, answer.excerpt
    ledger.sent[sender.path.split("/")[2]] = sender
    return answer


def refused(browser: Browser, sender: Sender) -> None:
    answer = browser.ask("POST", sender.path, sender)
    assert answer is not None
    assert answer.status == 200
    assert "La domanda non è partita: il termine è scaduto" in answer.text
