"""Time in which nobody could send: when it counts, and how much later it moves a deadline (domain §2.3, deadline rule)."""

from collections.abc import Sequence
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


@dataclass(frozen=True)
class Pulse:
    """What one web process last said: when, and how many sendings it answered and refused in the minute before."""

    at: datetime
    sendings: int
    refused: int


def is_serving(pulses: Sequence[Pulse], moment: datetime, quiet: timedelta, most_refused: int) -> bool:
    """Whether people can send: a web process spoke within `quiet`, and less than `most_refused` percent were refused.

    A minute without sendings refuses nobody. Where no web process has ever spoken (a queue on its own), nothing is known
    against it.
    """
    if not pulses:
        return True
    alive = [pulse for pulse in pulses if moment - pulse.at < quiet]
    asked, refused = sum(pulse.sendings for pulse in alive), sum(pulse.refused for pulse in alive)
    return bool(alive) and (not asked or 100 * refused < most_refused * asked)


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
