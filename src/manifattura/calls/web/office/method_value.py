"""What a criterion measures: a question chosen by its words, a calculation, or what the office writes in the review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ...domain.edition import Edition
from ...domain.formula_text import FormulaTextError, formula_text, parse_formula
from ...domain.formulas import Kind, formula_problems
from ...domain.grid_facts import field_kinds, many_valued
from ...domain.scoring import Method
from ...queries.method_words import field_names

OFFICE = "ufficio"
CALCULATION = "calcolo"
SUM = "somma:"


def value_fields(edition: Edition, method: Method | None) -> dict[str, forms.Field]:
    """Where the value comes from; the text of a calculation; what the office's value is."""
    text = formula_text(method.value) if method and method.value else ""
    return {
        "measured": forms.ChoiceField(
            label=_("Che cosa si misura"),
            choices=[
                ("", _("Scegli")),
                *_measures(edition),
                (CALCULATION, _("Un calcolo, qui sotto")),
                (OFFICE, _("Lo scrive l’ufficio nell’istruttoria")),
            ],
            initial=_measured(edition, method),
            error_messages={"required": _("Scegli che cosa si misura.")},
        ),
        "value": forms.CharField(
            label=_("Il calcolo"),
            help_text=_(
                "Solo se sopra hai scelto un calcolo. Si scrive come in un foglio di calcolo, con i codici delle risposte: "
                "(a - b) / b * 100. Anche min(a; b), max(a; b), somma, conta, giorni(a; b): fra i valori va il punto e virgola."
            ),
            required=False,
            max_length=300,
            initial=text,
        ),
        "value_kind": forms.ChoiceField(
            label=_("Se lo scrive l’ufficio, è"),
            choices=[("number", _("un numero")), ("date", _("una data"))],
            initial=method.value_kind if method else "number",
            required=False,
        ),
    }


def codes(edition: Edition) -> list[tuple[str, str]]:
    """Code → the question's words, of every answer that is a number or a day."""
    names = field_names(edition)
    return [(path, names.get(path, path).strip("«»")) for path in field_kinds(edition)]


def _measures(edition: Edition) -> list[tuple[str, str]]:
    """What can be chosen without writing a formula: an answer, or the sum of one that has several rows."""
    many, kinds = many_valued(edition), field_kinds(edition)
    single = [(path, name) for path, name in codes(edition) if path not in many]
    sums = [
        (f"{SUM}{path}", _("%(name)s: la somma") % {"name": name})
        for path, name in codes(edition)
        if path in many and kinds[path] is Kind.NUMBER
    ]
    return single + sums


def _measured(edition: Edition, method: Method | None) -> str:
    if method is None:
        return ""
    if method.value is None:
        return OFFICE
    chosen = SUM if method.value.get("op") == "sum" else "" if "op" not in method.value else CALCULATION
    path = f"{chosen}{method.value.get('field', '')}"
    return path if path in dict(_measures(edition)) else CALCULATION


def read_value(measured: str, text: str, edition: Edition) -> Mapping[str, Any] | None:
    """The formula that was chosen or written, None for what the office writes; `ValidationError` of the text."""
    if measured == OFFICE:
        return None
    if measured.startswith(SUM):
        return {"op": "sum", "field": measured.removeprefix(SUM)}
    if measured != CALCULATION:
        return {"field": measured}
    kinds = field_kinds(edition)
    if not text.strip():
        raise forms.ValidationError(_("Scrivi il calcolo."))
    try:
        formula = parse_formula(text.strip(), kinds)
    except FormulaTextError as error:
        raise forms.ValidationError(_(error.problem.text) % error.problem.params) from error
    for found in formula_problems(formula, kinds):
        raise forms.ValidationError(_(found.text) % found.params)
    return formula
