"""Amounts without programming: one small tree over the applicant's own data, exact, read the same way everywhere.

A node is a field (`{"field": "turnover"}`), a number (`{"number": "0.5"}`), a day (`{"day": "2025-01-01"}`), or an
operation: `{"op": "div", "of": [node, node]}`. `sum` and `count` walk the rows at a path (`{"op": "sum", "field":
"expenses.amount"}`), `when` chooses (`{"op": "when", "if": condition, "of": [node, node]}`), `days` counts from one day
to another. What has no answer, and a division by zero, have no value: then the whole formula has none.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from manifattura.kernel.scaled import half_up

from .expressions import DEEPEST, evaluate, is_day, problems_of, values_at
from .messages import Message, gettext_noop

Formula = Mapping[str, Any]
Ratio = tuple[int, int]
"""Numerator and denominator above zero, not reduced: exact, and fifteen times faster than `Fraction`."""

MANY = ("add", "mul", "min", "max")
TWO = ("sub", "div", "days")
ROWS = ("sum", "count")
OPERATIONS = (*MANY, *TWO, *ROWS, "when")


class Kind(StrEnum):
    """What a formula gives."""

    NUMBER = "number"
    DAY = "date"


def amount(formula: Formula, context: Mapping[str, Any]) -> Fraction | None:
    """The exact value on the answers (and the firm as `applicant`); days count from the year 1. None when it has none."""
    value = ratio(formula, context)
    return None if value is None else Fraction(*value)


def rounded(value: Fraction, places: int = 2, *, truncate: bool = False) -> Decimal:
    """The decimal number nearest to the value, one half away from zero; or cut there."""
    units = abs(value.numerator) * 10**places
    whole = units // value.denominator if truncate else half_up(units, value.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def ratio(formula: Formula, context: Mapping[str, Any]) -> Ratio | None:
    """As `amount`, in whole numbers."""
    if "number" in formula:
        return as_ratio(formula["number"])
    if "day" in formula:
        return as_ratio(formula["day"])
    op = formula.get("op")
    if op is None or op in ROWS:
        return _at(str(formula["field"]), op, context)
    if op == "when":
        first, second = formula["of"]
        return ratio(first if evaluate(formula["if"], context) else second, context)
    values = [ratio(part, context) for part in formula["of"]]
    return combined(str(op), values)


def as_ratio(value: Any) -> Ratio | None:
    """A number, a number written as text, or a day (its count from the year 1); None for anything else."""
    if isinstance(value, bool):
        return None
    if is_day(value):
        return date.fromisoformat(value).toordinal(), 1
    if isinstance(value, int):
        return value, 1
    if isinstance(value, Decimal):
        return value.as_integer_ratio()
    if isinstance(value, str):
        try:
            number = Decimal(value)
        except ArithmeticError:
            return None
        return number.as_integer_ratio() if number.is_finite() else None
    return None


def _at(path: str, op: str | None, context: Mapping[str, Any]) -> Ratio | None:
    found = values_at(context, path)
    if op == "count":
        return len(found), 1
    numbers = [number for number in map(as_ratio, found) if number is not None]
    if op == "sum":
        return _added(numbers)
    return numbers[0] if len(numbers) == 1 else None


def combined(op: str, values: Sequence[Ratio | None]) -> Ratio | None:
    """One operation of `MANY` or `TWO` on values already known; None when one has no value, or on a division by zero."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return _COMBINE[op](known)


def _added(values: Sequence[Ratio]) -> Ratio:
    numerator, denominator = 0, 1
    for over, under in values:
        numerator, denominator = numerator * under + over * denominator, denominator * under
    return numerator, denominator


def _multiplied(values: Sequence[Ratio]) -> Ratio:
    numerator, denominator = 1, 1
    for over, under in values:
        numerator, denominator = numerator * over, denominator * under
    return numerator, denominator


def _subtracted(values: Sequence[Ratio]) -> Ratio:
    (over, under), (less, part) = values
    return over * part - less * under, under * part


def _divided(values: Sequence[Ratio]) -> Ratio | None:
    (over, under), (by, part) = values
    if by == 0:
        return None
    return (over * part, under * by) if by > 0 else (-over * part, -under * by)


def _least(values: Sequence[Ratio]) -> Ratio:
    least = values[0]
    for value in values[1:]:
        if value[0] * least[1] < least[0] * value[1]:
            least = value
    return least


def _greatest(values: Sequence[Ratio]) -> Ratio:
    negative = _least([(-over, under) for over, under in values])
    return -negative[0], negative[1]


_COMBINE: dict[str, Callable[[Sequence[Ratio]], Ratio | None]] = {
    "add": _added,
    "mul": _multiplied,
    "sub": _subtracted,
    "div": _divided,
    "days": lambda values: _subtracted((values[1], values[0])),
    "min": _least,
    "max": _greatest,
}


# ------------------------------------------------------------------ before publication

UNREADABLE = gettext_noop("La formula non si legge: scrivila di nuovo.")
TOO_DEEP = gettext_noop("La formula è troppo annidata.")
UNKNOWN_FIELD = gettext_noop("La formula usa una domanda che non esiste: %(field)s.")
BY_ZERO = gettext_noop("La formula divide per un valore che è sempre zero: non dà mai punti.")
NOT_NUMBERS = gettext_noop("La formula mescola numeri e date.")


def kind_of(formula: Formula, kinds: Mapping[str, Kind]) -> Kind | None:
    """What the formula gives, by the kinds of the fields it may use; None when it is wrong (`formula_problems` says why)."""
    return _kind(formula, kinds, 1, [])


def formula_problems(formula: object, kinds: Mapping[str, Kind]) -> tuple[Message, ...]:
    """What is wrong with a formula; `kinds` are the paths it may use (fields, rows' columns, the firm's facts)."""
    problems: list[Message] = []
    _kind(formula, kinds, 1, problems)
    return tuple(problems)


def fields_of_formula(formula: Formula) -> frozenset[str]:
    """Every path that the formula reads, those of its conditions apart."""
    if "field" in formula:
        return frozenset({str(formula["field"])})
    return frozenset(path for part in formula.get("of", ()) for path in fields_of_formula(part))


def _kind(formula: object, kinds: Mapping[str, Kind], depth: int, problems: list[Message]) -> Kind | None:
    if not isinstance(formula, Mapping):
        return _wrong(problems, UNREADABLE)
    if depth > DEEPEST:
        return _wrong(problems, TOO_DEEP)
    if "op" not in formula:
        return _kind_of_leaf(formula, kinds, problems)
    op, parts = formula["op"], formula.get("of")
    if op in ROWS:
        return _kind_of_rows(formula, kinds, problems)
    wanted = 2 if op in (*TWO, "when") else 0
    if (
        op not in OPERATIONS
        or not isinstance(parts, list | tuple)
        or not parts
        or (wanted and len(parts) != wanted)
    ):
        return _wrong(problems, UNREADABLE)
    if op == "when":
        known = {path.partition(".")[0] for path in kinds}
        problems.extend(problems_of(formula.get("if"), known))
    if op == "div" and _always_zero(parts[1]):
        problems.append(Message(BY_ZERO))
    inner = [_kind(part, kinds, depth + 1, problems) for part in parts]
    return _kind_of_result(str(op), inner, problems)


def _always_zero(formula: object) -> bool:
    """Whatever is answered: the number zero, something less itself, or a product with such a factor."""
    match formula:
        case {"number": number}:
            return as_ratio(number) == (0, 1)
        case {"op": "sub", "of": [left, right]}:
            return bool(left == right)
        case {"op": "mul", "of": [*parts]}:
            return any(_always_zero(part) for part in parts)
    return False


def _kind_of_leaf(
    formula: Mapping[str, Any], kinds: Mapping[str, Kind], problems: list[Message]
) -> Kind | None:
    if (
        isinstance(formula.get("number"), str)
        and not is_day(formula["number"])
        and as_ratio(formula["number"])
    ):
        return Kind.NUMBER
    if is_day(formula.get("day")):
        return Kind.DAY
    if isinstance(formula.get("field"), str):
        path = formula["field"]
        return kinds[path] if path in kinds else _wrong(problems, UNKNOWN_FIELD, {"field": path})
    return _wrong(problems, UNREADABLE)


def _kind_of_rows(
    formula: Mapping[str, Any], kinds: Mapping[str, Kind], problems: list[Message]
) -> Kind | None:
    path = formula.get("field")
    if not isinstance(path, str) or path not in kinds:
        return _wrong(problems, UNKNOWN_FIELD, {"field": str(path)})
    if formula["op"] == "sum" and kinds[path] is not Kind.NUMBER:
        return _wrong(problems, NOT_NUMBERS)
    return Kind.NUMBER


def _kind_of_result(op: str, inner: Collection[Kind | None], problems: list[Message]) -> Kind | None:
    if None in inner:
        return None
    found = set(inner)
    if op in ("min", "max", "when") and len(found) == 1:
        return found.pop()
    wanted = Kind.DAY if op == "days" else Kind.NUMBER
    return Kind.NUMBER if found == {wanted} else _wrong(problems, NOT_NUMBERS)


def _wrong(problems: list[Message], text: str, params: Mapping[str, str] | None = None) -> Kind | None:
    problems.append(Message(text, params or {}))
    return None
