"""Lists and pages of the tree that show other pages: news, events, stories, places, topics, areas, services."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from manifattura.accounts.queries.offices import all_offices
from manifattura.kernel.clock import now
from manifattura.spaces.queries.spaces import public_spaces

from ..models import (
    AreaPage,
    EventIndexPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    PlaceIndexPage,
    PlacePage,
    ProgrammePage,
    ServicePage,
    StoryIndexPage,
    StoryPage,
    TopicIndexPage,
    TopicPage,
)  # fmt: skip
from ..queries.news import news_item, news_rows
from ..queries.open_calls import OpenCall, published_calls
from ..queries.pages import pages_of, pages_on_topics
from ..queries.sessions import dates_of

Context = tuple[dict[str, Any], Iterable[datetime]]
PER_PAGE = 20
ON_TOPIC = (ServicePage, NewsPage, EventPage, StoryPage, PlacePage, AreaPage)


def programme_context(request: HttpRequest, page: ProgrammePage, language: str) -> Context:
    return {"areas": pages_of(AreaPage, language, "number"), "offices": all_offices()}, ()


def area_context(request: HttpRequest, page: AreaPage, language: str) -> Context:
    return {"areas": pages_of(AreaPage, language, "number")}, ()


def news_context(request: HttpRequest, page: NewsIndexPage, language: str) -> Context:
    shown = Paginator(news_rows(), PER_PAGE).get_page(request.GET.get("page"))
    return {"page_of_news": shown, "items": [news_item(row) for row in shown.object_list]}, ()


def news_page_context(request: HttpRequest, page: NewsPage, language: str) -> Context:
    return {"call": _call(page.call_id), "office": page.curated_by}, ()


def events_context(request: HttpRequest, page: EventIndexPage, language: str) -> Context:
    moment = now()
    events = pages_of(EventPage, language, "starts_at")
    coming = [event for event in events if event.ends_at >= moment]
    past = [event for event in reversed(events) if event.ends_at < moment]
    return {"coming": coming, "past": past}, [event.ends_at for event in coming]


def event_context(request: HttpRequest, page: EventPage, language: str) -> Context:
    dates = dates_of(page)
    return {"sessions": dates}, [page.ends_at, *(one.starts_at for one in dates)]


def stories_context(request: HttpRequest, page: StoryIndexPage, language: str) -> Context:
    return {"stories": pages_of(StoryPage, language, "-first_published_at", "path")}, ()


def story_context(request: HttpRequest, page: StoryPage, language: str) -> Context:
    space = public_spaces().filter(pk=page.space_id).first() if page.space_id else None
    return {"call": _call(page.call_id), "space": space}, ()


def places_context(request: HttpRequest, page: PlaceIndexPage, language: str) -> Context:
    return {"places": pages_of(PlacePage, language)}, ()


def service_context(request: HttpRequest, page: ServicePage, language: str) -> Context:
    offices = all_offices()
    office = next((one for one in offices if one.pk == page.office_id), offices[0] if offices else None)
    related = [
        one for one in pages_of(ServicePage, language) if one.category == page.category and one.pk != page.pk
    ]
    return {"office": office, "related": related[:3]}, ()


def topics_context(request: HttpRequest, page: TopicIndexPage, language: str) -> Context:
    return {"topics": pages_of(TopicPage, language, "title")}, ()


def topic_context(request: HttpRequest, page: TopicPage, language: str) -> Context:
    return {"found": pages_on_topics([page.code], language, ON_TOPIC)}, ()


def _call(call_id: int | None) -> OpenCall | None:
    """The call as the public sees it; None when it is not public."""
    if call_id is None:
        return None
    return next((call for call in published_calls(now()) if call.id == call_id), None)
