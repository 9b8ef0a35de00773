"""Answers as people read them: summary before sending, page of the office, anything that shows an application."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.calls.domain.stamp_grounds import EXEMPT, OTHER, PAID
from manifattura.territory.queries.areas import nil_name
from manifattura.ui.formats import date_text, elided, file_size_text, group, money_text

from ..domain.costs import total_of
from ..domain.form import Visible
from ..domain.italian import write_number
from ..domain.questionnaire import Questionnaire
from ..domain.values import amount_of, is_sealed, unreadable_text
from ..models.sheet import GivenFile
from .sealed_files import is_closed


@dataclass(frozen=True)
class ReadAnswer:
    """`kind` is the field's type; `rows` only for tables of expenses: (description, category, amount); `items` only for
    groups: (title of the item, its questions and answers in words).
    """

    key: str
    label: str
    kind: str
    text: str
    rows: tuple[tuple[str, str, Decimal | None], ...] = ()
    total: Decimal | None = None
    files: tuple[GivenFile, ...] = ()
    items: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


@dataclass(frozen=True)
class ReadSection:
    key: str
    title: str
    answers: tuple[ReadAnswer, ...] = field(default_factory=tuple)


def read_sections(edition: Questionnaire, visible: Visible, files: Iterable[GivenFile]) -> list[ReadSection]:
    """Every question that applies, with its answer in words; "" where there is none. Declarations apart."""
    by_field: dict[str, list[GivenFile]] = {}
    for file in files:
        by_field.setdefault(file.field_key, []).append(file)
    return [
        ReadSection(
            section.key,
            section.title,
            tuple(
                _read(form_field, visible.answers.get(form_field.key), by_field.get(form_field.key, []))
                for form_field in section.fields
                if form_field.key in visible.fields and form_field.type is not FieldType.DECLARATION
            ),
        )
        for section in edition.form
    ]


def _read(form_field: FormField, value: Any, files: list[GivenFile]) -> ReadAnswer:
    kind = form_field.type.value
    if form_field.type is FieldType.FILE:
        if any(is_closed(file) for file in files):
            return ReadAnswer(form_field.key, form_field.label, kind, _closed_files(len(files)))
        text = ", ".join(f"{file.name}, {file_size_text(file.size)}" for file in files)
        return ReadAnswer(form_field.key, form_field.label, kind, text, files=tuple(files))
    if value is None:
        return ReadAnswer(form_field.key, form_field.label, kind, "")
    if form_field.type is FieldType.EXPENSES and not is_sealed(value):
        words = {option.key: option.label for option in form_field.options}
        rows = tuple(
            (row.get("description", ""), words.get(row.get("category", ""), ""), amount_of(row))
            for row in value
        )
        total = total_of(value)
        return ReadAnswer(form_field.key, form_field.label, kind, money_text(total), rows, total)
    text = answer_text(form_field, value)
    if form_field.type is FieldType.GROUP and unreadable_text(value) is None and not is_sealed(value):
        return ReadAnswer(form_field.key, form_field.label, kind, text, items=item_texts(form_field, value))
    return ReadAnswer(form_field.key, form_field.label, kind, text)


def _closed_files(count: int) -> str:
    return ngettext(
        "Un file in busta chiusa: si leggerà all’apertura delle buste.",
        "%(n)s file in busta chiusa: si leggeranno all’apertura delle buste.",
        count,
    ) % {"n": count}


def answer_text(form_field: FormField, value: Any) -> str:
    """One answer in words."""
    if is_sealed(value):
        return _("In busta chiusa: si leggerà all’apertura delle buste.")
    text = unreadable_text(value)
    if text is not None:
        return text
    return _WORDS[form_field.type](form_field, value)


def _label(form_field: FormField, key: str) -> str:
    return next((option.label for option in form_field.options if option.key == key), key)


def _seat(form_field: FormField, value: Mapping[str, Any]) -> str:
    parts = [value.get("address") or "", value.get("postal_code") or ""]
    if value.get("nil"):
        parts.append(
            _("%(name)s (NIL %(number)s)") % {"name": nil_name(value["nil"]), "number": value["nil"]}
        )
    if value.get("municipio"):
        parts.append(_("Municipio %(number)s") % {"number": value["municipio"]})
    return ", ".join(part for part in parts if part)


def item_title(form_field: FormField, number: int) -> str:
    """What the page calls one item of a group: "Socio 1"."""
    return f"{form_field.item_title or _('Voce')} {number}"


def item_texts(
    form_field: FormField, items: Sequence[Mapping[str, Any]]
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Each item of a group with its answers in words; questions without an answer are left out."""
    return tuple(
        (
            item_title(form_field, number),
            tuple(
                (inner.label, answer_text(inner, item[inner.key]))
                for inner in form_field.fields
                if item.get(inner.key) is not None
            ),
        )
        for number, item in enumerate(items, start=1)
    )


def _group(form_field: FormField, items: Sequence[Mapping[str, Any]]) -> str:
    """One line per item, for exports and for choosing between two values."""
    return "\n".join(
        f"{title}: " + "; ".join(f"{label}: {text}" for label, text in pairs)
        for title, pairs in item_texts(form_field, items)
    )


def computed_text(form_field: FormField, value: str) -> str:
    """A computed number with its unit."""
    if form_field.unit == "€":
        return money_text(Decimal(value))
    number = group(Decimal(value), form_field.decimals)
    return f"{number}\u00a0{form_field.unit}" if form_field.unit else number


def _stamp(form_field: FormField, value: Mapping[str, Any]) -> str:
    if value.get("status") == EXEMPT:
        ground = value.get("ground", "")
        return _("Esente: %(ground)s") % {
            "ground": value.get("other", "") if ground == OTHER else _label(form_field, ground)
        }
    if value.get("status") != PAID:
        return ""
    day = value.get("date", "")
    text = unreadable_text(day) or (date_text(date.fromisoformat(day)) if day else "")
    return elided(
        _("Marca numero %(number)s, del %(day)s") % {"number": value.get("number", ""), "day": text or "…"}
    )


_WORDS: dict[FieldType, Callable[[FormField, Any], str]] = {
    FieldType.TEXT: lambda _field, value: str(value),
    FieldType.LONG_TEXT: lambda _field, value: str(value),
    FieldType.NUMBER: lambda _field, value: write_number(Decimal(value)),
    FieldType.MONEY: lambda _field, value: money_text(Decimal(value)),
    FieldType.DATE: lambda _field, value: date_text(date.fromisoformat(value)),
    FieldType.YES_NO: lambda _field, value: _("Sì") if value else _("No"),
    FieldType.CHOICE: _label,
    FieldType.CHOICES: lambda form_field, value: ", ".join(_label(form_field, key) for key in value),
    FieldType.SEAT: _seat,
    FieldType.EXPENSES: lambda _field, value: money_text(total_of(value)),
    FieldType.FILE: lambda _field, value: str(value),
    FieldType.DECLARATION: lambda _field, value: str(value),
    FieldType.GROUP: _group,
    FieldType.COMPUTED: computed_text,
    FieldType.STAMP_DUTY: _stamp,
}
