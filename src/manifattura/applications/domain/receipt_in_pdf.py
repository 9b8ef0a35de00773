"""The receipt file that a receipt's PDF carries inside: found and taken out, within bounds."""

from __future__ import annotations

import io
from itertools import islice
from typing import Any

from pypdf import PdfReader, apply_configuration

from manifattura.calls.domain.messages import Message, gettext_noop
from manifattura.kernel.strict_json import InvalidInput, read_strict

from .pdfs import LOCKED
from .receipt_documents import CONSISTENCY, RECEIPT

LARGEST_PDF = 1024 * 1024
"""Bytes: ours have eighty thousand."""
LARGEST_FILE = 256 * 1024
"""Bytes of a receipt file: ours have two thousand."""
MOST_FILES = 10
MOST_OBJECTS = 10_000
LARGEST_STREAM = 4 * LARGEST_PDF
"""Bytes of anything in the PDF once unpacked: nothing small grows without end."""
BOUNDS: dict[str, Any] = {
    "maximum_declared_stream_length": LARGEST_PDF,
    "zlib_maximum_output_length": LARGEST_STREAM,
    "lzw_maximum_output_length": LARGEST_STREAM,
    "run_length_maximum_output_length": LARGEST_STREAM,
    "stream_decoding_work_maximum_length": 2 * LARGEST_STREAM,
}
START = b"%PDF-"

LARGE = gettext_noop("Il PDF è troppo grande per essere una ricevuta: al massimo 1 MB.")
BROKEN = gettext_noop(
    "Il PDF non si apre: sembra rovinato. Usa quello che hai scaricato o ricevuto per posta."
)
WITHOUT = gettext_noop(
    "In questo PDF non c’è la prova in forma di file: forse è stato stampato o salvato di nuovo, o la ricevuta è di prima della "
    "registrazione. Usa il PDF così come l’hai ricevuto, oppure cerca il numero nel registro."
)


class NoReceiptInside(ValueError):
    """`message` says why nothing can be read."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def is_pdf(content: bytes) -> bool:
    return content.startswith(START)


def receipt_in_pdf(content: bytes) -> bytes:
    """The first receipt or consistency file attached to the PDF, as it is; `NoReceiptInside` when there is none."""
    if len(content) > LARGEST_PDF:
        raise NoReceiptInside(Message(LARGE))
    try:
        with apply_configuration(**BOUNDS):
            reader = PdfReader(io.BytesIO(content), strict=True, xref_stream_maximum_entries=MOST_OBJECTS)
            found = None if reader.is_encrypted else _first_receipt(reader)
            message = Message(LOCKED if reader.is_encrypted else WITHOUT)
    # pypdf raises its own errors, and on hostile input any of Python's: recursion, keys, types
    except Exception:  # noqa: BLE001
        raise NoReceiptInside(Message(BROKEN)) from None
    if found is None:
        raise NoReceiptInside(message)
    return found


def _first_receipt(reader: PdfReader) -> bytes | None:
    for file in islice(reader.attachment_list, MOST_FILES):
        attached = file.content
        if _is_receipt(attached):
            return attached
    return None


def _is_receipt(content: bytes) -> bool:
    if len(content) > LARGEST_FILE:
        return False
    try:
        return read_strict(content).get("format") in (RECEIPT, CONSISTENCY)
    except InvalidInput:
        return False
