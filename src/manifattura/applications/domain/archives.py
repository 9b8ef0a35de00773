"""Archives (zip, and the office documents that are zips inside): bounded before anything is unpacked."""

import io
import zipfile
from dataclasses import dataclass

from manifattura.calls.domain.messages import Message, gettext_noop

from .file_names import extension_of

MOST_ENTRIES = 2_000
MOST_BYTES = 200 * 1024 * 1024
HIGHEST_RATIO = 200
RATIO_FROM = 1024 * 1024
"""Small files may compress well; the ratio is judged from here on."""
LONGEST_NAME = 250
DEEPEST = 2

PROGRAMS = frozenset(
    "exe com bat cmd scr js jse vbs vbe wsf ps1 msi dll lnk hta jar apk sh pif reg chm".split()
)
PACKED = frozenset("zip docx xlsx pptx odt ods".split())
OTHER_PACKED = frozenset("7z rar gz tgz tar bz2 xz iso cab arj z zst".split())

BROKEN = gettext_noop("Il file non si apre: sembra rovinato. Salvalo di nuovo e caricalo.")
LOCKED = gettext_noop("Il file è protetto da password. Caricane una copia senza password.")
BOMB = gettext_noop("Il file, una volta aperto, è troppo grande. Dividilo in più file.")
NAMES = gettext_noop("L’archivio contiene nomi di file non validi. Ricrealo e caricalo di nuovo.")
PROGRAM = gettext_noop(
    "L’archivio contiene un programma (%(name)s), che non accettiamo. Toglilo e carica di nuovo."
)
NESTED = gettext_noop("L’archivio contiene altri archivi. Metti i file in un solo archivio.")
MACRO = gettext_noop("Il documento contiene macro, che non accettiamo. Salvalo senza macro, o in PDF.")
OTHER = gettext_noop(
    "Il contenuto non è quello di un file %(extension)s. Salvalo di nuovo nel formato giusto."
)

PARTS = {"docx": "word/", "xlsx": "xl/"}
MIME = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}


@dataclass
class Budget:
    """What is left of the bounds, over the archive and those inside it."""

    entries: int = MOST_ENTRIES
    size: int = MOST_BYTES


def check_archive(content: bytes, extension: str) -> Message | None:
    """What is wrong with the archive, or None."""
    return _check(content, extension, Budget(), DEEPEST)


def _check(content: bytes, extension: str, budget: Budget, depth: int) -> Message | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return (
                _check_entries(archive, budget)
                or _check_kind(archive, extension)
                or _check_inside(archive, budget, depth)
            )
    # zipfile raises many kinds of errors on damaged or hostile input
    except Exception:  # noqa: BLE001
        return Message(BROKEN)


def _check_entries(archive: zipfile.ZipFile, budget: Budget) -> Message | None:
    entries = archive.infolist()
    budget.entries -= len(entries)
    budget.size -= sum(entry.file_size for entry in entries)
    if budget.entries < 0 or budget.size < 0 or any(_is_bomb(entry) for entry in entries):
        return Message(BOMB)
    if any(entry.flag_bits & 0x1 for entry in entries):
        return Message(LOCKED)
    if not all(_is_good_name(entry.filename) for entry in entries):
        return Message(NAMES)
    for entry in entries:
        if extension_of(entry.filename) in PROGRAMS:
            return Message(PROGRAM, {"name": entry.filename.rsplit("/", 1)[-1][:60]})
    return None


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FROM and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1)


def _is_good_name(name: str) -> bool:
    if not name or len(name) > LONGEST_NAME or name.startswith("/") or "\\" in name or ":" in name:
        return False
    return ".." not in name.split("/") and all(sign >= " " for sign in name)


def _check_kind(archive: zipfile.ZipFile, extension: str) -> Message | None:
    names = archive.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return Message(MACRO)
    if extension in PARTS:
        good = "[Content_Types].xml" in names and any(name.startswith(PARTS[extension]) for name in names)
    elif extension in MIME:
        good = "mimetype" in names and _read(archive, "mimetype", 200).strip() == MIME[extension]
    else:
        good = bool(names)
    return None if good else Message(OTHER, {"extension": extension.upper()})


def _check_inside(archive: zipfile.ZipFile, budget: Budget, depth: int) -> Message | None:
    for entry in archive.infolist():
        extension = extension_of(entry.filename)
        if extension in OTHER_PACKED or ((extension == "zip" or depth == 1) and extension in PACKED):
            return Message(NESTED)
        if extension in PACKED:
            found = _check(_read(archive, entry.filename, entry.file_size), extension, budget, depth - 1)
            if found is not None:
                return found
    return None


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as file:
        return file.read(most)
