"""The one expression tree: shown-if, flags, bonuses. Small on purpose, checked before publication."""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

MAX_DEPTH = 8


def lookup(context: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path ("seat.municipio"), or None when any step is missing."""
    value: Any = context
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def is_answered(value: Any) -> bool:
    """Whether the person gave something: False is an answer, an empty text or list is not."""
    return value is not None and value != "" and value != [] and value != {}


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Numbers compare as numbers; otherwise texts of the same kind (dates) as texts; anything else is False."""

    def test(value: Any, wanted: Any) -> bool:
        left, right = _number(value), _number(wanted)
        if left is not None and right is not None:
            return compare(left, right)
        return (
            isinstance(value, str)
            and isinstance(wanted, str)
            and is_answered(value)
            and compare(value, wanted)
        )

    return test


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(value, list):
        return wanted in value
    left, right = _number(value), _number(wanted)
    return left == right if left is not None and right is not None else bool(value == wanted)


def _among(value: Any, wanted: Any) -> bool:
    return isinstance(wanted, list | tuple) and any(_same(value, item) for item in wanted)


TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": _same,
    "ne": lambda value, wanted: not _same(value, wanted),
    "in": _among,
    "not_in": lambda value, wanted: not _among(value, wanted),
    "gt": _ordered(lambda left, right: left > right),
    "gte": _ordered(lambda left, right: left >= right),
    "lt": _ordered(lambda left, right: left < right),
    "lte": _ordered(lambda left, right: left <= right),
}


def evaluate(expression: Mapping[str, Any] | None, context: Mapping[str, Any]) -> bool:
    """Whether the expression holds for the answers; None always holds. KeyError on an unknown operator."""
    if expression is None:
        return True
    operator = expression["op"]
    if operator == "all":
        return all(evaluate(part, context) for part in expression["of"])
    if operator == "any":
        return any(evaluate(part, context) for part in expression["of"])
    if operator == "not":
        return not evaluate(expression["of"], context)
    value = lookup(context, expression["field"])
    if operator == "answered":
        return is_answered(value)
    return TESTS[operator](value, expression["value"])


def validate_expression(expression: Any, known_fields: Collection[str], depth: int = 1) -> list[str]:
    """What is wrong with an expression, in plain Italian; empty when it can be evaluated.

    `known_fields` are the keys a path may begin with.
    """
    if not isinstance(expression, Mapping) or "op" not in expression:
        return ["La condizione non è scritta bene."]
    if depth > MAX_DEPTH:
        return ["La condizione è troppo annidata."]
    operator = expression["op"]
    if operator in ("all", "any"):
        parts = expression.get("of")
        if not isinstance(parts, list | tuple) or not parts:
            return ["Un gruppo di condizioni è vuoto."]
        return [problem for part in parts for problem in validate_expression(part, known_fields, depth + 1)]
    if operator == "not":
        return validate_expression(expression.get("of"), known_fields, depth + 1)
    if operator != "answered" and operator not in TESTS:
        return [f"L’operatore «{operator}» non esiste."]
    path = expression.get("field")
    if not isinstance(path, str) or path.split(".")[0] not in known_fields:
        return [f"La condizione usa il campo «{path}», che non c’è."]
    if operator != "answered" and "value" not in expression:
        return ["Alla condizione manca il valore da confrontare."]
    return []
