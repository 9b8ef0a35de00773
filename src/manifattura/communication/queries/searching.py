"""The public search: words in all their forms and without accents first, then titles spelled nearly so. Two statements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from manifattura.ui.finding import sources

from ..domain.word_forms import with_other_forms

CONFIGURATIONS = {"it": "italian_unaccent", "en": "english_unaccent"}
START, STOP = "\x02", "\x03"
LONGEST_QUESTION = 200
MOST = 200

BY_WORDS = """
SELECT kind, key, title, address, topics,
  ts_headline(%(configuration)s::regconfig, text, asked,
    'StartSel=' || chr(2) || ', StopSel=' || chr(3) || ', MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter=" … "')
FROM communication_searchentry, LATERAL (SELECT CASE WHEN %(forms)s <> '' THEN to_tsquery(%(configuration)s::regconfig, %(forms)s)
  ELSE websearch_to_tsquery(%(configuration)s::regconfig, %(text)s) END AS asked) AS question
WHERE language = %(language)s AND vector @@ asked
ORDER BY ts_rank(vector, asked) * weight DESC, at DESC NULLS LAST, title LIMIT %(most)s
"""
BY_SPELLING = """
SELECT kind, key, title, address, topics, left(text, 200) FROM communication_searchentry
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
    key: str
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
        "forms": with_other_forms(asked) if language == "it" else "",
    }  # fmt: skip
    hits = _still_public(_hits(BY_WORDS, given))
    return Found(hits) if hits else Found(_still_public(_hits(BY_SPELLING, given)), is_near=True)


def _still_public(hits: Iterator[Hit]) -> tuple[Hit, ...]:
    """The table is an hour old at most: what left since (a withdrawn space) is not shown any more."""
    found = list(hits)
    for source in sources():
        keys = {hit.key for hit in found if hit.kind == source.kind}
        if keys and source.still_public is not None:
            gone = keys - source.still_public(keys)
            found = [hit for hit in found if hit.kind != source.kind or hit.key not in gone]
    return tuple(found)


def _hits(statement: str, given: dict[str, str | int]) -> Iterator[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        for kind, key, title, address, topics, extract in cursor.fetchall():
            codes = json.loads(topics) if isinstance(topics, str) else topics
            yield Hit(kind, key, title, address, tuple(codes), tuple(pieces(extract)))


def pieces(extract: str) -> Iterator[Piece]:
    """An extract cut where the marks stand: templates show them without trusting any tag."""
    for number, part in enumerate(re.split(f"[{START}{STOP}]", extract)):
        if part:
            yield Piece(part, found=number % 2 == 1)
