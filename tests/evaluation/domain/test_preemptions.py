"""The right of pre-emption on a lot: what there is to match, and what it does to the result and its words."""

from dataclasses import replace
from decimal import Decimal

from manifattura.calls.domain.allocation import Allocation, LotRule, LotTie, SpaceLot
from manifattura.evaluation.domain.allocation.document import result_document
from manifattura.evaluation.domain.lots_input import Right, allocation_document
from manifattura.evaluation.domain.lots_outcome import lot_entries, lot_tables, won_keys
from manifattura.evaluation.domain.preemptions import Matching, asked_lots, to_match
from tests.evaluation.domain.test_lots import bidder, words

RENT = SpaceLot(
    "2",
    "Lotto 2",
    base=Decimal(500),
    rule=LotRule.HIGHEST_OFFER,
    tie=LotTie.DRAW,
    preemption="L’attuale conduttore",
)
OTHER = replace(RENT, key="3", title="Lotto 3", preemption="")
LOTS = Allocation((RENT, OTHER), most_won=1)
BIDS = (
    bidder("d1", 0, ("2",), l2=700),
    bidder("d2", 0, ("2",), l2=600),
    bidder("d3", 0, ("3", "2"), l3=900, l2=550),
    bidder("d4", 0, ("2",), l2=400),
)


def document(rights=None):
    return allocation_document(
        LOTS, call_id="c", technical_max=Decimal(60), bidders=BIDS, draw_seed="s", rights=rights
    )


def entries(rights):
    given = document(rights)
    result = result_document(given)
    technical = [
        {"id": one.code, "status": "funded", "total": "0", "reasons": [], "position": 1} for one in BIDS
    ]
    found = lot_entries(technical, given, result, {one.code: one.choices for one in BIDS})
    return {entry["id"]: entry for entry in found}, given, result


def test_what_there_is_to_match():
    given = document()
    assert given["format"] == "manifattura-allocation/2"
    assert to_match(given, "2", "d1") == Matching(True, None)
    assert to_match(given, "2", "d2") == Matching(False, "700.00")
    assert to_match(given, "2", "d3") == Matching(False, None), "it has the lot it wants more"
    assert to_match(given, "2", "d4") == Matching(False, None), "its offer is below the base"
    assert to_match(given, "3", "d1") == Matching(False, None), "it does not ask for the lot"
    assert to_match(document({"2": Right("d2", True)}), "2", "d2") == Matching(False, "700.00"), (
        "what is recorded already does not count"
    )


def test_lots_to_ask_about():
    result = result_document(document())
    assert asked_lots({"2": "Il conduttore", "3": ""}, result) == ("2",)
    nobody = allocation_document(LOTS, call_id="c", technical_max=Decimal(60), bidders=[], draw_seed="s")
    assert asked_lots({"2": "Il conduttore"}, result_document(nobody)) == ()


def test_exercised_it_wins_at_the_offer_it_matched_and_all_are_told():
    found, given, result = entries({"2": Right("d2", True), "3": Right("d9", True)})
    assert [lot.get("preemption") for lot in given["lots"]] == [{"applicant": "d2", "exercised": True}, None]
    assert won_keys(found["d2"]["reasons"]) == ["2"]
    assert words(found["d2"]) == [
        "Lotto 2: assegnato con la prelazione, pareggiando l’offerta di chi lo avrebbe avuto."
    ]
    assert "andato a chi ha la prelazione" in words(found["d1"])[0]
    table = lot_tables(given, result)[0]
    assert [(row["applicant"], row["place"], row["price"]) for row in table.winners] == [
        ("d2", "preemption", "700.00")
    ]


def test_not_exercised_nothing_moves():
    found, _given, _result = entries({"2": Right("d2", False)})
    assert won_keys(found["d1"]["reasons"]) == ["2"]
