"""People with a browser each, who come back when the site says so."""

from __future__ import annotations

import http.client
import re
import socket
import time
from dataclasses import dataclass
from typing import Self

PATIENCE = 240.0


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    text: str
    seconds: float


class Person:
    """A visitor, or the sender whose cookie this is."""

    def __init__(self, port: int, cookie: str = "", patience: float = PATIENCE) -> None:
        self.port, self.cookie, self.patience = port, cookie, patience

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, "", headers)

    def post(self, path: str, body: str, **headers: str) -> Reply:
        form = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        return self.ask("POST", path, body, form | headers)

    def patiently(self, method: str, path: str, body: str = "") -> Reply:
        """The same, again whenever the full site says later."""
        until = time.monotonic() + PATIENCE
        while True:
            reply = self.get(path) if method == "GET" else self.post(path, body)
            if reply.status != 503 or time.monotonic() > until:
                return reply
            time.sleep(int(reply.headers["retry-after"]) / 2)

    def ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> Reply:
        begun = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            cookie = {"Cookie": self.cookie} if self.cookie else {}
            connection.request(method, path, body or None, {**cookie, **headers})
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        kept = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, kept, text, time.monotonic() - begun)


def code_of(path: str) -> str:
    """The application that a sender's path names."""
    found = re.search(r"/domande/([^/]+)/", path)
    assert found
    return found[1]


class SlowCrowd:
    """Context: so many connections that send a byte now and then, or read none."""

    def __init__(
        self, port: int, *, heads: int = 0, bodies: int = 0, readers: int = 0, path: str = "/"
    ) -> None:
        self.port, self._open = port, list[socket.socket]()
        self._beginnings = [
            *[f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-A: b"] * heads,
            *[f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 5000\r\n\r\nx"] * bodies,
            *[f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"] * readers,
        ]

    def __enter__(self) -> Self:
        for beginning in self._beginnings:
            one = socket.socket()
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            one.connect(("127.0.0.1", self.port))
            one.sendall(beginning.encode())
            self._open.append(one)
        time.sleep(0.3)
        return self

    def __exit__(self, *_error: object) -> None:
        for one in self._open:
            one.close()
