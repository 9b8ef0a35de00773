"""A formula chosen line by line: an operation, up to four operands, a condition where the operation needs one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import parse_number

from ...queries.conditions import Group
from ...queries.formulas import (
    EXACTLY,
    MOST_OPERANDS,
    NUMBER,
    Lines,
    Operand,
    formula_of,
    lines_of,
    operation_words,
)
from .fields import ConditionForm


class FormulaForm(forms.Form):
    """`formula` is the tree once the form is valid."""

    operation = forms.ChoiceField(label=_("Che cosa si calcola"))
    keep = forms.BooleanField(
        label=_("Tieni la formula com’è"),
        help_text=_("È più ricca di quelle che si scelgono qui. Togli la spunta per sostituirla."),
        required=False,
    )

    def __init__(
        self, data: Any, *, choices: list[Group], conditions: list[Group], formula: Any = None
    ) -> None:
        super().__init__(data, prefix="formula")
        self.stored = formula
        self.formula: Any = None
        found = lines_of(formula, choices)
        lines = found or Lines("add", ())
        if found is not None:
            del self.fields["keep"]
        else:
            self.fields["keep"].initial = True
        self.fields["operation"].choices = list(operation_words().items())
        self.fields["operation"].initial = lines.op
        self.fields["operation"].required = found is not None
        for number in range(1, MOST_OPERANDS + 1):
            operand = lines.operands[number - 1] if number <= len(lines.operands) else Operand("")
            self._add_operand(number, operand, choices)
        self.condition = ConditionForm(
            data, choices=conditions, expression=lines.condition, prefix="formula-condition"
        )

    def _add_operand(self, number: int, operand: Operand, choices: list[Group]) -> None:
        self.fields[f"operand_{number}"] = forms.ChoiceField(
            label=_("Valore %(number)s") % {"number": number},
            choices=[("", _("Nessuno")), *choices],
            initial=operand.choice,
            required=False,
        )
        self.fields[f"number_{number}"] = forms.CharField(
            label=_("Numero per il valore %(number)s") % {"number": number},
            help_text=_("Solo se hai scelto «Un numero».") if number == 1 else "",
            initial=operand.number.replace(".", ","),
            required=False,
            max_length=20,
        )

    def rows(self) -> list[tuple[Any, Any]]:
        return [
            (self[f"operand_{number}"], self[f"number_{number}"]) for number in range(1, MOST_OPERANDS + 1)
        ]

    def is_valid(self) -> bool:
        inner = self.condition.is_valid()
        return super().is_valid() and inner

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("keep"):
            self.formula = self.stored
            return facts
        operands = [
            Operand(choice, self._number(number, choice, facts.get(f"number_{number}", "")))
            for number in range(1, MOST_OPERANDS + 1)
            if (choice := facts.get(f"operand_{number}", ""))
        ]
        op = facts.get("operation") or "add"
        wanted = EXACTLY.get(op)
        if not operands:
            self.add_error("operand_1", _("Scegli almeno un valore."))
        elif wanted is not None and len(operands) != wanted:
            self.add_error("operation", _("Questo calcolo vuole %(count)s valori.") % {"count": wanted})
        elif op == "when" and not self.condition.expression:
            self.condition.add_error("row_1", _("Scegli la condizione del calcolo."))
            self.add_error("operation", _("Questo calcolo vuole una condizione."))
        elif not self.errors:
            self.formula = formula_of(Lines(op, tuple(operands), self.condition.expression))
        return facts

    def _number(self, number: int, choice: str, written: str) -> str:
        if choice != NUMBER:
            return ""
        try:
            return format(parse_number(written), "f")
        except ValueError:
            self.add_error(f"number_{number}", _("Scrivi un numero."))
            return ""
