"""The lists as Atom feeds, in both languages; every public page says where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.public_cache import known_by_digest
from manifattura.ui import feeds

from ..queries.feeds import (
    FeedContent,
    call_entries,
    event_entries,
    news_entries,
    space_entries,
    story_entries,
    whole,
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A feed: its name, what it tells, the page it follows, how to read it."""

    label: Promise
    about: Promise
    page: str
    read: Callable[[], FeedContent]


SOURCES: dict[str, Source] = {
    "news": Source(
        gettext_lazy("Novità"),
        gettext_lazy("Bandi, modifiche e graduatorie pubblicati."),
        "communication:news",
        news_entries,
    ),
    "events": Source(
        gettext_lazy("Eventi"), gettext_lazy("Gli eventi in arrivo."), "communication:events", event_entries
    ),
    "stories": Source(
        gettext_lazy("Casi aziendali"),
        gettext_lazy("Le imprese che producono in città, raccontate con loro."),
        "communication:stories",
        story_entries,
    ),
    "calls": Source(
        gettext_lazy("Bandi"),
        gettext_lazy("I bandi, ciascuno con il suo stato di oggi."),
        "calls:list",
        call_entries,
    ),
    "spaces": Source(
        gettext_lazy("Spazi"), gettext_lazy("Gli spazi che l’ufficio ha visto."), "spaces:list", space_entries
    ),
}


def register_feeds() -> None:
    for key, source in SOURCES.items():
        feeds.register(key, source.label, f"communication:feed-{key}")


@require_safe
@audience("public")
def feed(request: HttpRequest, key: str) -> HttpResponseBase:
    source = SOURCES[key]
    content = source.read()
    atom = Atom1Feed(
        title=_("{list} di {programme}").format(list=source.label, programme=settings.CITY["programme"]),
        link=whole(reverse(source.page)),
        feed_url=whole(request.path),
        description=str(source.about),
        subtitle=str(source.about),
        language=get_language() or "it",
        author_name=settings.CITY["institution"],
    )
    for entry in content.entries:
        atom.add_item(
            title=entry.title,
            link=whole(entry.path),
            description=entry.text,
            pubdate=entry.at,
            updateddate=entry.at,
            unique_id=whole(entry.id),
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type=Atom1Feed.content_type)
    return known_by_digest(request, response, changes_at=content.changes_at)
