"""Delete stored files for good, once the transaction that says so is committed."""

from __future__ import annotations

from collections.abc import Iterable

from manifattura.kernel.files import remove_stored
from manifattura.kernel.jobs import defer

FILES_TASK = "applications.erase_files"
AT_ONCE = 200


def erase_files_later(keys: Iterable[str | None]) -> None:
    """Jobs of the surrounding transaction: nothing is deleted if it fails, nothing is left if the process stops."""
    found = [key for key in keys if key]
    for start in range(0, len(found), AT_ONCE):
        defer(FILES_TASK, keys=found[start : start + AT_ONCE])


def erase_files(*, keys: Iterable[str]) -> None:
    """A file that is not there any more is no error: the job may be run again."""
    for key in keys:
        remove_stored(key)
