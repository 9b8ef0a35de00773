"""The questions as one applicant sees them: its steps, and which questions apply."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manifattura.calls.domain.edition import Edition, FieldType, FormField, FormSection
from manifattura.calls.domain.expressions import evaluate

from .computed import computed_answer
from .questionnaire import Questionnaire, field_of
from .values import is_empty, is_sealed, unreadable_text

LEFT_OVER = "dichiarazioni-richieste"


@dataclass(frozen=True)
class Visible:
    """What applies to these answers: field keys, declaration keys, and the answers that count."""

    fields: frozenset[str]
    declarations: frozenset[str]
    answers: dict[str, Any]
    context: dict[str, Any]


def steps_of(edition: Questionnaire) -> tuple[FormSection, ...]:
    """The sections, and one more step for declarations that no section holds: each has its own tick (DPR 445/2000)."""
    placed = {item.declaration for section in edition.form for item in section.fields if item.declaration}
    left = [declaration for declaration in edition.declarations if declaration.key not in placed]
    if not left:
        return edition.form
    fields = tuple(
        FormField(
            key=f"declaration-{declaration.key}",
            type=FieldType.DECLARATION,
            label=declaration.title,
            declaration=declaration.key,
        )
        for declaration in left
    )
    return (*edition.form, FormSection(key=LEFT_OVER, title="Dichiarazioni", fields=fields))


def step_of(edition: Questionnaire, key: str) -> FormSection:
    """The step with this key; KeyError when there is none."""
    for section in steps_of(edition):
        if section.key == key:
            return section
    raise KeyError(key)


def visible_of(edition: Questionnaire, answers: Mapping[str, Any], applicant: Mapping[str, Any]) -> Visible:
    """Walk the form in order: a hidden question counts as unanswered, also for the conditions after it.

    Nothing looks into a sealed answer: it counts, and no condition or formula sees it.
    """
    context: dict[str, Any] = {"applicant": applicant}
    counted: dict[str, Any] = {}
    fields: set[str] = set()
    for section in edition.form:
        for item in section.fields:
            if item.shown_if is not None and not evaluate(item.shown_if, context):
                continue
            fields.add(item.key)
            value = (
                computed_answer(item, context) if item.type is FieldType.COMPUTED else answers.get(item.key)
            )
            if not is_empty(value):
                counted[item.key] = value
                if unreadable_text(value) is None and not is_sealed(value):
                    context[item.key] = value
    declarations = frozenset(
        declaration.key
        for declaration in edition.declarations
        if declaration.shown_if is None or evaluate(declaration.shown_if, context)
    )
    return Visible(
        fields=frozenset(key for key in fields if _applies(edition, key, declarations)),
        declarations=frozenset(key for key in declarations if _asked(edition, key, frozenset(fields))),
        answers=counted,
        context=context,
    )


def _applies(edition: Questionnaire, field_key: str, declarations: frozenset[str]) -> bool:
    """A field that holds a declaration applies only when the declaration does."""
    declaration = field_of(edition, field_key).declaration
    return declaration is None or declaration in declarations


def _asked(edition: Questionnaire, declaration_key: str, fields: frozenset[str]) -> bool:
    """A declaration placed in the form is asked only where its field is visible."""
    places = [
        item.key for section in edition.form for item in section.fields if item.declaration == declaration_key
    ]
    return not places or any(key in fields for key in places)


def flags_of(edition: Edition, context: Mapping[str, Any]) -> tuple[str, ...]:
    """Neutral marks that the answers give, in the edition's order."""
    return tuple(flag.key for flag in edition.flags if evaluate(flag.when, context))


def bonuses_claimed(edition: Edition, context: Mapping[str, Any]) -> tuple[str, ...]:
    """Bonuses whose fact the firm declares; the officer confirms them later."""
    return tuple(
        bonus.key
        for bonus in edition.grid.bonuses
        if bonus.when is not None and evaluate(bonus.when, context)
    )
