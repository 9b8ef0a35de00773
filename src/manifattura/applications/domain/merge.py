"""Two people in one section: a field that another person changed meanwhile is left, and the later saver is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manifattura.kernel.canonical_json import sha256_hex

MARK_LENGTH = 16


@dataclass(frozen=True)
class Merge:
    """What to store, which fields changed, and which did not because somebody else changed them first."""

    version: int
    answers: dict[str, Any]
    versions: dict[str, int]
    changed: tuple[str, ...]
    conflicts: dict[str, Any]
    """Field → the value that is stored, written by the other person."""


def mark_of(value: Any) -> str:
    """A short digest of a value: the page sends it back to say which value the person saw."""
    return sha256_hex(value)[:MARK_LENGTH]


def marks_of(answers: Mapping[str, Any]) -> dict[str, str]:
    return {key: mark_of(value) for key, value in answers.items()}


def merge_section(
    *,
    version: int,
    answers: Mapping[str, Any],
    versions: Mapping[str, int],
    changes: Mapping[str, Any],
    base_version: int,
    seen: Mapping[str, str] | None = None,
) -> Merge:
    """Write `changes`, made on the section as it was at `base_version`, on the section as it is now.

    With `seen` (field → mark of the value that the person saw) each field is judged by itself; without it, by the
    version. The same value written twice is no conflict (DESIGN §10.5).
    """
    different = {key: value for key, value in changes.items() if answers.get(key) != value}
    if seen is None:
        conflicting = {key for key in different if versions.get(key, 0) > base_version}
    else:
        conflicting = {key for key in different if mark_of(answers.get(key)) != seen.get(key, mark_of(None))}
    written = {key: value for key, value in different.items() if key not in conflicting}
    conflicts = {key: answers.get(key) for key in different if key in conflicting}
    if not written:
        return Merge(version, dict(answers), dict(versions), (), conflicts)
    return Merge(
        version=version + 1,
        answers={**answers, **written},
        versions={**versions, **dict.fromkeys(written, version + 1)},
        changed=tuple(written),
        conflicts=conflicts,
    )
