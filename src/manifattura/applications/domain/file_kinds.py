"""Which extensions we know, and which first bytes each must have."""

from collections.abc import Mapping
from dataclasses import dataclass

import puremagic


@dataclass(frozen=True)
class FileKind:
    """`content_type` is what we answer when the file is downloaded, never what the browser said."""

    content_type: str
    magic: frozenset[str]
    """Extensions that `puremagic` finds in such files; empty for text, which has no first bytes."""


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_ZIP = frozenset({"zip", "docx", "xlsx", "pptx", "odt", "ods", "jar", "xlsb"})
_JPEG = FileKind("image/jpeg", frozenset({"jpg", "jpeg", "jfif"}))

KINDS: Mapping[str, FileKind] = {
    "pdf": FileKind("application/pdf", frozenset({"pdf"})),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": FileKind("image/png", frozenset({"png"})),
    "zip": FileKind("application/zip", _ZIP),
    "docx": FileKind(f"{_OFFICE}wordprocessingml.document", _ZIP),
    "xlsx": FileKind(f"{_OFFICE}spreadsheetml.sheet", _ZIP),
    "odt": FileKind(f"{_OPEN}text", _ZIP),
    "ods": FileKind(f"{_OPEN}spreadsheet", _ZIP),
    "csv": FileKind("text/csv; charset=utf-8", frozenset()),
    "txt": FileKind("text/plain; charset=utf-8", frozenset()),
}

ARCHIVES = frozenset({"zip", "docx", "xlsx", "odt", "ods"})
IMAGES = frozenset({"jpg", "jpeg", "png"})
HEAD = 4096


def has_magic(content: bytes, kind: FileKind) -> bool:
    """Whether the first bytes agree with the kind."""
    if not kind.magic:
        return _is_text(content)
    try:
        found = puremagic.magic_string(content[:HEAD])
    except (puremagic.PureError, ValueError):
        return False
    return any(match.extension.lstrip(".") in kind.magic for match in found)


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
