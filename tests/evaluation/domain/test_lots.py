"""From the rules of a call with lots to its replay file, and from the result to each application's row and words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from manifattura.calls.domain.allocation import (
    AfterWithdrawal,
    Allocation,
    LotReserve,
    LotRule,
    LotTie,
    Offers,
    SpaceLot,
)
from manifattura.calls.domain.grid import Criterion, Grid
from manifattura.calls.domain.scoring import CriterionPart
from manifattura.calls.domain.unfinished import blank_edition
from manifattura.evaluation.domain.allocation.document import result_document
from manifattura.evaluation.domain.explain import Names, explain
from manifattura.evaluation.domain.explain_lots_texts import LOTS_TEXTS, OWN_LOTS_TEXTS
from manifattura.evaluation.domain.explain_texts import Level
from manifattura.evaluation.domain.lot_candidates import by_application, by_bid, is_by_bid
from manifattura.evaluation.domain.lots_input import Bidder, allocation_document
from manifattura.evaluation.domain.lots_outcome import (
    _reason,
    drawn_groups,
    lot_entries,
    lot_tables,
    lots_summary,
    won_keys,
)
from manifattura.evaluation.domain.ranking_input import Candidate
from manifattura.evaluation.domain.void_lots import void_allocation

FORTY = Decimal("40.00")
ONE = SpaceLot("1", "Lotto 1", base=Decimal(1000), economic_max=FORTY, technical_min=Decimal(36))
TWO = SpaceLot("2", "Lotto 2", base=Decimal(500), rule=LotRule.HIGHEST_OFFER, tie=LotTie.DRAW)
THREE = SpaceLot("3", "Lotto 3", rule=LotRule.TECHNICAL_ONLY)
RULES = Allocation((ONE, TWO, THREE))
NAMES = Names(lots={lot.key: lot.title for lot in RULES.lots})


def bidder(code, technical, choices, **offers):
    given = {lot.removeprefix("l"): Decimal(amount) for lot, amount in offers.items()}
    return Bidder(code, int(code[1:]), dict.fromkeys(choices, Decimal(technical)), choices, given)


def computed(bidders, rules=RULES, left=()):
    document = allocation_document(
        rules, call_id="c", technical_max=Decimal(60), bidders=bidders, draw_seed="seme", left=left
    )
    return document, result_document(document)


def rows(bidders, rules=RULES, left=(), gone=()):
    document, result = computed(bidders, rules, left)
    technical = [
        {"id": one.code, "status": "declined" if one.code in gone else "funded", "total": str(max(one.technical.values(), default=0)), "reasons": [], "position": 1}
        for one in bidders
    ]  # fmt: skip
    wished = {one.code: one.choices for one in bidders}
    entries = lot_entries(technical, document, result, wished)
    return {entry["id"]: entry for entry in entries}, document, result


def words(entry, level=Level.PUBLIC, language="it"):
    return [one.text(language) for one in explain(entry["reasons"], "0.00", level=level, names=NAMES)]


FIRST = bidder("A1", "50.00", ("1", "2"), l1="1500", l2="600")
SECOND = bidder("A2", "55.00", ("1", "2", "3"), l1="1400", l2="500")
THIRD = bidder("A3", "30.00", ("1", "2"), l1="9000", l2="400")


def test_each_application_reads_why_lot_by_lot():
    entries, document, result = rows([FIRST, SECOND, THIRD])

    assert document["format"] == "manifattura-allocation/1"
    assert list(entries) == ["A2", "A1", "A3"]
    assert [entry["status"] for entry in entries.values()] == ["funded", "funded", "below_threshold"]
    assert (entries["A2"]["lots"], entries["A2"]["granted"]) == ("1", "1.00")
    assert won_keys(entries["A2"]["reasons"]) == ["1"]
    assert words(entries["A2"]) == [
        "Lotto 1: assegnato.",
        "Lotto 2: non serve, perché ha avuto Lotto 1, che aveva messo prima.",
        "Lotto 3: non serve, perché ha avuto Lotto 1, che aveva messo prima.",
    ]
    assert words(entries["A1"], Level.OWN) == [
        "Lotto 1 è andato a un’offerta con 92,33 punti; la tua ne aveva 90,00.",
        "Lotto 2 è tuo.",
    ]
    assert words(entries["A1"], language="en")[0].startswith("Lotto 1: it went to a bid with 92.33 points")
    assert words(entries["A3"]) == [
        "Lotto 1: non entra, ha 30,00 punti tecnici e ne servivano 36,00.",
        "Lotto 2: offerta non valida, 400,00\u00a0€ è meno del canone base di 500,00\u00a0€.",
    ]
    summary = lots_summary(entries.values(), document, result)
    assert (summary["lots"], summary["assigned"], summary["void"]) == (3, 2, ["3"])
    assert summary["counts"]["funded"] == 2


def test_lots_show_their_whole_order():
    one, two, three = lot_tables(*computed([FIRST, SECOND, THIRD]))

    assert [(row["applicant"], row["won"]) for row in one.rows] == [("A2", True), ("A1", False)]
    assert (one.in_money, two.in_money, two.base) == (False, True, "500.00")
    assert [row["applicant"] for row in two.winners] == ["A1"]
    assert (two.void_reason, three.void_reason) == ("", "BIDDERS_HOLD_PREFERRED")
    assert [(row["applicant"], row["outcome"]) for row in two.rows] == [("A1", "won"), ("A2", "not_needed")]
    assert [row["applicant"] for row in one.inadmissible] == ["A3"]


def test_an_envelope_without_an_offer_bids_for_nothing_there():
    silent = replace(FIRST, offers={})
    entries, document, _result = rows([silent, replace(SECOND, choices=("1",))])

    assert [one["id"] for one in document["applicants"]] == ["A2"]
    assert entries["A1"]["status"] == "below_threshold"
    assert words(entries["A1"])[0] == "Lotto 1: nella busta non c’era un’offerta che si possa leggere."


def test_lost_for_an_offer_and_for_a_tie():
    high = bidder("A1", "40", ("2",), l2="900")
    low = bidder("A2", "40", ("2",), l2="800")
    assert words(rows([high, low])[0]["A2"]) == [
        "Lotto 2: è andato a un’offerta di 900,00\u00a0€; questa era di 800,00\u00a0€."
    ]
    same = replace(low, offers={"2": Decimal(900)})
    entries, _document, result = rows([high, same])
    assert drawn_groups(result) == (("A1", "A2"),)
    assert "sorteggio" in words(next(one for one in entries.values() if not one["lots"]))[0]
    assert drawn_groups(computed([high, low])[1]) == ()
    technical = Allocation((replace(ONE, technical_min=None),))
    less = bidder("A1", "40.00", ("1",), l1="2000")
    more = bidder("A2", "60.00", ("1",), l1="1000")
    assert "più punti tecnici" in words(rows([less, more], technical)[0]["A1"])[0]
    by_offer = Allocation((replace(ONE, technical_min=None, tie=LotTie.OFFER),))
    assert "offerta più alta" in words(rows([less, more], by_offer)[0]["A2"])[0]


def test_after_a_withdrawal_the_lot_goes_by_the_rule_of_the_call():
    third = bidder("A3", "45.00", ("1",), l1="1300")
    everybody = [FIRST, SECOND, third]
    entries, document, _result = rows(everybody, left=["A2", "A9"], gone={"A2"})

    assert document["format"] == "manifattura-allocation/2"
    assert document["withdrawals"] == [{"applicant": "A2", "lots": ["1", "2", "3"]}]
    assert entries["A2"]["status"] == "declined"
    assert entries["A2"]["lots"] == ""
    # the first in the order of lot 1 holds lot 2 already: it passes, and the next has it
    assert words(entries["A1"])[0] == "Lotto 1: quando si è liberato aveva già i lotti che poteva avere."
    assert words(entries["A3"]) == ["Lotto 1: assegnato dopo una rinuncia, per scorrimento."]
    again = replace(RULES, after_withdrawal=AfterWithdrawal.AGAIN)
    moved, _document, _result = rows(everybody, again, left=["A2"], gone={"A2"})
    assert moved["A1"]["lots"] == "1"


def test_a_lot_of_several_places_needs_the_second_format():
    desks = Allocation((replace(TWO, places=2),))
    bids = [bidder(f"A{number}", "40", ("2",), l2=str(600 + number)) for number in (1, 2, 3)]
    entries, document, result = rows(bids, desks)

    assert document["lots"][0]["award"] == {"rule": "best_offer", "offers": "rise"}
    assert [entry["lots"] for entry in entries.values()] == ["2", "2", ""]
    assert len(lot_tables(document, result)[0].winners) == 2


def test_who_is_out_keeps_its_own_reason():
    document, result = computed([FIRST])
    out = {"id": "A9", "status": "not_admitted", "total": None, "reasons": [{"code": "NOT_ADMITTED"}]}
    entry = lot_entries([out], document, result, {})[0]

    assert (entry["status"], entry["reasons"], entry["lots"]) == ("not_admitted", out["reasons"], "")


def test_every_sentence_has_its_version_for_the_applicant():
    assert LOTS_TEXTS.keys() == OWN_LOTS_TEXTS.keys()
    with pytest.raises(KeyError):
        _reason({"lot": "1", "reasons": [{"code": "UNKNOWN"}]}, in_money=False)


WORKSHOP = SpaceLot(
    "w", "Officina", rule=LotRule.TECHNICAL_ONLY, places=2, reserves=(LotReserve("young"),), tie=LotTie.DRAW
)
SERVICE = SpaceLot(
    "s", "Guardiania", base=Decimal(1000), rule=LotRule.HIGHEST_OFFER, offers=Offers.DISCOUNT, tie=LotTie.DRAW
)
WIDE_NAMES = Names(lots={"w": "Officina", "s": "Guardiania"}, flags={"f2": "Giovani"})


def wide(bidders, lots=(WORKSHOP,), **rules):
    document = allocation_document(
        Allocation(lots, **rules),
        call_id="c",
        technical_max=Decimal(60),
        bidders=bidders,
        draw_seed="seme",
        flags={"women": "f1", "young": "f2"},
    )
    result = result_document(document)
    technical = [{"id": one.code, "status": "funded", "total": "1.00", "reasons": []} for one in bidders]
    entries = lot_entries(technical, document, result, {one.code: one.choices for one in bidders})
    said = {
        entry["id"]: [
            one.text("it") for one in explain(entry["reasons"], "0.00", level=Level.PUBLIC, names=WIDE_NAMES)
        ]
        for entry in entries
    }
    return said, document, result


def test_a_reserved_place_goes_first_to_whom_it_is_for():
    bidders = [bidder(f"A{number}", 60 - number, ("w",)) for number in (1, 2, 3, 4)]
    bidders[2] = replace(bidders[2], flags=("f1", "f2"))
    said, document, result = wide(bidders)

    assert document["lots"][0]["reserves"] == [{"flag": "f2", "places": 1, "fallback": True}]
    assert [one.get("flags") for one in document["applicants"]] == [None, None, ["f2"], None]
    assert said["A1"] == ["Officina: assegnato."]
    assert said["A3"] == ["Officina: assegnato, in un posto riservato (Giovani)."]
    assert said["A2"] == ["Officina: è andato a un’offerta con 59,00 punti; questa ne aveva 58,00."]
    places = {row["applicant"]: row["place"] for row in lot_tables(document, result)[0].rows}
    assert (places["A1"], places["A3"], places["A2"]) == ("open", "reserved:f2", "")

    nobody, _document, _result = wide([replace(one, flags=()) for one in bidders])
    assert nobody["A2"] == ["Officina: assegnato."]
    closed = replace(WORKSHOP, places=1, reserves=(LotReserve("young", fallback=False),))
    said, document, result = wide(bidders[:1], (closed,))
    assert said["A1"] == ["Officina: i posti rimasti sono riservati (Giovani)."]
    assert lot_tables(document, result)[0].void_reason == "PLACES_RESERVED"


def test_linked_applicants_win_together_no_more_than_the_call_says():
    one, two, alone = (
        bidder("A1", 50, ("w",)), bidder("A2", 49, ("w",)), bidder("A3", 40, ("w",)),
    )  # fmt: skip
    open_lot = replace(WORKSHOP, reserves=())
    pair = [replace(one, link="x"), replace(two, link="x"), alone]
    said, document, _result = wide(pair, (open_lot,), most_per_group=1)

    assert document["groups"] == [{"id": "g1", "max_lots": 1, "members": ["A1", "A2"]}]
    assert said["A2"] == ["Officina: le imprese collegate hanno già avuto Officina, il massimo insieme."]
    assert said["A3"] == ["Officina: assegnato."]
    free, document, _result = wide(pair, (open_lot,))
    assert "groups" not in document
    assert free["A2"] == ["Officina: assegnato."]
    alone_again, document, _result = wide([replace(one, link="x")], (open_lot,), most_per_group=1)
    assert "groups" not in document
    assert alone_again["A1"] == ["Officina: assegnato."]


def test_where_a_discount_is_offered_the_lower_offer_wins():
    bidders = [bidder("A1", 0, ("s",), ls="900"), bidder("A2", 0, ("s",), ls="800"), bidder("A3", 0, ("s",), ls="1100")]  # fmt: skip
    said, document, _result = wide(bidders, (SERVICE,))

    assert document["lots"][0]["award"] == {"rule": "best_offer", "offers": "discount"}
    assert said["A2"] == ["Guardiania: assegnato."]
    assert said["A1"] == ["Guardiania: è andato a un’offerta di 800,00\u00a0€; questa era di 900,00\u00a0€."]
    assert said["A3"] == [
        "Guardiania: offerta non valida, 1.100,00\u00a0€ è più della base di 1.000,00\u00a0€."
    ]
    again = void_allocation(Allocation((SERVICE,)), ["s"], Decimal("0.10"))
    assert again.lots[0].base == Decimal("1100.00")


def test_with_two_lots_to_win_an_untrue_order_may_pay():
    """The counterexample that the page tells (`queries/lot_views.py: method_words`)."""
    lots = tuple(SpaceLot(key, key, rule=LotRule.TECHNICAL_ONLY, tie=LotTie.DRAW) for key in "1234")

    def won(order):
        a = Bidder("A", 1, {"1": Decimal(50), "2": Decimal(50), "3": Decimal(60)}, order, {})
        b = Bidder("B", 2, {"1": Decimal(60), "3": Decimal(50), "4": Decimal(50)}, ("4", "3", "1"), {})
        document = allocation_document(
            Allocation(lots, most_won=2),
            call_id="c",
            technical_max=Decimal(60),
            bidders=[a, b],
            draw_seed="s",
        )
        return result_document(document)["applicants"][0]["won"]

    assert won(("1", "3", "2")) == ["3", "2"]
    assert won(("1", "2", "3")) == ["1", "2"]


def test_lots_without_a_winner_go_on_with_a_lower_base():
    rules = replace(RULES, most_bids=3, most_won=2)
    found = void_allocation(rules, ["1", "3"], Decimal("0.20"))

    assert [(lot.key, lot.base) for lot in found.lots] == [("1", Decimal("800.00")), ("3", None)]
    assert (found.most_bids, found.most_won) == (2, 2)
    assert void_allocation(rules, ["1"], Decimal(0)).most_won == 1
    together = replace(rules, bundles=True)
    assert void_allocation(together, ["1", "3"], Decimal(0)).bundles
    assert not void_allocation(together, ["1"], Decimal(0)).bundles


# ------------------------------------------------------------------ points lot by lot


CRITERIA = (
    Criterion("whole", "Impresa", Decimal(30)),
    Criterion("fit", "Adatto allo spazio", Decimal(30), per_lot=True),
    Criterion("both", "Lavori", Decimal(0), per_lot=True, parts=(CriterionPart("heat", "Caldo", Decimal(5), None),)),
)  # fmt: skip
EDITION = replace(blank_edition(), gives_money=False, allocation=RULES, grid=Grid(CRITERIA[:2]))


def candidate(code, admitted=True, **marks):
    given = {key.replace("__", "--"): {"m1": Decimal(mark)} for key, mark in marks.items()}
    return Candidate(code, int(code[1:]), Decimal(1), admitted, marks=given)


def test_each_bid_is_compared_with_its_own_marks():
    parts = replace(EDITION, grid=Grid(CRITERIA))
    found = by_bid(
        [
            candidate("A1", whole="1", fit__1="0.5", heat__1="0.2", fit__3="0.9"),
            candidate("A2", whole="0.4"),
            candidate("A3", admitted=False),
            candidate("A4", admitted=False),
        ],
        {"A1": ("3", "2", "1"), "A2": ("2",), "A3": ("2",), "A4": ("1",)},
        parts,
    )

    assert [one.code for one in found] == ["A1/1", "A1/3", "A3", "A4/1"]
    assert found[0].marks["fit"] == {"m1": Decimal("0.5")}
    assert (found[0].marks["heat"], found[0].marks["whole"]) == ({"m1": Decimal("0.2")}, {"m1": Decimal(1)})
    assert "heat" not in found[1].marks


def entry(code, status="funded", total="40.00", reasons=(), fit="20.00"):
    scores = {"whole": "10.00", "fit": fit} if total else {}
    return {"id": code, "status": status, "total": total, "bonus": None, "reasons": list(reasons), "raw_scores": scores, "scores": scores}  # fmt: skip


LOW = {"code": "BELOW_CRITERION_MIN", "criterion": "fit", "score": "2.00", "min": "5.00"}
LOW_TOTAL = {"code": "BELOW_TOTAL_MIN", "total": "20.00", "min": "30.00"}


def test_bids_become_one_row_for_each_application():
    bids = [
        entry("A1/1"),
        entry("A1/3", "below_threshold", "12.00", [LOW], fit="2.00"),
        entry("A2/1", "below_threshold", "20.00", [LOW_TOTAL]),
        entry("A3/1", "not_admitted", None),
        entry("A4/1", "below_threshold", "20.00", [LOW_TOTAL]),
    ]
    rows_of_all = by_application(bids, {"A4": "funded", "A5": "declined"}, {"fit"})
    rows = {row["id"]: row for row in rows_of_all}

    assert is_by_bid(bids)
    assert not is_by_bid(rows_of_all)
    assert {code: row["status"] for code, row in rows.items()} == {
        "A4": "funded",
        "A5": "declined",
        "A1": "funded",
        "A2": "below_threshold",
        "A3": "not_admitted",
    }
    assert rows["A1"]["scores"] == {"whole": "10.00", "fit--1": "20.00", "fit--3": "2.00"}
    assert (rows["A1"]["total"], list(rows["A1"]["by_lot"])) == (None, ["1", "3"])
    assert by_application([entry("A6")])[0]["by_lot"] == {}

    first = Bidder("A1", 1, {"1": Decimal(40)}, ("1",), {"1": Decimal(1100)})
    document, result = computed([first])
    wished = {"A1": ("3", "1"), "A2": ("1",), "A3": ("1",), "A4": ("1", "2"), "A5": ("2",)}
    entries = {one["id"]: one for one in lot_entries(rows_of_all, document, result, wished)}
    assert words(entries["A1"]) == [
        "Lotto 3: non entra, ha 2,00 punti tecnici dove la griglia ne chiede 5,00.",
        "Lotto 1: assegnato.",
    ]
    assert words(entries["A2"]) == [
        "Lotto 1: non entra, ha 20,00 punti tecnici dove la griglia ne chiede 30,00."
    ]
    assert words(entries["A4"])[1] == "Lotto 2: nella busta non c’era un’offerta che si possa leggere."
    assert [entries[code]["status"] for code in ("A1", "A2", "A3", "A4", "A5")] == [
        "funded",
        "below_threshold",
        "not_admitted",
        "below_threshold",
        "declined",
    ]
    assert "by_lot" not in entries["A3"]
