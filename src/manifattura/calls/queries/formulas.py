"""Formulas in words: what an officer can choose without programming, and how a stored formula reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..domain.edition import Edition, FieldType, FormField
from ..domain.form_facts import NUMBERS
from .conditions import Group, Municipi, condition_text

MOST_OPERANDS = 4
NUMBER = "number"
"""The choice "a number written here"."""


@dataclass(frozen=True)
class Operand:
    """`choice`: an option's value; `number`: what was written, for the choice "a number"."""

    choice: str
    number: str = ""


@dataclass(frozen=True)
class Lines:
    """A formula as the chooser says it: one operation on its operands; `condition` only for `when`."""

    op: str
    operands: tuple[Operand, ...]
    condition: Mapping[str, Any] | None = None


def operation_words() -> dict[str, str]:
    """What can be done with the operands, in the order of the chooser."""
    return {
        "is": _("Il primo valore, così com’è"),
        "add": _("Somma di tutti"),
        "sub": _("Differenza: il primo meno il secondo"),
        "mul": _("Prodotto di tutti"),
        "div": _("Rapporto: il primo diviso il secondo"),
        "percent": _("Percentuale: quanto è il primo su cento del secondo"),
        "min": _("Il più piccolo"),
        "max": _("Il più grande"),
        "when": _("Il primo se vale la condizione, altrimenti il secondo"),
    }


EXACTLY = {"is": 1, "sub": 2, "div": 2, "percent": 2, "when": 2}
"""Operations that take so many operands and no other number of them."""


def operand_choices(edition: Edition, *, before: str = "") -> list[Group]:
    """Numbers that a formula may use, by question; `before` leaves out that question and all that follow."""
    groups: list[Group] = []
    for item in _fields_before(edition, before):
        options = [(_value(node), words) for node, words in _operands(item)]
        if options:
            groups.append((item.label, options))
    groups.append(
        (
            _("L’impresa"),
            [
                (_value({"field": "applicant.employees"}), _("Persone, dalla scheda dell’impresa")),
                (_value({"field": "applicant.turnover"}), _("Fatturato, dalla scheda dell’impresa")),
            ],
        )
    )
    groups.append((_("Un numero"), [(NUMBER, _("Un numero scritto qui accanto"))]))
    return groups


def _fields_before(edition: Edition, before: str) -> Iterator[FormField]:
    for section in edition.form:
        for item in section.fields:
            if before and item.key == before:
                return
            # nothing may look into an envelope
            if not item.sealed:
                yield item


def _value(node: Mapping[str, Any]) -> str:
    return json.dumps(node, ensure_ascii=False, sort_keys=True)


def _operands(item: FormField) -> Iterator[tuple[dict[str, Any], str]]:
    if item.type in NUMBERS:
        yield {"field": item.key}, f"«{item.label}»"
    elif item.type is FieldType.EXPENSES:
        yield {"op": "sum", "field": f"{item.key}.amount"}, _("Totale di «%(label)s»") % {"label": item.label}
    elif item.type is FieldType.GROUP:
        yield {"op": "count", "field": item.key}, _("Quante voci in «%(label)s»") % {"label": item.label}
        for inner in item.fields:
            if inner.type in (FieldType.NUMBER, FieldType.MONEY):
                words = _("Totale di «%(inner)s» in «%(label)s»") % {
                    "inner": inner.label,
                    "label": item.label,
                }
                yield {"op": "sum", "field": f"{item.key}.{inner.key}"}, words


def formula_of(lines: Lines) -> dict[str, Any]:
    """The tree that the chosen lines say."""
    nodes = [
        {"number": one.number} if one.choice == NUMBER else json.loads(one.choice) for one in lines.operands
    ]
    if lines.op == "is":
        return dict(nodes[0])
    if lines.op == "percent":
        return {"op": "mul", "of": [{"op": "div", "of": nodes}, {"number": "100"}]}
    if lines.op == "when":
        return {"op": "when", "if": dict(lines.condition or {}), "of": nodes}
    return {"op": lines.op, "of": nodes}


def lines_of(formula: Mapping[str, Any] | None, choices: Sequence[Group]) -> Lines | None:
    """The lines that say a stored formula; None when it is more than the chooser can say."""
    if formula is None:
        return Lines("add", ())
    known = {value for _label, options in choices for value, _words in options}
    op, parts = str(formula.get("op", "")), formula.get("of")
    if parts is None:
        op, parts = "is", [formula]
    elif op == "mul" and len(parts) == 2 and parts[0].get("op") == "div" and parts[1] == {"number": "100"}:
        op, parts = "percent", parts[0]["of"]
    if op not in operation_words() or len(parts) > MOST_OPERANDS:
        return None
    operands = tuple(
        Operand(NUMBER, str(part["number"])) if set(part) == {"number"} else Operand(_value(part))
        for part in parts
    )
    if any(one.choice not in known for one in operands):
        return None
    return Lines(op, operands, formula.get("if"))


def formula_text(formula: Mapping[str, Any] | None, edition: Edition, municipi: Municipi) -> str:
    """A stored formula as a sentence; empty when there is none."""
    if formula is None:
        return ""
    words = {value: text for _label, options in operand_choices(edition) for value, text in options}
    return _sentence(formula, words, edition, municipi)


def _sentence(
    formula: Mapping[str, Any], words: Mapping[str, str], edition: Edition, municipi: Municipi
) -> str:
    if set(formula) == {"number"}:
        return str(formula["number"]).replace(".", ",")
    parts = formula.get("of")
    if parts is None:
        return words.get(_value(formula), str(formula.get("field", "")))
    said = [_sentence(part, words, edition, municipi) for part in parts]
    op = formula["op"]
    if op == "when":
        return _("%(first)s se %(condition)s, altrimenti %(second)s") % {
            "first": said[0],
            "condition": condition_text(formula["if"], edition, municipi),
            "second": said[1],
        }
    if op in ("min", "max"):
        name = _("il più piccolo fra %(parts)s") if op == "min" else _("il più grande fra %(parts)s")
        return name % {"parts": ", ".join(said)}
    sign = {"add": " + ", "sub": " − ", "mul": " × ", "div": " ÷ "}.get(op, f" {op} ")
    return sign.join(
        f"({part})" if _is_compound(node) else part for part, node in zip(said, parts, strict=True)
    )


def _is_compound(node: Mapping[str, Any]) -> bool:
    return "of" in node
