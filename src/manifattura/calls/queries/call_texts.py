"""Texts of a call on the pages of every app: calls are written in Italian and may have an English title."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from manifattura.ui.formats import language

from ..domain.edition import Edition


def title_of(edition: Edition) -> str:
    return (edition.texts.title_en if language() == "en" else "") or edition.texts.title


def title_language(edition: Edition) -> str:
    """`it` when an English page must show the Italian title."""
    return "it" if language() == "en" and not edition.texts.title_en else ""


def in_italian(text: str) -> str | SafeString:
    """A text of the call, marked as Italian on an English page; escaped either way."""
    return format_html('<span lang="it">{}</span>', text) if text and language() == "en" else text
