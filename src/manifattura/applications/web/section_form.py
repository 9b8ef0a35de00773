"""One step of the form as Django's form: only to show it; reading and judging belong to `domain`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.calls.domain.stamp_grounds import EXEMPT, OTHER, PAID
from manifattura.calls.queries.call_texts import in_italian
from manifattura.territory.queries.areas import municipio_choices, nil_choices
from manifattura.ui.forms import DateField, MoneyField, NumberField, written

from ..domain.answers import Problems
from ..domain.reading import NO, UNWRITTEN, YES
from ..domain.sealed_reading import sealed_control
from ..domain.values import STAMP_PARTS, unreadable_text
from ..queries.texts import translated

MANY_OPTIONS = 6
ROWS = 6
FIRST_PARTS = ("status", "address")


def section_form(
    section: FormSection,
    answers: Mapping[str, Any],
    problems: Problems,
    blank: Mapping[str, int] | None = None,
) -> forms.Form:
    """The step with these answers in it and these problems beside the fields; `blank`: group → empty items after the others."""
    fields: dict[str, forms.Field] = {}
    data: dict[str, list[str]] = {}
    asked = [
        (_closed(form_field), answers.get(sealed_control(form_field.key)))
        if form_field.sealed
        else (form_field, answers.get(form_field.key))
        for form_field in section.fields
    ]
    for form_field, value in list(asked):
        if form_field.type is FieldType.GROUP:
            asked += inner_fields(form_field, value, (blank or {}).get(form_field.key, 0))
    for form_field, value in asked:
        if form_field.type in _FIELDS:
            fields.update(_FIELDS[form_field.type](form_field, value))
            data.update(shown_values(form_field, value))
    # a copy: Django takes the fields out of the dictionary it is given
    form = type("SectionForm", (forms.Form,), dict(fields))(
        MultiValueDict(data), auto_id="id_%s", use_required_attribute=False
    )
    form._errors = _errors({where_shown(section, where): text for where, text in problems.items()}, fields)  # noqa: SLF001 - the form is only shown, never validated
    form.cleaned_data = {}
    return form


def _closed(form_field: FormField) -> FormField:
    """A sealed question is shown empty, under a name of its own: what is in the envelope cannot be shown.

    (Only a list in which something is wrong comes back as it was just written: `closing.Closing.again`.)
    """
    return replace(form_field, key=sealed_control(form_field.key))


def where_shown(section: FormSection, where: str) -> str:
    """Where the page shows what is at `where`: a sealed question has a control of its own."""
    key = where.partition(".")[0]
    sealed = any(item.sealed and item.key == key and item.type not in UNWRITTEN for item in section.fields)
    return sealed_control(where) if sealed else where


def _errors(problems: Problems, fields: Iterable[str]) -> ErrorDict:
    known = set(fields)
    errors = ErrorDict()
    for where, message in problems.items():
        name = control_name(where)
        if name not in known:
            # an answer of several parts that is missing as a whole: beside its first control
            name = next((one for one in (f"{name}-{part}" for part in FIRST_PARTS) if one in known), name)
        if name in known:
            errors[name] = ErrorList([translated(message)])
    return errors


def control_name(where: str) -> str:
    """`seat.nil` → the name of its control, `seat-nil`."""
    return where.replace(".", "-")


# ------------------------------------------------------------------ stored value → what the controls show


def shown_values(form_field: FormField, value: Any) -> dict[str, list[str]]:
    """Name of the control → what it shows, in the form in which the page posts it back."""
    key = form_field.key
    text = unreadable_text(value)
    if text is not None:
        return {key: [text]}
    if form_field.type is FieldType.SEAT:
        seat = value or {}
        parts = ("address", "postal_code", "nil", "municipio")
        return {f"{key}-{part}": [str(seat.get(part) or "")] for part in parts}
    if form_field.type is FieldType.STAMP_DUTY:
        return {f"{key}-{part}": [_stamp_part(value, part)] for part in STAMP_PARTS}
    if form_field.type is FieldType.GROUP:
        return {
            name: values
            for inner, part in inner_fields(form_field, value, 0)
            for name, values in shown_values(inner, part).items()
        }
    if value is None:
        return {key: []}
    if form_field.type is FieldType.YES_NO:
        return {key: [YES if value else NO]}
    if form_field.type is FieldType.CHOICES:
        return {key: list(value)}
    if form_field.type is FieldType.NUMBER:
        return {key: [written(Decimal(value).normalize())]}
    if form_field.type is FieldType.MONEY:
        return {key: [written(Decimal(value), 2)]}
    return {key: [str(value)]}


def _stamp_part(value: Any, part: str) -> str:
    found = (value or {}).get(part, "")
    return unreadable_text(found) or str(found)


def inner_fields(form_field: FormField, items: Any, blank: int) -> list[tuple[FormField, Any]]:
    """The questions of a group, item by item, each with the name of its own controls; then `blank` empty items."""
    return [
        (replace(inner, key=f"{form_field.key}-{number}-{inner.key}"), item.get(inner.key))
        for number, item in enumerate([*(items or []), *([{}] * blank)])
        for inner in form_field.fields
    ]


# ------------------------------------------------------------------ one kind of question → its controls


def _common(form_field: FormField) -> dict[str, Any]:
    return {
        "label": in_italian(form_field.label),
        "help_text": in_italian(form_field.help),
        "required": form_field.required,
    }


def _text(form_field: FormField, value: Any) -> dict[str, forms.Field]:
    return {form_field.key: forms.CharField(**_common(form_field))}


def _long_text(form_field: FormField, value: Any) -> dict[str, forms.Field]:
    return {form_field.key: forms.CharField(widget=forms.Textarea({"rows": ROWS}), **_common(form_field))}


def _number(form_field: FormField, value: Any) -> dict[str, forms.Field]:
    return {form_field.key: NumberField(**_common(form_field))}


def _money(form_field: FormField, value: Any) -> dict[str, forms.Field]:
    return {form_field.key: MoneyField(**_common(form_field))}


def _date(form_field: FormField, value: Any) -> dict[str, forms.Field]:
    if unreadable_text(value) is not None:
        # a date control would hide what the person wrote
        return _text(form_field, value)
    return {form_field.key: DateField(**_common(form_field))}


def _yes_no(form_field: FormField, value: Any) -> dict[str, forms.Field]:
    choices = [(YES, _("Sì")), (NO, _("No"))]
    return {
        form_field.key: forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **_common(form_field))
    }


def _choice(form_field: FormField, value: Any) -> dict[str, forms.Field]:
    choices = [(option.key, option.label) for option in form_field.options]
    if len(choices) > MANY_OPTIONS:
        return {
            form_field.key: forms.ChoiceField(choices=[("", _("Scegli")), *choices], **_common(form_field))
        }
    # a button once pressed cannot be let go: what may stay without an answer says so
    none = [("", _("Nessuna risposta"))] if not form_field.required and not form_field.sealed else []
    return {
        form_field.key: forms.ChoiceField(
            choices=[*_marked(choices), *none], widget=forms.RadioSelect, **_common(form_field)
        )
    }


def _marked(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Options written beside their button; within a list of a browser no language can be told."""
    return [(key, in_italian(label)) for key, label in choices]


def _choices(form_field: FormField, value: Any) -> dict[str, forms.Field]:
    choices = _marked([(option.key, option.label) for option in form_field.options])
    widget = forms.CheckboxSelectMultiple
    return {form_field.key: forms.MultipleChoiceField(choices=choices, widget=widget, **_common(form_field))}


def _seat(form_field: FormField, value: Any) -> dict[str, forms.Field]:
    key, required = form_field.key, form_field.required
    empty: tuple[str, Any] = ("", _("Scegli"))
    return {
        f"{key}-address": forms.CharField(
            label=_("Via e numero civico"),
            required=required,
            widget=forms.TextInput({"autocomplete": "street-address"}),
        ),
        f"{key}-postal_code": forms.CharField(
            label=_("CAP"),
            required=required,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "postal-code", "maxlength": "5"}),
        ),
        f"{key}-nil": forms.ChoiceField(
            label=_("Quartiere (NIL)"),
            required=required,
            choices=[empty, *((str(number), name) for number, name in nil_choices())],
        ),
        f"{key}-municipio": forms.ChoiceField(
            label=_("Municipio"),
            required=required,
            choices=[empty, *((str(number), name) for number, name in municipio_choices())],
        ),
    }


def _stamp(form_field: FormField, value: Any) -> dict[str, forms.Field]:
    key, required = form_field.key, form_field.required
    grounds = [(option.key, option.label) for option in form_field.options]
    kept = unreadable_text((value or {}).get("date", "")) is not None
    day: forms.Field = forms.CharField() if kept else DateField()
    day.label, day.required = _("Data della marca"), required
    return {
        f"{key}-status": forms.ChoiceField(
            label=in_italian(form_field.label),
            help_text=in_italian(form_field.help),
            required=required,
            choices=[(PAID, _("Ho la marca da bollo")), (EXEMPT, _("Sono esente"))],
            widget=forms.RadioSelect,
        ),
        f"{key}-number": forms.CharField(
            label=_("Numero della marca"),
            help_text=_("Le 14 cifre stampate sulla marca. Conservala e non usarla per altro."),
            required=required,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        ),
        f"{key}-date": day,
        f"{key}-ground": forms.ChoiceField(
            label=_("Perché sei esente"),
            required=required,
            choices=[*grounds, (OTHER, _("Altro motivo previsto dalla legge"))],
            widget=forms.RadioSelect,
        ),
        f"{key}-other": forms.CharField(
            label=_("Quale norma ti esenta"),
            help_text=_("Scrivi la legge e l’articolo."),
            required=required,
            max_length=300,
        ),
    }


_FIELDS = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _long_text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _date,
    FieldType.YES_NO: _yes_no,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.SEAT: _seat,
    FieldType.STAMP_DUTY: _stamp,
}
