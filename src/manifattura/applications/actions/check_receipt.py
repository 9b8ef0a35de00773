"""May this receipt of certified mail be kept? A saved e-mail, its certificate, or a PDF."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.kernel.errors import Refused

from ..domain.certified_mail import is_email, read_receipt
from ..domain.file_checks import MEGABYTE
from ..domain.file_names import clean_name, extension_of
from .check_upload import check_upload, scan_upload
from .store_upload import Upload

RECEIPT_MEGABYTES = 40
"""Certified mail carries up to 30 MB, and a full receipt carries the mail."""
PDF = FormField(key="file", type=FieldType.FILE, label="", accept=("pdf",), max_megabytes=RECEIPT_MEGABYTES)


@dataclass(frozen=True)
class CheckedReceipt:
    """Name and type as we write them."""

    name: str
    content: bytes
    content_type: str


def check_receipt(upload: Upload) -> CheckedReceipt:
    """Refused on the field `file` when it is something else, too large, or infected."""
    name = clean_name(upload.name)
    extension = extension_of(name)
    if extension == "pdf":
        good = check_upload(PDF, name, upload.content, size=upload.size)
        return CheckedReceipt(good.name, upload.content, good.content_type)
    if max(upload.size or 0, len(upload.content)) > RECEIPT_MEGABYTES * MEGABYTE:
        raise Refused(
            _("%(name)s è più grande di %(n)s MB.") % {"name": name, "n": RECEIPT_MEGABYTES},
            field="file",
            code="file",
        )
    if extension == "eml" and is_email(upload.content):
        content_type = "message/rfc822"
    elif extension == "xml" and read_receipt(name, upload.content) is not None:
        content_type = "application/xml"
    else:
        raise Refused(
            _("%(name)s non è una ricevuta: scegli il file .eml, il daticert.xml o un PDF.") % {"name": name},
            field="file",
            code="file",
        )
    scan_upload(upload.content, name=name, field="file")
    return CheckedReceipt(name, upload.content, content_type)
