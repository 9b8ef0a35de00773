"""What the home page and the feeds show of events and stories."""

from __future__ import annotations

from manifattura.kernel.clock import now

from ..models import EventPage, StoryPage
from .scheduled import is_shown


def events_to_come(language: str, at_most: int) -> list[EventPage]:
    """Those that are not over, the nearest first."""
    found = EventPage.objects.filter(is_shown(), url_path__startswith=f"/{language}/", ends_at__gte=now())
    return list(found.order_by("starts_at")[:at_most])


def latest_stories(language: str, at_most: int) -> list[StoryPage]:
    found = StoryPage.objects.filter(is_shown(), url_path__startswith=f"/{language}/")
    return list(found.order_by("-first_published_at", "path")[:at_most])
