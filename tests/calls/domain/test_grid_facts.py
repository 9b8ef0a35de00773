"""The facts that a grid reads, each once, and what it leaves to the committee."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from manifattura.calls.domain.edition import CriteriaGroup, Criterion, TieBreaker
from manifattura.calls.domain.grid_facts import (
    GridFact,
    as_fact,
    committee_criteria,
    committee_edition,
    fact_of,
    field_kinds,
    grid_facts,
    has_committee,
    leaf_facts,
    leaves,
    number_text,
)
from manifattura.calls.domain.scoring import CriterionPart, Method, MethodKind, Source
from tests.calls.domain.test_grid_methods import TEN, YES, N, edition, option


def test_a_grid_reads_each_fact_once() -> None:
    when = {"op": "when", "if": YES, "of": [N, {"number": "1"}]}
    ratio = {"op": "div", "of": [N, {"op": "add", "of": [{"op": "sum", "field": "rows.amount"}, when]}]}
    found = edition(
        Criterion("k1", "K1", TEN, method=Method(MethodKind.FORMULA, value=ratio)),
        Criterion("k2", "K2", TEN, method=Method(MethodKind.YES_NO, when=YES)),
        Criterion(
            "k3",
            "K3",
            TEN,
            method=Method(MethodKind.OPTIONS, field="m", take="best", options=(option("a", 1),)),
        ),
        Criterion("k4", "K4", TEN, method=Method(MethodKind.FORMULA, source=Source.OFFICE)),
        Criterion("k5", "K5", TEN, method=Method(MethodKind.FORMULA, value=N)),
        Criterion("k6", "K6", TEN, method=Method(MethodKind.FORMULA)),
        Criterion("k7", "K7", TEN),
        tie_breakers=(TieBreaker("number", "d"), TieBreaker("arrival")),
    )
    facts = {fact.key: fact for fact in grid_facts(found)}
    assert {key: fact.kind for key, fact in facts.items()} == {
        "n": "number",
        "sum:rows.amount": "number",
        "when:k1": "number",
        "when:k2": "yes_no",
        "m": "choices",
        "office:k4": "number",
        "d": "date",
    }
    context = {"n": "2.5", "y": True, "m": ["a", "a"], "rows": [{"amount": "1.50"}], "d": "2020-01-01"}
    values = {key: fact_of(fact, context) for key, fact in facts.items() if not fact.by_office}
    assert values == {
        "n": "2.5",
        "sum:rows.amount": "1.5",
        "when:k1": "2.5",
        "when:k2": True,
        "m": ["a"],
        "d": "2020-01-01",
    }
    empty = {key: fact_of(fact, {}) for key, fact in facts.items() if not fact.by_office}
    assert empty["m"] is empty["n"] is empty["d"] is None
    assert fact_of(facts["when:k1"], {"y": True}) is None
    assert leaf_facts(leaves(found.grid)[-1], found) == ()


def test_values_in_the_form_of_their_kind() -> None:
    assert as_fact("x", "yes_no") is as_fact("x", "date") is as_fact("2020-01-01", "number") is None
    assert (as_fact(True, "yes_no"), as_fact("1/2", "number"), as_fact(3, "choice")) == (True, None, None)
    assert as_fact("a", "choice") == "a"
    assert (number_text((-1, 3)), number_text((-1, 10_000_000)), number_text((5, 1))) == (
        "-0.333333",
        "0",
        "5",
    )
    assert isinstance(GridFact("n", "number", "", by_office=False, node=N), GridFact)


def test_kinds_of_the_answers() -> None:
    kinds = field_kinds(edition())
    assert {"n", "d", "rows.amount", "group.age"} <= set(kinds)
    assert "y" not in kinds


def test_the_committee_sees_what_is_left_to_it() -> None:
    plain = edition()
    assert committee_edition(plain) is plain
    part = CriterionPart("k1", "Parte", Decimal(4))
    computed = Criterion("z", "Z", TEN, group="g", method=Method(MethodKind.YES_NO, field="y"))
    mixed = edition(
        Criterion("k", "Criterio", TEN, parts=(part,), group="h"),
        computed,
        groups=(CriteriaGroup("g", "G", min=TEN), CriteriaGroup("h", "H", min=TEN)),
        total_min=TEN,
    )
    assert [(one.key, one.title) for one in committee_criteria(mixed.grid)] == [("k1", "Criterio: Parte")]
    assert has_committee(mixed.grid)
    assert not has_committee(replace(mixed.grid, criteria=()))
    seen = committee_edition(mixed).grid
    assert (seen.total_min, [group.min for group in seen.groups]) == (None, [None, TEN])
    parts_only = edition(Criterion("k", "Criterio", TEN, parts=(part,)), total_min=TEN)
    assert committee_edition(parts_only).grid.total_min == TEN
