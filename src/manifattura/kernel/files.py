"""Private files: random key, SHA-256 while writing, streamed back only by views that checked the permission."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from .ids import storage_key

STORAGE = "default"
CHUNK = 64 * 1024


@dataclass(frozen=True)
class StoredFile:
    """Where the file is and what it is: size in bytes, SHA-256 in lower-case hexadecimal."""

    storage_key: str
    sha256: str
    size: int


def store(content: bytes) -> StoredFile:
    """Write `content` under a new random key (two-level folders, so that no folder grows without end)."""
    name = storage_key()
    key = storages[STORAGE].save(f"{name[:2]}/{name}", ContentFile(content))
    return StoredFile(storage_key=key, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def store_file(file: IO[bytes]) -> StoredFile:
    """As `store`, for a file too large for memory: it is read from its beginning, twice."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    for chunk in _chunks(file):
        digest.update(chunk)
        size += len(chunk)
    file.seek(0)
    name = storage_key()
    key = storages[STORAGE].save(f"{name[:2]}/{name}", File(file))
    return StoredFile(storage_key=key, sha256=digest.hexdigest(), size=size)


def open_stored(key: str) -> IO[bytes]:
    """Open for reading; FileNotFoundError when it is not there."""
    return storages[STORAGE].open(key, "rb")


def read_stored(key: str) -> bytes:
    """The whole content; for files whose size was bounded when they came in."""
    with open_stored(key) as file:
        return file.read()


def remove_stored(key: str) -> None:
    """Delete for good; nothing happens when it is not there."""
    storages[STORAGE].delete(key)


def digest_of_stored(key: str) -> str:
    """SHA-256 of the file as it is now, to compare with the one stored when it came in."""
    digest = hashlib.sha256()
    with open_stored(key) as file:
        for chunk in _chunks(file):
            digest.update(chunk)
    return digest.hexdigest()


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def file_response(
    key: str,
    *,
    name: str,
    content_type: str,
    size: int,
    inline: bool = False,
    content: Iterator[bytes] | None = None,
) -> StreamingHttpResponse:
    """Stream a private file; never cached, never sniffed, sandboxed when shown inside the page.

    `content`: its bytes, where those stored are closed.
    """

    def stream() -> Iterator[bytes]:
        with open_stored(key) as file:
            yield from _chunks(file)

    response = StreamingHttpResponse(stream() if content is None else content, content_type=content_type)
    response["Content-Length"] = str(size)
    response["Content-Disposition"] = content_disposition_header(not inline, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
