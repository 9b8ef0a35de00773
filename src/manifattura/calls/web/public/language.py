"""Calls are written in Italian: on English pages their texts say so, and title and summary have an English form."""

from django.utils.translation import gettext as _

from manifattura.ui.formats import language

from ...domain.edition import Edition
from ...queries.call_texts import in_italian as italian
from ...queries.call_texts import title_language, title_of

__all__ = ["is_english", "italian", "listing", "summary_language", "summary_of", "title_language", "title_of"]


def is_english() -> bool:
    return language() == "en"


def summary_of(edition: Edition) -> str:
    return (edition.texts.summary_en if is_english() else "") or edition.texts.summary


def summary_language(edition: Edition) -> str:
    return "it" if is_english() and not edition.texts.summary_en else ""


def listing(words: list[str]) -> str:
    """`a, b e c`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s e %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
