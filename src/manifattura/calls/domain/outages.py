"""Time in which nobody could send: when it counts, and how much later it moves a deadline (domain §2.3, deadline rule)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Interruption:
    """From the last sign of life of the system to the first one after it."""

    started_at: datetime
    ended_at: datetime

    @property
    def length(self) -> timedelta:
        return self.ended_at - self.started_at


def gap(last_beat: datetime | None, moment: datetime, shortest: timedelta) -> Interruption | None:
    """The silence since the last beat, when it is long enough to be told from a slow minute."""
    if last_beat is None or moment - last_beat < shortest:
        return None
    return Interruption(last_beat, moment)


def proposed_deadline(
    stopped: Interruption, opens_at: datetime, deadline_at: datetime, window: timedelta
) -> datetime | None:
    """The deadline that gives back the time lost within `window` before it; None when nothing was lost there.

    Whole hours, and never less than one after the system is back: those who were waiting must be able to finish.
    """
    begins = max(stopped.started_at, opens_at, deadline_at - window)
    lost = min(stopped.ended_at, deadline_at) - begins
    if lost <= timedelta(0):
        return None
    later = max(deadline_at + lost, stopped.ended_at + HOUR)
    whole = later.replace(minute=0, second=0, microsecond=0)
    return whole if whole == later else whole + HOUR


def covers_deadline(stopped: Interruption, deadline_at: datetime) -> bool:
    """Whether the deadline came while nobody could send: only then may it still move after it has passed."""
    return stopped.started_at < deadline_at <= stopped.ended_at
