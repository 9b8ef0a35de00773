"""What must hold for every version 2 ranking, on random ones."""

import copy
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from manifattura.evaluation.domain.explain import explain, explanation_text
from manifattura.evaluation.domain.explain_words import Level
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.summary import summarise
from tests.evaluation.domain.strategies import documents
from tests.evaluation.domain.version2.slow import slow_result
from tests.evaluation.domain.version2.strategies import wide_documents
from tests.evaluation.domain.version2.translate import in_version_2

Document = dict[str, Any]
many = settings(max_examples=25, deadline=None)
some = settings(max_examples=25, deadline=None)


@many
@given(wide_documents())
def test_equals_the_slow_ranking_with_fractions(document: Document) -> None:
    result = result_document(document)
    result.pop("input_sha256")
    assert result == slow_result(document)


@some
@given(documents())
def test_a_version_1_document_said_in_version_2_gives_the_same(document: Document) -> None:
    before: Any = result_document(document)
    after: Any = result_document(in_version_2(document))
    assert after["budget_left"] == before["budget_left"]
    for one, other in zip(before["entries"], after["entries"], strict=True):
        assert {name: other[name] for name in one} == one


@some
@given(wide_documents(), st.randoms())
def test_the_order_of_the_input_does_not_matter(document: Document, chance: Any) -> None:
    shuffled = copy.deepcopy(document)
    chance.shuffle(shuffled["applications"])
    chance.shuffle(shuffled["assessors"])
    for application in shuffled["applications"]:
        chance.shuffle(application["flags"])
    result, again = result_document(document), result_document(shuffled)
    result.pop("input_sha256")
    again.pop("input_sha256")
    assert result == again


@some
@given(wide_documents())
def test_money_never_exceeds_the_budgets(document: Document) -> None:
    result: Any = result_document(document)
    whole = sum(Decimal(one["budget"]["amount"]) for one in document["call"]["rankings"])
    granted = sum(Decimal(entry["granted"]) for entry in result["entries"])
    assert granted + Decimal(result["budget_left"]) == whole
    for rule, money in zip(document["call"]["rankings"], result["rankings"], strict=True):
        paid = sum(Decimal(one["granted"]) for one in result["entries"] if one["ranking"] == rule["id"])
        own = Decimal(rule["budget"]["amount"]) + Decimal(money["received"]) - Decimal(money["given"])
        assert paid + Decimal(money["budget_left"]) == own
        assert Decimal(money["budget_left"]) >= 0
    for entry in result["entries"]:
        assert Decimal(entry["granted"]) <= Decimal(entry["requested"])
        assert (entry["granted"] == entry["requested"]) == (entry["status"] == "funded")


@some
@given(wide_documents())
def test_what_each_ranking_had_is_granted_given_or_left(document: Document) -> None:
    figures = summarise(document, result_document(document))
    moneys = figures.get("rankings", [])
    assert (len(moneys) > 1) == (len(document["call"]["rankings"]) > 1)
    for one in moneys:
        own, received, given, granted, left = (
            Decimal(one[name]) for name in ("own", "received", "given", "granted", "left")
        )
        assert own + received == given + granted + left
    if moneys:
        assert sum(Decimal(one["granted"]) for one in moneys) == Decimal(figures["granted"])
        assert sum(Decimal(one["left"]) for one in moneys) == Decimal(figures["left"])


@some
@given(wide_documents(limits=False))
def test_a_higher_score_never_ranks_lower(document: Document) -> None:
    result: Any = result_document(document)
    if document["call"]["order"] == "arrival":
        return
    for rule in document["call"]["rankings"]:
        placed = [one for one in result["entries"] if one["ranking"] == rule["id"]]
        for above, below in pairwise(placed):
            # a precedence puts some before or after the others whatever the points: totals go down among equals of it
            if turn_of(above) == turn_of(below):
                assert Decimal(above["total"]) >= Decimal(below["total"])
            assert above["position"] <= below["position"]


def turn_of(entry: Any) -> list[str]:
    return [one["flag"] for one in entry["reasons"] if one["code"] in ("GOES_FIRST", "GOES_LAST")]


@some
@given(wide_documents(), st.sampled_from(list(Level)), st.sampled_from(["it", "en"]))
def test_every_entry_can_be_explained(document: Document, level: Level, language: str) -> None:
    result: Any = result_document(document)
    for entry in result["entries"]:
        text = explanation_text(explain(entry["reasons"], entry["granted"], level=level), language)
        assert text.endswith(".")
        assert "{" not in text


@some
@given(wide_documents())
def test_who_left_changes_no_score(document: Document) -> None:
    stayed = copy.deepcopy(document)
    for application in [*document["applications"], *stayed["applications"]]:
        if application.get("left"):
            application["left"].pop("rescore", None)
    for application in stayed["applications"]:
        application.pop("left", None)
    with_them: Any = {one["id"]: one for one in result_document(stayed)["entries"]}
    without: Any = result_document(document)
    for entry in without["entries"]:
        assert entry["scores"] == with_them[entry["id"]]["scores"]
        assert entry["total"] == with_them[entry["id"]]["total"]
