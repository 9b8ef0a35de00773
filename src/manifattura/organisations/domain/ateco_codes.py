"""ATECO codes as calls name them: a section letter or the beginning of a number (`"C"`, `"62"`, `"74.1"`)."""

from collections.abc import Iterable, Mapping


def matches_prefix(code: str, prefixes: Iterable[str], sections: Mapping[str, str]) -> bool:
    """Whether `code` falls under one of the prefixes; `sections` maps a division ("10") to its letter ("C").

    A number prefix ends where a digit ends: "7" does not exist in ATECO, "74.1" covers "74.11.20" and "74.14".
    """
    digits = code.replace(".", "")
    return any(
        sections.get(digits[:2]) == prefix.upper()
        if prefix.isalpha()
        else digits.startswith(prefix.replace(".", "").strip() or "-")
        for prefix in prefixes
    )
