"""What search engines and other sites read of a public page: its own address, its card when it is shared, its data."""

import json
import re
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from manifattura.ui.alerts import search_address
from manifattura.ui.feeds import feeds

register = template.Library()

CONTENT = re.compile(r'content="([^"]*)"')
LOCALES = {"it": "it_IT", "en": "en_GB"}
PICTURE = (1200, 630)
ESCAPES = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


@register.simple_tag
def data_block(data: dict[str, Any]) -> SafeString:
    """JSON-LD: no sign of the texts can end the element, and no browser executes it."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json" data-element="metatag">{}</script>',
        mark_safe(text),  # noqa: S308 - every sign that means something in HTML is escaped above
    )


@register.simple_tag(takes_context=True)
def sharing(context: Any) -> SafeString:
    """The canonical address and the Open Graph card, from the page's own title and description.

    A view may give `canonical_path` where the content lives elsewhere (a page shown untranslated).
    """
    request: HttpRequest | None = context.get("request")
    if request is None or request.method != "GET" or request.resolver_match is None:
        return mark_safe("")
    address = settings.PUBLIC_ADDRESS + context.get("canonical_path", request.path) + _part(request)
    title = _text(_block(context, "title"))
    described = CONTENT.search(_block(context, "description"))
    about = {
        "og:type": context.get("shared_as", "website"),
        "og:site_name": settings.CITY.get("programme", ""),
        "og:title": title,
        "og:description": _text(described[1]) if described else "",
        "og:url": address,
        "og:locale": LOCALES.get((get_language() or "it").split("-")[0], "it_IT"),
        "og:image": settings.PUBLIC_ADDRESS + picture_path(request.path),
        "og:image:type": "image/png",
        "og:image:width": PICTURE[0],
        "og:image:height": PICTURE[1],
    }
    lines = format_html_join(
        "\n", '<meta property="{}" content="{}">', [one for one in about.items() if one[1]]
    )
    return format_html(
        '<link rel="canonical" href="{}">\n{}\n<meta name="twitter:card" content="summary_large_image">',
        address,
        lines,
    )


@register.simple_tag
def feed_links() -> SafeString:
    """Where a reader of news finds what to follow, on every public page."""
    return format_html_join(
        "\n",
        '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">',
        ((one.label, one.address) for one in feeds()),
    )


@register.inclusion_tag("ui/components/feed_link.html")
def feed_link(key: str) -> dict[str, Any]:
    """A line that leads to the feed of this list; nothing where the site has none."""
    return {"feed": next((one for one in feeds() if one.key == key), None)}


@register.inclusion_tag("ui/components/alert_link.html")
def alert_link(key: str, question: str, label: str) -> dict[str, Any]:
    """A line that leads to an alert on a search, or on all of a list; nothing where the site sends no alerts."""
    return {"address": search_address(key, question), "label": label}


def picture_path(path: str) -> str:
    """The picture of a page: one for all its languages, because it has no words."""
    for code, _name in settings.LANGUAGES:
        path = path.removeprefix(f"/{code}") if path.startswith(f"/{code}/") else path
    return f"{settings.SHARED_PICTURES}{path.strip('/') or 'home'}.png"


def _part(request: HttpRequest) -> str:
    """The second page of a list is a page of its own; filters and sorting are not."""
    number = request.GET.get("page", "")
    return f"?page={number}" if number.isdecimal() and 1 < int(number) < 10_000 else ""


def _block(context: Any, name: str) -> str:
    """What the page writes in one of the base's blocks."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    found = blocks.get_block(name) if blocks is not None else None
    return str(found.render(context)) if found is not None else ""


def _text(html: str) -> SafeString:
    """Already escaped where it stands in the page: tags go, signs stay as they are."""
    return mark_safe(" ".join(strip_tags(html).split()).replace('"', "&quot;"))  # noqa: S308
