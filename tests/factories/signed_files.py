"""A PDF with the shape of a signature inside: enough for what looks at the shape only."""

CONTAINER = bytes.fromhex("308006092a864886f70d010702a080")
"""The beginning of CMS signed data, RFC 5652."""


def with_signature(pdf: bytes, *, container: bytes = CONTAINER) -> bytes:
    """The document, then a signature whose byte range leaves out exactly the container in hexadecimal."""
    head = b"\n9 0 obj << /Type /Sig /ByteRange [%010d %010d %010d %010d] /Contents "
    gap, tail = b"<" + container.hex().encode() + b">", b" >> endobj\n%%EOF\n"
    before = len(pdf) + len(head % (0, 0, 0, 0))
    return pdf + head % (0, before, before + len(gap), len(tail)) + gap + tail
