"""Documents of lots that must be refused, each one change away from a valid one."""

import copy
from typing import Any

import pytest

from manifattura.evaluation.domain.allocation.document import result_document
from manifattura.kernel.strict_json import InvalidInput
from tests.evaluation.domain.allocation.documents import Document
from tests.evaluation.domain.test_ranking_invalid import Change, at, drop, put

Path = tuple[str | int, ...]


def base() -> Document:
    """Uses every member of the format."""
    return {
        "format": "manifattura-allocation/1",
        "meta": {"note": "è"},
        "call": {"id": "CALL-1"},
        "lots": [
            {
                "id": "L1",
                "base": "100.00",
                "award": {
                    "rule": "meat",
                    "technical_max": "60",
                    "technical_min": "36.5",
                    "economic_max": "40.00",
                    "formula": "interpolated",
                },
                "tie_breakers": [
                    {"by": "technical"},
                    {"by": "offer"},
                    {"by": "arrival"},
                    {"by": "draw", "seed": "s"},
                ],
            },
            {
                "id": "L2",
                "base": "100.00",
                "award": {"rule": "highest_offer"},
                "tie_breakers": [{"by": "offer"}, {"by": "draw", "seed": "s"}],
            },
            {
                "id": "L3",
                "base": "0.00",
                "award": {"rule": "technical_only", "technical_max": "60", "technical_min": "36"},
                "tie_breakers": [{"by": "technical"}, {"by": "draw", "seed": "s"}],
            },
        ],
        "applicants": [
            {
                "id": "F1",
                "arrival": 1,
                "max_lots": 2,
                "bids": [
                    {"lot": "L1", "technical": "36.50", "offer": "100.00"},
                    {"lot": "L2", "offer": "99.99"},
                    {"lot": "L3", "technical": "60"},
                ],
                "preferences": ["L3", "L1", "L2"],
            },
            {"id": "F2", "arrival": 1, "max_lots": 1, "bids": [], "preferences": []},
        ],
    }


FIRST = ("lots", 0)
SECOND = ("lots", 1)
THIRD = ("lots", 2)
FIRM = ("applicants", 0)
OBJECTS: list[Path] = [
    (),
    ("call",),
    *[("lots", number) for number in range(3)],
    *[("lots", number, "award") for number in range(3)],
    *[(*FIRST, "tie_breakers", number) for number in range(4)],
    FIRM,
    *[(*FIRM, "bids", number) for number in range(3)],
]


def may_be_left_out(path: Path, name: str) -> bool:
    return name in ("meta", "technical_min") or (path == THIRD and name == "base")


def refused(change: Change) -> str:
    document = base()
    change(document)
    with pytest.raises(InvalidInput) as error:
        result_document(document)
    assert len(str(error.value).splitlines()) == 1
    assert str(error.value).isascii()
    return str(error.value)


def test_the_base_is_valid() -> None:
    assert result_document(base())["format"] == "manifattura-allocation-result/1"


@pytest.mark.parametrize("path", OBJECTS, ids=str)
def test_members_at_every_level(path: Path) -> None:
    for name in ("x", "", "Id", "name", "meta" if path else "_meta"):
        assert "is not known" in refused(put("1", *path, name))
    for name in at(base(), path):
        if not may_be_left_out(path, name):
            assert "missing" in refused(drop(*path, name))


@pytest.mark.parametrize("path", OBJECTS, ids=str)
def test_no_member_may_be_null_or_of_another_type(path: Path) -> None:
    for other in (None, [], "x", 1, True):
        if path:
            refused(put(other, *path))
    for name in at(base(), path):
        if name == "meta":
            continue
        others: list[object] = [None, 0, -1, 1.5, [None], {"x": 1}, "", "è", True, False]
        for other in others:
            if name != "seed" or other != "è":  # any text may be a seed
                refused(put(other, *path, name))


@pytest.mark.parametrize(
    "change",
    [
        *[
            put(other, "format")
            for other in ("manifattura-allocation/3", "manifattura-allocation", "manifattura-ranking/1")
        ],
        put("a" * 65, "call", "id"),
        put({}, "lots"),
        put({}, "applicants"),
        # lots
        put("L2", *FIRST, "id"),
        put("L 1", *FIRST, "id"),
        put("L1\n", *FIRST, "id"),
        *[
            put(base, *FIRST, "base")
            for base in ("100", "100.0", "-1.00", "01.00", "1000000000000.00", "1e2")
        ],
        put("100", *THIRD, "base"),
        # awards
        put("MEAT", *FIRST, "award", "rule"),
        put("highest_offer", *FIRST, "award", "rule"),
        put("technical_only", *FIRST, "award", "rule"),
        put("meat", *SECOND, "award", "rule"),
        put("meat", *THIRD, "award", "rule"),
        put("60", *SECOND, "award", "technical_max"),
        put("40", *THIRD, "award", "economic_max"),
        put("proportional", *THIRD, "award", "formula"),
        put("linear", *FIRST, "award", "formula"),
        put("60.01", *FIRST, "award", "technical_min"),
        put("60.01", *THIRD, "award", "technical_min"),
        put("1000000", *FIRST, "award", "technical_max"),
        put("40.001", *FIRST, "award", "economic_max"),
        # tie breakers
        put([], *FIRST, "tie_breakers"),
        put({}, *FIRST, "tie_breakers"),
        put([{"by": "arrival"}], *FIRST, "tie_breakers"),
        put([{"by": "draw", "seed": "s"}, {"by": "arrival"}], *FIRST, "tie_breakers"),
        put("technical", *SECOND, "tie_breakers", 0, "by"),
        put("offer", *THIRD, "tie_breakers", 0, "by"),
        put("group", *FIRST, "tie_breakers", 0, "by"),
        put("draw", *FIRST, "tie_breakers", 0, "by"),
        put("s", *FIRST, "tie_breakers", 0, "seed"),
        put("s" * 201, *FIRST, "tie_breakers", 3, "seed"),
        put("\ud800", *FIRST, "tie_breakers", 3, "seed"),
        # applicants
        put("F2", *FIRM, "id"),
        put("F 1", *FIRM, "id"),
        *[put(count, *FIRM, name) for name in ("arrival", "max_lots") for count in (0, 2**53, "1", True)],
        put({}, *FIRM, "bids"),
        put("L9", *FIRM, "bids", 0, "lot"),
        put({"lot": "L3", "technical": "1"}, *FIRM, "bids", 0),
        drop(*FIRM, "bids", 0),
        put("60.01", *FIRM, "bids", 0, "technical"),
        put("60.01", *FIRM, "bids", 2, "technical"),
        put("1.00", *FIRM, "bids", 1, "technical"),
        put("1.00", *FIRM, "bids", 2, "offer"),
        drop(*FIRM, "bids", 0, "offer"),
        put("100", *FIRM, "bids", 0, "offer"),
        put("36.501", *FIRM, "bids", 0, "technical"),
        # preferences
        put([], *FIRM, "preferences"),
        put(["L3", "L1"], *FIRM, "preferences"),
        put(["L3", "L1", "L2", "L2"], *FIRM, "preferences"),
        put(["L3", "L1", "L1"], *FIRM, "preferences"),
        put(["L3", "L1", "L9"], *FIRM, "preferences"),
        put(["L1"], "applicants", 1, "preferences"),
        put(["L 1", "L1", "L2"], *FIRM, "preferences"),
        # meta
        put(1.5, "meta"),
        put({"a": "\ud800"}, "meta"),
        put({"a": 2**53}, "meta"),
    ],
)
def test_refuses(change: Change) -> None:
    refused(change)


def test_no_document_but_an_object() -> None:
    for other in ([], None, "x", 1):
        with pytest.raises(InvalidInput):
            result_document(other)


def test_a_refusal_says_where() -> None:
    assert refused(put("x", *FIRST, "award", "formula")).startswith("lots[0].award.formula: ")
    assert refused(put("1", *FIRM, "bids", 1, "offer")).startswith("applicants[0].bids[1].offer: ")


@pytest.mark.parametrize(
    "change",
    [
        drop("meta"),
        put(None, "meta"),
        drop(*FIRST, "award", "technical_min"),
        drop(*THIRD, "award", "technical_min"),
        drop(*THIRD, "base"),
        put("60.00", *FIRST, "award", "technical_min"),
        put("0", *FIRST, "award", "economic_max"),
        put([{"by": "draw", "seed": "𝄞" * 200}], *FIRST, "tie_breakers"),
        put(
            [{"by": "draw", "seed": "s"}, {"by": "arrival"}, {"by": "draw", "seed": "s"}],
            *FIRST,
            "tie_breakers",
        ),
        put(2**53 - 1, *FIRM, "arrival"),
        put(2**53 - 1, *FIRM, "max_lots"),
        put("L1", *FIRM, "id"),
        put("0.00", *FIRM, "bids", 0, "offer"),
        put("999999999999.99", *FIRM, "bids", 0, "offer"),
    ],
)
def test_accepts(change: Change) -> None:
    document = base()
    change(document)
    before = copy.deepcopy(document)
    result: Any = result_document(document)
    assert len(result["applicants"]) == 2
    assert document == before


def test_applicants_without_lots() -> None:
    document = base() | {"lots": []}
    document["applicants"] = document["applicants"][1:]
    assert result_document(document)["lots"] == []
