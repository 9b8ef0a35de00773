"""Moving a deadline later: which sessions it touches, and why it may not (L. 241/1990 art. 12: rules are fixed beforehand)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from .edition import Edition, Round
from .messages import Message, gettext_noop

NOT_LATER = gettext_noop("La nuova scadenza deve venire dopo quella in vigore.")
IN_THE_PAST = gettext_noop("La nuova scadenza deve essere futura.")
TOO_FAR = gettext_noop("La scadenza è fra più di cinque anni: controlla l’anno.")
FARTHEST = timedelta(days=5 * 366)
"""Beyond it a deadline is a slip of the pen; a call without a deadline is a register."""
OVERLAPS = gettext_noop("La sessione %(number)s comincerebbe prima: sposta prima quella, con una rettifica.")
NO_SESSION = gettext_noop("Il bando non ha questa sessione.")


class ExtensionError(ValueError):
    """Why the deadline cannot move; `message` is for people."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def deadline_of(edition: Edition, number: int) -> datetime:
    """The deadline of a session; of the call where it has only one. `ExtensionError` when there is no such session."""
    return _session(edition, number).deadline_at or edition.timetable.deadline_at


def extended(edition: Edition, number: int, deadline_at: datetime, moment: datetime) -> Edition:
    """The edition with the later deadline of session `number`; `ExtensionError` when it is not later, past or overlaps."""
    session = _session(edition, number)
    if deadline_at <= deadline_of(edition, number):
        raise ExtensionError(Message(NOT_LATER))
    if deadline_at <= moment:
        raise ExtensionError(Message(IN_THE_PAST))
    if deadline_at > moment + FARTHEST:
        raise ExtensionError(Message(TOO_FAR))
    for other in edition.rounds:
        if other.number > number and other.opens_at is not None and other.opens_at < deadline_at:
            raise ExtensionError(Message(OVERLAPS, {"number": str(other.number)}))
    rounds = edition.rounds
    if session.deadline_at is not None:
        rounds = tuple(
            replace(one, deadline_at=deadline_at) if one is session else one for one in edition.rounds
        )
    ends = max(edition.timetable.deadline_at, deadline_at)
    return replace(edition, rounds=rounds, timetable=replace(edition.timetable, deadline_at=ends))


def _session(edition: Edition, number: int) -> Round:
    for one in edition.rounds:
        if one.number == number:
            return one
    raise ExtensionError(Message(NO_SESSION))
