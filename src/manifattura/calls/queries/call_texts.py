"""Texts of a call on the pages of every app: calls are written in Italian and may have an English title."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from manifattura.ui.formats import language

from ..domain.edition import Edition


def title_of(edition: Edition) -> str:
    return (edition.texts.title_en if language() == "en" else "") or edition.texts.title


def title_language(edition: Edition) -> str:
    """`it` when an English page must show the Italian title."""
    return "it" if language() == "en" and not edition.texts.title_en else ""


_ours: set[str] = set()


def register_our_texts(texts: Iterable[str]) -> None:
    """Questions that the house itself puts among those of a call: an English page says them in English."""
    _ours.update(texts)


def in_italian(text: str) -> str | SafeString:
    """A text of the call, marked as Italian on an English page; escaped either way."""
    if not text or language() != "en":
        return text
    return gettext(text) if text in _ours else format_html('<span lang="it">{}</span>', text)
