"""People who send while things break: each tries until there is an answer, and notes what the receipt said."""

from __future__ import annotations

import hashlib
import http.client
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

from tools.stage import Sender, Stage

PATIENCE = 60.0
NUMBER = re.compile(r"<h1[^>]*>\s*Ricevuta della domanda (\d{7}/\d{4}|\d+)\s*</h1>")


@dataclass(frozen=True)
class Seen:
    """What one person has in hand: the number on the page, the digest of the content they downloaded."""

    code: str
    number: str
    sha256: str


class Crowd:
    """Threads that send one application after the other, `pause` apart, until `stop()`."""

    def __init__(
        self, stage: Stage, senders: Iterator[Sender], *, people: int = 8, pause: float = 0.3
    ) -> None:
        self.stage = stage
        self.seen: list[Seen] = []
        self.accepted: list[tuple[float, Sender]] = []
        """When each sending was answered with its receipt (monotonic), in order."""
        self.refusals = 0
        self.odd: list[str] = []
        """Answers that nobody should get."""
        self._senders = senders
        self._turn = threading.Lock()
        self._stop = threading.Event()
        self._pause = pause
        self._threads = [threading.Thread(target=self._go_on, daemon=True) for _ in range(people)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let everybody finish what they began."""
        self._stop.set()
        for thread in self._threads:
            thread.join(PATIENCE * 2)
        assert not any(thread.is_alive() for thread in self._threads), "somebody waits for ever"

    def accepted_since(self, moment: float) -> int:
        return sum(1 for at, _ in list(self.accepted) if at > moment)

    def _go_on(self) -> None:
        with Browser(self.stage) as browser:
            while not self._stop.wait(self._pause):
                with self._turn:
                    sender = next(self._senders)
                if self._send(browser, sender):
                    self._read(browser, sender)

    def _send(self, browser: Browser, sender: Sender) -> bool:
        """Send until there is an answer: the same form again, as a browser's reload does."""
        receipt = sender.path.replace("/invia/", "/ricevuta/")
        answer = browser.insist("POST", sender.path, sender, self._refused)
        if answer is None or answer.status != 302 or answer.location != receipt:
            self.odd.append(f"{sender.path}: {answer and (answer.status, answer.location, answer.excerpt)}")
            return False
        self.accepted.append((time.monotonic(), sender))
        return True

    def _read(self, browser: Browser, sender: Sender) -> None:
        base = sender.path.removesuffix("invia/")
        page = browser.insist("GET", f"{base}ricevuta/", sender, self._refused)
        content = browser.insist("GET", f"{base}contenuto.json", sender, self._refused)
        number = NUMBER.search(page.text) if page is not None else None
        if content is None or content.status != 200 or number is None:
            self.odd.append(f"{base}: no receipt ({page and (page.status, page.excerpt)})")
            return
        self.seen.append(Seen(base.split("/")[2], number[1], hashlib.sha256(content.body).hexdigest()))

    def _refused(self) -> None:
        self.refusals += 1


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def excerpt(self) -> str:
        """The words of the page, for a report."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.text.split("<main", 1)[-1]).split())[:300]


class Browser:
    """One connection kept open as long as it lasts."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._connection = http.client.HTTPConnection("127.0.0.1", stage.port, timeout=20)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    def ask(self, method: str, path: str, sender: Sender) -> Answer | None:
        """One try; None when there was no answer."""
        headers = {"Cookie": sender.cookie, "Origin": self.stage.url}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, path, sender.body if method == "POST" else None, headers)
            answer = self._connection.getresponse()
            return Answer(answer.status, answer.getheader("Location", ""), answer.read())
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return None

    def insist(self, method: str, path: str, sender: Sender, refused: Callable[[], None]) -> Answer | None:
        """Try again while nobody answers, or somebody says "later"; None after a minute."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = self.ask(method, path, sender)
            if answer is not None and answer.status != 503:
                return answer
            refused()
            time.sleep(0.1)
        return None
