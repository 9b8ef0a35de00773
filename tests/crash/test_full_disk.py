"""The disk of the data folder fills up: sending says "later", nothing is half written, and all goes on when there is room.

A real full disk: a small tmpfs, which only root may mount; elsewhere this is skipped.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.crash.clients import Browser
from tests.crash.ledger import Ledger
from tools.stage import Sender, Stage
from tools.stage.place import new_folder

SIZE = "400m"
DRAFTS = 400
AGAIN_WITHIN = 15.0

pytestmark = pytest.mark.skipif("ROUNDS" not in os.environ, reason="a city of its own: in make test-crash")


@pytest.fixture
def small_disk() -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("only root may mount the small disk that is filled")
    # pytest's own folders are closed to the user that runs the database
    folder = new_folder()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=711", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("this machine does not let us mount the small disk that is filled")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()


def test_a_full_disk_refuses_honestly_and_loses_nothing(small_disk):
    with Stage(drafts=DRAFTS, folder=small_disk) as stage, Browser(stage) as browser:
        ledger, senders = Ledger(stage), iter(stage.senders)
        for _ in range(3):
            assert sent(browser, ledger, next(senders))
        ballast = small_disk / "ballast"
        fill(ballast)
        refused = [
            sender
            for sender in (next(senders) for _ in range(DRAFTS // 2))
            if not sent(browser, ledger, sender)
        ]
        assert refused, "the disk is full and everything is accepted"
        accepted_on_a_full_disk = len(ledger.sent) - 3
        # and PostgreSQL dies, as it does when its log finds no room: without room it may not be able to start
        os.kill(stage.postgres_pid, signal.SIGKILL)
        time.sleep(4)
        assert stage.site_runs(), stage.last_words()

        ballast.unlink()
        room_at = time.monotonic()
        while not sent(browser, ledger, refused[0]):
            assert stage.site_runs(), stage.last_words()
            assert time.monotonic() - room_at < AGAIN_WITHIN, f"Nobody can send:\n{stage.last_words()}"
            time.sleep(0.1)
        seconds = time.monotonic() - room_at
        for sender in refused[1:]:
            assert sent(browser, ledger, sender), "the same form, sent again when there is room"
        count = ledger.check()
        ledger.audit()
        print(
            f"full disk: {accepted_on_a_full_disk} accepted in the room that was left, {len(refused)} refused; "
            f"sending again after {seconds:.1f} s of room; {count} submissions in order"
        )


def sent(browser: Browser, ledger: Ledger, sender: Sender) -> bool:
    """Whether it was accepted; a refusal is "later" and nothing else, and says so in words."""
    answer = browser.ask("POST", sender.path, sender)
    assert answer is not None, "the web server does not answer"
    if answer.status == 302:
        ledger.sent[sender.path.split("/")[2]] = sender
        return True
    assert answer.status == 503, (answer.status, answer.excerpt)
    assert "Riprova" in answer.text
    return False


def fill(ballast: Path) -> None:
    """Take all the room there is, to the last page."""
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096):
            with suppress(OSError):
                while True:
                    file.write(b"\0" * size)
