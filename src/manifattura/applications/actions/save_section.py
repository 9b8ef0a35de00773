"""Save answers of one step, field by field, so that two people do not overwrite each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FormField, FormSection
from manifattura.kernel import audit
from manifattura.kernel.errors import Conflict, Refused

from ..domain.form import step_of
from ..domain.groups import has_field_shape
from ..domain.merge import Merge, merge_section
from ..domain.questionnaire import Questionnaire
from ..domain.sealed import has_envelope_shape
from ..models import Application
from ..models.sheet import StepAnswers
from ..queries.sheets import Sheet, answer_rows, lead_of, lock_sheet, questions_of
from .clear_ticks import clear_ticks
from .copy_known_answers import copy_known_answers
from .writable import refuse_unless_writable

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def save_section(
    *,
    sheet: Sheet,
    section_key: str,
    answers: Mapping[str, Any],
    base_version: int,
    by: Person,
    seen: Mapping[str, str] | None = None,
    reviewed: bool = False,
) -> StepAnswers:
    """Store `answers` (only the changed fields need be there; stored shapes, see `domain/values.py`).

    Answers of sealed questions come as closed envelopes (`domain/sealed.close`).
    `seen`: field → mark of the value the person saw (`domain/merge.py`), more exact than `base_version`.
    `reviewed`: the person saved the whole step, so an amendment's "look again" is settled.
    Raises `Conflict` after having saved every field that nobody else changed: `theirs` has the others' values.
    """
    with transaction.atomic():
        locked = lock_sheet(sheet)
        refuse_unless_writable(locked, by)
        section = _section(questions_of(locked), section_key)
        _refuse_odd_shapes(section, answers)
        stored, merge = _write(locked, section_key, answers, base_version, seen, by)
        if merge.changed:
            _follow_up(locked, section_key, merge, by)
        if reviewed and isinstance(locked, Application):
            _settle_review(locked, section_key)
    _refresh(sheet, locked)
    if merge.conflicts:
        raise Conflict(
            _("Un’altra persona ha cambiato le stesse risposte mentre scrivevi. Scegli quale tenere."),
            theirs=dict(merge.conflicts),
        )
    return stored


def _section(asked: Questionnaire, key: str) -> FormSection:
    try:
        return step_of(asked, key)
    except KeyError:
        raise Refused(_("Questo passo non è nel modulo."), code="unknown_section") from None


def _refuse_odd_shapes(section: FormSection, answers: Mapping[str, Any]) -> None:
    fields = {form_field.key: form_field for form_field in section.fields}
    for key, value in answers.items():
        if key not in fields or not _fits(fields[key], value):
            raise Refused(_("Questa risposta non è nella forma attesa."), field=key, code="shape")


def _fits(form_field: FormField, value: Any) -> bool:
    """A sealed question takes a closed envelope or nothing: no clear value ever comes in here."""
    if form_field.sealed:
        return value is None or has_envelope_shape(value)
    return has_field_shape(form_field, value)


def _write(
    sheet: Sheet,
    section_key: str,
    answers: Mapping[str, Any],
    base_version: int,
    seen: Mapping[str, str] | None,
    by: Person,
) -> tuple[StepAnswers, Merge]:
    stored, _created = answer_rows(sheet).get_or_create(section_key=section_key)
    merge = merge_section(
        version=stored.version,
        answers=stored.answers,
        versions=stored.versions,
        changes=answers,
        base_version=base_version,
        seen=seen,
    )
    if merge.changed:
        stored.version, stored.answers, stored.versions = merge.version, merge.answers, merge.versions
        stored.changed_by = by
        stored.prefilled = {
            key: origin for key, origin in stored.prefilled.items() if key not in merge.changed
        }
        stored.save()
    return stored, merge


def _follow_up(sheet: Sheet, section_key: str, merge: Merge, by: Person) -> None:
    clear_ticks(sheet=sheet, changed_fields=merge.changed, by=by)
    if isinstance(sheet, Application):
        copy_known_answers(sheet)
    audit.record(
        "section_saved",
        by=by,
        subject=sheet,
        on_behalf=lead_of(sheet),
        scope=sheet.audit_scope,
        after={"section": section_key, "version": merge.version, "fields": list(merge.changed)},
    )


def _settle_review(application: Application, section_key: str) -> None:
    if section_key in application.sections_to_review:
        application.sections_to_review = [key for key in application.sections_to_review if key != section_key]
        application.save(update_fields=["sections_to_review"])


def _refresh(sheet: Sheet, locked: Sheet) -> None:
    """The caller's instance shows what was copied from the answers."""
    if not isinstance(sheet, Application):
        return
    for name in ("project_title", "project_cost", "requested_amount", "nil_id", "sections_to_review"):
        setattr(sheet, name, getattr(locked, name))
