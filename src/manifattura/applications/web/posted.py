"""What a step's page sent: only what the person changed, judged against what they saw."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from manifattura.calls.domain.edition import FieldType, FormSection
from manifattura.ui.formats import language

from ..domain.merge import mark_of
from ..domain.reading import read_section
from ..domain.sealed_reading import REMOVE, read_sealed, sealed_control, take_sealed
from ..domain.values import SEAT_PARTS, STAMP_PARTS
from ..queries.drafts import Draft
from .section_form import shown_values

SEEN = "seen"
CHANGED = "changed"
RESOLVE = "resolve"
CHOICE = "choose-"
ASKED = "asked"


@dataclass(frozen=True)
class Posted:
    """`answers`: everything read; `changes`: what differs from what the person saw; `seen`: the marks sent back.

    `clear`: what was written for sealed questions, apart from all the rest: it is closed or forgotten. `emptied`: sealed
    answers that the person takes back.

    `undecided`: answers with two values, of which the person has not chosen one yet.
    """

    answers: dict[str, Any]
    changes: dict[str, Any]
    seen: dict[str, str]
    controls: dict[str, list[str]]
    undecided: tuple[str, ...] = ()
    clear: dict[str, Any] = field(default_factory=dict, repr=False)
    emptied: tuple[str, ...] = ()


def posted_answers(request: HttpRequest, section: FormSection, read: Draft, *, partial: bool) -> Posted:
    """Read the request; `partial`: an autosave, which sends only the controls that were touched."""
    controls = {name: request.POST.getlist(name) for name in request.POST}
    if partial:
        for name in controls.get(CHANGED, []):
            controls.setdefault(name, [])
        _fill_parts(section, read, controls)
    _drop_item(request, controls)
    if language() == "en":
        _as_english(section, controls)
    sealed = take_sealed(controls)
    answers = read_section(section, controls)
    seen = _seen(request)
    undecided = _undecided(request, section)
    taken = _left_to_the_other(request, section) | set(undecided)
    changes = {
        key: value
        for key, value in answers.items()
        if key not in taken and mark_of(value) != seen.get(key, mark_of(None))
    }
    if request.POST.get(RESOLVE):
        seen = {**seen, **_resolved(request)}
    clear = {
        key: value for key, value in read_sealed(section, sealed, partial=partial).items() if key not in taken
    }
    emptied = tuple(
        item.key
        for item in section.fields
        if item.sealed
        and item.key not in taken | clear.keys()
        and any(sealed.get(f"{sealed_control(item.key)}{REMOVE}", ()))
    )
    return Posted(answers, changes, seen, controls, undecided, clear, emptied)


ENGLISH_THOUSAND = re.compile(r"\s*\d{1,3},\d{3}\s*")
NUMBERS = (FieldType.NUMBER, FieldType.MONEY)


def _as_english(section: FormSection, controls: dict[str, list[str]]) -> None:
    """On English pages `1,500` in a number is a thousand and a half, not one and a half."""
    asked = [*section.fields, *(inner for item in section.fields for inner in item.fields)]
    keys = {item.key for item in asked if item.type in NUMBERS}
    amounts = any(item.type is FieldType.EXPENSES for item in asked)
    for name, values in controls.items():
        # the items of a group are `group-0-key`, the rows of expenses `expenses-0-amount`
        last = name.rpartition("-")[2]
        if name in keys or last in keys or (amounts and last == "amount"):
            controls[name] = [
                one.replace(",", "") if ENGLISH_THOUSAND.fullmatch(one) else one for one in values
            ]


PARTS = {FieldType.SEAT: SEAT_PARTS, FieldType.STAMP_DUTY: STAMP_PARTS}


def _fill_parts(section: FormSection, read: Draft, controls: dict[str, list[str]]) -> None:
    """The parts of a seat or of a stamp travel one by one: the others are as stored."""
    for form_field in section.fields:
        parts = PARTS.get(form_field.type, ())
        if any(f"{form_field.key}-{part}" in controls for part in parts):
            for name, values in shown_values(form_field, read.answers.get(form_field.key)).items():
                controls.setdefault(name, values)


DROP, ADD = "drop:", "add:"
"""Values of the button `go`: take away one item of a group (`drop:members-2`), show one more (`add:members`)."""


def added_group(request: HttpRequest) -> str:
    """The group whose "add" button was pressed."""
    go = request.POST.get("go", "")
    return go.removeprefix(ADD) if go.startswith(ADD) else ""


def stays(request: HttpRequest) -> bool:
    """Whether the button pressed saves and shows the same step again."""
    go = request.POST.get("go", "")
    return go == "stay" or go.startswith((DROP, ADD))


def _drop_item(request: HttpRequest, controls: dict[str, list[str]]) -> None:
    go = request.POST.get("go", "")
    if go.startswith(DROP):
        prefix = f"{go.removeprefix(DROP)}-"
        for name in [name for name in controls if name.startswith(prefix)]:
            del controls[name]


def _seen(request: HttpRequest) -> dict[str, str]:
    return _marks(request.POST.get(SEEN, ""))


def _resolved(request: HttpRequest) -> dict[str, str]:
    """After choosing between two values the person has seen the other's: its marks come with the choice."""
    return _marks(request.POST.get(RESOLVE, ""))


def _marks(text: str) -> dict[str, str]:
    try:
        marks = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(marks, dict):
        return {}
    return {str(key): mark for key, mark in marks.items() if isinstance(mark, str)}


def _left_to_the_other(request: HttpRequest, section: FormSection) -> set[str]:
    """Fields for which the person chose the other's value."""
    return {item.key for item in section.fields if request.POST.get(f"{CHOICE}{item.key}") == "theirs"}


def _undecided(request: HttpRequest, section: FormSection) -> tuple[str, ...]:
    """Fields whose two values were shown and neither was chosen: neither may win by itself."""
    asked = set(request.POST.getlist(ASKED))
    return tuple(
        item.key
        for item in section.fields
        if item.key in asked and request.POST.get(f"{CHOICE}{item.key}") not in ("mine", "theirs")
    )
