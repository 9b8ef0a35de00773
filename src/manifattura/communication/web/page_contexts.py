"""What each kind of page shows beside the editor's text: read from the apps below, with the instants that change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from ..models import (
    AreaPage,
    AssistancePage,
    EventIndexPage,
    EventPage,
    FaqPage,
    HomePage,
    LegalPage,
    NewsIndexPage,
    NewsPage,
    PlaceIndexPage,
    ProgrammePage,
    PublicPage,
    SectionPage,
    ServiceIndexPage,
    ServicePage,
    StoryIndexPage,
    StoryPage,
    TopicIndexPage,
    TopicPage,
)  # fmt: skip
from . import home, legal, lists, sections

Context = tuple[dict[str, Any], Iterable[datetime]]
Reader = Callable[[HttpRequest, Any, str], Context]

READERS: dict[type[PublicPage], Reader] = {
    HomePage: home.home_context,
    SectionPage: sections.section_context,
    ProgrammePage: lists.programme_context,
    AreaPage: lists.area_context,
    NewsIndexPage: lists.news_context,
    NewsPage: lists.news_page_context,
    EventIndexPage: lists.events_context,
    EventPage: lists.event_context,
    StoryIndexPage: lists.stories_context,
    StoryPage: lists.story_context,
    PlaceIndexPage: lists.places_context,
    ServiceIndexPage: sections.services_context,
    ServicePage: lists.service_context,
    TopicIndexPage: lists.topics_context,
    TopicPage: lists.topic_context,
    LegalPage: legal.legal_context,
    FaqPage: legal.faq_context,
    AssistancePage: legal.faq_context,
}


def context_of(request: HttpRequest, page: PublicPage, language: str) -> Context:
    reader = READERS.get(type(page))
    return reader(request, page, language) if reader else ({}, ())
