"""Names of form fields whose value no page repeats and nothing keeps: passwords, codes, answers for a sealed envelope."""

from collections.abc import Iterable

ENVELOPE = "busta:"
"""Begins the name of every control of a sealed question (`applications/domain/sealed_reading.py`)."""
CODES = frozenset({"code"})
"""The code of a second factor, the code of a key holder."""


def holds_secret(names: Iterable[str]) -> bool:
    """Whether a form with these fields carries something that must not be shown or kept."""
    return any("password" in name or name.startswith(ENVELOPE) or name in CODES for name in names)
