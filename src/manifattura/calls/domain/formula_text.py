"""Formulas as people write them in a spreadsheet: `(fatturato - costi) / fatturato * 100`, to the tree and back.

Names are the codes of the questions; numbers have a comma before the decimals; days are `31/12/2025`. Functions: `min`,
`max`, `somma` and `conta` (of rows: `somma(spese.amount)`), `giorni(a; b)` (from a to b).
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from .formulas import Formula
from .messages import Message, gettext_noop

UNREADABLE = gettext_noop("Non capisco la formula da qui: «%(rest)s».")
UNFINISHED = gettext_noop("La formula non è finita.")
NO_DAY = gettext_noop("«%(text)s» non è un giorno del calendario.")

FUNCTIONS = {"min": "min", "max": "max", "somma": "sum", "conta": "count", "giorni": "days"}
_SIGNS = {"+": "add", "-": "sub", "*": "mul", "×": "mul", "/": "div", "÷": "div"}
_WRITTEN = {"add": " + ", "sub": " - ", "mul": " * ", "div": " / "}
_STRENGTH = {"add": 1, "sub": 1, "mul": 2, "div": 2}
_NAMES = {op: name for name, op in FUNCTIONS.items()}

_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9])")
_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,15})(?:,([0-9]{1,6}))?(?![0-9.,])")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class FormulaTextError(ValueError):
    """The text is no formula; `problem` says where."""

    def __init__(self, problem: Message) -> None:
        super().__init__(str(problem))
        self.problem = problem


def parse_formula(text: str, names: Collection[str]) -> Formula:
    """The tree of a text; `names` are the paths it may use. `FormulaTextError` where it stops being one."""
    reader = _Reader(text, sorted(names, key=len, reverse=True))
    formula = reader.sum()
    reader.expect_end()
    return formula


def formula_text(formula: Formula, names: Mapping[str, str] | None = None) -> str:
    """A tree as people write it, with `names` in place of codes; a choice (`when`) has no text and gives an empty one."""
    try:
        return _written(formula, 0, names or {})
    except KeyError:
        return ""


class _Reader:
    def __init__(self, text: str, names: list[str]) -> None:
        self.rest = text.strip()
        self.names = names

    def sum(self) -> dict[str, Any]:
        return self._chain("+-", self.product)

    def product(self) -> dict[str, Any]:
        return self._chain("*×/÷", self.factor)

    def _chain(self, signs: str, inner: Any) -> dict[str, Any]:
        formula: dict[str, Any] = inner()
        while self.rest[:1] and self.rest[0] in signs:
            op = _SIGNS[self._take(1)]
            other = inner()
            if formula.get("op") == op and op in ("add", "mul"):
                formula = {"op": op, "of": [*formula["of"], other]}
            else:
                formula = {"op": op, "of": [formula, other]}
        return formula

    def factor(self) -> dict[str, Any]:
        if not self.rest:
            raise FormulaTextError(Message(UNFINISHED))
        if self.rest[0] == "(":
            self._take(1)
            inner = self.sum()
            self._expect(")")
            return inner
        if self.rest[0] == "-":
            self._take(1)
            return {"op": "sub", "of": [{"number": "0"}, self.factor()]}
        return self._named() or self._day() or self._number() or self._function()

    def _named(self) -> dict[str, Any] | None:
        for name in self.names:
            after = self.rest[len(name) : len(name) + 1]
            if self.rest.startswith(name) and not (after.isalnum() or after in ("_", "(")):
                self._take(len(name))
                return {"field": name}
        return None

    def _day(self) -> dict[str, Any] | None:
        match = _DAY.match(self.rest)
        if match is None:
            return None
        try:
            day = date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError as error:
            raise FormulaTextError(Message(NO_DAY, {"text": match[0]})) from error
        self._take(match.end())
        return {"day": day.isoformat()}

    def _number(self) -> dict[str, Any] | None:
        match = _NUMBER.match(self.rest)
        if match is None:
            return None
        self._take(match.end())
        whole = str(int(match[1].replace(".", "")))
        return {"number": f"{whole}.{match[2]}" if match[2] else whole}

    def _function(self) -> dict[str, Any]:
        match = _WORD.match(self.rest)
        op = FUNCTIONS.get(match[0].lower(), "") if match else ""
        if match is None or not op:
            raise FormulaTextError(Message(UNREADABLE, {"rest": self.rest[:30]}))
        self._take(match.end())
        self._expect("(")
        if op in ("sum", "count"):
            named = self._named()
            if named is None:
                raise FormulaTextError(Message(UNREADABLE, {"rest": self.rest[:30]}))
            self._expect(")")
            return {"op": op, **named}
        parts = [self.sum()]
        while self.rest.startswith(";"):
            self._take(1)
            parts.append(self.sum())
        self._expect(")")
        return {"op": op, "of": parts}

    def expect_end(self) -> None:
        if self.rest:
            raise FormulaTextError(Message(UNREADABLE, {"rest": self.rest[:30]}))

    def _expect(self, sign: str) -> None:
        if not self.rest:
            raise FormulaTextError(Message(UNFINISHED))
        if not self.rest.startswith(sign):
            raise FormulaTextError(Message(UNREADABLE, {"rest": self.rest[:30]}))
        self._take(1)

    def _take(self, length: int) -> str:
        taken, self.rest = self.rest[:length], self.rest[length:].lstrip()
        return taken


def _written(formula: Formula, strength: int, names: Mapping[str, str]) -> str:
    if "number" in formula:
        return number_written(str(formula["number"]))
    if "day" in formula:
        return f"{date.fromisoformat(formula['day']):%d/%m/%Y}"
    op = formula.get("op")
    if op is None:
        return names.get(formula["field"], str(formula["field"]))
    if op in ("sum", "count"):
        return f"{_NAMES[op]}({names.get(formula['field'], formula['field'])})"
    if op not in _WRITTEN:
        return f"{_NAMES[op]}({'; '.join(_written(part, 0, names) for part in formula['of'])})"
    own = _STRENGTH[op]
    first, *others = formula["of"]
    text = _WRITTEN[op].join(
        [_written(first, own, names), *(_written(part, own + 1, names) for part in others)]
    )
    return f"({text})" if own < strength else text


def number_written(text: str) -> str:
    """`1234.5` as `1.234,5`."""
    sign, bare = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = bare.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"
