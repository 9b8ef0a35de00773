"""The public search: words in all their forms and without accents first, then titles spelled nearly so. Two statements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

CONFIGURATIONS = {"it": "italian_unaccent", "en": "english_unaccent"}
START, STOP = "\x02", "\x03"
LONGEST_QUESTION = 200
MOST = 200

BY_WORDS = """
SELECT kind, title, address, topics,
  ts_headline(%(configuration)s::regconfig, text, asked,
    'StartSel=' || chr(2) || ', StopSel=' || chr(3) || ', MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter=" … "')
FROM communication_searchentry, websearch_to_tsquery(%(configuration)s::regconfig, %(text)s) AS asked
WHERE language = %(language)s AND vector @@ asked
ORDER BY ts_rank(vector, asked) * weight DESC, at DESC NULLS LAST, title LIMIT %(most)s
"""
BY_SPELLING = """
SELECT kind, title, address, topics, left(text, 200) FROM communication_searchentry
WHERE language = %(language)s AND word_similarity(unaccent(lower(%(text)s)), unaccent(lower(title))) > 0.4
ORDER BY word_similarity(unaccent(lower(%(text)s)), unaccent(lower(title))) DESC, weight DESC, title LIMIT 20
"""


@dataclass(frozen=True)
class Piece:
    """A stretch of an extract; `found` when it is what was asked."""

    text: str
    found: bool


@dataclass(frozen=True)
class Hit:
    kind: str
    title: str
    address: str
    topics: tuple[str, ...]
    extract: tuple[Piece, ...]


@dataclass(frozen=True)
class Found:
    """`is_near`: nothing has these words; these titles are spelled nearly so."""

    hits: tuple[Hit, ...]
    is_near: bool = False


def find(text: str, language: str) -> Found:
    """Everything public in a language that answers a question, the most useful first."""
    asked = " ".join(text.replace("\x00", "").split())[:LONGEST_QUESTION]
    if not asked:
        return Found(())
    given: dict[str, str | int] = {
        "text": asked, "language": language, "most": MOST,
        "configuration": CONFIGURATIONS.get(language, "italian_unaccent"),
    }  # fmt: skip
    hits = tuple(_hits(BY_WORDS, given))
    return Found(hits) if hits else Found(tuple(_hits(BY_SPELLING, given)), is_near=True)


def _hits(statement: str, given: dict[str, str | int]) -> Iterator[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        for kind, title, address, topics, extract in cursor.fetchall():
            codes = json.loads(topics) if isinstance(topics, str) else topics
            yield Hit(kind, title, address, tuple(codes), tuple(pieces(extract)))


def pieces(extract: str) -> Iterator[Piece]:
    """An extract cut where the marks stand: templates show them without trusting any tag."""
    for number, part in enumerate(re.split(f"[{START}{STOP}]", extract)):
        if part:
            yield Piece(part, found=number % 2 == 1)
