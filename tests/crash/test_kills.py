"""While people send, parts of the site are killed: nothing that anybody was told is lost, and sending goes on in seconds.

`make test-crash` does 50 rounds (`ROUNDS=…`, `SEED=…` to do the same again); in the suite two of them, always the same.
"""

from __future__ import annotations

import json
import os
import random
import time

import psycopg
import pytest

from manifattura.applications.domain.receipt_documents import result_document
from manifattura.kernel.strict_json import read_strict
from tests.crash.clients import Browser, Crowd
from tests.crash.ledger import Ledger
from tests.crash.victims import VICTIMS, kill
from tools.stage import Stage

ROUNDS = int(os.environ.get("ROUNDS") or 0)
SEED = int(os.environ.get("SEED") or 20200401)
SHORT = [["PostgreSQL", "a web process"], ["the worker", "a process of PostgreSQL"]]
PER_ROUND = 240 if ROUNDS else 120
AGAIN_WITHIN = 15.0 if ROUNDS else 60.0
"""Seconds after which the system must take submissions again, whatever was killed; in the suite other tests take its time."""


def test_nothing_is_lost_whatever_is_killed():
    chance = random.Random(SEED)
    plan = plan_of(ROUNDS, chance) if ROUNDS else SHORT
    with Stage(drafts=PER_ROUND * len(plan)) as stage:
        ledger, senders, slowest = Ledger(stage), iter(stage.senders), 0.0
        for number, victims in enumerate(plan, start=1):
            pause = chance.uniform(0.3, 1.5)
            crowd = Crowd(stage, senders)
            try:
                time.sleep(pause)
                killed_at = time.monotonic()
                killed = [name for name in victims if kill(stage, name, chance)]
                seconds = wait_for_sendings(stage, crowd, killed_at)
            finally:
                crowd.stop()
            ledger.note(crowd)
            count = ledger.check()
            slowest = max(slowest, seconds)
            print(
                f"round {number}: killed {' and '.join(killed)} after {pause:.1f} s; sending again after {seconds:.1f} s; "
                f"{crowd.refusals} tries in vain; {count} submissions in order",
                flush=True,
            )
        first = set(list(ledger.sent)[: None if ROUNDS else 20])
        ledger.wait_for_receipts(first, patience=60.0 + len(first))
        ledger.audit()
        the_same_form_again_finds_its_receipt(stage, ledger, chance)
        files_are_there(stage, ledger, chance)
        print(f"{len(plan)} rounds, seed {SEED}: sending again after at most {slowest:.1f} s")


def plan_of(rounds: int, chance: random.Random) -> list[list[str]]:
    """Every part in turn, in another order each time; now and then another with it."""
    names = list(VICTIMS)
    turns: list[str] = []
    while len(turns) < rounds:
        turns += chance.sample(names, len(names))
    plan = []
    for name in turns[:rounds]:
        others = [other for other in names if other != name]
        plan.append([name, chance.choice(others)] if chance.random() < 0.25 else [name])
    return plan


def wait_for_sendings(stage: Stage, crowd: Crowd, killed_at: float) -> float:
    """Seconds from the killing to the first receipts after it that are not an echo of what was under way."""
    time.sleep(0.5)
    since = time.monotonic()
    while crowd.accepted_since(since) < 3:
        taken = time.monotonic() - killed_at
        if not stage.site_runs() or taken > AGAIN_WITHIN:
            pytest.fail(f"Nobody could send for {taken:.0f} s:\n{stage.last_words()}")
        time.sleep(0.05)
    return time.monotonic() - killed_at


def the_same_form_again_finds_its_receipt(stage: Stage, ledger: Ledger, chance: random.Random) -> None:
    """Who never saw the answer sends again, days later perhaps: no second submission."""
    before = len(ledger.sent)
    with Browser(stage) as browser:
        for code in chance.sample(sorted(ledger.sent), 5):
            answer = browser.ask("POST", ledger.sent[code].path, ledger.sent[code])
            assert answer is not None
            assert (answer.status, answer.location) == (302, f"/domande/{code}/ricevuta/")
    with psycopg.connect(stage.database_url) as connection:
        assert connection.execute("SELECT count(*) FROM applications_submission").fetchone() == (before,)


def files_are_there(stage: Stage, ledger: Ledger, chance: random.Random) -> None:
    """The proof of everybody who saw a receipt is right without our database, and names the content they have; some PDFs."""
    with Browser(stage) as browser:
        for code, seen in sorted(ledger.seen.items()):
            proof = browser.ask("GET", f"/domande/{code}/ricevuta.json", ledger.sent[code])
            assert proof is not None
            assert proof.status == 200, (code, proof.excerpt)
            document = read_strict(proof.body)
            assert result_document(document)["valid"] is True, code
            assert json.loads(proof.body)["leaf"]["payload_sha256"] == seen.sha256
        for code in chance.sample(sorted(ledger.seen), 5):
            pdf = browser.ask("GET", f"/domande/{code}/ricevuta.pdf", ledger.sent[code])
            assert pdf is not None
            assert pdf.body.startswith(b"%PDF-"), pdf.excerpt
