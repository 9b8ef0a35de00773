"""Sealed files: a stream closed chunk by chunk with a key of its own, so that no clear byte touches a disk (ADR 0021).

A sealed file is a header and chunks. The header is a magic line, its length (4 bytes, big-endian) and canonical JSON: an
envelope (`sealing.py`) with the key inside. Each chunk is ChaCha20-Poly1305 of 64 KiB; its nonce is its place (11 bytes)
and whether it is the last (1 byte), so that chunks are neither moved nor cut off. The last is filled up with zeros: the
size of a sealed file tells the size of the file in steps of 64 KiB.
"""

from __future__ import annotations

import hashlib
import io
import secrets
from collections.abc import Iterator
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from .canonical_json import canonical_json
from .sealing import CannotOpen
from .strict_json import InvalidInput, read_strict

MAGIC = b"manifattura-sealed-file/1\n"
CHUNK = 64 * 1024
TAG = 16
KEY_BYTES = 32
LENGTH_BYTES = 4
LONGEST_HEADER = 16 * 1024


def new_file_key() -> bytes:
    """A key for one file only: its nonces are places."""
    return secrets.token_bytes(KEY_BYTES)


class SealingWriter:
    """Write clear bytes, get a closed file in `target`; `size` and `sha256` are of the clear bytes."""

    def __init__(self, target: IO[bytes], key: bytes) -> None:
        self._target, self._cipher = target, ChaCha20Poly1305(key)
        self._waiting, self._place = bytearray(), 0
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> None:
        """Whole chunks go at once; the last one waits, because it is marked as the last."""
        self._digest.update(content)
        self.size += len(content)
        self._waiting += content
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        """The last chunk, filled up."""
        self._put(bytes(self._waiting) + bytes(CHUNK - len(self._waiting)), last=True)
        self._waiting.clear()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._place, last=last), chunk, MAGIC))
        self._place += 1


class SealedReader(io.RawIOBase):
    """The clear bytes of closed chunks that begin at `start` of `source`; `CannotOpen` where one is not what was closed."""

    def __init__(self, source: IO[bytes], key: bytes, size: int, *, start: int = 0) -> None:
        super().__init__()
        self._source, self._cipher, self._size, self._start = source, ChaCha20Poly1305(key), size, start
        self._at = 0
        self._held: tuple[int, bytes] | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        left = min(len(buffer), self._size - self._at)
        if left <= 0:
            return 0
        place, within = divmod(self._at, CHUNK)
        part = self._chunk(place)[within : within + left]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()

    def _chunk(self, place: int) -> bytes:
        if self._held is not None and self._held[0] == place:
            return self._held[1]
        self._source.seek(self._start + place * (CHUNK + TAG))
        closed = self._source.read(CHUNK + TAG)
        last = place == last_chunk(self._size)
        try:
            clear = self._cipher.decrypt(_nonce(place, last=last), closed, MAGIC)
        except (InvalidTag, ValueError) as error:
            raise CannotOpen from error
        self._held = (place, clear)
        return clear


def last_chunk(size: int) -> int:
    """Place of the last chunk of a file of so many clear bytes."""
    return max(0, size - 1) // CHUNK


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([last])


# ------------------------------------------------------------------ the header


def header_bytes(envelope: dict[str, Any]) -> bytes:
    """What a sealed file begins with."""
    text = canonical_json(envelope)
    return MAGIC + len(text).to_bytes(LENGTH_BYTES, "big") + text


def read_header(source: IO[bytes]) -> tuple[dict[str, Any], int]:
    """The envelope of a sealed file, and where its chunks begin; `CannotOpen` for anything else."""
    source.seek(0)
    if source.read(len(MAGIC)) != MAGIC:
        raise CannotOpen
    length = int.from_bytes(source.read(LENGTH_BYTES), "big")
    text = source.read(min(length, LONGEST_HEADER))
    try:
        envelope = read_strict(text)
    except InvalidInput as error:
        raise CannotOpen from error
    return envelope, len(MAGIC) + LENGTH_BYTES + len(text)


def header_mark(envelope: dict[str, Any]) -> str:
    """Half of the header's SHA-256: a file named by it cannot be given another header unseen."""
    return hashlib.sha256(header_bytes(envelope)).hexdigest()[:32]


def clear_chunks(source: IO[bytes], key: bytes, size: int) -> Iterator[bytes]:
    """The clear bytes of a sealed file, chunk by chunk."""
    _envelope, start = read_header(source)
    with SealedReader(source, key, size, start=start) as reader:
        while chunk := reader.read(CHUNK):
            yield chunk
