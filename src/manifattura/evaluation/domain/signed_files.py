"""What a signed file is, told by its content: a PDF with a signature inside, or a CMS container (.p7m, RFC 5652)."""

import base64
import binascii
import re
from dataclasses import dataclass
from enum import StrEnum

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
"""The object identifier of CMS signed data, 1.2.840.113549.1.7.2, as DER writes it."""
HEAD = 64
PDF_SIGNATURE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
PEM_LINE = re.compile(rb"-----(BEGIN|END) [A-Z0-9 ]+-----")


class SignedKind(StrEnum):
    PDF = "pdf"
    P7M = "p7m"


@dataclass(frozen=True)
class SignedFile:
    """`holds_original`: the document that was generated is inside, byte for byte (a PDF grows, a container wraps)."""

    kind: SignedKind
    holds_original: bool


def read_signed(content: bytes, original: bytes) -> SignedFile | None:
    """None when it is neither a signed PDF nor a signed container, whatever its name says.

    The signature itself is not verified here: that needs the certificates of the trust list on the day of signing.
    """
    if content.startswith(b"%PDF-"):
        if not _has_signature(content):
            return None
        return SignedFile(SignedKind.PDF, content.startswith(original))
    container = _unwrapped(content)
    if container is None:
        return None
    return SignedFile(SignedKind.P7M, original in container)


def _has_signature(content: bytes) -> bool:
    """Whether a byte range leaves out exactly a container in hexadecimal, as ISO 32000-1 §12.8.1 says."""
    for found in PDF_SIGNATURE.finditer(content):
        first, length, second, rest = map(int, found.groups())
        gap = content[length:second].strip()
        if first or second + rest > len(content) or not (gap.startswith(b"<") and gap.endswith(b">")):
            continue
        try:
            container = bytes.fromhex(gap[1:-1].decode("ascii"))
        except ValueError:
            continue
        if _is_container(container):
            return True
    return False


def _unwrapped(content: bytes) -> bytes | None:
    """The container in binary form: as it is, or out of base64 (with or without PEM lines)."""
    if _is_container(content):
        return content
    bare = b"".join(PEM_LINE.sub(b"", content).split())
    try:
        decoded = base64.b64decode(bare, validate=True)
    except (binascii.Error, ValueError):
        return None
    return decoded if _is_container(decoded) else None


def _is_container(content: bytes) -> bool:
    """A SEQUENCE whose first element says signed data; lengths in any form, the indefinite one too."""
    if len(content) < 2 or content[0] != 0x30:
        return False
    length_bytes = content[1] & 0x7F if content[1] & 0x80 else 0
    return content[2 + length_bytes : HEAD].startswith(SIGNED_DATA)
