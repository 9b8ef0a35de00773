"""Conditions without programming: one small tree for shown-if, flags and bonuses, read the same way everywhere.

A node is `{"op": "eq", "field": "seat_new", "value": true}`; `all` and `any` hold a list of nodes in `of`,
`not` holds one node there.
A field is a key of the answers, or a dotted path (`seat.municipio`, `applicant.size_class`). Where the path meets a list
the condition holds when one element satisfies it. A field without an answer satisfies nothing, `ne` and `not_in` included;
only `not` turns that around.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from .messages import Message, gettext_noop

Expression = Mapping[str, Any]
"""`{"op": "eq", "field": "seat_new", "value": true}`, `{"op": "all", "of": []}`."""

COMPARISONS = ("eq", "ne", "in", "not_in", "gt", "gte", "lt", "lte", "answered")
COMBINATIONS = ("all", "any", "not")
APPLICANT = "applicant"
DEEPEST = 8

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class InvalidExpressionError(ValueError):
    """The tree is not one of ours: it was not validated before it was stored."""


def evaluate(expression: Expression | None, context: Mapping[str, Any]) -> bool:
    """Whether the condition holds; `context` is the answers by field key, and the firm's snapshot as `applicant`.

    No condition (None) always holds; raises `InvalidExpressionError` on an operator that is not ours.
    """
    if expression is None:
        return True
    op = expression.get("op")
    if op == "all":
        return all(evaluate(part, context) for part in expression["of"])
    if op == "any":
        return any(evaluate(part, context) for part in expression["of"])
    if op == "not":
        return not evaluate(expression["of"], context)
    if op not in COMPARISONS:
        raise InvalidExpressionError(f"unknown operator: {op!r}")
    return _compare(str(op), values_at(context, str(expression["field"])), expression.get("value"))


def values_at(context: Mapping[str, Any], path: str) -> list[Any]:
    """Every answered value at a dotted path; lists on the way are walked through."""
    found: list[Any] = [context]
    for part in path.split("."):
        found = [item[part] for item in _flat(found) if isinstance(item, Mapping) and part in item]
    return [value for value in _flat(found) if value is not None and value not in ("", {})]


def _flat(values: Iterable[Any]) -> list[Any]:
    flat: list[Any] = []
    for value in values:
        flat.extend(_flat(value) if isinstance(value, list | tuple) else [value])
    return flat


def _compare(op: str, found: list[Any], wanted: Any) -> bool:
    if not found:
        return False
    if op == "answered":
        return True
    if op in ("eq", "ne"):
        return any(_same(value, wanted) for value in found) is (op == "eq")
    if op in ("in", "not_in"):
        return any(_same(value, one) for value in found for one in wanted) is (op == "in")
    return any(_ordered(_ORDER[op], value, wanted) for value in found)


def _same(value: Any, wanted: Any) -> bool:
    """Equal as values: `"12.50"` is 12.5; true is never 1."""
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    left, right = _number(value), _number(wanted)
    if left is not None and right is not None:
        return left == right
    return bool(value == wanted)


def _ordered(holds: Callable[[Any, Any], bool], value: Any, wanted: Any) -> bool:
    """Numbers with numbers, days with days; anything else is not comparable and does not satisfy."""
    left, right = _number(value), _number(wanted)
    if left is not None and right is not None:
        return holds(left, right)
    if is_day(value) and is_day(wanted):
        return holds(value, wanted)
    return False


_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "gt": lambda left, right: left > right,
    "gte": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "lte": lambda left, right: left <= right,
}


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    return None


def is_day(value: Any) -> bool:
    """Whether the value is a day as the form writes it (`2026-11-30`)."""
    return isinstance(value, str) and bool(_DAY.fullmatch(value))


# ------------------------------------------------------------------ before publication

UNREADABLE = gettext_noop("La condizione non si legge: scrivila di nuovo.")
TOO_DEEP = gettext_noop("La condizione è troppo annidata.")
EMPTY_GROUP = gettext_noop("Un gruppo di condizioni è vuoto.")
UNKNOWN_FIELD = gettext_noop("La condizione usa una domanda che non esiste: %(field)s.")
NO_VALUE = gettext_noop("La condizione su %(field)s non ha un valore.")
NOT_COMPARABLE = gettext_noop(
    "La condizione su %(field)s confronta con un valore che non è un numero o una data."
)


def problems_of(expression: object, known_fields: Collection[str], depth: int = 1) -> tuple[Message, ...]:
    """What is wrong with a condition; `known_fields` are the field keys it may use (`applicant` is always known)."""
    if not isinstance(expression, Mapping):
        return (Message(UNREADABLE),)
    if depth > DEEPEST:
        return (Message(TOO_DEEP),)
    op = expression.get("op")
    if op == "not":
        return problems_of(expression.get("of"), known_fields, depth + 1)
    if op in COMBINATIONS:
        parts = expression.get("of")
        if not isinstance(parts, list | tuple) or not parts:
            return (Message(EMPTY_GROUP),)
        return tuple(found for part in parts for found in problems_of(part, known_fields, depth + 1))
    if op not in COMPARISONS or not isinstance(expression.get("field"), str):
        return (Message(UNREADABLE),)
    return _problems_of_comparison(str(op), expression["field"], expression.get("value"), known_fields)


def _problems_of_comparison(
    op: str, field: str, value: object, known_fields: Collection[str]
) -> tuple[Message, ...]:
    root, _, rest = field.partition(".")
    if (root != APPLICANT and root not in known_fields) or (root == APPLICANT and not rest):
        return (Message(UNKNOWN_FIELD, {"field": field}),)
    if op == "answered":
        return ()
    if op in ("in", "not_in"):
        plain = isinstance(value, list | tuple) and bool(value) and all(_is_plain(one) for one in value)
        return () if plain else (Message(NO_VALUE, {"field": field}),)
    if not _is_plain(value):
        return (Message(NO_VALUE, {"field": field}),)
    if op in _ORDER and _number(value) is None and not is_day(value):
        return (Message(NOT_COMPARABLE, {"field": field}),)
    return ()


def _is_plain(value: object) -> bool:
    return isinstance(value, bool | int) or (isinstance(value, str) and value != "")


def validate_expression(expression: object, known_fields: Collection[str]) -> list[str]:
    """`problems_of` as Italian sentences; empty when the condition can be stored."""
    return [str(problem) for problem in problems_of(expression, known_fields)]


def fields_of(expression: Expression) -> frozenset[str]:
    """The answers a condition reads (first part of each path; the firm's own facts are not answers)."""
    if expression["op"] == "not":
        return fields_of(expression["of"])
    if expression["op"] in COMBINATIONS:
        return frozenset(key for part in expression["of"] for key in fields_of(part))
    root = str(expression["field"]).partition(".")[0]
    return frozenset() if root == APPLICANT else frozenset({root})
