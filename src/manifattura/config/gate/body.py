"""What a request carries is received before it takes a slot: who sends slowly keeps nobody waiting."""

from __future__ import annotations

import threading
from collections import Counter
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from .limits import LARGEST_BODY, SLOW_PER_ADDRESS, Limits

IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024


class TooLarge(Exception):
    """More than any form of ours sends."""


class TooMany(Exception):
    """Too many are sending at once: all places to receive are taken, or those of this address."""


class Reception:
    """Counts who is sending."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._sending: Counter[str] = Counter()

    def receive(self, environ: dict[str, Any]) -> IO[bytes] | None:
        """The whole body, in memory or (when large) in an unnamed file; None when there is none."""
        length = _length(environ)
        if not length:
            return None
        if length > LARGEST_BODY:
            raise TooLarge
        address = environ.get("REMOTE_ADDR", "")
        with self._lock:
            behind_proxy = self._limits.proxies > 0
            if self._sending.total() >= self._limits.receiving or (
                not behind_proxy and self._sending[address] >= SLOW_PER_ADDRESS
            ):
                raise TooMany
            self._sending[address] += 1
        try:
            return _read(environ["wsgi.input"], length)
        finally:
            with self._lock:
                self._sending[address] -= 1
                if not self._sending[address]:
                    del self._sending[address]


def _length(environ: dict[str, Any]) -> int:
    text = environ.get("CONTENT_LENGTH") or ""
    return int(text) if text.isdecimal() else 0


def _read(source: Any, length: int) -> IO[bytes]:
    if length <= PIECE:
        first = source.read(length)
        while len(first) < length and (more := source.read(length - len(first))):
            first += more
        return BytesIO(first)
    kept: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by whoever has read it)
    left = length
    while left and (piece := source.read(min(PIECE, left))):
        kept.write(piece)
        left -= len(piece)
    kept.seek(0)
    return kept
