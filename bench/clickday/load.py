"""A load generator that costs little: one process, one loop over epoll, prebuilt requests on connections that stay open.

Each client sends, waits for the whole answer, notes the time, sends the next: a closed loop, as browsers are. It runs on the same
processors as the server, so every microsecond of it is one the server does not have.
"""

from __future__ import annotations

import argparse
import json
import random
import selectors
import socket
import time
from array import array
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"
GRACE = 20.0
# what a refusal asks for (Retry-After), a little longer
REST = 5.2


@dataclass
class Tally:
    """What the clients saw."""

    sent: list[str] = field(default_factory=list)
    """Addresses of the receipts that clients were sent to."""
    unanswered: list[str] = field(default_factory=list)
    """Paths of sendings whose answer never came: they may or may not have arrived."""
    errors: dict[str, int] = field(default_factory=dict)
    times: array[float] = field(default_factory=lambda: array("d"))
    reads: array[float] = field(default_factory=lambda: array("d"))
    seconds: float = 0.0

    def error(self, what: str) -> None:
        self.errors[what] = self.errors.get(what, 0) + 1


class Client:
    """One connection: what it waits for, since when."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.address = address
        self.socket: socket.socket | None = None
        self.path = ""
        self.is_sending = False
        self.began = 0.0
        self.parts = b""
        self.missing = -1

    def connect(self) -> None:
        self.socket = socket.create_connection(self.address, timeout=20)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)

    def take(self, piece: bytes) -> bool:
        """Add what came; whether the answer is whole."""
        if self.missing >= 0:
            self.missing -= len(piece)
            return self.missing <= 0
        self.parts += piece
        end = self.parts.find(HEAD_END)
        if end < 0:
            return False
        head = self.parts[:end].lower()
        at = head.find(LENGTH)
        length = int(head[at + len(LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        self.missing = length - (len(self.parts) - end - len(HEAD_END))
        return self.missing <= 0

    @property
    def status(self) -> int:
        return int(self.parts[9:12])

    @property
    def location(self) -> str:
        lower = self.parts.lower()
        at = lower.find(b"location:")
        return self.parts[at + 9 :].split(b"\r\n", 1)[0].strip().decode() if at >= 0 else ""


class Load:
    """`posts`: path and whole request of each sending, used once. `readers`: share of requests that only read `page`."""

    def __init__(
        self, address: tuple[str, int], posts: deque[tuple[str, bytes]], page: bytes, readers: float
    ) -> None:
        self.address, self.posts, self.page, self.readers = address, posts, page, readers
        self.tally, self.active, self.end = Tally(), 0, 0.0
        self.choose = random.Random(1).random
        self.selector = selectors.EpollSelector()
        self.resting: deque[tuple[float, Client]] = deque()

    def run(self, clients: int, seconds: float) -> Tally:
        everybody = [Client(self.address) for _ in range(clients)]
        for client in everybody:
            client.connect()
            self._listen(client)
        start = last = time.perf_counter()
        self.end = start + seconds
        for client in everybody:
            self.active += self._begin(client)
        while self.active and time.perf_counter() < self.end + GRACE:
            for key, _events in self.selector.select(0.1 if self.resting else 1.0):
                if self._hear(key.data):
                    last = time.perf_counter()
            self._wake()
        for client in everybody:
            if client.began:
                self._fail(client, "no answer")
        self.tally.seconds = last - start
        return self.tally

    def _listen(self, client: Client) -> None:
        assert client.socket is not None
        self.selector.register(client.socket, selectors.EVENT_READ, client)

    def _begin(self, client: Client) -> bool:
        client.is_sending = self.choose() >= self.readers
        if client.is_sending and not self.posts:
            client.began = 0.0
            return False
        client.path, request = self.posts.popleft() if client.is_sending else ("", self.page)
        client.parts, client.missing = b"", -1
        client.began = time.perf_counter()
        assert client.socket is not None
        client.socket.send(request)
        return True

    def _hear(self, client: Client) -> bool:
        """Whether an answer is whole; then the next request goes out."""
        assert client.socket is not None
        try:
            piece = client.socket.recv(65536)
        except (BlockingIOError, InterruptedError):
            return False
        except OSError:
            piece = b""
        if piece and not client.take(piece):
            return False
        now = time.perf_counter()
        if piece:
            self._note(client, now - client.began)
        else:
            self._fail(client, "connection closed")
            self.selector.unregister(client.socket)
            client.socket.close()
            client.connect()
            self._listen(client)
        if piece and client.status == 503:
            self.resting.append((now + REST, client))
            client.began = 0.0
        else:
            self._next(client, now)
        return bool(piece)

    def _next(self, client: Client, now: float) -> None:
        if now >= self.end:
            client.began = 0.0
            self.active -= 1
        elif not self._begin(client):
            self.active -= 1

    def _wake(self) -> None:
        """Who was refused comes back when told to, as a browser's owner would, with the next form."""
        now = time.perf_counter()
        while self.resting and (self.resting[0][0] <= now or now >= self.end):
            self._next(self.resting.popleft()[1], now)

    def _note(self, client: Client, elapsed: float) -> None:
        status = client.status
        if not client.is_sending and status == 200:
            self.tally.reads.append(elapsed)
        elif client.is_sending and status == 302:
            self.tally.times.append(elapsed)
            self.tally.sent.append(client.location)
        else:
            self.tally.error(f"status {status}")

    def _fail(self, client: Client, what: str) -> None:
        self.tally.error(what)
        if client.is_sending:
            self.tally.unanswered.append(client.path)


def request_of(host: str, sender: dict[str, str]) -> bytes:
    """The POST of the summary's button, as a browser sends it."""
    body = sender["body"].encode()
    return (
        f"POST {sender['path']} HTTP/1.1\r\nHost: {host}\r\nCookie: {sender['cookie']}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        f"Accept: text/html\r\nAccept-Language: it\r\nAccept-Encoding: gzip\r\n\r\n"
    ).encode() + body


def page_of(host: str, path: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nAccept-Language: it\r\nAccept-Encoding: gzip\r\n\r\n"
    ).encode()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--senders", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--page", default="/")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=float, default=0.0)
    given = parser.parse_args()
    host = f"{given.host}:{given.port}"
    with given.senders.open(encoding="utf-8") as file:
        posts = deque((sender["path"], request_of(host, sender)) for sender in map(json.loads, file))
    load = Load((given.host, given.port), posts, page_of(host, given.page), given.readers)
    tally = load.run(given.clients, given.seconds)
    spent = time.process_time()
    given.output.write_text(
        json.dumps(
            {
                "sent": tally.sent,
                "unanswered": tally.unanswered,
                "errors": tally.errors,
                "times": sorted(tally.times),
                "reads": sorted(tally.reads),
                "seconds": tally.seconds,
                "cpu": spent,
                "left": len(posts),
            }
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
