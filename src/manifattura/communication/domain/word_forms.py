"""Forms of an Italian word that the database's stemmer takes apart: «laboratorio» gives `laborator`, «laboratori» gives `labor`."""

import re

ENDINGS = (
    ("atorio", "atori"),
    ("iano", "iani"),
    ("iano", "iana"),
    ("iano", "iane"),
    ("ere", "eri"),
    ("are", "ari"),
    ("iera", "iere"),
)
"""Pairs found by asking the stemmer for singular and plural of the words of the programme's pages."""
WORD = re.compile(r"\w+")
OPERATORS = re.compile(r'"|(^|\s)-|\bor\b', re.IGNORECASE)


def other_forms(word: str) -> tuple[str, ...]:
    """What else the word may be written as: «quartieri» for «quartiere»; nothing where the stemmer is right."""
    small = word.lower()
    turned = ENDINGS + tuple((second, first) for first, second in ENDINGS)
    return tuple(small.removesuffix(old) + new for old, new in turned if small.endswith(old))


def with_other_forms(text: str) -> str:
    """The question as `to_tsquery` reads it, each word or one of its forms; empty where no word has any, or it has operators."""
    if OPERATORS.search(text):
        return ""
    words = [(word, *other_forms(word)) for word in WORD.findall(text)]
    if all(len(forms) == 1 for forms in words):
        return ""
    return " & ".join(f"({' | '.join(forms)})" for forms in words)
