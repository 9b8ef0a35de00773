"""Alerts by e-mail: who may be written to and when, which stretch of time a digest tells, what a choice means."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CONFIRM_WITHIN = timedelta(days=7)
"""Whoever did not confirm by then is erased."""
WRITE_AGAIN_AFTER = timedelta(minutes=10)
"""However often somebody asks in the name of an address, it gets one e-mail in this time."""
EVERY = timedelta(hours=20)
"""At least so much between two digests: one a day, whenever in the morning the job runs."""
SETTLED = timedelta(minutes=10)
"""What was written later than this may not be committed yet: it is for the next digest."""
KEPT_FOR = timedelta(days=90)
"""Digests are kept so long for the counts of the office."""

Topics = dict[str, list[str]]
"""By source the filters chosen; none: everything of it."""


class AlertState(StrEnum):
    PENDING = "pending"
    ACTIVE = "active"


@dataclass(frozen=True)
class Stretch:
    """After `since`, up to `until`."""

    since: datetime
    until: datetime


def is_expired(asked_at: datetime, moment: datetime) -> bool:
    return moment >= asked_at + CONFIRM_WITHIN


def may_write_again(written_at: datetime | None, moment: datetime) -> bool:
    return written_at is None or moment >= written_at + WRITE_AGAIN_AFTER


def next_stretch(told_until: datetime, moment: datetime) -> Stretch | None:
    """What a digest made at `moment` tells; None when the last one was too short a time ago. Stretches never overlap."""
    until = moment - SETTLED
    return Stretch(told_until, until) if until >= told_until + EVERY else None


def offered_topics(wanted: Mapping[str, Iterable[str]], offered: Mapping[str, Collection[str]]) -> Topics:
    """What was chosen, without sources and filters that do not exist; each list in order, once.

    A source of which only filters were chosen that do not exist is left out: it does not become all of it.
    """
    found = {}
    for key, values in wanted.items():
        chosen = set(values)
        known = chosen & set(offered.get(key, ()))
        if key in offered and (known or not chosen):
            found[key] = sorted(known)
    return found


def fits(chosen: Collection[str], tags: Collection[str]) -> bool:
    """No filter: everything; else whatever carries one of them."""
    return not chosen or any(tag in chosen for tag in tags)


def names(label: str, words: str) -> bool:
    """Whether all words are in the label, accents and capitals apart: how a long list of choices is searched."""
    text = _plain(label)
    return all(word in text for word in _plain(words).split())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
