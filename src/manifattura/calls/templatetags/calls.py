"""`{% load calls %}`: Italian texts on English pages."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from manifattura.ui.formats import language

from ..domain.edition import Edition
from ..queries.call_texts import in_italian, title_language, title_of
from ..queries.upper_pages import upper

register = template.Library()


@register.simple_tag
def italian() -> SafeString:
    """`lang="it"` for an element that holds texts of the call, on English pages only."""
    return mark_safe(' lang="it"' if language() == "en" else "")  # noqa: S308 - constant


@register.simple_tag
def lang_attribute(code: str) -> SafeString:
    """`lang="…"` when there is a code."""
    return format_html(' lang="{}"', code) if code else mark_safe("")


@register.simple_tag
def services_page() -> str:
    """The address of the page above the calls; empty where the site has none."""
    return upper("services")


@register.filter
def call_title(edition: Edition) -> str:
    """The title in the language of the page, where no markup may stand (`<title>`, breadcrumbs)."""
    return title_of(edition)


@register.filter
def marked_title(edition: Edition) -> SafeString:
    """The same within a page: an Italian title on an English page says so."""
    return format_html("<span{}>{}</span>", lang_attribute(title_language(edition)), title_of(edition))


register.filter("in_italian", in_italian)
