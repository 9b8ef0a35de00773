"""Open a form that the applicant fills in after sending: what the office asks for, in the engine's own questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.document import parts_to_document
from manifattura.calls.domain.edition import Declaration, FormSection
from manifattura.kernel import audit
from manifattura.kernel.errors import Refused
from manifattura.kernel.ids import readable_code

from ..domain.form_states import FormState
from ..models import FilledForm
from .prefill_answers import prefill_answers

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Application


def open_form(
    *,
    application: Application,
    purpose: str,
    sections: tuple[FormSection, ...],
    title: str,
    by: Person,
    subject_type: str = "",
    subject_id: str = "",
    declarations: tuple[Declaration, ...] = (),
    answers: Mapping[str, Any] | None = None,
    preset: Mapping[str, Any] | None = None,
) -> FilledForm:
    """A form for the applicant of `application`; the one that is open already for the same subject is given back.

    `answers` (field key → stored value) are written in beforehand, as taken from the application: the applicant changes
    what is wrong. `preset`: choices made beforehand, of which nobody is told where they come from. The caller has checked that `by` may ask, and tells the applicant (this action sends no message).
    `Refused` when there is nothing to answer or two questions have the same key.
    """
    _refuse_unusable(sections, declarations)
    existing = _open_one(application, purpose, subject_type, subject_id)
    if existing is not None:
        return existing
    try:
        with transaction.atomic():
            form = FilledForm.objects.create(
                application=application,
                code=readable_code(),
                purpose=purpose,
                title=title[:200],
                subject_type=subject_type,
                subject_id=subject_id,
                sections=parts_to_document(sections),
                declarations=parts_to_document(declarations),
                opened_by=by,
            )
            prefill_answers(form, given=answers, preset=preset)
            audit.record(
                "form_opened",
                by=by,
                subject=form,
                on_behalf=application.lead,
                scope=form.audit_scope,
                after={"purpose": purpose, "title": form.title},
            )
    except IntegrityError:
        existing = _open_one(application, purpose, subject_type, subject_id)
        if existing is None:
            raise
        return existing
    return form


def _open_one(
    application: Application, purpose: str, subject_type: str, subject_id: str
) -> FilledForm | None:
    return FilledForm.objects.filter(
        application=application,
        purpose=purpose,
        subject_type=subject_type,
        subject_id=subject_id,
        state=FormState.DRAFT,
    ).first()


def _refuse_unusable(sections: tuple[FormSection, ...], declarations: tuple[Declaration, ...]) -> None:
    keys = [form_field.key for section in sections for form_field in section.fields]
    if not keys and not declarations:
        raise Refused(_("Un modulo senza domande non si può aprire."), code="empty")
    if len(keys) != len(set(keys)) or len(sections) != len({section.key for section in sections}):
        raise Refused(_("Due domande del modulo hanno lo stesso nome interno."), code="twice")
