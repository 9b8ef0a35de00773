"""Ranking documents that must be refused, each one change away from a valid one."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.kernel.strict_json import InvalidInput

Document = dict[str, Any]
Change = Callable[[Document], object]


def base() -> Document:
    """Uses every member of the format."""
    return {
        "format": "manifattura-ranking/1",
        "meta": {"note": "è"},
        "call": {
            "id": "CALL-1",
            "criteria": [{"id": "K1", "max": "10", "min": "1"}, {"id": "K2", "max": "20.5"}],
            "groups": [{"id": "G", "criteria": ["K1"], "min": "2"}],
            "bonus_cap": "3",
            "total_min": "4",
            "rescale": True,
            "minima_on": "rescaled",
            "tie_breakers": [
                {"by": "group", "id": "G"},
                {"by": "criterion", "id": "K2"},
                {"by": "flag", "id": "any"},
                {"by": "arrival"},
                {"by": "draw", "seed": "s"},
            ],
            "budget": {
                "amount": "1000.00",
                "partial_last": {"allowed": True, "min_share": "0.50"},
                "skip_unaffordable": False,
                "edge_ties": "pro_rata",
                "reserves": [{"flag": "f1", "amount": "600.00"}, {"flag": "f2", "amount": "400.00"}],
            },
        },
        "assessors": ["C1", "C2", "C3"],
        "applications": [
            {
                "id": "A1",
                "arrival": 1,
                "requested": "10.00",
                "admitted": True,
                "flags": ["f1"],
                "recused": ["C3"],
                "coefficients": {"K1": {"C1": "0.5", "C2": "1"}, "K2": {"C1": "0.5", "C2": "0"}},
                "bonus": [{"id": "b1", "points": "1"}, {"id": "b2", "points": "0"}],
            },
            {
                "id": "A2",
                "arrival": 1,
                "requested": "10.00",
                "admitted": False,
                "recused": [],
                "coefficients": {"K1": {"C1": "0.5"}, "K2": {}},
            },
        ],
    }


def put(value: object, *path: str | int) -> Change:
    def change(document: Document) -> None:
        owner: Any = document
        for step in path[:-1]:
            owner = owner[step]
        owner[path[-1]] = value

    return change


def drop(*path: str | int) -> Change:
    def change(document: Document) -> None:
        owner: Any = document
        for step in path[:-1]:
            owner = owner[step]
        del owner[path[-1]]

    return change


BUDGET = ("call", "budget")
FIRST = ("applications", 0)
SECOND = ("applications", 1)
CRITERION = ("call", "criteria", 0)
GROUP = ("call", "groups", 0)
OBJECTS: list[tuple[str | int, ...]] = [
    (),
    ("call",),
    CRITERION,
    GROUP,
    *[("call", "tie_breakers", at) for at in range(5)],
    BUDGET,
    (*BUDGET, "partial_last"),
    (*BUDGET, "reserves", 0),
    FIRST,
    (*FIRST, "bonus", 0),
]
OPTIONAL = {"meta", "min", "groups", "bonus_cap", "total_min", "reserves", "flags", "recused", "bonus"}


def at(document: Document, path: tuple[str | int, ...]) -> Any:
    for step in path:
        document = document[step]  # type: ignore[index]
    return document


def refused(change: Change) -> str:
    document = base()
    change(document)
    with pytest.raises(InvalidInput) as error:
        result_document(document)
    assert len(str(error.value).splitlines()) == 1
    assert str(error.value).isascii()
    return str(error.value)


def test_the_base_is_valid() -> None:
    assert result_document(base())["format"] == "manifattura-ranking-result/1"


@pytest.mark.parametrize("path", OBJECTS, ids=str)
def test_unknown_members_at_every_level(path: tuple[str | int, ...]) -> None:
    for name in ("x", "", "Id", "name", "meta" if path else "_meta"):
        assert "is not known" in refused(put("1", *path, name))


@pytest.mark.parametrize("path", OBJECTS, ids=str)
def test_missing_members_at_every_level(path: tuple[str | int, ...]) -> None:
    for name in at(base(), path):
        if name not in OPTIONAL:
            assert "missing" in refused(drop(*path, name))


@pytest.mark.parametrize("path", OBJECTS, ids=str)
def test_no_member_may_be_null_or_of_another_type(path: tuple[str | int, ...]) -> None:
    for name, value in at(base(), path).items():
        if name == "meta":
            continue
        others: list[object] = [None, 0, -1, 1.5, [None], {"x": 1}, "", "è"]
        if not isinstance(value, bool):
            others += [True, False]
        for other in others:
            if name != "seed" or other != "è":  # any text may be a seed
                refused(put(other, *path, name))


@pytest.mark.parametrize("path", OBJECTS[1:], ids=str)
def test_no_object_may_be_something_else(path: tuple[str | int, ...]) -> None:
    for other in (None, [], "x", 1, True):
        refused(put(other, *path))


@pytest.mark.parametrize(
    "change",
    [
        put("manifattura-ranking/2", "format"),
        put("manifattura-ranking/1 ", "format"),
        put([], "assessors"),
        put(["C1", "C2", "C3", "C1"], "assessors"),
        put(["C1", "C2", "C3", "bad id"], "assessors"),
        put({}, "applications"),
        put("a" * 65, "call", "id"),
        # criteria and groups
        put([], "call", "criteria"),
        put({"id": "K2", "max": "1"}, "call", "criteria", 0),
        put("0.00", *CRITERION, "max"),
        put("10.01", *CRITERION, "min"),
        put("1.001", *CRITERION, "min"),
        put([], *GROUP, "criteria"),
        put(["K3"], *GROUP, "criteria"),
        put(["K1", "K1"], *GROUP, "criteria"),
        put("10.01", *GROUP, "min"),
        put([{"id": "G", "criteria": ["K1"]}, {"id": "G", "criteria": ["K2"]}], "call", "groups"),
        put([{"id": "G", "criteria": ["K1"]}, {"id": "H", "criteria": ["K2", "K1"]}], "call", "groups"),
        # scores
        put("1000000", "call", "bonus_cap"),
        put("-1", "call", "total_min"),
        put(False, "call", "rescale"),
        put("RAW", "call", "minima_on"),
        # tie breakers
        put({}, "call", "tie_breakers"),
        put("points", "call", "tie_breakers", 0, "by"),
        put("K1", "call", "tie_breakers", 0, "id"),
        put("G", "call", "tie_breakers", 1, "id"),
        put("not an id", "call", "tie_breakers", 2, "id"),
        put("x", "call", "tie_breakers", 0, "seed"),
        put("x", "call", "tie_breakers", 3, "id"),
        put("x", "call", "tie_breakers", 3, "seed"),
        put("x", "call", "tie_breakers", 4, "id"),
        put("s" * 201, "call", "tie_breakers", 4, "seed"),
        # budget
        put("1000", *BUDGET, "amount"),
        put("0.5", *BUDGET, "partial_last", "min_share"),
        put("1.01", *BUDGET, "partial_last", "min_share"),
        put(False, *BUDGET, "partial_last", "allowed"),
        put("split", *BUDGET, "edge_ties"),
        put("600.01", *BUDGET, "reserves", 0, "amount"),
        put("f1", *BUDGET, "reserves", 1, "flag"),
        # applications
        put("A1", *SECOND, "id"),
        put("A 1", *FIRST, "id"),
        put(0, *FIRST, "arrival"),
        put(2**53, *FIRST, "arrival"),
        put("1", *FIRST, "arrival"),
        put("0.00", *FIRST, "requested"),
        put("0.00", *SECOND, "requested"),
        put("-1.00", *FIRST, "requested"),
        put(1, *FIRST, "admitted"),
        put(["f1", "f1"], *FIRST, "flags"),
        put(["f 1"], *FIRST, "flags"),
        put(["C4"], *FIRST, "recused"),
        put(["C3", "C3"], *FIRST, "recused"),
        put(["C9"], *SECOND, "recused"),
        # coefficients
        drop(*FIRST, "coefficients"),
        drop(*FIRST, "coefficients", "K1"),
        drop(*FIRST, "coefficients", "K1", "C1"),
        put({}, *FIRST, "coefficients", "K1"),
        put({}, *FIRST, "coefficients", "K3"),
        put("0.5", *FIRST, "coefficients", "K1", "C3"),
        put("0.5", *FIRST, "coefficients", "K1", "C4"),
        put(["C1", "C2", "C3"], *FIRST, "recused"),
        put(["C1"], *FIRST, "recused"),
        put([], *FIRST, "recused"),
        put({}, *SECOND, "coefficients", "K3"),
        put("0.5", *SECOND, "coefficients", "K2", "C4"),
        put(["C1"], *SECOND, "recused"),
        put("1.5", *SECOND, "coefficients", "K1", "C1"),
        *[
            put(mark, *FIRST, "coefficients", "K1", "C1")
            for mark in ("1.1", "-0", "0.1234567", "0,5", "1.", "0.5\n", 1, 0.5, None, True, ["0.5"], {})
        ],
        # bonus
        drop("call", "bonus_cap"),
        put("b1", *FIRST, "bonus", 1, "id"),
        put("1.555", *FIRST, "bonus", 0, "points"),
        # meta
        put(1.5, "meta"),
        put({"a": "\ud800"}, "meta"),
        put({"a": 2**53}, "meta"),
        put({"\udfff": 1}, "meta"),
        # a lone surrogate in the one free text of the rule
        put("\ud800", "call", "tie_breakers", 4, "seed"),
    ],
)
def test_refuses(change: Change) -> None:
    refused(change)


def test_every_assessor_recused_from_an_admitted_application() -> None:
    document = base()
    document["applications"][0] |= {"recused": ["C1", "C2", "C3"], "coefficients": {"K1": {}, "K2": {}}}
    with pytest.raises(InvalidInput, match="every assessor is recused"):
        result_document(document)


def test_a_bonus_needs_a_cap_also_when_not_admitted() -> None:
    document = base()
    del document["call"]["bonus_cap"]
    document["applications"][0]["bonus"] = []
    assert result_document(document)
    document["applications"][1]["bonus"] = [{"id": "b1", "points": "0"}]
    with pytest.raises(InvalidInput, match="bonus_cap"):
        result_document(document)


def test_a_refusal_says_where() -> None:
    assert refused(put("2", *FIRST, "coefficients", "K1", "C2")).startswith(
        "applications[0].coefficients.K1.C2: "
    )
    assert refused(put("2", *BUDGET, "reserves", 1, "amount")).startswith("call.budget.reserves[1].amount: ")


@pytest.mark.parametrize(
    "change",
    [
        drop("meta"),
        *[put(meta, "meta") for meta in (None, 1, "x", [], {"a": {"b": [True]}})],
        drop("call", "groups", 0, "min"),
        put("10", *CRITERION, "min"),
        put("10.00", *GROUP, "min"),
        put("0", "call", "bonus_cap"),
        drop("call", "total_min"),
        put("raw", "call", "minima_on"),
        put([], "call", "tie_breakers"),
        put([{"by": "arrival"}, {"by": "arrival"}], "call", "tie_breakers"),
        put([{"by": "draw", "seed": "𝄞" * 200}], "call", "tie_breakers"),
        drop(*BUDGET, "reserves"),
        put([], *BUDGET, "reserves"),
        put("none", *BUDGET, "edge_ties"),
        put("0.00", *BUDGET, "partial_last", "min_share"),
        put([], "applications"),
        put(2**53 - 1, *FIRST, "arrival"),
        put([], *FIRST, "flags"),
        put([], *FIRST, "bonus"),
        drop(*SECOND, "coefficients"),
        put({}, *SECOND, "coefficients"),
        drop(*SECOND, "recused"),
    ],
)
def test_accepts(change: Change) -> None:
    document = base()
    change(document)
    result: Any = result_document(document)
    assert len(result["entries"]) == len(document["applications"])


def test_reading_changes_nothing() -> None:
    document = base()
    before = copy.deepcopy(document)
    result_document(document)
    assert document == before


def test_a_not_admitted_application_may_have_every_assessor_recused() -> None:
    document = base()
    document["applications"][1] |= {"recused": ["C1", "C2", "C3"], "coefficients": {"K1": {}}}
    assert result_document(document)
