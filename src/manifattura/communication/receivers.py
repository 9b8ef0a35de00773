"""What changes the public search: pages, calls, and whatever other apps say has changed."""

from typing import Any

from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from manifattura.calls.signals import call_amended, call_published
from manifattura.ui import finding

from .actions.follow_event import follow_event
from .actions.move_translations import move_translations
from .actions.refresh_search import refresh_search
from .models import EventPage, PublicPage

OF_PAGES = ("page", "event")


def refresh_pages(sender: Any, **given: Any) -> None:
    refresh_search(kinds=OF_PAGES)


def refresh_calls(sender: Any, **given: Any) -> None:
    refresh_search(kinds=["call"])


def refresh_kind(sender: Any, *, kind: str, **given: Any) -> None:
    refresh_search(kinds=[kind])


def follow_pages(sender: Any, **given: Any) -> None:
    """An event was published or taken away: those who signed up for it must not be left with old hours."""
    if issubclass(sender, EventPage):
        follow_event(page_key=given["instance"].translation_key)


def move_with_it(sender: Any, **given: Any) -> None:
    """The same address in every language."""
    if isinstance(given["instance"], PublicPage):
        move_translations(given["instance"])


def page_deleted(sender: Any, **given: Any) -> None:
    if issubclass(sender, Page):
        refresh_search(kinds=OF_PAGES)
    follow_pages(sender, **given)


def connect() -> None:
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(refresh_pages, dispatch_uid="communication.search")
    for signal in (page_published, page_unpublished):
        signal.connect(follow_pages, dispatch_uid="communication.registers")
    page_slug_changed.connect(move_with_it, dispatch_uid="communication.addresses")
    post_delete.connect(page_deleted, dispatch_uid="communication.search")
    for signal in (call_published, call_amended):
        signal.connect(refresh_calls, dispatch_uid="communication.search")
    finding.changed.connect(refresh_kind, dispatch_uid="communication.search")
