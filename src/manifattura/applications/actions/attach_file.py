"""Attach a file to a sheet being filled in, after all checks; take it away again before sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import store

from ..domain.questionnaire import field_of
from ..domain.sealed_files import CONTENT_TYPE
from ..models.sheet import GivenFile
from ..queries.sheets import Sheet, lead_of, lock_sheet, questions_of
from .check_upload import check_upload
from .clear_ticks import clear_ticks
from .store_sealed_file import store_sealed_file
from .writable import refuse_unless_writable

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def attach_file(
    *,
    sheet: Sheet,
    field_key: str,
    name: str,
    content: bytes,
    by: Person,
    size: int | None = None,
) -> GivenFile:
    """Store the file under a random name with its SHA-256; the same file twice in a field is one attachment.

    A sealed question's file is closed after the checks: the row says nothing of it, `note` of the row that is given back
    has what the applicant keeps.

    `size`: the whole size, where `content` was not read to the end because it is too large.
    """
    refuse_unless_writable(sheet, by)
    form_field = _file_field(sheet, field_key)
    good = check_upload(form_field, name, content, size=size)
    with transaction.atomic():
        locked = lock_sheet(sheet)
        refuse_unless_writable(locked, by)
        present = list(locked.attachments.filter(field_key=field_key, removed_at=None))
        sealed = None
        if form_field.sealed:
            sealed = store_sealed_file(sheet=locked, item=form_field, good=good, content=content)
        stored = sealed.stored if sealed else store(content)
        for file in present:
            if file.sha256 == stored.sha256:
                return file
        if len(present) >= form_field.max_files:
            raise Refused(
                _("Hai già caricato %(count)s file, il massimo. Togline uno per caricarne un altro.")
                % {"count": len(present)},
                field=field_key,
                code="count",
            )
        attachment: GivenFile = locked.attachments.create(
            field_key=field_key,
            storage_key=stored.storage_key,
            name=sealed.name if sealed else good.name,
            size=stored.size,
            content_type=CONTENT_TYPE if sealed else good.content_type,
            sha256=stored.sha256,
            uploaded_by=by,
        )
        attachment.note = sealed.note if sealed else None
        _record("file_attached", locked, attachment, by)
    return attachment


def remove_file(*, sheet: Sheet, attachment: GivenFile, by: Person) -> None:
    """Take a file away before sending; its row stays as history."""
    with transaction.atomic():
        locked = lock_sheet(sheet)
        refuse_unless_writable(locked, by)
        current = locked.attachments.filter(pk=attachment.pk, removed_at=None).first()
        if current is not None:
            current.removed_at = now()
            current.save(update_fields=["removed_at"])
            _record("file_removed", locked, current, by)


def _file_field(sheet: Sheet, key: str) -> FormField:
    try:
        form_field = field_of(questions_of(sheet), key)
    except KeyError:
        form_field = None
    if form_field is None or form_field.type is not FieldType.FILE:
        raise Refused(_("Questo allegato non è nel modulo."), field=key, code="unknown_field")
    return form_field


def _record(verb: str, sheet: Sheet, attachment: GivenFile, by: Person) -> None:
    clear_ticks(sheet=sheet, changed_fields=[attachment.field_key], by=by)
    audit.record(
        verb,
        by=by,
        subject=sheet,
        on_behalf=lead_of(sheet),
        scope=sheet.audit_scope,
        after={"field": attachment.field_key, "name": attachment.name, "sha256": attachment.sha256},
    )
