"""Readers of the types that all replay formats share (docs/formats.md §1).

A reader takes a value of the parsed document and gives what it means, or raises `InvalidInput`.
"""

import base64
import datetime
import re
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from manifattura.kernel.scaled import scaled
from manifattura.kernel.strict_json import LARGEST_INTEGER, InvalidInput, quoted

T = TypeVar("T")
Absent = TypeVar("Absent")

LONGEST_TEXT = 200

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
_POINTS = re.compile(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,2})?")
_MONEY = re.compile(r"(0|[1-9][0-9]{0,11})\.[0-9]{2}")
_COEFFICIENT = re.compile(r"0(\.[0-9]{1,6})?|1(\.0{1,6})?")
_SHARE = re.compile(r"0\.[0-9]{2}|1\.00")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,9}))?"
    r"(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))"
)
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")

EARLIEST_YEAR = 1900


# ------------------------------------------------------------------ objects and lists


def members(value: object, required: Sequence[str], optional: Sequence[str] = ()) -> dict[str, object]:
    """An object that has every required member and no member but those named here."""
    if not isinstance(value, dict):
        raise InvalidInput(f"not an object: {quoted(value)}")
    for name in required:
        if name not in value:
            raise InvalidInput(f"member {quoted(name)} is missing")
    if len(value) > len(required):
        for name in value:
            if name not in required and name not in optional:
                raise InvalidInput(f"member {quoted(name)} is not known")
    return value


def field(owner: dict[str, object], name: str, reader: Callable[[object], T]) -> T:
    """The member `name`, read by `reader`; a refusal says where."""
    try:
        return reader(owner[name])
    except InvalidInput as error:
        raise error.within(name) from None


def optional_field(
    owner: dict[str, object], name: str, reader: Callable[[object], T], absent: Absent
) -> T | Absent:
    """Like `field`, or `absent` when the member is left out (null is not leaving out)."""
    return field(owner, name, reader) if name in owner else absent


def entries(value: object) -> dict[str, object]:
    """An object whose member names are data, such as criterion ids."""
    if not isinstance(value, dict):
        raise InvalidInput(f"not an object: {quoted(value)}")
    return value


def items(value: object, reader: Callable[[object], T]) -> tuple[T, ...]:
    """A list whose items are all read by `reader`."""
    if not isinstance(value, list):
        raise InvalidInput(f"not a list: {quoted(value)}")
    done: list[T] = []
    try:
        for item in value:
            done.append(reader(item))  # noqa: PERF401 (its length says where a refusal happened)
    except InvalidInput as error:
        raise error.within(f"[{len(done)}]") from None
    return tuple(done)


def distinct(values: Iterable[Hashable], what: str) -> None:
    """Refuse a repeated value; `what` names the kind of value, as in "flag"."""
    seen: set[Hashable] = set()
    for value in values:
        if value in seen:
            raise InvalidInput(f"{what} {quoted(value)} is repeated")
        seen.add(value)


def known(names: Iterable[str], among: Collection[str], what: str) -> None:
    """Refuse a name that is not declared elsewhere in the document."""
    for name in names:
        if name not in among:
            raise InvalidInput(f"{what} {quoted(name)} is not known")


# ------------------------------------------------------------------ plain values


def identifier(value: object) -> str:
    return _matching(value, _IDENTIFIER, "an id")


def identifiers(value: object) -> tuple[str, ...]:
    """A list of ids without repeats."""
    read = items(value, identifier)
    distinct(read, "id")
    return read


def text(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= LONGEST_TEXT:
        raise InvalidInput(f"not a text of 1 to {LONGEST_TEXT} characters: {quoted(value)}")
    return value


def boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidInput(f"not true or false: {quoted(value)}")
    return value


def count_from_one(value: object) -> int:
    # `True` is an int in Python, not in the format.
    if type(value) is not int or not 1 <= value <= LARGEST_INTEGER:
        raise InvalidInput(f"not an integer from 1: {quoted(value)}")
    return value


def count_from_zero(value: object) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST_INTEGER:
        raise InvalidInput(f"not an integer from 0: {quoted(value)}")
    return value


def digest(value: object) -> bytes:
    """The 32 bytes of a hash written in lower-case hexadecimal."""
    return bytes.fromhex(_matching(value, _DIGEST, "a hash of 64 lower-case hexadecimal digits"))


def octets(value: object, length: int) -> bytes:
    """Exactly `length` bytes in standard base64, in the one spelling that writing them again gives."""
    coded = _matching(value, _BASE64, "base64")
    try:
        read = base64.b64decode(coded, validate=True)
    except ValueError as error:
        raise InvalidInput(f"not base64: {quoted(value)}") from error
    if len(read) != length or base64.b64encode(read).decode("ascii") != coded:
        raise InvalidInput(f"not {length} bytes in base64: {quoted(value)}")
    return read


def moment(value: object) -> int:
    """A time with its offset, as nanoseconds on one scale: two moments compare whatever their offsets."""
    if not isinstance(value, str) or not (read := _MOMENT.fullmatch(value)):
        raise InvalidInput(f"not a time with its offset: {quoted(value)}")
    year, month, day, hour, minute, second = (int(part) for part in read.groups()[:6])
    fraction, sign, offset_hour, offset_minute = read.groups()[6:]
    try:
        days = datetime.date(year, month, day).toordinal()
    except ValueError as error:
        raise InvalidInput(f"not a real day: {quoted(value)}") from error
    if year < EARLIEST_YEAR:
        raise InvalidInput(f"before the year {EARLIEST_YEAR}: {quoted(value)}")
    offset = int(sign + "1") * (int(offset_hour) * 60 + int(offset_minute)) if sign else 0
    seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
    return seconds * 10**9 + int((fraction or "").ljust(9, "0"))


def one_of(value: object, words: Sequence[str]) -> str:
    """One of the fixed words of the format."""
    if not isinstance(value, str) or value not in words:
        raise InvalidInput(f"not one of {', '.join(words)}: {quoted(value)}")
    return value


# ------------------------------------------------------------------ exact numbers


def points(value: object) -> int:
    """In hundredths."""
    return scaled(_matching(value, _POINTS, "points"), 2)


def points_above_zero(value: object) -> int:
    return _above_zero(points(value), value)


def money(value: object) -> int:
    """In cents."""
    return scaled(_matching(value, _MONEY, "an amount in euro"), 2)


def money_above_zero(value: object) -> int:
    return _above_zero(money(value), value)


def share(value: object) -> int:
    """0 to 1, in hundredths."""
    return scaled(_matching(value, _SHARE, "a share"), 2)


def coefficient(value: object) -> int:
    """0 to 1, in millionths. Remembered: a committee uses few different marks, hundreds of thousands of times."""
    if not isinstance(value, str):
        raise InvalidInput(f"not a coefficient: {quoted(value)}")
    return _coefficient(value)


@lru_cache(maxsize=16384)
def _coefficient(value: str) -> int:
    return scaled(_matching(value, _COEFFICIENT, "a coefficient"), 6)


def _matching(value: object, pattern: re.Pattern[str], what: str) -> str:
    # fullmatch, because `$` would let a line break through at the end.
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise InvalidInput(f"not {what}: {quoted(value)}")
    return value


def _above_zero(number: int, value: object) -> int:
    if number == 0:
        raise InvalidInput(f"not above zero: {quoted(value)}")
    return number
