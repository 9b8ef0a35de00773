"""Forms opened after sending, as pages and other apps need them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from manifattura.calls.queries.terms import last_open_terms, terms_of
from manifattura.organisations.queries.organisations import organisations_of

from ..domain.form import visible_of
from ..domain.form_states import FormState
from ..models import FilledForm
from .reading import ReadSection, read_sections
from .sheets import questions_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Term

    from ..models import Application


def form_by_code(code: str) -> FilledForm | None:
    """The form with this code, with what its pages show."""
    return (
        FilledForm.objects.select_related(
            "application__lead", "application__call__office", "application__edition", "submission__sent_by"
        )
        .filter(code=code.upper())
        .first()
    )


def form_by_id(form_id: int) -> FilledForm | None:
    return (
        FilledForm.objects.select_related("application__lead", "application__call").filter(pk=form_id).first()
    )


def forms_of(application: Application) -> QuerySet[FilledForm]:
    """Every form of an application, the newest first."""
    return application.filled_forms.select_related("submission")


def open_forms_for(person: Person) -> QuerySet[FilledForm]:
    """Forms that wait for the firms the person works for."""
    return FilledForm.objects.filter(
        state=FormState.DRAFT, application__lead__in=organisations_of(person)
    ).select_related("application__lead", "application__call")


def with_last_days(forms: Sequence[FilledForm]) -> list[tuple[FilledForm, date | None]]:
    """Each form with the last day to send it, as far as there is one; one statement for all."""
    terms = last_open_terms([(form.subject_type, str(form.subject_id)) for form in forms])
    found = [terms.get((form.subject_type, str(form.subject_id))) for form in forms]
    return [(form, term.due_on if term else None) for form, term in zip(forms, found, strict=True)]


def form_term(form: FilledForm) -> Term | None:
    """The term within which the form must be sent: the latest on the same subject that nobody closed."""
    if not form.subject_type:
        return None
    return terms_of(form.subject_type, form.subject_id).filter(closed_at=None).last()


def reply_term(form: FilledForm) -> Term | None:
    """The term by which a reply counts: the one that runs, or for a closed form the one that was over when it was closed."""
    if form.closed_at is None or not form.subject_type:
        return form_term(form)
    return terms_of(form.subject_type, form.subject_id).filter(created_at__lte=form.closed_at).last()


def term_that_ended(form: FilledForm) -> Term | None:
    """The term that was over before a closed form was sent; None when the office closed it for another reason."""
    last = reply_term(form) if form.closed_at is not None else None
    return last if last is not None and last.expired_at is not None else None


def form_payload_of(form: FilledForm) -> dict[str, Any]:
    """The frozen content of a sent form; raises when it was never sent."""
    payload: dict[str, Any] = json.loads(form.submission.payload)
    return payload


def read_form_sections(form: FilledForm) -> list[ReadSection]:
    """What was sent, in words, section by section."""
    payload, questions = form_payload_of(form), questions_of(form)
    visible = visible_of(questions, payload["answers"], payload["applicant"])
    files = form.attachments.filter(removed_at=None)
    return [section for section in read_sections(questions, visible, files) if section.answers]
