"""Files in a sealed envelope: the envelope has the file's own key and what the file was; it is the file's header (ADR 0021)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from manifattura.calls.domain.edition import FormField
from manifattura.kernel.sealed_files import header_mark
from manifattura.kernel.sealing import CannotOpen, KeyPair, read, written

from .sealed import Closed, Place, close, is_what_was_sealed, open_envelope

CONTENT_TYPE = "application/x-manifattura-sealed"
"""What is stored of a sealed file, until the opening and after: nobody keeps the clear bytes."""
SUFFIX = ".sealed"


@dataclass(frozen=True)
class SealedFile:
    """What the envelope says of its file: all that a list, a type or a size would give away."""

    name: str
    content_type: str
    size: int
    sha256: str
    key: bytes = field(repr=False)

    def as_value(self) -> dict[str, Any]:
        return {**asdict(self), "key": written(self.key)}


def is_closed_type(content_type: str) -> bool:
    """Whether a stored file is a closed one."""
    return content_type == CONTENT_TYPE


def stored_name(envelope: Mapping[str, Any]) -> str:
    """A name that says nothing of the file, and that only this envelope gives: the frozen content has it."""
    return f"busta-{header_mark(dict(envelope))}{SUFFIX}"


def close_file(item: FormField, file: SealedFile, *, public_key: str, place: Place) -> Closed:
    """The envelope of a file, for this application and this question only."""
    return close(item, file.as_value(), public_key=public_key, place=place)


def open_file(
    item_key: str, name: str, envelope: Any, *, pair: KeyPair, place: Place
) -> tuple[SealedFile, str]:
    """What the envelope says, and its secret; `CannotOpen` when it is not the one that was sent under this name."""
    if stored_name(envelope) != name:
        raise CannotOpen
    value, secret = open_envelope(item_key, envelope, pair=pair, place=place)
    return read_file_value(value), secret


def read_file_value(value: Any) -> SealedFile:
    """The opened value of a file; `CannotOpen` for anything of another shape."""
    try:
        return SealedFile(
            name=str(value["name"]),
            content_type=str(value["content_type"]),
            size=int(value["size"]),
            sha256=str(value["sha256"]),
            key=read(value["key"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CannotOpen from error


def is_file_that_was_sealed(note: Mapping[str, Any], files: Any, *, public_key: str, place: Place) -> bool:
    """Whether the note's file is one of those sent for its question: its value and secret give an envelope of that name."""
    envelope = {"sealed": note.get("envelope")}
    names = [
        row.get("name")
        for row in (files if isinstance(files, list) else [])
        if isinstance(row, Mapping) and row.get("field") == note["field"]
    ]
    return stored_name(envelope) in names and is_what_was_sealed(
        note["field"], envelope, note.get("value"), note["secret"], public_key=public_key, place=place
    )
