"""What must hold for every version 2 allocation, on random ones."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from manifattura.evaluation.domain.allocation.document import result_document
from tests.evaluation.domain.allocation.strategies import documents as first_documents
from tests.evaluation.domain.allocation.version2.documents import of
from tests.evaluation.domain.allocation.version2.slow import SlowLot, slow_result
from tests.evaluation.domain.allocation.version2.strategies import documents

Document = dict[str, Any]
many = settings(max_examples=100, deadline=None)
some = settings(max_examples=30, deadline=None)


@many
@given(documents(), st.integers(0, 9))
def test_equals_the_slow_allocation_with_fractions(document: Document, seed: int) -> None:
    result: Any = result_document(document)
    slow = slow_result(document, seed)
    kinds = {
        (one["id"], outcome["lot"]): outcome["outcome"]
        for one in result["applicants"]
        for outcome in one["outcomes"]
    }
    assert kinds == slow["kinds"]
    for lot, other in zip(result["lots"], slow["lots"], strict=True):
        assert [
            (row["applicant"], row["total"], row["economic"], row["tie_break"]) for row in lot["order"]
        ] == other["order"]
        assert [(one["applicant"], one["place"], one["price"]) for one in lot["winners"]] == other["winners"]
        assert lot["reserve"] == other["reserve"]
        assert (lot["void_reason"] is None) == bool(lot["winners"])
        assert lot["free_places"] >= 0


def in_version_2(document: Document) -> Document:
    """The same in the words of version 2."""
    changed = copy.deepcopy(document)
    changed["format"] = "manifattura-allocation/2"
    changed["call"]["after_withdrawal"] = "again"
    for lot in changed["lots"]:
        if lot["award"]["rule"] == "technical_only":
            lot.pop("base", None)
        else:
            lot["award"]["offers"] = "rise"
        if lot["award"]["rule"] == "highest_offer":
            lot["award"]["rule"] = "best_offer"
    return changed


@some
@given(first_documents())
def test_a_version_1_document_gives_the_same(document: Document) -> None:
    old: Any = result_document(document)
    new: Any = result_document(in_version_2(document))
    assert old["void_lots"] == new["void_lots"]
    for one, other in zip(old["lots"], new["lots"], strict=True):
        assert [row | {"improved": None} for row in one["order"]] == other["order"]
        assert [one["winner"]] * bool(one["winner"]) == [row["applicant"] for row in other["winners"]]
        for name in ("inadmissible", "reserve", "void_reason", "best_offer"):
            assert one[name] == other[name]
    for one, other in zip(old["applicants"], new["applicants"], strict=True):
        for outcome in other["outcomes"]:
            for reason in outcome["reasons"]:
                reason.pop("place", None)
        assert one == other


@some
@given(documents(withdrawals=False))
def test_nobody_who_was_refused_would_be_kept(document: Document) -> None:
    """No lot would take whoever lost it beside, or instead of, those who hold it: neither for one lot nor for one missing in a bundle."""
    result: Any = result_document(document)
    refused: dict[str, set[str]] = {one["id"]: set(one["reserve"]) for one in result["lots"]}
    for one in result["applicants"]:
        for outcome in one["outcomes"]:
            for lot in outcome["reasons"][0].get("missing", []):
                refused[lot].add(one["id"])
    for lot in document["lots"]:
        holders = {one["applicant"] for one in of(result, "lots", lot["id"])["winners"]}
        slow = SlowLot(lot, document["applicants"])
        for name in refused[lot["id"]]:
            assert name not in slow.kept(holders | {name})


@some
@given(documents(withdrawals=False))
def test_a_bundle_is_won_whole_or_not_at_all(document: Document) -> None:
    result: Any = result_document(document)
    for one in document["applicants"]:
        won = set(of(result, "applicants", one["id"])["won"])
        assert len(won) <= one["max_lots"]
        for line in one["preferences"]:
            if isinstance(line, list):
                assert won & set(line) in (set(), set(line))
    for group in document["groups"]:
        together = [of(result, "applicants", name)["won"] for name in group["members"]]
        assert sum(map(len, together)) <= group["max_lots"]


@some
@given(documents(bundles=False))
def test_allocated_again_a_withdrawal_costs_nobody_else_a_lot_it_prefers(document: Document) -> None:
    """Nobody who is linked to nobody: what was won and given back still counts. Linked ones share what their group may win."""
    document["call"]["after_withdrawal"] = "again"
    leaving = {one["applicant"] for one in document["withdrawals"]}
    leaving |= {name for group in document["groups"] for name in group["members"]}
    after: Any = result_document(document)
    before: Any = result_document(document | {"withdrawals": []})
    for one in document["applicants"]:
        if one["id"] in leaving:
            continue
        had, has = (of(result, "applicants", one["id"])["won"] for result in (before, after))
        both = [lot for lot in one["preferences"] if lot in {*had, *has}]
        assert both[: one["max_lots"]] == has


@some
@given(documents())
def test_handed_down_a_withdrawal_takes_nothing_from_anybody(document: Document) -> None:
    document["call"]["after_withdrawal"] = "reserve"
    after: Any = result_document(document)
    before: Any = result_document(document | {"withdrawals": []})
    leaving = {one["applicant"] for one in document["withdrawals"]}
    for one in document["applicants"]:
        if one["id"] not in leaving:
            had, has = (set(of(result, "applicants", one["id"])["won"]) for result in (before, after))
            assert had <= has


@some
@given(documents(), st.randoms())
def test_the_order_of_the_document_does_not_matter(document: Document, chance: Any) -> None:
    """But for that of reserves, tie breakers, preferences and withdrawals, which say something."""
    shuffled = copy.deepcopy(document)
    for rows in (shuffled["applicants"], shuffled["lots"], shuffled["groups"]):
        chance.shuffle(rows)
    for one in [*shuffled["applicants"], *shuffled["groups"]]:
        chance.shuffle(one.get("bids", one.get("members")))
    result: Any = result_document(document)
    again: Any = result_document(shuffled)
    for one in document["applicants"]:
        there, here = of(again, "applicants", one["id"]), of(result, "applicants", one["id"])
        assert there["won"] == here["won"]
        for outcome, other in zip(there["outcomes"], here["outcomes"], strict=True):
            for reason in (outcome["reasons"][0], other["reasons"][0]):
                for name in ("held", "given_back"):
                    reason[name] = sorted(reason.get(name, []))
            assert outcome == other
    for one in document["lots"]:
        there, here = of(again, "lots", one["id"]), of(result, "lots", one["id"])
        for row in (there, here):
            row["inadmissible"].sort(key=lambda item: item["applicant"])
        assert there == here


@some
@given(documents(withdrawals=False))
def test_every_place_is_given_by_its_rule(document: Document) -> None:
    """No lot gives more than it has, no reserved place goes to others, none is left while somebody with the flag was refused."""
    result: Any = result_document(document)
    flags = {one["id"]: one["flags"] for one in document["applicants"]}
    for lot in document["lots"]:
        found = of(result, "lots", lot["id"])
        taken = [one["place"] for one in found["winners"]]
        assert len(taken) + found["free_places"] == lot.get("places", 1)
        for reserve in lot.get("reserves", []):
            place = f"reserved:{reserve['flag']}"
            assert taken.count(place) <= reserve["places"]
            assert all(
                reserve["flag"] in flags[one["applicant"]]
                for one in found["winners"]
                if one["place"] == place
            )
            if taken.count(place) < reserve["places"]:
                assert not [name for name in found["reserve"] if reserve["flag"] in flags[name]]
