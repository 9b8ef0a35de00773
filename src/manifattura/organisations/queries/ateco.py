"""The list of economic activities (ATECO, data © ISTAT CC-BY 4.0), offline: search, check, prefixes of calls."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

import ateco

from ..domain import ateco_codes

EDITION = "2025"
EDITIONS = ("2025", "2022", "2007")
# a firm's code is a class or finer; searching offers the finest, as the business register writes them
COARSEST = len("74.11")
FINEST = len("74.11.10")


def search_ateco(text: str, edition: str = EDITION, limit: int = 30) -> list[tuple[str, str]]:
    """(code, title) of the activities whose code begins with the text, or whose title has words that begin like its words."""
    wanted = _plain(text)
    if len(wanted) < 2:
        return []
    digits = wanted.replace(".", "").replace(" ", "")
    # a final vowel off, so that "gioielli" finds "gioielleria" and "mobile" finds "mobili"
    words = [word[:-1] if len(word) > 3 else word for word in wanted.split()]
    found = (
        (code, title)
        for code, title, key in _codes(edition)
        if len(code) == FINEST
        and (
            code.replace(".", "").startswith(digits)
            if digits.isdigit()
            else all(f" {word}" in key for word in words)
        )
    )
    return list(islice(found, limit))


def is_ateco(code: str, edition: str = EDITION) -> bool:
    """Whether the edition holds this code, a class (74.11) or finer."""
    return edition in EDITIONS and code in _titles(edition)


def ateco_title(code: str, edition: str = EDITION) -> str:
    """The title of the code, or "" when the edition does not hold it."""
    return _titles(edition).get(code, "") if edition in EDITIONS else ""


def prefix_title(prefix: str, edition: str = EDITION) -> str:
    """The title of a prefix as calls write them: a section letter, a division, a group or finer; "" when unknown."""
    node = ateco.lookup(prefix, edition=edition) if edition in EDITIONS else None
    title = str(node.title) if node else ""
    return title.capitalize() if title.isupper() else title


def matches_prefix(code: str, prefixes: Iterable[str], edition: str = EDITION) -> bool:
    """Whether the code falls under one of the prefixes: a section letter "C" or the beginning of a number "74.1"."""
    return ateco_codes.matches_prefix(code, prefixes, sections(edition))


@lru_cache(maxsize=len(EDITIONS))
def sections(edition: str = EDITION) -> dict[str, str]:
    """The section letter of each division: `{"10": "C", …}`."""
    numbers = (f"{number:02d}" for number in range(1, 100))
    divisions = ((number, ateco.lookup(number, edition=edition)) for number in numbers)
    return {number: str(node.parent) for number, node in divisions if node}


@lru_cache(maxsize=len(EDITIONS))
def _titles(edition: str) -> dict[str, str]:
    return {code: title for code, title, _ in _codes(edition)}


@lru_cache(maxsize=len(EDITIONS))
def _codes(edition: str) -> tuple[tuple[str, str, str], ...]:
    # every code from the group down holds a dot: the package has no listing of its own
    nodes = ateco.search(".", edition=edition, limit=100_000)
    rows = sorted((node.code, node.title) for node in nodes if COARSEST <= len(node.code) <= FINEST)
    return tuple((code, title, f" {_plain(title)}") for code, title in rows if code[:1].isdigit())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = (sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() or sign == "." else " " for sign in letters).split())
