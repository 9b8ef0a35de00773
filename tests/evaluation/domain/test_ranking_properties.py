"""What must hold for every ranking, on random ones."""

import copy
import json
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from manifattura.evaluation.domain.explain import Level, explain, explanation_text
from manifattura.evaluation.domain.ranking.document import result_document
from tests.evaluation.domain.slow_ranking import slow_result
from tests.evaluation.domain.strategies import documents

Document = dict[str, Any]
many = settings(max_examples=200, deadline=None)
some = settings(max_examples=60, deadline=None)


@many
@given(documents())
def test_equals_the_slow_ranking_with_fractions(document: Document) -> None:
    result = result_document(document)
    result.pop("input_sha256")
    assert result == slow_result(document)


@some
@given(documents(), st.randoms())
def test_the_order_of_the_input_does_not_matter(document: Document, chance: Any) -> None:
    shuffled = copy.deepcopy(document)
    chance.shuffle(shuffled["applications"])
    for application in shuffled["applications"]:
        chance.shuffle(application["flags"])
    chance.shuffle(shuffled["assessors"])
    result, again = result_document(document), result_document(shuffled)
    result.pop("input_sha256")
    again.pop("input_sha256")
    assert result == again


@some
@given(documents(), st.randoms())
def test_the_order_of_members_does_not_change_the_digest(document: Document, chance: Any) -> None:
    members = list(document.items())
    chance.shuffle(members)
    assert result_document(dict(members)) == result_document(document)
    assert result_document(json.loads(json.dumps(document))) == result_document(document)


@some
@given(documents())
def test_money_never_exceeds_the_budget(document: Document) -> None:
    result: Any = result_document(document)
    granted = sum(Decimal(entry["granted"]) for entry in result["entries"])
    amount = Decimal(document["call"]["budget"]["amount"])
    assert granted + Decimal(result["budget_left"]) == amount
    assert Decimal(result["budget_left"]) >= 0
    requested = {one["id"]: Decimal(one["requested"]) for one in document["applications"]}
    for entry in result["entries"]:
        assert Decimal(entry["granted"]) <= requested[entry["id"]]
        assert (Decimal(entry["granted"]) == requested[entry["id"]]) == (entry["status"] == "funded")


@some
@given(documents())
def test_a_higher_score_never_ranks_lower(document: Document) -> None:
    result: Any = result_document(document)
    ranked = [entry for entry in result["entries"] if entry["position"] is not None]
    for above, below in pairwise(ranked):
        assert Decimal(above["total"]) >= Decimal(below["total"])
        assert above["position"] <= below["position"]
        assert (above["position"] == below["position"]) <= (above["total"] == below["total"])
    for entry in ranked:
        assert entry["position"] == 1 + sum(one["position"] < entry["position"] for one in ranked)


@some
@given(documents(rescale=False), st.data())
def test_a_higher_coefficient_never_lowers_the_position(document: Document, data: st.DataObject) -> None:
    candidates = [one["id"] for one in document["applications"] if one["admitted"]]
    if not candidates:
        return
    chosen = data.draw(st.sampled_from(candidates))
    raised = copy.deepcopy(document)
    application = next(one for one in raised["applications"] if one["id"] == chosen)
    marks = application["coefficients"][data.draw(st.sampled_from(sorted(application["coefficients"])))]
    marks[data.draw(st.sampled_from(sorted(marks)))] = "1"
    assert position(raised, chosen) <= position(document, chosen)


@some
@given(documents(), st.sampled_from(list(Level)), st.sampled_from(["it", "en"]))
def test_every_entry_can_be_explained(document: Document, level: Level, language: str) -> None:
    result: Any = result_document(document)
    for entry in result["entries"]:
        text = explanation_text(explain(entry["reasons"], entry["granted"], level=level), language)
        assert text.endswith(".")
        assert "{" not in text


def position(document: Document, identifier: str) -> float:
    result: Any = result_document(document)
    found = next(entry["position"] for entry in result["entries"] if entry["id"] == identifier)
    return float("inf") if found is None else found
