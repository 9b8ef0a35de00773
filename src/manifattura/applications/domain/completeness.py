"""Is the whole application ready to be sent? What is missing or wrong, step by step, with where to go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.calls.domain.lot_questions import choice_problems
from manifattura.calls.domain.messages import Message, gettext_noop

from .answers import Problems, check_answer, missing
from .form import Visible, steps_of
from .groups import part_label
from .questionnaire import Questionnaire
from .sealed import envelope_problem


@dataclass(frozen=True)
class Problem:
    """One thing to put right: the step, the field or part of it, and the sentence."""

    section: str
    field: str
    label: str
    message: Message


@dataclass(frozen=True)
class Given:
    """What hangs beside the answers: files per field, and declarations that every declarant has ticked."""

    files: Mapping[str, int]
    declared: Collection[str]


TOO_MANY_FILES = gettext_noop("Hai caricato %(given)s file. Il massimo è %(maximum)s: togline qualcuno.")
REVIEW_AGAIN = gettext_noop("Il bando è cambiato: rileggi questo passo e salvalo di nuovo.")


def section_problems(
    edition: Questionnaire, section: FormSection, visible: Visible, given: Given
) -> Problems:
    """What is wrong in one step; questions that do not apply are not looked at."""
    problems: Problems = {}
    for form_field in section.fields:
        if form_field.key in visible.fields or form_field.declaration in visible.declarations:
            problems.update(_field_problems(edition, form_field, visible, given))
    # choices in order of preference are judged together: no lot twice, no place left empty, no bundle too large
    return problems | choice_problems(section, visible.answers, edition.allocation)


def _field_problems(
    edition: Questionnaire, form_field: FormField, visible: Visible, given: Given
) -> Problems:
    if form_field.type is FieldType.DECLARATION:
        done = form_field.declaration in given.declared
        return {} if done else {form_field.key: missing(form_field)}
    if form_field.type is FieldType.FILE:
        return _file_problems(form_field, given.files.get(form_field.key, 0))
    if form_field.sealed:
        found = envelope_problem(form_field, visible.answers.get(form_field.key))
        return {form_field.key: found} if found else {}
    if form_field.key not in visible.answers:
        return {form_field.key: missing(form_field)} if form_field.required else {}
    return check_answer(form_field, visible.answers[form_field.key], aid=edition.aid)


def _file_problems(form_field: FormField, count: int) -> Problems:
    if count > form_field.max_files:
        params = {"given": str(count), "maximum": str(form_field.max_files)}
        return {form_field.key: Message(TOO_MANY_FILES, params)}
    if form_field.required and count == 0:
        return {form_field.key: missing(form_field)}
    return {}


def all_problems(
    edition: Questionnaire, visible: Visible, given: Given, *, to_review: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Everything between this draft and sending, in the order of the steps.

    `to_review`: steps whose questions an amendment changed and nobody has saved again.
    """
    found: list[Problem] = []
    for section in steps_of(edition):
        if section.key in to_review:
            found.append(Problem(section.key, "", section.title, Message(REVIEW_AGAIN)))
        fields = {form_field.key: form_field for form_field in section.fields}
        for where, message in section_problems(edition, section, visible, given).items():
            label = part_label(fields[where.split(".")[0]], where)
            found.append(Problem(section.key, where, label, message))
    return tuple(found)
