"""How many requests one web process serves, lets wait, and receives at once; chosen by measure (docs/operations.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from manifattura.config.problem import Problem

# threads beyond those who are served and wait: they say no, answer the health checks, and hand out files
SPARE = 40
# slow senders that one address may have at once, when no proxy of ours stands in front
SLOW_PER_ADDRESS = 16
LARGEST_BODY = 100 * 1024 * 1024
RETRY_SECONDS = 5


@dataclass(frozen=True)
class Limits:
    """Of one web process, and how many there are."""

    serving: int = 4
    waiting: int = 250
    longest_wait: float = 2.0
    receiving: int = 64
    proxies: int = 0
    processes: int = 2

    @property
    def patience(self) -> float:
        """Seconds after which whoever was let in on a guess that did not hold is told to come back."""
        return 2 * self.longest_wait

    @property
    def threads(self) -> int:
        # as many as wait for a place may wait for a page that somebody makes (page_cache/together.py)
        return self.serving + 2 * self.waiting + self.receiving + SPARE


def read_limits(raw: Mapping[str, str]) -> Limits:
    """From MANIFATTURA_SERVING, _WAITING, _RECEIVING, _WEB_WORKERS (whole numbers) and _LONGEST_WAIT (seconds)."""
    plain = Limits()
    return Limits(
        serving=_whole(raw, "MANIFATTURA_SERVING", plain.serving, least=1),
        waiting=_whole(raw, "MANIFATTURA_WAITING", plain.waiting, least=0),
        longest_wait=_whole(raw, "MANIFATTURA_LONGEST_WAIT", int(plain.longest_wait), least=1),
        receiving=_whole(raw, "MANIFATTURA_RECEIVING", plain.receiving, least=1),
        processes=_whole(raw, "MANIFATTURA_WEB_WORKERS", plain.processes, least=1),
        proxies=_whole(raw, "MANIFATTURA_PROXIES", 0, least=0),
    )


def _whole(raw: Mapping[str, str], name: str, default: int, *, least: int) -> int:
    text = raw.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or int(text) < least:
        raise Problem(f"{name} is {text!r}: use a whole number, {least} or more.")
    return int(text)
