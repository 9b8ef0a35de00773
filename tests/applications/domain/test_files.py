"""Files of every bad kind: each is refused with a sentence, none raises."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from manifattura.applications.domain import archives, pdfs
from manifattura.applications.domain.archives import check_archive
from manifattura.applications.domain.file_checks import BadFile, GoodFile, accepted_of, check_file
from manifattura.applications.domain.file_kinds import KINDS, has_magic
from manifattura.applications.domain.file_names import clean_name, extension_of
from manifattura.applications.domain.images import check_image
from manifattura.applications.domain.pdfs import check_pdf
from manifattura.calls.domain.edition import FieldType, FormField

ANY = FormField(
    "f",
    FieldType.FILE,
    "F",
    accept=("pdf", "jpg", "png", "zip", "docx", "xlsx", "odt", "csv", ".TXT", "exe"),
    max_megabytes=1,
)


def pdf(pages: int = 1, *, edit=None, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if edit:
        edit(writer)
    if password:
        writer.encrypt(password)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def zipped(**entries: bytes) -> bytes:
    return zip_of(dict(entries.items()))


def zip_of(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


DOCX = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 10, 10) + b"\x08\x02\x00\x00\x00" + b"0000"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def jpeg(width: int, height: int) -> bytes:
    return JPEG + b"\xff\x01" + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" * 10


# ------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("piano.pdf", "piano.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\io\\piano.PDF", "piano.PDF"),
        ("pia\u202enofdp.exe", "pia nofdp.exe"),
        ("a\x00b\n.pdf", "a b.pdf"),
        ("  spazi   doppi .pdf", "spazi doppi.pdf"),
        (".pdf", "pdf"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x" * 300, "x" * 120),
        ("a." + "e" * 50, "a." + "e" * 10),
    ],
)
def test_names_are_cleaned(given_name, cleaned):
    assert clean_name(given_name) == cleaned


@given(st.text(max_size=400))
def test_a_clean_name_is_short_and_holds_no_path(name):
    cleaned = clean_name(name)
    assert 0 < len(cleaned) <= 125
    assert not set(cleaned) & set("/\\\x00\n\u202e")


def test_extensions():
    assert extension_of("a.PDF") == "pdf"
    assert extension_of("nessuna") == ""


# ------------------------------------------------------------------ kinds and sizes


def said(name: str, content: bytes, field: FormField = ANY, size: int | None = None) -> str:
    verdict = check_file(field, name, content, size=size)
    if isinstance(verdict, GoodFile):
        return ""
    return str(verdict.message.text % {**verdict.message.params, "problem": str(verdict.problem)})


def test_good_files_of_every_kind():
    good = {
        "a.pdf": pdf(),
        "a.png": PNG,
        "a.jpg": jpeg(10, 10),
        "a.zip": zip_of({"piano.pdf": b"x", "dentro/": b"", "testo.docx": zip_of(DOCX)}),
        "a.docx": zip_of(DOCX),
        "a.xlsx": zip_of({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
        "a.odt": zip_of({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "a.csv": "nome;età".encode(),
        "a.txt": b"testo",
    }
    for name, content in good.items():
        verdict = check_file(ANY, name, content)
        assert isinstance(verdict, GoodFile), said(name, content)
        assert verdict.content_type == KINDS[name[2:]].content_type


def test_a_field_that_names_no_format_takes_pdf_and_pictures():
    assert accepted_of(FormField("f", FieldType.FILE, "F")) == ("pdf", "jpg", "jpeg", "png")
    assert "exe" not in accepted_of(ANY)
    assert "txt" in accepted_of(ANY)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("virus.exe", b"MZ", "non è fra i formati"),
        ("senza", b"x", "non è fra i formati"),
        ("vuoto.pdf", b"", "è vuoto"),
        ("grande.pdf", b"x" * (1024 * 1024 + 1), "Il massimo è 1 MB"),
        ("foto.pdf", PNG, "non è PDF"),
        ("piano.png", pdf(), "non è PNG"),
        ("a.csv", b"a\x00b", "non è CSV"),
        ("a.txt", b"\xff\xfe\x00", "non è TXT"),
        ("a.txt", b"\xe9", "non è TXT"),
        ("a.pdf", b"testo qualsiasi", "non è PDF"),
        ("a.pdf", b"%PDF-1.7\n%rotto", "non si apre"),
        ("a.png", PNG[:14], "non si apre"),
        ("a.zip", b"PK\x03\x04" + b"\x00" * 40, "non si apre"),
        ("a.docx", zip_of({"piano.pdf": b"x"}), "non è quello di un file DOCX"),
        ("a.odt", zip_of({"mimetype": b"altro"}), "non è quello di un file ODT"),
        ("a.xlsx", zip_of({"[Content_Types].xml": b"x"}), "non è quello di un file XLSX"),
    ],
)
def test_refused_with_a_sentence(name, content, sentence):
    assert sentence in said(name, content)
    assert said(name, content).startswith(name)


def test_the_whole_size_is_said_when_only_the_beginning_was_read():
    assert "è di 10 MB" in said("a.pdf", b"%PDF", size=10 * 1024 * 1024)


def test_one_byte_too_many_is_never_written_as_the_maximum():
    assert "1,1 MB" in said("a.pdf", b"x" * (1024 * 1024 + 1))


@given(st.binary(max_size=300), st.sampled_from(sorted(KINDS)))
def test_no_bytes_make_the_checks_fail(content, extension):
    field = FormField("f", FieldType.FILE, "F", accept=tuple(KINDS))
    assert isinstance(check_file(field, f"a.{extension}", content), GoodFile | BadFile)
    has_magic(content, KINDS[extension])


# ------------------------------------------------------------------ PDF


def with_open_action(kind: str):
    def edit(writer: PdfWriter) -> None:
        writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject(kind)}
        )

    return edit


def with_named_script(writer: PdfWriter) -> None:
    scripts = DictionaryObject({NameObject("/Names"): ArrayObject([])})
    names = DictionaryObject({NameObject("/JavaScript"): scripts})
    writer._root_object[NameObject("/Names")] = writer._add_object(names)


def with_page_event(writer: PdfWriter) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch")})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): writer._add_object(action)})


def with_note(writer: PdfWriter) -> None:
    last = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")}
    )
    first = DictionaryObject({NameObject("/S"): NameObject("/URI"), NameObject("/Next"): ArrayObject([last])})
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): first})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note), TextStringObject("odd")])


def with_endless_actions(writer: PdfWriter) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/GoTo")})
    reference = writer._add_object(action)
    action[NameObject("/Next")] = reference
    writer._root_object[NameObject("/OpenAction")] = reference


def test_pdfs_that_run_something_are_refused():
    for edit in (
        with_open_action("/JavaScript"),
        with_open_action("/Launch"),
        with_named_script,
        with_page_event,
        with_note,
        with_endless_actions,
    ):
        assert str(check_pdf(pdf(edit=edit))) == pdfs.RUNS
    assert check_pdf(pdf(edit=with_open_action("/GoTo"))) is None


def with_harmless_events(writer: PdfWriter) -> None:
    harmless = DictionaryObject({NameObject("/S"): NameObject("/GoTo")})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): harmless})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([TextStringObject("odd")])


def test_harmless_events_and_odd_notes_pass():
    assert check_pdf(pdf(edit=with_harmless_events)) is None


def test_locked_empty_and_endless_pdfs():
    assert str(check_pdf(pdf(password="segreta"))) == pdfs.LOCKED
    assert str(check_pdf(pdf(0))) == pdfs.EMPTY
    assert "501 pagine" in str(check_pdf(pdf(501)))
    assert check_pdf(pdf(500)) is None


# ------------------------------------------------------------------ archives


def test_bombs_are_known_by_what_they_declare():
    assert str(check_archive(zipped(a=b"0" * (2 * 1024 * 1024)), "zip")) == archives.BOMB
    many = zip_of({f"{n}.txt": b"" for n in range(archives.MOST_ENTRIES + 1)})
    assert str(check_archive(many, "zip")) == archives.BOMB


def test_the_sum_of_the_parts_is_bounded(monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 10)
    budget = archives.Budget(size=10)
    assert str(archives._check(zipped(a=b"123456", b=b"789012"), "zip", budget, 2)) == archives.BOMB


@pytest.mark.parametrize(
    "name", ["../a.txt", "/etc/a.txt", "a\\b.txt", "C:a.txt", "a/../../b.txt", "x" * 251]
)
def test_names_inside_that_climb_out(name):
    assert str(check_archive(zip_of({name: b"x"}), "zip")) == archives.NAMES


def test_a_name_with_control_signs():
    assert str(check_archive(zip_of({"a\x01b.txt": b"x"}), "zip")) == archives.NAMES


def test_programs_archives_and_macros_inside():
    assert "virus.exe" in str(check_archive(zip_of({"dentro/virus.exe": b"MZ"}), "zip"))
    assert str(check_archive(zip_of({"altro.zip": zipped(a=b"x")}), "zip")) == archives.NESTED
    assert str(check_archive(zip_of({"altro.7z": b"x"}), "zip")) == archives.NESTED
    assert str(check_archive(zip_of({**DOCX, "word/vbaProject.bin": b"x"}), "docx")) == archives.MACRO
    assert (
        str(check_archive(zip_of({"a.docx": zip_of({**DOCX, "b.docx": zip_of(DOCX)})}), "zip"))
        == archives.NESTED
    )
    assert str(check_archive(zip_of({"a.docx": b"finto"}), "zip")) == archives.BROKEN
    assert str(check_archive(zip_of({}), "zip")).startswith("Il contenuto non è")


def test_a_locked_archive():
    content = bytearray(zipped(a=b"segreto"))
    start = content.find(b"PK\x01\x02")
    content[start + 8] |= 1
    assert str(check_archive(bytes(content), "zip")) == archives.LOCKED


# ------------------------------------------------------------------ pictures


def test_pictures_are_bounded_in_pixels():
    huge = PNG[:16] + struct.pack(">II", 50_000, 50_000) + PNG[24:]
    assert "50000 × 50000" in str(check_image(huge))
    assert "60000 × 60000" in str(check_image(jpeg(60_000, 60_000)))
    assert check_image(PNG) is None
    assert check_image(jpeg(10, 10)) is None


def test_broken_pictures():
    for content in (PNG[:16], b"\x89PNG\r\n\x1a\nxxxxIHDR", JPEG, b"", b"\xff\xd8\xffxx", jpeg(0, 0)):
        assert "non si apre" in str(check_image(content))
