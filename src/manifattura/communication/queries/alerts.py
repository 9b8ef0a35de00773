"""Subscribers by their code, choices in words, counts for the office: never an address in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from manifattura.kernel.clock import database_now
from manifattura.ui.alerts import KEPT, sources

from ..domain.alerts import AlertState, is_expired
from ..models import AlertDigest, AlertSubscriber

COUNTED = timedelta(days=30)


@dataclass(frozen=True)
class TopicCount:
    """How many active subscribers chose this, by language of their e-mails. `choice`: "" for all of the source."""

    source: str
    choice: str
    it: int
    en: int

    @property
    def many(self) -> int:
        return self.it + self.en


@dataclass(frozen=True)
class AlertCounts:
    active: int
    pending: int
    sent: int
    """Digests of the last thirty days."""


def offered(wanted: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """By source the filters that exist, and of what is wanted the searches that may be kept."""
    return {
        source.key: {str(value) for choices in source.choices for value, _label in choices.options()}
        | set(source.kept(wanted.get(source.key, ())))
        for source in sources()
    }


def chosen_words(topics: Mapping[str, Sequence[str]]) -> list[tuple[str, list[str]]]:
    """What was chosen, for people: the source, its filters."""
    found = []
    for source in sources():
        if source.key in topics:
            filters = topics[source.key]
            words = _words(source.key) | {one: source.search_words(one) for one in source.kept(filters)}
            found.append((str(source.label), [words[one] for one in filters if one in words]))
    return found


def subscriber_by_code(code: str) -> AlertSubscriber | None:
    """None for a code that is wrong, was ended, or was not confirmed in time."""
    one = AlertSubscriber.objects.filter(code=code).first()
    if one is not None and one.state == AlertState.PENDING and is_expired(one.asked_at, database_now()):
        return None
    return one


def alert_counts() -> AlertCounts:
    states = Counter(AlertSubscriber.objects.order_by().values_list("state", flat=True))
    sent = AlertDigest.objects.filter(sent_at__gte=database_now() - COUNTED).count()
    return AlertCounts(states[AlertState.ACTIVE], states[AlertState.PENDING], sent)


def topic_counts() -> Iterator[TopicCount]:
    """Every source, and each of its filters that somebody chose."""
    chosen: Counter[tuple[str, str, str]] = Counter()
    active = AlertSubscriber.objects.filter(state=AlertState.ACTIVE).order_by()
    for topics, language in active.values_list("topics", "language").iterator():
        for key, filters in topics.items():
            chosen.update((key, KEPT if one.startswith(KEPT) else one, language) for one in (filters or [""]))
    for source in sources():
        kept = {KEPT: str(source.search.label)} if source.search else {}
        for value, word in {"": "", **_words(source.key), **kept}.items():
            it, en = chosen[source.key, value, "it"], chosen[source.key, value, "en"]
            if it or en or not value:
                yield TopicCount(str(source.label), word, it, en)


def _words(key: str) -> dict[str, str]:
    source = next(one for one in sources() if one.key == key)
    return {str(value): str(label) for choices in source.choices for value, label in choices.options()}
