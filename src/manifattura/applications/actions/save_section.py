"""Save answers of one step of a draft, field by field, so that two people do not overwrite each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Edition, FormSection
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel import audit
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..domain.form import step_of
from ..domain.merge import Merge, merge_section
from ..domain.states import ApplicationState
from ..domain.values import has_shape
from ..models import Application, SectionAnswers
from ..permissions import may_see_application
from ..queries.locks import lock_application
from ..queries.moments import moment_words
from ..queries.times import is_in_time, term_of
from .clear_ticks import clear_ticks
from .copy_known_answers import copy_known_answers

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def save_section(
    *,
    application: Application,
    section_key: str,
    answers: Mapping[str, Any],
    base_version: int,
    by: Person,
    seen: Mapping[str, str] | None = None,
    reviewed: bool = False,
) -> SectionAnswers:
    """Store `answers` (only the changed fields need be there; stored shapes, see `domain/values.py`).

    `seen`: field → mark of the value the person saw (`domain/merge.py`), more exact than `base_version`.
    `reviewed`: the person saved the whole step, so an amendment's "look again" is settled.
    Raises `Conflict` after having saved every field that nobody else changed: `theirs` has the others' values.
    """
    with transaction.atomic():
        locked = lock_application(application.pk)
        refuse_unless_writable(locked, by)
        section = _section(edition_by_id(locked.edition_id), section_key)
        _refuse_odd_shapes(section, answers)
        stored, merge = _write(locked, section_key, answers, base_version, seen, by)
        if merge.changed:
            _follow_up(locked, section_key, merge, by)
        if reviewed:
            _settle_review(locked, section_key)
    _refresh(application, locked)
    if merge.conflicts:
        raise Conflict(
            _("Un’altra persona ha cambiato le stesse risposte mentre scrivevi. Scegli quale tenere."),
            theirs=dict(merge.conflicts),
        )
    return stored


def refuse_unless_writable(application: Application, by: Person) -> None:
    """Drafts only, before the deadline, by whoever works for the applicant."""
    if not may_see_application(by, application):
        raise PermissionRefused
    if application.state != ApplicationState.DRAFT:
        raise Refused(_("La domanda è stata inviata: non si può più cambiare."), code="sent")
    if not is_in_time(application):
        moment = moment_words(term_of(application).deadline_at)
        raise Refused(
            _("Il termine è scaduto il %(moment)s: la bozza si può leggere, ma non più cambiare o inviare.")
            % {"moment": moment},
            code="late",
        )


def _section(edition: Edition, key: str) -> FormSection:
    try:
        return step_of(edition, key)
    except KeyError:
        raise Refused(_("Questo passo non è nel bando."), code="unknown_section") from None


def _refuse_odd_shapes(section: FormSection, answers: Mapping[str, Any]) -> None:
    kinds = {form_field.key: form_field.type for form_field in section.fields if not form_field.sealed}
    for key, value in answers.items():
        if key not in kinds or not has_shape(kinds[key], value):
            raise Refused(_("Questa risposta non è nella forma attesa."), field=key, code="shape")


def _write(
    application: Application,
    section_key: str,
    answers: Mapping[str, Any],
    base_version: int,
    seen: Mapping[str, str] | None,
    by: Person,
) -> tuple[SectionAnswers, Merge]:
    stored, _created = SectionAnswers.objects.get_or_create(application=application, section_key=section_key)
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
        stored.save()
    return stored, merge


def _follow_up(application: Application, section_key: str, merge: Merge, by: Person) -> None:
    clear_ticks(application=application, changed_fields=merge.changed, by=by)
    copy_known_answers(application)
    audit.record(
        "section_saved",
        by=by,
        subject=application,
        on_behalf=application.lead,
        scope=application.audit_scope,
        after={"section": section_key, "version": merge.version, "fields": list(merge.changed)},
    )


def _settle_review(application: Application, section_key: str) -> None:
    if section_key in application.sections_to_review:
        application.sections_to_review = [key for key in application.sections_to_review if key != section_key]
        application.save(update_fields=["sections_to_review"])


def _refresh(application: Application, locked: Application) -> None:
    """The caller's instance shows what was copied from the answers."""
    for name in ("project_title", "project_cost", "requested_amount", "nil_id", "sections_to_review"):
        setattr(application, name, getattr(locked, name))
