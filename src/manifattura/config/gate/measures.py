"""What one web process counts in memory: the pulse takes it to the database, where all processes add up."""

from __future__ import annotations

import threading
from collections import Counter, deque
from datetime import datetime
from time import monotonic
from typing import Any

# upper bounds in seconds, as Prometheus has them
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)
MINUTE = 60.0


class Measures:
    """Counters that only grow, and the sendings of the last minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.requests: Counter[str] = Counter()
        self.buckets: Counter[str] = Counter()
        self.seconds = 0.0
        self.waited = 0.0
        self.refused = 0
        self.tickets = 0
        self.last_ticket_at: datetime | None = None
        self._sendings: deque[tuple[float, bool]] = deque()

    def note(self, *, status: str, seconds: float, waited: float, refused: bool, sending: bool) -> None:
        """One answer."""
        bucket = next((str(bound) for bound in BUCKETS if seconds <= bound), "+Inf")
        with self._lock:
            self.requests[status] += 1
            self.buckets[bucket] += 1
            self.seconds += seconds
            self.waited += waited
            self.refused += refused
            if sending:
                self._sendings.append((monotonic(), refused))

    def note_ticket(self, moment: datetime | None) -> None:
        with self._lock:
            self.tickets += 1
            self.last_ticket_at = moment

    def taken(self) -> tuple[dict[str, Any], int, int]:
        """The counters as JSON, and how many sendings were answered and refused in the last minute."""
        with self._lock:
            oldest = monotonic() - MINUTE
            while self._sendings and self._sendings[0][0] < oldest:
                self._sendings.popleft()
            refused = sum(1 for _at, was_refused in self._sendings if was_refused)
            counts = {
                "requests": dict(self.requests),
                "buckets": dict(self.buckets),
                "seconds": round(self.seconds, 6),
                "waited": round(self.waited, 6),
                "refused": self.refused,
                "tickets": self.tickets,
            }
            return counts, len(self._sendings), refused
