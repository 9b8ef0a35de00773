"""The title of a call in the language of the page: calls are written in Italian and may have an English title."""

from manifattura.ui.formats import language

from ..domain.edition import Edition


def title_of(edition: Edition) -> str:
    return (edition.texts.title_en if language() == "en" else "") or edition.texts.title


def title_language(edition: Edition) -> str:
    """`it` when an English page must show the Italian title."""
    return "it" if language() == "en" and not edition.texts.title_en else ""
