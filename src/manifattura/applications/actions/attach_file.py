"""Attach a file to a draft, after all checks; take it away again before sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import store

from ..adapters.antivirus import ScannerUnavailableError, scanner
from ..domain.file_checks import BadFile, GoodFile, check_file
from ..models import Application, Attachment
from ..queries.locks import lock_application
from ..queries.texts import translated
from .clear_ticks import clear_ticks
from .save_section import refuse_unless_writable

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def attach_file(
    *,
    application: Application,
    field_key: str,
    name: str,
    content: bytes,
    by: Person,
    size: int | None = None,
) -> Attachment:
    """Store the file under a random name with its SHA-256; the same file twice in a field is one attachment.

    `size`: the whole size, where `content` was not read to the end because it is too large.
    """
    refuse_unless_writable(application, by)
    form_field = _file_field(application, field_key)
    good = _checked(form_field, name, content, size)
    with transaction.atomic():
        locked = lock_application(application.pk)
        refuse_unless_writable(locked, by)
        present = list(locked.attachments.filter(field_key=field_key, removed_at=None))
        stored = store(content)
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
        attachment = Attachment.objects.create(
            application=locked,
            field_key=field_key,
            storage_key=stored.storage_key,
            name=good.name,
            size=stored.size,
            content_type=good.content_type,
            sha256=stored.sha256,
            uploaded_by=by,
        )
        _record("file_attached", locked, attachment, by)
    return attachment


def remove_file(*, attachment: Attachment, by: Person) -> None:
    """Take a file away from a draft; its row stays as history."""
    with transaction.atomic():
        locked = lock_application(attachment.application_id)
        refuse_unless_writable(locked, by)
        current = locked.attachments.filter(pk=attachment.pk, removed_at=None).first()
        if current is not None:
            current.removed_at = now()
            current.save(update_fields=["removed_at"])
            _record("file_removed", locked, current, by)


def _file_field(application: Application, key: str) -> FormField:
    try:
        form_field = edition_by_id(application.edition_id).form_field(key)
    except KeyError:
        form_field = None
    if form_field is None or form_field.type is not FieldType.FILE:
        raise Refused(_("Questo allegato non è nel bando."), field=key, code="unknown_field")
    return form_field


def _checked(form_field: FormField, name: str, content: bytes, size: int | None) -> GoodFile:
    verdict = check_file(form_field, name, content, size=size)
    if isinstance(verdict, BadFile):
        raise Refused(_sentence(verdict), field=form_field.key, code="file")
    try:
        scanned = scanner().scan(content, name=verdict.name)
    except ScannerUnavailableError:
        raise Refused(
            _("Il controllo antivirus non risponde: riprova fra qualche minuto."),
            field=form_field.key,
            code="antivirus",
        ) from None
    if not scanned.clean:
        raise Refused(
            _("%(name)s non ha passato il controllo antivirus. Scegli un altro file.")
            % {"name": verdict.name},
            field=form_field.key,
            code="antivirus",
        )
    return verdict


def _sentence(bad: BadFile) -> str:
    if bad.problem is None:
        return translated(bad.message)
    return _(bad.message.text) % {**bad.message.params, "problem": translated(bad.problem)}


def _record(verb: str, application: Application, attachment: Attachment, by: Person) -> None:
    clear_ticks(application=application, changed_fields=[attachment.field_key], by=by)
    audit.record(
        verb,
        by=by,
        subject=application,
        on_behalf=application.lead,
        scope=application.audit_scope,
        after={"field": attachment.field_key, "name": attachment.name, "sha256": attachment.sha256},
    )
