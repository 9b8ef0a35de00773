"""Lots that an application wants all or none: won, lost and out together, each with its reason."""

from decimal import Decimal

from manifattura.calls.domain.allocation import Allocation, LotRule, LotTie, SpaceLot
from manifattura.evaluation.domain.allocation.document import result_document
from manifattura.evaluation.domain.explain import Names, explain
from manifattura.evaluation.domain.explain_texts import Level
from manifattura.evaluation.domain.lots_input import Bidder, allocation_document
from manifattura.evaluation.domain.lots_outcome import _reason, lot_entries, lot_tables, won_keys


def plain(key):
    return SpaceLot(key, f"Lotto {key}", rule=LotRule.TECHNICAL_ONLY, tie=LotTie.DRAW)


def asking(code, lots, *together, **points):
    """`points`: l1=40 for lot 1."""
    given = {lot.removeprefix("l"): Decimal(value) for lot, value in points.items()}
    return Bidder(code, int(code[1:]), given, lots, {}, together=together)


def told(bidders, most_won=2, lots="123", **rules):
    allocation = Allocation(tuple(plain(key) for key in lots), most_won=most_won, bundles=True, **rules)
    document = allocation_document(
        allocation, call_id="c", technical_max=Decimal(60), bidders=bidders, draw_seed="seme"
    )
    result = result_document(document)
    technical = [{"id": one.code, "status": "funded", "total": "1.00", "reasons": []} for one in bidders]
    wished = {one.code: [*one.choices] for one in bidders}
    entries = lot_entries(
        technical, document, result, wished, {one.code: one.broken(allocation) for one in bidders}
    )
    names = Names(lots={key: f"Lotto {key}" for key in lots})
    words = {
        entry["id"]: [
            one.text("it") for one in explain(entry["reasons"], "0.00", level=Level.OWN, names=names)
        ]
        for entry in entries
    }
    return words, document, result, entries


def test_lots_wanted_together_are_won_all_or_none():
    pair = asking("A1", ("1", "2", "3"), ("1", "2"), l1=50, l2=50, l3=50)
    said, document, _result, entries = told([pair, asking("A2", ("1",), l1=40)])

    assert document["format"] == "manifattura-allocation/2"
    assert document["applicants"][0]["preferences"] == [["1", "2"], "3"]
    assert said["A1"] == [
        "Lotto 1 è tuo, insieme a Lotto 2 come avevi chiesto.",
        "Lotto 2 è tuo, insieme a Lotto 1 come avevi chiesto.",
        "Lotto 3 non ti serve: hai avuto Lotto 1 e Lotto 2, che avevi messo prima.",
    ]
    assert won_keys(entries[0]["reasons"]) == ["1", "2"]

    said, document, result, _entries = told([pair, asking("A2", ("1",), l1=60)])
    assert said["A1"] == [
        "Lotto 1 è andato ad altri. Lo volevi solo insieme a Lotto 2, e così non hai né l’uno né l’altro.",
        "Lotto 2 lo volevi solo insieme a Lotto 1, che non hai avuto.",
        "Lotto 3 è tuo.",
    ]
    assert lot_tables(document, result)[1].void_reason == "BUNDLES_INCOMPLETE"


def test_a_list_ends_at_lots_together_that_no_longer_fit():
    greedy = asking("A1", ("1", "2", "3", "4"), ("2", "3"), l1=50, l2=50, l3=50, l4=50)
    said, _document, _result, _entries = told([greedy], lots="1234")

    assert said["A1"] == [
        "Lotto 1 è tuo.",
        "Lotto 2 lo volevi solo insieme a Lotto 3, ma con i lotti che avevi già non c’era posto per tutti.",
        "Lotto 3 lo volevi solo insieme a Lotto 2, ma con i lotti che avevi già non c’era posto per tutti.",
        "Lotto 4: non arrivi a chiederlo. Prima volevi insieme Lotto 2 e Lotto 3, più lotti di quanti ne potevi ancora avere.",
    ]


def test_a_lot_is_out_when_one_wanted_with_it_cannot_be_compared():
    offered = SpaceLot("2", "Lotto 2", base=Decimal(500), rule=LotRule.HIGHEST_OFFER, tie=LotTie.DRAW)
    allocation = Allocation((plain("1"), offered), most_won=2, bundles=True)
    one = asking("A1", ("1", "2"), ("1", "2"), l1=50)

    assert one.broken(allocation) == {"1": ["2"]}
    assert one.bids(allocation) == []
    document = allocation_document(
        allocation, call_id="c", technical_max=Decimal(60), bidders=[one], draw_seed="s"
    )
    technical = [{"id": "A1", "status": "funded", "total": "50.00", "reasons": []}]
    entry = lot_entries(
        technical,
        document,
        result_document(document),
        {"A1": ("1", "2")},
        {"A1": one.broken(allocation)},
    )[0]
    assert [(reason["code"], reason.get("held")) for reason in entry["reasons"]] == [
        ("LOT_TOGETHER_OUT", ["2"]),
        ("LOT_NO_OFFER", None),
    ]


def test_a_bundle_that_would_break_others_says_so():
    reason = {"code": "BUNDLE_BREAKS", "lot": "1", "bundle": ["1", "2"], "breaks": ["A2"]}

    assert _reason({"lot": "1", "reasons": [reason]}, in_money=False, together=["2"]) == {
        "code": "LOT_TOGETHER_BREAKS",
        "lot": "1",
        "held": ["2"],
    }
