"""News as an Atom feed: what the system published and what the office wrote."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.public_cache import kept_by_all

from ..queries.news import NewsItem, latest_news

IN_FEED = 30


@require_safe
@audience("public")
def feed(request: HttpRequest) -> HttpResponse:
    base = settings.PUBLIC_ADDRESS
    atom = Atom1Feed(
        title=_("Novità di {programme}").format(programme=settings.CITY["programme"]),
        link=f"{base}{reverse('communication:news')}",
        feed_url=f"{base}{reverse('communication:feed')}",
        description=_("Bandi, modifiche e graduatorie pubblicati."),
        language=get_language() or "it",
        author_name=settings.CITY["institution"],
    )
    for item in latest_news(IN_FEED):
        atom.add_item(**_entry(item, base))
    response = HttpResponse(atom.writeString("utf-8"), content_type=Atom1Feed.content_type)
    return kept_by_all(response)


def _entry(item: NewsItem, base: str) -> dict[str, Any]:
    return {
        "title": f"{headline(item)}: {item.title}",
        "link": f"{base}{item.url}",
        "description": item.note,
        "pubdate": item.at,
        "updateddate": item.at,
        "unique_id": f"{base}{item.url}"
        if item.is_written
        else f"{base}/novita/{item.slug}/{item.kind}/{item.version}"
        + (f"/{item.session}" if item.session else ""),
    }


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
