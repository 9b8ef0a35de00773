"""Files in sealed envelopes: closed until the opening, read with their own key from then on; on disk they stay closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from manifattura.kernel.files import open_stored
from manifattura.kernel.sealed_files import clear_chunks
from manifattura.kernel.sealing import CannotOpen

from ..domain.sealed_files import SealedFile, is_closed_type, read_file_value
from ..models import OpenedAnswer
from ..models.sheet import GivenFile


def is_closed(file: GivenFile) -> bool:
    """Whether nobody can read it: its envelope has not been opened, or could not be."""
    return is_closed_type(file.content_type)


def with_opened_files(files: Iterable[Any]) -> list[Any]:
    """The same files; those that were opened with their own name, type and size (the rows are not changed).

    One statement, and only where something is sealed.
    """
    listed = list(files)
    closed = [file.pk for file in listed if is_closed(file)]
    if not closed:
        return listed
    opened = _opened(closed)
    for file in listed:
        facts = opened.get(file.pk)
        if facts is not None and is_closed(file):
            file.name, file.content_type, file.size = facts.name, facts.content_type, facts.size
            file.file_key = facts.key
    return listed


def _opened(attachment_ids: list[int]) -> dict[int, SealedFile]:
    rows = OpenedAnswer.objects.filter(attachment_id__in=attachment_ids, value__isnull=False)
    found: dict[int, SealedFile] = {}
    for attachment_id, value in rows.values_list("attachment_id", "value"):
        try:
            found[attachment_id] = read_file_value(value)
        except CannotOpen:
            continue
    return found


def clear_content(file: Any) -> Iterator[bytes] | None:
    """The clear bytes of an opened file, chunk by chunk; None for a file that was never sealed."""
    if getattr(file, "file_key", None) is None:
        return None
    return clear_chunks(open_stored(file.storage_key), file.file_key, file.size)
