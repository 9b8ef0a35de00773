"""Prepare a new draft from an application that was sent or withdrawn: the last valid one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import read_stored, store

from ..domain.amendments import changes_between
from ..domain.sealed_files import CONTENT_TYPE
from ..domain.states import may_start_again
from ..domain.values import is_sealed
from ..models import Application, Attachment, SectionAnswers
from ..permissions import may_see_application
from ..queries.applications import counts
from .copy_known_answers import copy_known_answers
from .start_application import start_application

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def start_again(*, application: Application, by: Person) -> Application:
    """A draft with the same answers and files; declarations are made again, one by one.

    Sealed answers and files are given again too: an envelope opens only within the application it was closed for.

    The draft that exists already is given back as it is.
    """
    if not may_see_application(by, application):
        raise PermissionRefused
    if not may_start_again(application.state, counts(application)):
        raise Refused(_("Da questa domanda non si può preparare una nuova bozza."), code="state")
    with transaction.atomic():
        draft = start_application(
            call=application.call, lead=application.lead, answers=application.eligibility_answers, by=by
        )
        if draft.copied_from_id is None and not draft.attachments.exists() and _untouched(draft):
            _copy(application, draft, by)
    return draft


def _untouched(draft: Application) -> bool:
    return not draft.sections.exclude(changed_by=None).exists()


def _copy(source: Application, draft: Application, by: Person) -> None:
    draft.sections.all().delete()
    SectionAnswers.objects.bulk_create(
        SectionAnswers(
            application=draft,
            section_key=row.section_key,
            version=1,
            answers=(kept := {key: value for key, value in row.answers.items() if not is_sealed(value)}),
            versions=dict.fromkeys(kept, 1),
            changed_by=by,
        )
        for row in source.sections.all()
    )
    for file in source.attachments.filter(removed_at=None).exclude(content_type=CONTENT_TYPE):
        stored = store(read_stored(file.storage_key))
        Attachment.objects.create(
            application=draft,
            field_key=file.field_key,
            storage_key=stored.storage_key,
            name=file.name,
            size=stored.size,
            content_type=file.content_type,
            sha256=stored.sha256,
            uploaded_by=by,
        )
    draft.copied_from = source
    # the call may have been amended since: the steps that ask something else are read again
    changes = changes_between(edition_by_id(source.edition_id), edition_by_id(draft.edition_id))
    draft.sections_to_review = list(changes.sections)
    draft.save(update_fields=["copied_from", "sections_to_review"])
    copy_known_answers(draft)
    audit.record(
        "application_copied",
        by=by,
        subject=draft,
        on_behalf=draft.lead,
        scope=draft.audit_scope,
        after={"from": source.code},
    )
