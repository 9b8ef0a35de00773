"""Check and store the files of a message, with the same care as the files of an application."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import StoredFile, store

from ..domain.file_checks import MEGABYTE, GoodFile
from .check_upload import check_upload

MOST_FILES = 10
MOST_MEGABYTES = 20
ACCEPTED = ("pdf", "jpg", "jpeg", "png", "docx", "xlsx", "odt", "ods", "csv", "txt", "zip")
FILES = FormField(
    key="files",
    type=FieldType.FILE,
    label="",
    accept=ACCEPTED,
    max_files=MOST_FILES,
    max_megabytes=MOST_MEGABYTES,
)

FILES_RULE = {
    "accept": ",".join(f".{extension}" for extension in ACCEPTED),
    "most": MOST_FILES,
    "megabytes": MOST_MEGABYTES,
}
"""What pages say beside the field."""


@dataclass(frozen=True)
class Upload:
    """A file as it came in; `size` is the whole size where `content` is only its beginning."""

    name: str
    content: bytes
    size: int | None = None


@dataclass(frozen=True)
class StoredUpload:
    """A file that passed every check, where it is now."""

    good: GoodFile
    stored: StoredFile


def uploads_from(files: Iterable[Any], megabytes: int = MOST_MEGABYTES) -> list[Upload]:
    """Files of a posted form. One byte more than allowed is read of each: enough to know that it is too large."""
    return [Upload(given.name or "", given.read(megabytes * MEGABYTE + 1), given.size) for given in files]


def store_uploads(uploads: Sequence[Upload]) -> list[StoredUpload]:
    """All of them, or `Refused` on the field `files` with what is wrong with each."""
    if len(uploads) > MOST_FILES:
        raise Refused(
            _("Puoi allegare al massimo %(n)s file.") % {"n": MOST_FILES}, field="files", code="count"
        )
    checked, wrong = [], []
    for upload in uploads:
        try:
            checked.append((check_upload(FILES, upload.name, upload.content, size=upload.size), upload))
        except Refused as refusal:
            wrong.append(refusal.message)
    if wrong:
        raise Refused(" ".join(wrong), field="files", code="file")
    return [StoredUpload(good, store(upload.content)) for good, upload in checked]
