"""Sealed files: what goes in comes out, from any place; nothing of it can be changed, moved or cut off unseen."""

from __future__ import annotations

import hashlib
import io
import secrets

import pytest
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from manifattura.kernel.sealed_files import (
    CHUNK,
    MAGIC,
    TAG,
    SealedReader,
    SealingWriter,
    clear_chunks,
    header_bytes,
    header_mark,
    new_file_key,
    read_header,
)
from manifattura.kernel.sealing import CannotOpen
from manifattura.kernel.uploads import SealedTemporaryUploadHandler

ENVELOPE = {"sealed": {"box": "x"}}


def closed(content: bytes, key: bytes, steps: int = 50_000) -> io.BytesIO:
    target = io.BytesIO()
    target.write(header_bytes(ENVELOPE))
    writer = SealingWriter(target, key)
    for at in range(0, len(content), steps):
        writer.write(content[at : at + steps])
    writer.close()
    assert (writer.size, writer.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    return target


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_every_size_comes_back_and_tells_itself_only_in_steps(size):
    content, key = secrets.token_bytes(size), new_file_key()
    file = closed(content, key)
    assert b"".join(clear_chunks(file, key, size)) == content
    again = closed(content, key)
    assert (len(again.getvalue()) - len(header_bytes(ENVELOPE))) % (CHUNK + TAG) == 0
    if size >= 32:
        assert content[:32] not in again.getvalue()


@given(st.integers(0, 2 * CHUNK + 50), st.integers(0, 90_000))
def test_it_reads_from_any_place(at, length):
    content, key = secrets.token_bytes(2 * CHUNK + 20), b"k" * 32
    file = closed(content, key)
    _envelope, start = read_header(file)
    reader = io.BufferedReader(SealedReader(file, key, len(content), start=start))
    assert reader.seek(at) == at
    assert reader.read(length) == content[at : at + length]
    reader.seek(-5, io.SEEK_END)
    assert reader.read() == content[-5:]


def test_another_key_a_changed_byte_a_moved_chunk_a_cut_file_do_not_open():
    content, key = secrets.token_bytes(3 * CHUNK), new_file_key()
    good = closed(content, key).getvalue()
    start, step = len(header_bytes(ENVELOPE)), CHUNK + TAG
    changed = bytearray(good)
    changed[start + 10] ^= 1
    moved = (
        good[:start]
        + good[start + step : start + 2 * step]
        + good[start : start + step]
        + good[start + 2 * step :]
    )
    for file, with_key, size in (
        (good, new_file_key(), len(content)),
        (bytes(changed), key, len(content)),
        (moved, key, len(content)),
        (good[: -(CHUNK + TAG)], key, len(content)),
        (good, key, 2 * CHUNK),
    ):
        with pytest.raises(CannotOpen):
            b"".join(clear_chunks(io.BytesIO(file), with_key, size))


def test_the_header_says_its_envelope_and_what_is_none_is_refused():
    envelope, start = read_header(io.BytesIO(header_bytes(ENVELOPE) + b"rest"))
    assert envelope == ENVELOPE
    assert start == len(header_bytes(ENVELOPE))
    assert header_mark(ENVELOPE) != header_mark({"sealed": {"box": "y"}})
    for odd in (b"", b"%PDF-1.7", MAGIC + b"\x00\x00\x00\x02{]", MAGIC + b"\xff\xff\xff\xff"):
        with pytest.raises(CannotOpen):
            read_header(io.BytesIO(odd))


def test_a_large_upload_waits_on_disk_closed(settings):
    kept = []

    class Watched(SealedTemporaryUploadHandler):
        def file_complete(self, file_size):
            done = super().file_complete(file_size)
            self._spool.flush()
            self._spool.seek(0)
            kept.append(self._spool.read())
            return done

    content = b"zibaldone " * 40_000
    request = RequestFactory().post("/", {"file": io.BytesIO(content)})
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    request.upload_handlers = [MemoryFileUploadHandler(request), Watched(request)]
    uploaded = request.FILES["file"]
    assert uploaded.size == len(content)
    assert uploaded.read() == content
    uploaded.seek(0)
    assert b"".join(uploaded.chunks()) == content
    assert kept
    assert b"zibaldone" not in kept[0]
    uploaded.close()
