"""Reads exact values of a version 2 document: numbers, days, facts, formulas (docs/formats.md §3 Values)."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import cast

from manifattura.calls.domain.formulas import MANY, Kind, Ratio, combined
from manifattura.evaluation.domain.ranking.version2.methods import Fact, Facts, Value
from manifattura.kernel.document_types import entries, field, identifier, identifiers, items, members, one_of
from manifattura.kernel.scaled import MILLION, scaled
from manifattura.kernel.strict_json import InvalidInput, quoted

DEEPEST_FORMULA = 8
_TWO = ("sub", "div", "days")

_NUMBER = re.compile(r"(-?)((?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?)")
_DAY = re.compile(r"(19|[2-9][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")


class FactType(StrEnum):
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"


Types = Mapping[str, FactType]


def number(value: object) -> Ratio:
    """In millionths, with their number."""
    match = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise InvalidInput(f"not a number: {quoted(value)}")
    size = scaled(match[2], 6)
    return (-size if match[1] else size), MILLION


def day(value: object) -> Ratio:
    """As days from the year 1."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value).toordinal(), 1
        except ValueError:
            pass
    raise InvalidInput(f"not a day: {quoted(value)}")


def yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidInput(f"not true or false: {quoted(value)}")
    return value


READERS: Mapping[FactType, Callable[[object], Fact]] = {
    FactType.NUMBER: number,
    FactType.DATE: day,
    FactType.YES_NO: yes_no,
    FactType.CHOICE: identifier,
    FactType.CHOICES: identifiers,
}


def read_types(value: object) -> dict[str, FactType]:
    """The facts that the call declares, with their types."""
    pairs = items(value, _declared)
    declared: dict[str, FactType] = {}
    for name, kind in pairs:
        if name in declared:
            raise InvalidInput(f"fact {quoted(name)} is repeated")
        declared[name] = kind
    return declared


def _declared(value: object) -> tuple[str, FactType]:
    owner = members(value, ("id", "type"))
    kind = field(owner, "type", lambda item: one_of(item, tuple(FactType)))
    return field(owner, "id", identifier), FactType(kind)


def read_facts(value: object, types: Types) -> dict[str, Fact]:
    """The facts of an application, each of its declared type."""
    owner = entries(value)
    for name in owner:
        if name not in types:
            raise InvalidInput(f"fact {quoted(name)} is not known")
    return {name: field(owner, name, READERS[types[name]]) for name in owner}


def known_fact(value: object, types: Types, *wanted: FactType) -> str:
    """The id of a declared fact of one of the wanted types."""
    name = identifier(value)
    if types.get(name) not in wanted:
        raise InvalidInput(f"not a fact of type {' or '.join(wanted)}: {quoted(value)}")
    return name


# ------------------------------------------------------------------ formulas


def read_formula(value: object, types: Types, depth: int = 1) -> tuple[Value, Kind]:
    """A formula ready to be asked, and whether it gives a number or a day."""
    if depth > DEEPEST_FORMULA:
        raise InvalidInput("a formula is nested too deeply")
    if not isinstance(value, dict) or "op" not in value:
        return _leaf(value, types)
    owner = members(value, ("op", "of"))
    op = field(owner, "op", lambda item: one_of(item, (*MANY, *_TWO)))
    parts = field(owner, "of", lambda item: items(item, lambda part: read_formula(part, types, depth + 1)))
    if not parts or (op in _TWO and len(parts) != 2):
        raise InvalidInput(f"{op} wants another number of parts")
    kinds = {kind for _, kind in parts}
    return _operation(op, [part for part, _ in parts]), _kind(op, kinds)


def _leaf(value: object, types: Types) -> tuple[Value, Kind]:
    owner = members(value, (), ("fact", "number", "day"))
    if len(owner) != 1:
        raise InvalidInput("a formula is one fact, one number, one day or one operation")
    if "number" in owner:
        return _constant(field(owner, "number", number)), Kind.NUMBER
    if "day" in owner:
        return _constant(field(owner, "day", day)), Kind.DAY
    name = field(owner, "fact", lambda item: known_fact(item, types, FactType.NUMBER, FactType.DATE))
    return _fact(name), Kind.DAY if types[name] is FactType.DATE else Kind.NUMBER


def _kind(op: str, kinds: set[Kind]) -> Kind:
    if len(kinds) == 1:
        (kind,) = kinds
        if op in ("min", "max"):
            return kind
        if kind is (Kind.DAY if op == "days" else Kind.NUMBER):
            return Kind.NUMBER
    raise InvalidInput(f"{op} mixes numbers and days")


def _constant(ratio: Ratio) -> Value:
    return lambda _: ratio


def _fact(name: str) -> Value:
    # The reader of the facts made sure that a number or a day is a ratio.
    return lambda facts: cast("Ratio | None", facts.get(name))


def _operation(op: str, parts: list[Value]) -> Value:
    def value(facts: Facts) -> Ratio | None:
        return combined(op, [part(facts) for part in parts])

    return value


def read_at(kind: Kind) -> Callable[[object], Ratio]:
    """The reader of edges and nodes on the scale of a formula."""
    return day if kind is Kind.DAY else number
