"""Tags of the pages of the tree: their prose, their index, what search engines and other sites read of them."""

import re
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from wagtail.models import Page

from ..domain.addresses import address_of, in_language
from ..queries.pages import active_language

register = template.Library()

PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
PAGE_ID = re.compile(r'\bid="(\d+)"')


@register.filter
def prose(text: Any) -> SafeString:
    """The editor's text, whose tags Wagtail let through when it was saved; links lead to pages of this language."""
    source = str(getattr(text, "source", text) or "")
    links = PAGE_LINK.findall(source)
    if links:
        source = _with_page_links(source, links)
    return mark_safe(in_language(source, active_language()))  # noqa: S308 - cleaned by the editor's form


def _with_page_links(source: str, links: list[str]) -> str:
    ids = {int(found[1]) for link in links if (found := PAGE_ID.search(link))}
    rows = Page.objects.filter(pk__in=ids, live=True).values_list("pk", "url_path")
    paths = {key: "/" + path.split("/", 2)[2] for key, path in rows}
    for link in links:
        found = PAGE_ID.search(link)
        path = paths.get(int(found[1])) if found else None
        source = source.replace(link, f'<a href="{path}">' if path else "<a>")
    return source


@register.filter
def here(path: str) -> str:
    """A path of ours in the active language; whole addresses stay as they are."""
    return address_of(path, active_language()) if path.startswith("/") else path


@register.simple_tag
def body_index(page: Any) -> list[tuple[str, str]]:
    """The index of a page: one line for each piece of its body that has a title."""
    return [(piece_id(block), block.value["title"]) for block in page.body if block.block_type != "notice"]


@register.filter
def piece_id(block: Any) -> str:
    return slugify(block.value["title"])[:60] or f"parte-{block.id}"


@register.simple_tag
def lang_of(code: str) -> SafeString:
    """`lang="it"` on a text that is shown untranslated; nothing elsewhere."""
    return format_html(' lang="{}"', code) if code else mark_safe("")
