"""The public pages of one web process: few, found at once, forgotten together when something public changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from time import time

Headers = list[tuple[str, str]]
MOST_PAGES, MOST_BYTES = 1000, 64 * 1024 * 1024
NO_STORE = "private, no-store"


@dataclass
class Page:
    """One answer, the same for everybody until `expires_at` (seconds since 1970)."""

    headers: Headers
    body: bytes
    expires_at: float
    etag: str
    _said: tuple[int, Headers] = field(default=(-1, []), repr=False)

    def headers_at(self, moment: float) -> Headers:
        """As first sent, but for the seconds that are left: no cache after us keeps it longer than we do."""
        left = int(self.expires_at - moment)
        said, headers = self._said
        if said != left:
            headers = [*self.headers, ("Cache-Control", f"public, max-age={left}")]
            self._said = (left, headers)
        return headers


class Memory:
    """Thread-safe. `generation` grows each time everything is forgotten: what was made before is not kept after."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self.generation = 0
        self.is_on = False
        """Only while changes are heard of: a page that might be over is not kept."""
        self.turned_on = threading.Event()

    def get(self, key: str, moment: float | None = None) -> Page | None:
        page = self._pages.get(key)
        if page is None or not self.is_on:
            return None
        return page if page.expires_at - (time() if moment is None else moment) >= 1 else None

    def put(self, key: str, page: Page, generation: int) -> None:
        with self._lock:
            if generation != self.generation or not self.is_on:
                return
            self._drop(key)
            self._pages[key] = page
            self._bytes += len(page.body)
            while len(self._pages) > MOST_PAGES or self._bytes > MOST_BYTES:
                self._drop(next(iter(self._pages)))

    def forget(self, *, is_on: bool) -> None:
        with self._lock:
            self.generation += 1
            self._pages.clear()
            self._bytes = 0
            self.is_on = is_on
            if is_on:
                self.turned_on.set()

    def _drop(self, key: str) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._bytes -= len(page.body)


def page_of(status: str, headers: Headers, body: bytes, begun: float) -> Page | None:
    """The answer as a page to keep; None when it is not the same for everybody, or not for long."""
    if not status.startswith("200"):
        return None
    kept: Headers = []
    seconds, etag = 0, ""
    for name, value in headers:
        low = name.lower()
        if low == "cache-control":
            seconds = _seconds(value)
        elif low == "set-cookie" or (low == "vary" and ("cookie" in value.lower() or "*" in value)):
            return None
        elif low == "etag":
            etag = value
        elif low != "content-length":
            kept.append((name, value))
    if seconds < 2:
        return None
    etag = etag or f'"{sha256(body).hexdigest()}"'
    return Page([*kept, ("ETag", etag), ("Content-Length", str(len(body)))], body, begun + seconds, etag)


def _seconds(value: str) -> int:
    parts = [part.strip().lower() for part in value.split(",")]
    if "public" not in parts or "no-store" in parts or "private" in parts:
        return 0
    ages = [part.removeprefix("max-age=") for part in parts if part.startswith("max-age=")]
    return int(ages[0]) if ages and ages[0].isdecimal() else 0
