"""Computed answers: nobody writes them, the formula of the call gives them from the other answers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.edition import FormField
from manifattura.calls.domain.formulas import amount, rounded
from manifattura.calls.domain.messages import Message, gettext_noop

from .italian import write_number

BELOW = gettext_noop(
    "Il risultato è %(given)s. Il minimo è %(minimum)s: controlla le risposte da cui dipende."
)
ABOVE = gettext_noop(
    "Il risultato è %(given)s. Il massimo è %(maximum)s: controlla le risposte da cui dipende."
)


def computed_answer(form_field: FormField, context: Mapping[str, Any]) -> str | None:
    """The value as answers are stored (`"1234.50"`); None while something it needs has no answer."""
    if form_field.formula is None:
        return None
    value = amount(form_field.formula, context)
    return None if value is None else format(rounded(value, form_field.decimals), "f")


def limit_problem(form_field: FormField, value: str) -> Message | None:
    """Whether the result lies within the limits of the call."""
    result = Decimal(value)
    words = write_number(result)
    if form_field.min_value is not None and result < form_field.min_value:
        return Message(BELOW, {"given": words, "minimum": write_number(form_field.min_value)})
    if form_field.max_value is not None and result > form_field.max_value:
        return Message(ABOVE, {"given": words, "maximum": write_number(form_field.max_value)})
    return None
