"""The common types of the replay formats: what each pattern takes and what it means."""

from collections.abc import Callable
from typing import Any

import pytest

from manifattura.kernel import document_types as types
from manifattura.kernel.strict_json import InvalidInput

NEVER: list[Any] = [
    None,
    True,
    1,
    [],
    {},
    [""],
    "",
    " ",
    "a ",
    "è",
    "1\n",
    "\n1",
    "+1",
    "-1",
    "1,5",
    "\u0661",
]


@pytest.mark.parametrize(
    ("reader", "value", "meaning"),
    [
        (types.identifier, "a", "a"),
        (types.identifier, "9._/-Z", "9._/-Z"),
        (types.identifier, "a" * 64, "a" * 64),
        (types.text, "x" * 200, "x" * 200),
        (types.text, "𝄞" * 200, "𝄞" * 200),
        (types.text, " ", " "),
        (types.boolean, False, False),
        (types.count_from_one, 1, 1),
        (types.count_from_one, 2**53 - 1, 2**53 - 1),
        (types.count_from_zero, 0, 0),
        (types.count_from_zero, 2**53 - 1, 2**53 - 1),
        (types.digest, "00" * 31 + "0f", bytes(31) + b"\x0f"),
        (types.moment, "1970-01-01T00:00:00Z", 719163 * 86400 * 10**9),
        (types.moment, "1970-01-01T01:00:00.5+01:00", 719163 * 86400 * 10**9 + 500_000_000),
        (types.moment, "1969-12-31T23:30:00.000000001-00:30", 719163 * 86400 * 10**9 + 1),
        (types.points, "0", 0),
        (types.points, "0.0", 0),
        (types.points, "7.5", 750),
        (types.points, "999999.99", 99999999),
        (types.points_above_zero, "0.01", 1),
        (types.money, "0.00", 0),
        (types.money, "999999999999.99", 99999999999999),
        (types.money_above_zero, "0.01", 1),
        (types.share, "0.60", 60),
        (types.share, "0.00", 0),
        (types.share, "1.00", 100),
        (types.coefficient, "0", 0),
        (types.coefficient, "0.5", 500000),
        (types.coefficient, "0.123456", 123456),
        (types.coefficient, "1", 1000000),
        (types.coefficient, "1.000000", 1000000),
    ],
)
def test_takes(reader: Callable[[object], object], value: object, meaning: object) -> None:
    assert reader(value) == meaning


@pytest.mark.parametrize(
    ("reader", "more"),
    [
        (types.identifier, ["_a", "a b", "a" * 65, "aé", "a\n", "-a", "/a", "a\u0661"]),
        (types.points, ["01", "1000000", "1.", ".5", "1.234", "1e2", "00", "0.0\n"]),
        (types.points_above_zero, ["0", "0.0", "0.00"]),
        (types.money, ["1", "1.5", "01.00", "1.000", "1000000000000.00", "1.00 ", "1.00\n", "0.0"]),
        (types.money_above_zero, ["0.00"]),
        (types.share, ["0.6", "1.0", "1", "0", "1.01", "0.600", "1.00\n"]),
        (
            types.coefficient,
            ["1.1", "1.000001", "2", "0.1234567", "1.0000000", "0.", "1.", "00", "0.5\n", ".5"],
        ),
    ],
)
def test_refuses(reader: Callable[[object], object], more: list[object]) -> None:
    digits = [value for value in NEVER if not (value == "1" and reader is types.identifier)]
    for value in [*digits, *more]:
        with pytest.raises(InvalidInput):
            reader(value)


@pytest.mark.parametrize(
    ("reader", "values"),
    [
        (types.text, ["", "x" * 201, None, 1, []]),
        (types.boolean, [0, 1, None, "true", []]),
        (types.count_from_one, [0, -1, True, "1", None, 1.0, 2**53]),
    ],
)
def test_refuses_other_kinds(reader: Callable[[object], object], values: list[object]) -> None:
    for value in values:
        with pytest.raises(InvalidInput):
            reader(value)


def test_members() -> None:
    owner = {"a": 1, "b": 2}
    assert types.members(owner, ("a",), ("b",)) is owner
    assert types.members({"a": 1}, ("a",), ("b",)) == {"a": 1}
    with pytest.raises(InvalidInput, match='"a" is missing'):
        types.members({"b": 2}, ("a",), ("b",))
    with pytest.raises(InvalidInput, match='"c" is not known'):
        types.members({"a": 1, "c": 3}, ("a",), ("b",))
    for value in (None, [], "a", 1):
        with pytest.raises(InvalidInput, match="not an object"):
            types.members(value, ())
        with pytest.raises(InvalidInput, match="not an object"):
            types.entries(value)


def test_fields_and_items_say_where() -> None:
    owner: dict[str, object] = {"list": ["a", 1], "none": None}
    with pytest.raises(InvalidInput, match=r"^list\[1\]: not an id"):
        types.field(owner, "list", types.identifiers)
    with pytest.raises(InvalidInput, match=r"^none: not an id"):
        types.optional_field(owner, "none", types.identifier, "absent")
    assert types.optional_field(owner, "other", types.identifier, "absent") == "absent"
    with pytest.raises(InvalidInput, match="not a list"):
        types.items({}, types.identifier)


def test_words_and_sets() -> None:
    assert types.one_of("raw", ("raw", "rescaled")) == "raw"
    for value in ("RAW", "", None, ["raw"], {}):
        with pytest.raises(InvalidInput, match="not one of raw, rescaled"):
            types.one_of(value, ("raw", "rescaled"))
    with pytest.raises(InvalidInput, match="repeated"):
        types.identifiers(["a", "b", "a"])
    types.known(["a"], {"a"}, "criterion")
    with pytest.raises(InvalidInput, match='criterion "b" is not known'):
        types.known(["a", "b"], {"a"}, "criterion")


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-29T12:00:00Z",
        "0000-01-01T00:00:00Z",
        "1899-12-31T23:59:59Z",
        "2026-11-06T12:00:00",
        "2026-11-06 12:00:00Z",
        "2026-11-06t12:00:00Z",
        "2026-11-06T12:00:00z",
        "2026-11-06T24:00:00Z",
        "2026-11-06T12:60:00Z",
        "2026-11-06T12:00:60Z",
        "2026-11-06T12:00:00.Z",
        "2026-11-06T12:00:00.1234567890Z",
        "2026-11-06T12:00:00,5Z",
        "2026-11-06T12:00:00+24:00",
        "2026-11-06T12:00:00+01:60",
        "2026-11-06T12:00:00+0100",
        "2026-11-06T12:00:00Z\n",
        "2026-11-06T12:00:0\u0661Z",
        *NEVER,
    ],
)
def test_no_moment(value: Any) -> None:
    with pytest.raises(InvalidInput):
        types.moment(value)


@pytest.mark.parametrize(
    "value", ["AA==", "AB=="[:3], "AAA=", "AAB=", "AA=\n", "A===", "AAAAAA==", "", None, "_w=="]
)
def test_octets_have_one_spelling(value: Any) -> None:
    if value == "AAA=":
        assert types.octets(value, 2) == b"\0\0"
    else:
        with pytest.raises(InvalidInput):
            types.octets(value, 2)


@pytest.mark.parametrize("value", ["AB" * 32, "ab" * 31, "ab" * 32 + "\n", "g" * 64, *NEVER])
def test_no_digest(value: Any) -> None:
    with pytest.raises(InvalidInput):
        types.digest(value)


@pytest.mark.parametrize("value", [-1, 2**53, True, "0", None, 1.0])
def test_no_count_from_zero(value: Any) -> None:
    with pytest.raises(InvalidInput):
        types.count_from_zero(value)
