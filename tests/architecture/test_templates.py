"""Templates obey the strict content policy: nothing inline."""

import re
from collections.abc import Iterator

import pytest
from django.template.base import Lexer, TokenType

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


SETS_A_NAME = re.compile(r"\bas (\w+)$")


def names_lost_between_blocks(text: str) -> Iterator[str]:
    """Names that a tag sets ("… as list_url") in one block of a page and another block uses: empty there."""
    extends = "{% extends " in text
    blocks: list[str] = []
    homes: dict[str, list[list[str]]] = {}
    uses: list[tuple[str, list[str]]] = []
    for token in Lexer(text).tokenize():
        words, is_tag = token.contents, token.token_type == TokenType.BLOCK
        tag = words.split()[0] if is_tag else ""
        if tag == "block":
            blocks = [*blocks, words.split()[1]]
        elif tag == "endblock":
            blocks = blocks[:-1]
        elif tag != "load" and (is_tag or token.token_type == TokenType.VAR):
            sets = SETS_A_NAME.search(words) if is_tag and tag not in {"with", "for"} else None
            uses.append((words[: sets.start()] if sets else words, blocks))
            if sets:
                homes.setdefault(sets[1], []).append(blocks)
    for name, places in homes.items():
        # outside the blocks of a page that extends another, nothing runs
        alive = [place for place in places if place or not extends]
        used = re.compile(rf"(?<![\w.\"'#-]){name}(?![\w=\"'])")
        for words, where in uses:
            if used.search(words) and not any(where[: len(place)] == place for place in alive):
                yield f"{name} in {'/'.join(where)}: {words[:60]}"


def test_a_name_set_in_one_block_is_not_used_in_another():
    """`{% url … as list_url %}` in `breadcrumb` is empty in `content`: its links lead nowhere."""
    lost = {
        relative(path): found for path in pages() if (found := [*names_lost_between_blocks(path.read_text())])
    }
    assert lost == {}


def test_the_walk_of_the_blocks_sees_what_is_lost_and_what_is_not():
    page = '{%% extends "x.html" %%}{%% block a %%}{%% url "u" as here %%}{{ here }}{%% endblock %%}%s'
    inner = "{% block content %}{% block inner %}{{ here }}{% endblock %}{% endblock content %}"
    assert [*names_lost_between_blocks(page % inner)] == ["here in content/inner: here"]
    assert [
        *names_lost_between_blocks(page % inner.replace("here", 'here.x }}{% button "here" here="1" %}{{ y'))
    ] != []
    assert [*names_lost_between_blocks(page % inner.replace("here", "there.here"))] == []
    own = inner.replace("{% block inner", '{% url "u" as here %}{% block inner')
    assert [*names_lost_between_blocks(page % own)] == []
    assert [*names_lost_between_blocks(own)] == []
