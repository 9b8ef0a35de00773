"""What a version 2 document may not say: refused, each with a reason."""

from typing import Any

import pytest

from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.kernel.strict_json import InvalidInput
from tests.evaluation.domain.version2.documents import N, application, budget, call, criterion, document

Document = dict[str, Any]
COMMITTEE = criterion("K", {"by": "committee"})
EDGE = {"at": "1", "included": True}
AID = {"rate": "0.5", "cap": "60.00"}
YES = criterion("Y", {"by": "yes_no", "fact": "y"}, lower_only=True)
ONE = {"by": "options", "fact": "c", "take": "one", "options": [{"id": "a", "points": "1"}]}


def bands(*rows: Document) -> list[Document]:
    return [criterion("K", {"by": "bands", "value": N, "bands": list(rows)})]


def of(value: Any) -> list[Document]:
    return [criterion("K", {"by": "formula", "value": value})]


def ranking(**more: Any) -> Document:
    return {"id": "main", "budget": budget(), **more}


def nested(depth: int) -> Document:
    return {"op": "add", "of": [nested(depth - 1)]} if depth else N


CALLS: list[Document] = [
    {"decimals": 4},
    {"decimals": 1},
    {"rounding": "up"},
    {"criteria": []},
    {"criteria": [{"id": "K", "max": "1"}]},
    {"criteria": [{"id": "K", "max": "1", "method": {"by": "declared"}, "parts": []}]},
    {"criteria": [{"id": "K", "max": "1", "parts": []}]},
    {"criteria": [{"id": "K", "max": "1", "parts": [criterion("K", {"by": "declared"})]}, YES]},
    {"criteria": [YES, YES]},
    {"criteria": [criterion("K", {"by": "declared"}, "0")]},
    {"criteria": [criterion("K", {"by": "declared"}, "1.234")]},
    {"criteria": [criterion("K", {"by": "declared"}, "many")]},
    {"criteria": [criterion("K", {"by": "declared"}, "1", min="2")]},
    {"criteria": [criterion("K", {"by": "committee"}, lower_only=True)]},
    {"criteria": [criterion("K", {"by": "strange"})]},
    {"criteria": [criterion("K", {"by": "declared", "trim": 1})]},
    {"criteria": [criterion("K", {"by": "committee", "levels": []})]},
    {"criteria": [criterion("K", {"by": "committee", "levels": ["1", "1.0"]})]},
    {"criteria": [criterion("K", {"by": "yes_no", "fact": "n"})]},
    {"criteria": [criterion("K", ONE | {"options": []})]},
    {"criteria": [criterion("K", ONE | {"options": [{"id": "a", "points": "11"}]})]},
    {"criteria": [criterion("K", ONE | {"options": ONE["options"] * 2})]},
    {"criteria": [criterion("K", ONE | {"take": "sum"})]},
    {"criteria": bands()},
    {"criteria": bands({"points": "1", "from": EDGE, "to": {"at": "1", "included": False}})},
    {"criteria": bands({"points": "1", "from": EDGE, "to": {"at": "0", "included": True}})},
    {"criteria": bands({"points": "1", "to": EDGE}, {"points": "2", "from": EDGE})},
    {"criteria": bands({"points": "1"}, {"points": "2", "from": EDGE})},
    {"criteria": bands({"points": "1", "from": {"at": "2020-01-01", "included": True}})},
    {"criteria": [criterion("K", {"by": "line", "value": N, "nodes": [{"at": "1", "points": "1"}]})]},
    {"criteria": [criterion("K", {"by": "line", "value": N, "nodes": [{"at": "1", "points": "1"}] * 2})]},
    {"criteria": of({"fact": "d"})},
    {"criteria": of({"fact": "y"})},
    {"criteria": of({"fact": "strange"})},
    {"criteria": of({"number": "01"})},
    {"criteria": of({"number": 1})},
    {"criteria": of({"day": "2021-02-30"})},
    {"criteria": of({"day": "yesterday"})},
    {"criteria": of({})},
    {"criteria": of({"number": "1", "fact": "n"})},
    {"criteria": of({"op": "pow", "of": [N]})},
    {"criteria": of({"op": "add", "of": []})},
    {"criteria": of({"op": "div", "of": [N]})},
    {"criteria": of({"op": "add", "of": [N, {"fact": "d"}]})},
    {"criteria": of({"op": "days", "of": [N, N]})},
    {"criteria": of(nested(8))},
    {"facts": [{"id": "n", "type": "number"}] * 2},
    {"facts": [{"id": "n", "type": "amount"}]},
    {"groups": [{"id": "G", "criteria": []}]},
    {"groups": [{"id": "G", "criteria": ["K"], "min": "11"}]},
    {"minima_on": "rescaled"},
    {"second_phase": {"criteria": ["K"], "first": 1, "ties": "in"}},
    {
        "criteria": [YES, COMMITTEE],
        "rescale": True,
        "second_phase": {"criteria": ["K"], "first": 1, "ties": "in"},
    },
    {"order": "arrival", "rankings": [ranking(threshold_times="2")]},
    {"uplifts": [{"id": "u", "flag": "f", "percent": "1", "group": "G"}]},
    {"uplifts": [{"id": "u", "flag": "f", "percent": "1", "criterion": "G"}]},
    {"uplifts": [{"id": "u", "flag": "f", "percent": "many"}]},
    {
        "groups": [{"id": "G", "criteria": ["K"]}],
        "uplifts": [{"id": "u", "flag": "f", "percent": "1", "group": "G", "criterion": "K"}],
    },
    {"precedence": [{"flag": "f"}]},
    {"precedence": [{"flag": "f", "place": "middle"}]},
    {"precedence": [{"flag": "f", "place": "first"}, {"flag": "f", "place": "last"}]},
    {"tie_breakers": [{"by": "fact", "id": "y", "first": "higher"}]},
    {"tie_breakers": [{"by": "fact", "id": "n", "first": "best"}]},
    {"tie_breakers": [{"by": "criterion", "id": "Z"}]},
    {"tie_breakers": [{"by": "group", "id": "Z"}]},
    {"tie_breakers": [{"by": "requested", "id": "Z"}]},
    {"rankings": []},
    {"rankings": [ranking(), ranking()]},
    {"rankings": [ranking(returns_to="main")]},
    {"rankings": [ranking(spills_to="main")]},
    {"rankings": [ranking(spills_to="other")]},
    {"rankings": [ranking(threshold_times="0.5")]},
    {"rankings": [{"id": "main", "budget": budget(edge_ties="pro_rata")}]},
    {"rankings": [{"id": "main", "budget": budget(reserves=[{"flag": "f", "amount": "1000.01"}])}]},
    {"rankings": [{"id": "main", "budget": budget(areas=[{"flag": "f"}])}]},
    {"rankings": [{"id": "main", "budget": budget(areas=[{"flag": "f", "least": 2, "most": 1}])}]},
]


@pytest.mark.parametrize("changes", CALLS, ids=range(len(CALLS)))
def test_calls(changes: Document) -> None:
    with pytest.raises(InvalidInput):
        result_document(document(**changes))


APPLICATIONS: list[tuple[Document, Document]] = [
    ({}, {"facts": {"strange": "1"}}),
    ({}, {"facts": {"n": 1}}),
    ({}, {"facts": {"y": "yes"}}),
    ({}, {"facts": {"d": "2020-13-01"}}),
    ({}, {"cost": "10.00"}),
    ({"aid": AID}, {"cost": "0.01"}),
    ({}, {"points": {"K": "1"}}),
    ({"criteria": [criterion("K", {"by": "declared"})]}, {"points": {"K": "11"}}),
    ({"criteria": [YES]}, {"checked_points": {"Y": "11"}}),
    ({"criteria": [YES]}, {"facts": {"y": False}, "checked_points": {"Y": "1"}}),
    ({}, {"checked_points": {"K": "1"}}),
    ({"criteria": [criterion("K", ONE)]}, {"facts": {"c": "b"}}),
    (
        {"criteria": [criterion("K", ONE | {"take": "sum", "fact": "m"})]},
        {"facts": {"m": ["a", "b"]}},
    ),
    ({}, {"bonus": [{"id": "b", "points": "1"}]}),
    ({"criteria": [COMMITTEE]}, {}),
    ({"criteria": [COMMITTEE]}, {"coefficients": {"K": {"C2": "1"}}}),
    ({"criteria": [COMMITTEE]}, {"coefficients": {"K": {"C1": "2"}}}),
    ({"criteria": [COMMITTEE]}, {"coefficients": {"Z": {"C1": "1"}}}),
    ({"criteria": [COMMITTEE]}, {"recused": ["C1"], "coefficients": {}}),
    ({"criteria": [COMMITTEE]}, {"assessors": ["C9"]}),
    (
        {"criteria": [criterion("K", {"by": "committee", "levels": ["1"]})]},
        {"coefficients": {"K": {"C1": "0.5"}}},
    ),
    ({}, {"left": {"status": "lost"}}),
    ({}, {"admitted": False, "left": {"status": "declined"}}),
    ({"rankings": [ranking(flag="f")]}, {}),
    (
        {
            "criteria": [YES, COMMITTEE],
            "second_phase": {"criteria": ["K"], "first": 1, "ties": "in"},
        },
        {"facts": {"y": True}},
    ),
]


@pytest.mark.parametrize(("changes", "facts"), APPLICATIONS, ids=range(len(APPLICATIONS)))
def test_applications(changes: Document, facts: Document) -> None:
    with pytest.raises(InvalidInput):
        result_document(document(application("A", **facts), **changes))


def test_no_assessor_and_another_version() -> None:
    with pytest.raises(InvalidInput):
        result_document(document(criteria=[COMMITTEE], top={"assessors": []}))
    with pytest.raises(InvalidInput):
        result_document({"format": "manifattura-ranking/2", "call": call(), "assessors": []})


def test_only_one_not_admitted_may_leave_out_how_much_it_asks() -> None:
    row = application("A")
    del row["requested"]
    with pytest.raises(InvalidInput, match="how much is requested"):
        result_document(document(row))
    found = result_document(document(row | {"admitted": False}))
    assert found["entries"][0]["requested"] is None
