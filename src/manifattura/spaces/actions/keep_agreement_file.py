"""Documents of an agreement: checked when they come in; none is taken away, because acts rest on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.check_upload import check_upload
from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import store

from ..domain.agreement_files import AgreementFileKind
from ..models import Agreement, AgreementFile
from .take_step import locked, needs, record

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

MOST_FILES = 60
MOST_MEGABYTES = 15
ACCEPTED = ("pdf", "p7m", "jpg", "jpeg", "png")


def add_agreement_file(
    *,
    agreement: Agreement,
    kind: AgreementFileKind,
    caption: str,
    name: str,
    content: bytes,
    size: int,
    seen: str,
    by: Person,
) -> AgreementFile:
    """Raises `Refused` beside the field, `Conflict`."""
    caption = needs(caption, _("Scrivi che cos’è il file."), "caption")
    rule = FormField(
        key="file", type=FieldType.FILE, label="", accept=ACCEPTED, max_files=1, max_megabytes=MOST_MEGABYTES
    )
    try:
        good = check_upload(rule, name, content, size=size)
    except Refused as refusal:
        raise Refused(refusal.message, field="file") from refusal
    with transaction.atomic():
        held = locked(agreement, seen=seen, by=by)
        if held.files.count() >= MOST_FILES:
            raise Refused(_("Ci sono già troppi file."), field="file")
        kept = store(content)
        file = AgreementFile.objects.create(
            agreement=held,
            kind=kind,
            caption=caption,
            name=good.name,
            content_type=good.content_type,
            storage_key=kept.storage_key,
            sha256=kept.sha256,
            size=kept.size,
            added_by=by,
        )
        held.save()
        record("agreement_file_added", held, by, file=kind.value, caption=caption)
    return file
