"""What pages, events and calls give to the public search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any

from django.conf import settings
from django.utils.translation import override
from wagtail.models import Page

from manifattura.kernel.clock import now
from manifattura.ui.finding import Findable

from ..models import EventPage, HomePage, NewsPage, PublicPage, ServicePage
from .open_calls import published_calls
from .quarters import nils_of
from .scheduled import is_shown

TAG = re.compile(r"<[^>]+>")
PROSE = (
    "addressed_to",
    "how_to",
    "needed",
    "obtained",
    "times",
    "inactive_reason",
    "street",
    "place",
    "firm",
)
NOT_WORDS = {"id", "type", "family", "link"}
COMING, PAST, WAITING = 1.5, 0.5, 0.6
"""Events to come and past ones; services that are not active yet."""
WEIGHTS = {ServicePage: 2.0, NewsPage: 0.7}


def findable_pages() -> Iterator[Findable]:
    """Every live page but home pages and events, in its language."""
    for page in Page.objects.filter(is_shown(), depth__gt=2).specific():
        if isinstance(page, PublicPage) and not isinstance(page, HomePage | EventPage):
            waits = isinstance(page, ServicePage) and not page.is_active
            yield _findable(page, WAITING if waits else WEIGHTS.get(type(page), 1.0), page.last_published_at)


def findable_events() -> Iterator[Findable]:
    """Every event, in its language; those to come first."""
    for page in EventPage.objects.filter(is_shown()):
        yield _findable(page, COMING if page.ends_at >= now() else PAST, page.starts_at)


def _findable(page: PublicPage, weight: float, at: datetime | None) -> Findable:
    return Findable(
        key=page.path_in_site,
        language=page.language,
        title=page.title,
        text=words_of(page),
        address=page.address,
        topics=tuple(page.topics),
        weight=weight,
        at=at,
    )


def findable_calls() -> Iterator[Findable]:
    """Every published call, in both languages; without English words its Italian ones are found."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            for call in published_calls(now()):
                yield Findable(
                    key=call.slug,
                    language=code,
                    title=call.title,
                    text=call.summary,
                    address=call.url,
                    topics=("imprese", *(f"nil:{number}" for number in sorted(nils_of(call)))),
                    weight=3.0 if call.takes_applications else 1.5,
                    at=call.timetable.opens_at,
                )


def words_of(page: PublicPage) -> str:
    """The words of a page, without tags."""
    parts = [page.lead, *(str(getattr(page, name, "") or "") for name in PROSE)]
    parts += _words(page.body.get_prep_value())
    return " ".join(plain(part) for part in parts if part).strip()


def plain(html: str) -> str:
    """The words of a piece of rich text."""
    return unescape(TAG.sub(" ", html)).strip()


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [word for one in value for word in _words(one)]
    if isinstance(value, dict):
        return [word for key, one in value.items() if key not in NOT_WORDS for word in _words(one)]
    return []
