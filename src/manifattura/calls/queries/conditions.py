"""Conditions in words: what an officer can choose without programming, and how a stored condition reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..domain.edition import Edition, Expression, FieldType, FormField

MOST_ROWS = 3
NUMBERS = (FieldType.NUMBER, FieldType.MONEY)

Municipi = Sequence[tuple[int, str]]
Test = tuple[Any, ...]
Group = tuple[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Row:
    """One line of the chooser: `choice` is an option's value, `value` the number or day it compares with."""

    choice: str
    value: str = ""


def condition_choices(edition: Edition, municipi: Municipi, *, before: str = "") -> list[Group]:
    """Options by question; `before` leaves out the question with this key and all that follow it."""
    groups: list[Group] = []
    for item in _fields_before(edition, before):
        options = [(_value(*test), words) for test, words in _tests(item, municipi)]
        if options:
            groups.append((item.label, options))
    groups.append((_("L’impresa"), [(_value(*test), words) for test, words in _firm_tests()]))
    return groups


def _fields_before(edition: Edition, before: str) -> Iterator[FormField]:
    for section in edition.form:
        for item in section.fields:
            if before and item.key == before:
                return
            # nothing may look into an envelope
            if not item.sealed:
                yield item


def _value(*test: Any) -> str:
    return json.dumps(test, ensure_ascii=False)


def _tests(item: FormField, municipi: Municipi) -> Iterator[tuple[Test, str]]:
    """(op, field[, value]) and its words; without a value the row wants one."""
    if item.type is FieldType.YES_NO:
        yield ("eq", item.key, True), _("«%(label)s»: sì") % {"label": item.label}
        yield ("eq", item.key, False), _("«%(label)s»: no") % {"label": item.label}
    elif item.type in (FieldType.CHOICE, FieldType.CHOICES):
        yield from _named(item, item.key, [(option.key, option.label) for option in item.options])
    elif item.type is FieldType.SEAT:
        yield from _named(item, f"{item.key}.municipio", municipi)
    else:
        words = (
            _number_words() if item.type in NUMBERS else _day_words() if item.type is FieldType.DATE else {}
        )
        for op, text in words.items():
            yield (op, item.key), f"«{item.label}» {text}"
    if item.type not in (FieldType.DECLARATION, FieldType.FILE):
        yield ("answered", item.key), _("«%(label)s» ha una risposta") % {"label": item.label}


def _named(item: FormField, path: str, values: Sequence[tuple[Any, str]]) -> Iterator[tuple[Test, str]]:
    for value, name in values:
        yield ("eq", path, value), f"«{item.label}»: {name}"


def _number_words() -> dict[str, str]:
    return {
        "gt": _("è più di…"),
        "gte": _("è almeno…"),
        "lt": _("è meno di…"),
        "lte": _("è al massimo…"),
        "eq": _("è uguale a…"),
    }


def _day_words() -> dict[str, str]:
    return {"gte": _("è dal giorno…"), "lt": _("è prima del giorno…")}


def kind_words() -> dict[str, str]:
    """The kinds of participant, as pages say them."""
    return {
        "firm": _("Impresa"),
        "self_employed": _("Lavoratore autonomo"),
        "non_profit": _("Ente non profit"),
        "firm_to_be": _("Impresa da costituire"),
        "grouping": _("Raggruppamento"),
    }


def size_words() -> dict[str, str]:
    return {"micro": _("Micro"), "small": _("Piccola"), "medium": _("Media"), "large": _("Grande")}


def _firm_tests() -> Iterator[tuple[Test, str]]:
    for key, word in kind_words().items():
        yield ("eq", "applicant.kind", key), _("Chi fa domanda: %(kind)s") % {"kind": word}
    for key, word in kind_words().items():
        yield ("ne", "applicant.kind", key), _("Chi fa domanda non è: %(kind)s") % {"kind": word}
    for key, word in size_words().items():
        yield ("eq", "applicant.size_class", key), _("Dimensione: %(size)s") % {"size": word}


def wants_value(choice: str) -> bool:
    """Whether the chosen line compares with a number or a day that must be written."""
    test = json.loads(choice)
    return len(test) == 2 and test[0] != "answered"


def expression_of(join: str, rows: Sequence[Row]) -> Expression | None:
    """The condition that the chosen lines say; None when nothing was chosen."""
    parts: list[dict[str, Any]] = []
    for row in rows:
        test = json.loads(row.choice)
        part: dict[str, Any] = {"op": test[0], "field": test[1]}
        if len(test) == 3:
            part["value"] = test[2]
        elif test[0] != "answered":
            part["value"] = row.value
        parts.append(part)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"op": join, "of": parts}


def rows_of(expression: Expression | None, choices: Sequence[Group]) -> tuple[str, list[Row]] | None:
    """The lines that say a stored condition; None when it is more than the chooser can say."""
    if expression is None:
        return "all", []
    expression = _spelled_out(expression)
    join, parts = ("all", [expression])
    if expression.get("op") in ("all", "any"):
        join, parts = str(expression["op"]), list(expression["of"])
    known = {value for _label, options in choices for value, _words in options}
    rows: list[Row] = []
    for part in parts:
        row = _row(part)
        if row is None or row.choice not in known:
            return None
        rows.append(row)
    return (join, rows) if len(rows) <= MOST_ROWS else None


def _spelled_out(expression: Expression) -> Expression:
    """`in` and `not_in` as what they mean: one of these, none of these."""
    op = expression.get("op")
    if op not in ("in", "not_in"):
        return expression
    field, values = expression["field"], expression["value"]
    single, join = ("eq", "any") if op == "in" else ("ne", "all")
    return {"op": join, "of": [{"op": single, "field": field, "value": value} for value in values]}


def _row(part: Mapping[str, Any]) -> Row | None:
    op, field = part.get("op"), part.get("field")
    if field is None:
        return None
    if op == "answered":
        return Row(_value(op, field))
    value = part.get("value")
    if op in ("eq", "ne") and not (isinstance(value, str) and _is_number(value)):
        return Row(_value(op, field, value))
    return Row(_value(op, field), str(value))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdigit()


def condition_text(expression: Expression | None, edition: Edition, municipi: Municipi) -> str:
    """A stored condition as a sentence; empty when there is none."""
    if expression is None:
        return ""
    words = {
        value: text for _label, options in condition_choices(edition, municipi) for value, text in options
    }
    return _sentence(expression, words)


def _sentence(expression: Expression, words: Mapping[str, str]) -> str:
    expression = _spelled_out(expression)
    op = expression.get("op")
    if op in ("all", "any"):
        join = _(" e ") if op == "all" else _(" oppure ")
        return join.join(_sentence(part, words) for part in expression["of"])
    if op == "not":
        return _("non: %(condition)s") % {"condition": _sentence(expression["of"], words)}
    row = _row(expression)
    text = words.get(row.choice, "") if row else ""
    if not text and op == "ne":
        return _("non: %(condition)s") % {"condition": _sentence({**expression, "op": "eq"}, words)}
    if not text:
        return f"{expression.get('field', '')} {op} {expression.get('value', '')}".strip()
    return text.replace("…", f" {row.value}") if row and row.value else text
