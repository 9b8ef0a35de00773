"""Templates obey the strict content policy: nothing inline."""

import re

import pytest

from tests.architecture.house import files, relative

INLINE = {
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a script with content": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(?:ld\+)?json\")", re.IGNORECASE
    ),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "a filter that trusts text": re.compile(r"\|\s*safe\b|\{%\s*autoescape off"),
    "an address of another site for a resource": re.compile(
        r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"https?://"
    ),
}


def pages():
    # an e-mail is no page of the site, and mail programmes read only inline styles
    return [path for path in files("templates/**/*.html") if "email" not in relative(path)]


@pytest.mark.parametrize("what", INLINE)
def test_nothing_inline(what):
    found = [relative(path) for path in pages() if INLINE[what].search(path.read_text(encoding="utf-8"))]
    assert found == [], f"{what} in templates"


def test_there_are_templates():
    assert len(pages()) > 10


def test_full_pages_extend_a_base():
    """A page is a whole one on a base, or a fragment that says so with its underscore."""
    lonely = [
        relative(path)
        for path in pages()
        if "/ui/" not in relative(path)
        and not path.name.startswith("_")
        and "{% extends " not in path.read_text(encoding="utf-8")
    ]
    assert lonely == []


def test_every_public_page_says_in_a_line_what_it_is_or_is_not_for_search_engines():
    """The description under the name of a page in the results; forms and answers of one person stay out of them."""
    bases = ("ui/base_public.html", "communication/_base.html")
    silent = [
        relative(path)
        for path in pages()
        if any(f'{{% extends "{base}" %}}' in (text := path.read_text(encoding="utf-8")) for base in bases)
        and "{% block description %}" not in text
        and "{% block robots %}" not in text
        and path.name != "_base.html"
    ]
    assert silent == []
