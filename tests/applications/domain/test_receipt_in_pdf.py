"""The receipt file inside a PDF: found where it is, refused with a sentence where the PDF is anything else."""

from __future__ import annotations

import io
import json
import zlib
from pathlib import Path

import pytest
from pypdf import PdfWriter

from manifattura.applications.domain import receipt_in_pdf as rules
from manifattura.applications.domain.pdfs import LOCKED
from manifattura.applications.domain.receipt_in_pdf import NoReceiptInside, is_pdf, receipt_in_pdf
from manifattura.applications.domain.receipt_verify import main
from tests.applications.domain.test_receipt_documents import consistency, receipt

RECEIPT, CONSISTENCY = (json.dumps(one).encode() for one in (receipt(), consistency()))
OTHER = b'{"format":"manifattura-ranking/1"}'
LONG = b"[" + b" " * rules.LARGEST_FILE + b"]"


def pdf(*attached: bytes, password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for number, content in enumerate(attached):
        writer.add_attachment(f"{number:03}.json", content)
    if password:
        writer.encrypt(password)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("attached", "expected"),
    [
        ((RECEIPT,), RECEIPT),
        ((CONSISTENCY,), CONSISTENCY),
        ((OTHER, b"ciao", LONG, RECEIPT, CONSISTENCY), RECEIPT),
    ],
)
def test_the_first_receipt_is_taken_out_as_it_is(attached: tuple[bytes, ...], expected: bytes):
    content = pdf(*attached)
    assert is_pdf(content)
    assert receipt_in_pdf(content) == expected


def test_the_command_says_the_same_of_the_pdf_and_of_its_file(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
):
    for name, content in (("receipt.json", RECEIPT), ("receipt.pdf", pdf(RECEIPT))):
        (tmp_path / name).write_bytes(content)
        assert main(str(tmp_path / name)) == 0
    printed = capsysbinary.readouterr().out.splitlines()
    assert printed[0] == printed[1]


def bomb() -> bytes:
    """A receipt that would have sixty-four megabytes once unpacked, in a file of sixty thousand bytes."""
    packed = zlib.compress(RECEIPT + b" " * 64 * 1024 * 1024, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/Filespec/F(a)/EF<</F 5 0 R>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    written, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(written))
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 \xff\xfe", rules.BROKEN),
        (pdf(RECEIPT)[:-200], rules.BROKEN),
        (bomb(), rules.BROKEN),
        (pdf(RECEIPT, password="x"), LOCKED),
        (pdf(), rules.WITHOUT),
        (pdf(OTHER), rules.WITHOUT),
        (pdf(*[OTHER] * rules.MOST_FILES, RECEIPT), rules.WITHOUT),
        (b"%PDF-" + b" " * rules.LARGEST_PDF, rules.LARGE),
    ],
)
def test_anything_else_is_refused_with_its_reason(content: bytes, said: str):
    with pytest.raises(NoReceiptInside) as refusal:
        receipt_in_pdf(content)
    assert refusal.value.message.text == said
