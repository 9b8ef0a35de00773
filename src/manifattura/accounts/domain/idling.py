"""When a session that nobody uses ends, and when its owner is warned (WCAG 2.2.1)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class IdleRule:
    """Seconds. The session ends after `limit` without a request; the warning comes `warning` before that."""

    limit: int
    warning: int

    @property
    def noted_every(self) -> int:
        """How often the moment of the last request is written: a request more often changes nothing."""
        return min(300, self.limit // 6)

    def has_ended(self, seen_at: float | None, moment: float) -> bool:
        """Whether the session of somebody last seen at `seen_at` is over. A session that says nothing begins now."""
        # what was noted may be old by `noted_every`: nobody loses time they were promised
        return seen_at is not None and moment - seen_at > self.limit + self.noted_every

    def is_to_note(self, seen_at: float | None, moment: float) -> bool:
        """Whether this request is worth writing down; a clock that was set back counts as new."""
        return seen_at is None or not 0 <= moment - seen_at < self.noted_every
