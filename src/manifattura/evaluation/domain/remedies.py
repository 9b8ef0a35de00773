"""Remedy requests (L. 241/1990 art. 6 c. 1 lett. b): what may be asked again, item by item, and the form that asks it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from enum import StrEnum
from typing import Any

from manifattura.applications.domain.costs import COST_FIELD
from manifattura.calls.domain.edition import Edition, FieldType, FormField, FormSection
from manifattura.calls.domain.expressions import Expression
from manifattura.calls.domain.messages import gettext_noop

LONGEST = 2000


class RemedyState(StrEnum):
    SENT = "sent"
    ANSWERED = "answered"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


MOVES: Mapping[RemedyState, frozenset[RemedyState]] = {
    RemedyState.SENT: frozenset({RemedyState.ANSWERED, RemedyState.EXPIRED, RemedyState.WITHDRAWN}),
    RemedyState.ANSWERED: frozenset(),
    # a reply that had arrived in time on paper or by certified mail, typed later
    RemedyState.EXPIRED: frozenset({RemedyState.ANSWERED}),
    RemedyState.WITHDRAWN: frozenset(),
}


def may_move(source: RemedyState, target: RemedyState) -> bool:
    return target in MOVES[source]


class ItemKind(StrEnum):
    """What a line asks: a requirement that is not met, an answer or files to give again, a question of the officer."""

    REQUIREMENT = "requirement"
    FIELD = "field"
    FILE = "file"
    QUESTION = "question"


@dataclass(frozen=True)
class Item:
    """`key`: requirement or field; empty for a question. `problem`: what is wrong; `ask`: what to do about it."""

    kind: ItemKind
    key: str
    title: str
    problem: str
    ask: str


def project_fields(edition: Edition) -> frozenset[str]:
    """Answers that a comparison scores: nobody may improve them once the term is over, only explain them.

    Where the call has criteria: texts that the committee reads, expenses (the amount asked comes from them), and
    every answer that gives points by itself, through a criterion or a bonus, or through a result computed from it.
    """
    if not edition.grid.criteria:
        return frozenset()
    scored: set[str] = set()
    for rule in (*edition.grid.criteria, *edition.grid.bonuses):
        scored |= _named_in(vars(rule))
    fields = [item for section in edition.form for item in section.fields]
    for item in fields:
        if (
            item.type in (FieldType.LONG_TEXT, FieldType.EXPENSES)
            or item.key == COST_FIELD
            or _says_criterion(item)
        ):
            scored.add(item.key)
    # a result is computed from questions that come before it
    for item in reversed(fields):
        if item.key in scored and item.formula is not None:
            scored |= _named_in(item.formula)
    return frozenset(scored & {item.key for item in fields})


def _says_criterion(item: FormField) -> bool:
    """The hint under the question tells applicants that the committee scores it: «Criterio A1»."""
    return "Criterio " in item.help or "Criteri " in item.help


def _named_in(value: Any) -> set[str]:
    """Fields that a condition or a formula looks at."""
    if isinstance(value, Mapping):
        own = value.get("field")
        return {name for inner in value.values() for name in _named_in(inner)} | (
            {own.partition(".")[0]} if isinstance(own, str) else set()
        )
    if is_dataclass(value):
        return _named_in(vars(value))
    if isinstance(value, list | tuple):
        return {name for inner in value for name in _named_in(inner)}
    return set()


def correctable_fields(edition: Edition, visible: frozenset[str]) -> tuple[FormField, ...]:
    """Questions whose answer or files may be asked again, among those that applied.

    Declarations are made, not corrected; a computed result follows the answers it comes from, which are asked instead.
    """
    project = project_fields(edition)
    return tuple(
        item
        for section in edition.form
        for item in section.fields
        if item.key in visible
        and item.type not in (FieldType.DECLARATION, FieldType.COMPUTED)
        and item.key not in project
        and not item.sealed
    )


def item_field(number: int) -> str:
    """The key of the answer to item `number` in the reply form."""
    return f"item-{number}"


def files_field(number: int) -> str:
    """The key of the files given with the answer to item `number`."""
    return f"item-{number}-files"


def given_field(number: int) -> str:
    """The key of the yes or no beside item `number`: who cannot answer one item still answers the others."""
    return f"item-{number}-given"


def reply_form(items: tuple[Item, ...], edition: Edition) -> tuple[FormSection, ...]:
    """The questions of the reply: one section per item, so that each is saved and read by itself."""
    return tuple(_section(number, item, edition) for number, item in enumerate(items, start=1))


GIVEN = gettext_noop("Rispondi a questo punto?")
GIVEN_HELP = gettext_noop(
    "Se scegli no, su questo punto l’ufficio decide con quello che ha già. Agli altri punti rispondi lo stesso."
)
YOUR_ANSWER = gettext_noop("La tua risposta")
FILES_TO_ADD = gettext_noop("File da allegare")
OUR_TEXTS = frozenset({GIVEN, GIVEN_HELP, YOUR_ANSWER, FILES_TO_ADD})


def _section(number: int, item: Item, edition: Edition) -> FormSection:
    asks = "\n".join(text for text in (item.problem, item.ask) if text)
    given: Expression = {"op": "eq", "field": given_field(number), "value": True}
    choice = FormField(
        given_field(number),
        FieldType.YES_NO,
        GIVEN,
        help=GIVEN_HELP,
    )
    if item.kind in (ItemKind.FIELD, ItemKind.FILE):
        old = edition.form_field(item.key)
        fields: tuple[FormField, ...] = (replace(old, key=item_field(number), required=True, shown_if=given),)
    else:
        fields = (
            FormField(
                item_field(number),
                FieldType.LONG_TEXT,
                YOUR_ANSWER,
                max_length=LONGEST,
                shown_if=given,
            ),
            FormField(
                files_field(number),
                FieldType.FILE,
                FILES_TO_ADD,
                required=False,
                accept=("pdf", "jpg", "png"),
                max_files=5,
                shown_if=given,
            ),
        )
    return FormSection(key=f"punto-{number}", title=item.title, help=asks, fields=(choice, *fields))


def prefilled(items: tuple[Item, ...], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Old answers, where an answer is to be corrected: the applicant changes what is wrong and keeps the rest."""
    return {
        item_field(number): answers[item.key]
        for number, item in enumerate(items, start=1)
        if item.kind is ItemKind.FIELD and item.key in answers
    }


def all_given(items: tuple[Item, ...]) -> dict[str, bool]:
    """Every item is meant to be answered, until the applicant says no."""
    return {given_field(number): True for number in range(1, len(items) + 1)}


NOTHING_ASKED = "nothing"
UNKNOWN = "unknown"
NOT_FAILED = "not_failed"
PROJECT = "project"
NO_WORDS = "no_words"
TOO_LONG = "too_long"
TWICE = "twice"


def item_problems(
    items: tuple[Item, ...], edition: Edition, *, visible: frozenset[str], failed: frozenset[str]
) -> Iterator[tuple[int, str]]:
    """(number of the item, what is wrong with it); number 0 is the request as a whole. `failed`: unmet requirements."""
    if not items:
        yield 0, NOTHING_ASKED
    asked: set[tuple[ItemKind, str]] = set()
    allowed = {item.key: item for item in correctable_fields(edition, visible)}
    for number, item in enumerate(items, start=1):
        if item.key and (item.kind, item.key) in asked:
            yield number, TWICE
        asked.add((item.kind, item.key))
        if item.kind is ItemKind.REQUIREMENT and item.key not in failed:
            yield number, NOT_FAILED
        if item.kind in (ItemKind.FIELD, ItemKind.FILE):
            found = allowed.get(item.key)
            if found is None:
                yield number, PROJECT if item.key in project_fields(edition) else UNKNOWN
            elif (found.type is FieldType.FILE) is not (item.kind is ItemKind.FILE):
                yield number, UNKNOWN
        if not item.ask.strip() or not item.title.strip():
            yield number, NO_WORDS
        elif max(len(item.problem), len(item.ask)) > LONGEST:
            yield number, TOO_LONG
