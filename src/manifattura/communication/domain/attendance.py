"""Who gets a place at a session: first come first served, then a waiting list in its order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

REMIND_BEFORE = timedelta(hours=24)
KEPT_FOR = timedelta(days=90)
"""After the end of a session names and addresses are forgotten; the numbers stay."""


class SignUpState(StrEnum):
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class SessionState(StrEnum):
    """What the public page says of a session."""

    FREE_ENTRY = "free_entry"
    OPEN = "open"
    FULL = "full"
    OVER = "over"
    """It began: nobody signs up, nobody moves up."""


@dataclass(frozen=True)
class Session:
    """`seats` None: whoever wants comes."""

    seats: int | None
    starts_at: datetime


def session_state(session: Session, *, is_full: bool, moment: datetime) -> SessionState:
    if moment >= session.starts_at:
        return SessionState.OVER
    if session.seats is None:
        return SessionState.FREE_ENTRY
    return SessionState.FULL if is_full else SessionState.OPEN


def place_for_newcomer(seats: int, *, taken: int, waiting: int) -> SignUpState:
    """A seat that is free goes to whoever waits before it goes to a newcomer."""
    return SignUpState.CONFIRMED if taken < seats and waiting == 0 else SignUpState.WAITING


def moving_up(seats: int, *, taken: int, waiting: Sequence[int]) -> tuple[int, ...]:
    """Those of the waiting list, in its order, for whom there is a seat now."""
    return tuple(waiting[: max(0, seats - taken)])


def is_full(seats: int, *, taken: int, waiting: int) -> bool:
    """Whether a newcomer would have to wait."""
    return place_for_newcomer(seats, taken=taken, waiting=waiting) is SignUpState.WAITING


def again(moment: datetime) -> str:
    """The kind of the e-mail that tells a link once more. Each kind is sent once: so at most one in an hour."""
    return f"again:{moment:%Y%m%d%H}"


def may_be_reminded(starts_at: datetime, *, signed_up_at: datetime, moment: datetime) -> bool:
    """In the day before; not those who signed up in that very day, who were just told."""
    begins = starts_at - REMIND_BEFORE
    return begins <= moment < starts_at and signed_up_at < begins
