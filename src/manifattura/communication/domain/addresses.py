"""Addresses of pages: Italian ones without prefix, the same path in another language under its code."""

import re

DEFAULT = "it"
INTERNAL = re.compile(r'(<a\b[^>]*\bhref=")(/(?!/)[^"]*)(")')


def address_of(path: str, language: str) -> str:
    """`/servizi/` in Italian, `/en/servizi/` in English; `path` begins with a slash."""
    return path if language == DEFAULT else f"/{language}{path}"


def in_language(html: str, language: str) -> str:
    """The same text with its links to our own pages in this language."""
    if language == DEFAULT:
        return html
    return INTERNAL.sub(lambda found: f"{found[1]}{_moved(found[2], language)}{found[3]}", html)


def _moved(path: str, language: str) -> str:
    already = path == f"/{language}" or path.startswith((f"/{language}/", "/static/"))
    return path if already else address_of(path, language)
