"""Reads JSON that can be read in one way only: the file rules of docs/formats.md §1."""

import json
from pathlib import Path
from typing import NoReturn, Self

LARGEST_INTEGER = 2**53 - 1
DEEPEST_LEVEL = 64

_CONTAINERS = frozenset({dict, list})
_PLAIN = frozenset({int, bool, type(None)}) | _CONTAINERS
_NOT_INTEGER = "not an integer within +/-(2^53-1)"
_LONGEST_INTEGER = len(str(-LARGEST_INTEGER))


class InvalidInput(ValueError):
    """The document does not follow its format. `str()` is one line of ASCII: where, and why."""

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(reason, where)
        self.reason = reason
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason

    def within(self, step: str) -> Self:
        """The same reason seen from one level further out; `step` is a member name or `[3]`."""
        joint = "." if self.where and not self.where.startswith("[") else ""
        return type(self)(self.reason, f"{step}{joint}{self.where}")


def quoted(value: object) -> str:
    """A value of the input as it may appear in a reason: short, ASCII, without line breaks."""
    shown = json.dumps(value) if isinstance(value, str | int | None) else f"a {type(value).__name__}"
    return shown if len(shown) <= 80 else shown[:77] + "..."


def read_strict_file(path: str) -> dict[str, object]:
    """The JSON object in the file at `path`; `InvalidInput` also when the file cannot be read."""
    return read_strict(read_file(path))


def read_file(path: str) -> bytes:
    """What is in the file at `path`; `InvalidInput` when it cannot be read."""
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name
        why = error.strerror if isinstance(error, OSError) else "not a file name"
        raise InvalidInput(f"cannot read {quoted(path)}: {why}") from error


def read_strict(content: bytes) -> dict[str, object]:
    """The one JSON object in `content`; `InvalidInput` for anything outside the file rules."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInput(f"not UTF-8 at byte {error.start}") from error
    if text.startswith("\ufeff"):
        raise InvalidInput("starts with a byte order mark")
    document = _parsed(text)
    if not isinstance(document, dict):
        raise InvalidInput("not a JSON object")
    check_values(document)
    # UTF-8 itself cannot carry half of a surrogate pair: only an escape can.
    if "\\u" in text:
        refuse_lone_surrogates(json.dumps(document, ensure_ascii=False))
    return document


def check_values(document: object) -> None:
    """Refuse what the file rules do not know: other types, integers beyond ±(2^53−1), more than 64 levels.

    Walks level by level, so that neither depth nor size costs a Python call per value.
    """
    level = [document]
    for _ in range(DEEPEST_LEVEL):
        if _CONTAINERS.isdisjoint(_checked_types(level)):
            return
        level = _values_inside(level)
    if level:
        raise InvalidInput(f"nested deeper than {DEEPEST_LEVEL} levels")


def refuse_lone_surrogates(text: str) -> None:
    """Refuse text with half of a UTF-16 pair, which no file in UTF-8 can carry."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidInput(f"a string with the lone surrogate U+{ord(text[error.start]):04X}") from error


def _parsed(text: str) -> object:
    try:
        parsed: object = json.loads(
            text,
            object_pairs_hook=_members,
            parse_int=_integer,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except json.JSONDecodeError as error:
        raise InvalidInput(f"not JSON at line {error.lineno} column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise InvalidInput(f"nested deeper than {DEEPEST_LEVEL} levels") from error
    return parsed


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        _refuse_repeated([name for name, _ in pairs])
    return members


def _refuse_repeated(names: list[str]) -> NoReturn:
    first = {name: at for at, name in reversed(list(enumerate(names)))}
    repeated = next(name for at, name in enumerate(names) if first[name] != at)
    raise InvalidInput(f"member {quoted(repeated)} appears twice in one object")


def _integer(digits: str) -> int:
    # The length first: Python refuses to convert thousands of digits, with an error of its own.
    if len(digits) > _LONGEST_INTEGER:
        _refuse_number(digits)
    return int(digits)


def _refuse_number(number: str) -> NoReturn:
    raise InvalidInput(f"{_NOT_INTEGER}: {quoted(number)}")


def _checked_types(level: list[object]) -> set[type]:
    types = set(map(type, level))
    for kind in types - _PLAIN:
        if not issubclass(kind, str):
            raise InvalidInput(f"a {kind.__name__} is not a value of JSON here")
    if int in types:
        for value in level:
            if type(value) is int and abs(value) > LARGEST_INTEGER:
                raise InvalidInput(_NOT_INTEGER)
    return types


def _values_inside(level: list[object]) -> list[object]:
    inside: list[object] = []
    names: list[object] = []
    for value in level:
        if isinstance(value, dict):
            names.extend(value)
            inside.extend(value.values())
        elif isinstance(value, list):
            inside.extend(value)
    for kind in set(map(type, names)):
        if not issubclass(kind, str):
            raise InvalidInput(f"a member name that is a {kind.__name__}")
    return inside
