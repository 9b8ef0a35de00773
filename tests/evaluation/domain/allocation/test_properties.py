"""What must hold for every allocation of lots, on random ones, and what does not."""

import copy
import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from manifattura.evaluation.domain.allocation.assign import Wish, assign
from manifattura.evaluation.domain.allocation.document import result_document
from tests.evaluation.domain.allocation.documents import applicant, bid, document, lot, meat, of
from tests.evaluation.domain.allocation.slow import slow_result
from tests.evaluation.domain.allocation.strategies import documents

Document = dict[str, Any]
many = settings(max_examples=150, deadline=None)
some = settings(max_examples=50, deadline=None)


@many
@given(documents())
def test_equals_the_slow_allocation_with_fractions(document: Document) -> None:
    result = result_document(document)
    result.pop("input_sha256")
    assert result == slow_result(document)


@some
@given(documents(), st.randoms())
def test_who_proposes_first_does_not_matter(document: Document, chance: Any) -> None:
    shuffled = copy.deepcopy(document)
    chance.shuffle(shuffled["applicants"])
    chance.shuffle(shuffled["lots"])
    for one in shuffled["applicants"]:
        chance.shuffle(one["bids"])
    result: Any = result_document(document)
    again: Any = result_document(shuffled)
    for one in document["applicants"]:
        assert of(again, "applicants", one["id"]) == of(result, "applicants", one["id"])
    for one in document["lots"]:
        there, here = of(again, "lots", one["id"]), of(result, "lots", one["id"])
        there["inadmissible"].sort(key=json.dumps)
        here["inadmissible"].sort(key=json.dumps)
        assert there == here


# ------------------------------------------------------------------ small markets, every assignment tried

APPLICANTS = ("F1", "F2", "F3")
LOTS = ("L1", "L2", "L3")


@st.composite
def markets(draw: st.DrawFn, most: int = 3) -> list[Wish]:
    """Three applicants, three lots, any orders; not everybody wants every lot."""
    orders = {lot: draw(st.permutations(APPLICANTS)) for lot in LOTS}
    return [
        Wish(
            name,
            draw(st.integers(1, most)),
            [
                (lot, orders[lot].index(name))
                for lot in draw(st.lists(st.sampled_from(LOTS), unique=True, max_size=3))
            ],
        )
        for name in APPLICANTS
    ]


def lots_of(wish: Wish, winners: Mapping[str, str]) -> list[str]:
    return [lot for lot, _ in wish.choices if winners.get(lot) == wish.applicant]


def chosen(wish: Wish, lots: set[str]) -> list[str]:
    """What the applicant would take of `lots`."""
    return [lot for lot, _ in wish.choices if lot in lots][: wish.most]


def is_stable(wishes: list[Wish], winners: Mapping[str, str]) -> bool:
    positions = {(wish.applicant, wanted): at for wish in wishes for wanted, at in wish.choices}
    for wish in wishes:
        own = lots_of(wish, winners)
        for wanted, position in wish.choices:
            if wanted in own or wanted not in chosen(wish, {*own, wanted}):
                continue
            holder = winners.get(wanted)
            if holder is None or position < positions[holder, wanted]:
                return False
    return True


def assignments(wishes: list[Wish]) -> Iterator[dict[str, str]]:
    wanted_by: list[list[str | None]] = [
        [None, *[wish.applicant for wish in wishes if lot in dict(wish.choices)]] for lot in LOTS
    ]
    for names in itertools.product(*wanted_by):
        winners = {lot: name for lot, name in zip(LOTS, names, strict=True) if name is not None}
        if all(len(lots_of(wish, winners)) <= wish.most for wish in wishes):
            yield winners


@many
@given(markets())
def test_stable_and_the_best_stable_one_for_every_applicant(wishes: list[Wish]) -> None:
    winners = assign(wishes)
    assert is_stable(wishes, winners)
    for other in assignments(wishes):
        if is_stable(wishes, other):
            for wish in wishes:
                mine, theirs = lots_of(wish, winners), lots_of(wish, other)
                assert chosen(wish, {*mine, *theirs}) == mine


@many
@given(markets(), st.permutations([0, 1, 2]))
def test_the_sequence_of_proposals_changes_nothing(wishes: list[Wish], order: list[int]) -> None:
    assert assign([wishes[at] for at in order]) == assign(wishes)


@many
@given(markets(most=1), st.data())
def test_with_one_lot_each_nobody_gains_by_misstating_the_order(
    wishes: list[Wish], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, 2))
    own = wishes[at]
    honest = lots_of(own, assign(wishes))
    length = data.draw(st.integers(0, len(own.choices)))
    for stated in itertools.permutations(own.choices, length):
        told = [*wishes[:at], Wish(own.applicant, 1, stated), *wishes[at + 1 :]]
        got = lots_of(own, assign(told))
        assert chosen(own, {*honest, *got}) == honest


# ------------------------------------------------------------------ what is not promised


def test_with_two_lots_each_misstating_the_order_can_gain() -> None:
    """F1 may win two lots and wants L1, L3, L2: it gets L3 and L2. By saying L1, L2, L3 it gets L1 and L2."""

    def won(*preferences: str) -> list[str]:
        lots = [lot("L1"), lot("L2"), lot("L3")]
        mine = {"L1": "110.00", "L2": "110.00", "L3": "130.00"}
        firm = applicant("F1", *[bid(name, mine[name]) for name in preferences], max_lots=2)
        other = applicant("F2", bid("L3", "120.00"), bid("L1", "120.00"))
        result: Any = result_document(document(lots, [firm, other]))
        return list(of(result, "applicants", "F1")["won"])

    assert won("L1", "L3", "L2") == ["L3", "L2"]
    assert won("L1", "L2", "L3") == ["L1", "L2"]


def test_a_high_offer_for_a_second_choice_can_cost_the_first() -> None:
    """F3 wants L2. Its 500.00 for L1 takes more points from F1 than from F2: F1 loses L1 and comes after L2."""

    def won(*bids: Document) -> list[str]:
        firms = [
            applicant("F1", bid("L1", "200.00", "38"), bid("L2", "200.00", "45")),
            applicant("F2", bid("L1", "100.00", "54")),
            applicant("F3", *bids),
        ]
        result: Any = result_document(document([meat("L1"), meat("L2")], firms))
        return list(of(result, "applicants", "F3")["won"])

    first, second = bid("L2", "100.00", "41"), bid("L1", "500.00", "37")
    assert won(first, second) == ["L1"]
    assert won(first) == ["L2"]
