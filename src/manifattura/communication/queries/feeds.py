"""What each public list has to tell whoever follows it: news, events, stories, calls, spaces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.kernel.clock import now
from manifattura.spaces.queries.spaces import public_spaces
from manifattura.ui.formats import date_text
from manifattura.ui.statuses import find_status

from .news import NewsItem, latest_news
from .open_calls import changing_instants, published_calls
from .pages import active_language
from .stories import events_to_come, latest_stories

IN_FEED = 30


@dataclass(frozen=True)
class FeedEntry:
    """One thing: `id` stays the same for ever, `path` is where it is read."""

    id: str
    title: str
    path: str
    text: str
    at: datetime


@dataclass(frozen=True)
class FeedContent:
    """The entries, newest first, and the instants at which they change by themselves."""

    entries: list[FeedEntry]
    changes_at: list[datetime]


def news_entries() -> FeedContent:
    found = [
        FeedEntry(
            _news_id(item),
            f"{headline(item)}: {item.title}",
            item.url,
            _sample(item.note, item.is_sample),
            item.at,
        )
        for item in latest_news(IN_FEED)
    ]
    return FeedContent(found, [])


def event_entries() -> FeedContent:
    """Events to come, the nearest first; those that are over leave the feed."""
    coming = events_to_come(active_language(), IN_FEED)
    found = [
        FeedEntry(
            event.address,
            event.title,
            event.address,
            _sample(f"{date_text(event.starts_at, 'hour')}. {event.place}. {event.lead}", event.is_sample),
            event.last_published_at or event.starts_at,
        )
        for event in coming
    ]
    return FeedContent(found, [event.ends_at for event in coming])


def story_entries() -> FeedContent:
    found = [
        FeedEntry(
            story.address,
            story.title,
            story.address,
            _sample(f"{story.firm}. {story.lead}", story.is_sample),
            story.first_published_at or now(),
        )
        for story in latest_stories(active_language(), IN_FEED)
    ]
    return FeedContent(found, [])


def call_entries() -> FeedContent:
    """Each call with the state it is in now, which is why the feed has an end of its own."""
    calls = published_calls(now())
    found = [
        FeedEntry(
            call.url,
            call.title,
            call.url,
            _sample(f"{find_status('call', call.state).word}. {call.summary}", call.edition.is_sample),
            call.timetable.opens_at,
        )
        for call in calls[:IN_FEED]
    ]
    return FeedContent(found, changing_instants(calls))


def space_entries() -> FeedContent:
    """Spaces that the office has seen, the latest seen first."""
    found = [
        FeedEntry(
            address := reverse("spaces:card", args=[space.code_key]),
            space.name or space.address,
            address,
            _sample(
                ", ".join(filter(None, [space.address, space.nil.name if space.nil else ""])), space.is_sample
            ),
            space.changed_at,
        )
        for space in public_spaces().order_by("-changed_at", "code_key")[:IN_FEED]
    ]
    return FeedContent(found, [])


def headline(item: NewsItem) -> str:
    """What happened, in two words."""
    return {
        "call": _("Bando pubblicato"),
        "amendment": _("Bando modificato"),
        "provisional": _("Graduatoria provvisoria"),
        "final": _("Graduatoria definitiva"),
        "news": _("Notizia"),
        "statement": _("Comunicato"),
        "notice": _("Avviso"),
    }[item.kind]


def _news_id(item: NewsItem) -> str:
    if item.is_written:
        return item.url
    of_session = f"/{item.session}" if item.session else ""
    return f"/novita/{item.slug}/{item.kind}/{item.version}{of_session}"


def _sample(text: str, is_sample: bool) -> str:
    text = text.strip().removesuffix(".")
    return f"{text}. {_('Dato campione.')}".lstrip(". ") if is_sample else text


def whole(path: str) -> str:
    """The address with its host."""
    return f"{settings.PUBLIC_ADDRESS}{path}"
