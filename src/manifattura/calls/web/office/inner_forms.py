"""The questions of each item of a group: a line for each, choices one per line."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import NumberField

from ...actions.save_item import free_key
from ...domain.document import parts_from_document, parts_to_document
from ...domain.edition import FieldType, FormField, Option
from ...domain.form_facts import INNER_TYPES
from ..field_words import type_words
from .fields import LinesField

SPARE = 3
MOST = 20
CHOICES = (FieldType.CHOICE, FieldType.CHOICES)


class InnerQuestionForm(forms.Form):
    """One question of the items; an empty line is left out."""

    label = forms.CharField(label=_("Domanda"), max_length=200, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    kind = forms.ChoiceField(label=_("Tipo di risposta"), required=False)
    required = forms.BooleanField(label=_("La risposta è obbligatoria"), required=False, initial=True)
    help = forms.CharField(label=_("Testo di aiuto"), max_length=300, required=False)
    choices = LinesField(label=_("Voci fra cui scegliere, una per riga"), rows=3, longest=160)
    min_value = NumberField(label=_("Minimo"), required=False, max_digits=14, decimal_places=2)
    max_value = NumberField(label=_("Massimo"), required=False, max_digits=14, decimal_places=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = type_words()
        self.fields["kind"].choices = [(kind.value, words[kind][0]) for kind in INNER_TYPES]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not facts.get("label"):
            return facts
        if facts.get("kind") in CHOICES and not facts.get("choices"):
            self.add_error("choices", _("Scrivi almeno una voce."))
        low, high = facts.get("min_value"), facts.get("max_value")
        if low is not None and high is not None and low > high:
            self.add_error("min_value", _("Il minimo supera il massimo."))
        return facts


class BaseInner(forms.BaseFormSet):
    """The questions in their order; at least one is needed."""

    stored: tuple[FormField, ...] = ()

    def clean(self) -> None:
        if not any(self.errors) and not any(form.cleaned_data.get("label") for form in self.forms):
            raise forms.ValidationError(_("Scrivi almeno una domanda."))

    def documents(self) -> list[dict[str, Any]]:
        """What the draft keeps: questions and choices keep the keys they had."""
        known = {item.key: item for item in self.stored}
        facts = [form.cleaned_data for form in self.forms if form.cleaned_data.get("label")]
        taken = {row["key"] for row in facts if row["key"] in known}
        fields: list[FormField] = []
        for row in facts:
            before = known.get(row["key"])
            key = before.key if before else free_key(row["label"], taken)
            taken.add(key)
            fields.append(_field(key, row, before))
        return parts_to_document(fields)


def _field(key: str, row: dict[str, Any], before: FormField | None) -> FormField:
    kind = FieldType(row["kind"] or FieldType.TEXT)
    numeric = kind in (FieldType.NUMBER, FieldType.MONEY)
    return FormField(
        key=key,
        type=kind,
        label=row["label"],
        help=row["help"],
        required=row["required"],
        options=_options(row["choices"], before) if kind in CHOICES else (),
        min_value=row["min_value"] if numeric else None,
        max_value=row["max_value"] if numeric else None,
    )


def _options(labels: list[str], before: FormField | None) -> tuple[Option, ...]:
    known = {option.label: option.key for option in before.options} if before else {}
    taken = {known[label] for label in labels if label in known}
    options: list[Option] = []
    for label in labels:
        key = known.get(label) or free_key(label, taken)
        taken.add(key)
        options.append(Option(key, label))
    return tuple(options)


InnerFormSet = forms.formset_factory(InnerQuestionForm, formset=BaseInner, extra=SPARE, max_num=MOST)


def inner_formset(kind: FieldType, item: Any, data: Any) -> BaseInner | None:
    """The lines of a group's questions; None for other kinds of question."""
    if kind is not FieldType.GROUP:
        return None
    stored = parts_from_document(item.fields, FormField) if item is not None else ()
    initial = [
        {
            "label": inner.label,
            "key": inner.key,
            "kind": inner.type.value,
            "required": inner.required,
            "help": inner.help,
            "choices": [option.label for option in inner.options],
            "min_value": inner.min_value,
            "max_value": inner.max_value,
        }
        for inner in stored
    ]
    formset = cast("BaseInner", InnerFormSet(data, initial=initial, prefix="inner"))
    formset.stored = stored
    return formset
