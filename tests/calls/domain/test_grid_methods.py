"""What the author of a grid is told before publication about ways of giving points, limits and money; the facts a grid reads."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from manifattura.calls.domain import grid_checks as grid_words
from manifattura.calls.domain import method_checks as method_words
from manifattura.calls.domain import money_checks as money_words
from manifattura.calls.domain.aid import compute_aid
from manifattura.calls.domain.aid_rule import AidBracket, AidPremium
from manifattura.calls.domain.edition import (
    Aid,
    CommitteeRule,
    Criterion,
    Edition,
    FieldType,
    Flag,
    FormField,
    FormSection,
    Grid,
    Option,
    Recusal,
    TieBreaker,
)
from manifattura.calls.domain.grid_checks import grid_problems
from manifattura.calls.domain.grid_facts import least_voting
from manifattura.calls.domain.method_checks import ascending_method, band_text, edge_text
from manifattura.calls.domain.scoring import (
    AreaRule,
    BandRow,
    CriterionPart,
    LineNode,
    Method,
    MethodKind,
    Precedence,
    ScoredOption,
    Source,
    SubRanking,
    Uplift,
)
from tests.applications.samples import sample_edition

TEN = Decimal(10)
YES = {"op": "eq", "field": "y", "value": True}
FORM = FormSection(
    "data",
    "Dati",
    fields=(
        FormField("n", FieldType.NUMBER, "Numero"),
        FormField("d", FieldType.DATE, "Data"),
        FormField("y", FieldType.YES_NO, "Sì o no"),
        FormField("c", FieldType.CHOICE, "Scelta", options=(Option("a", "A"), Option("b", "B"))),
        FormField("m", FieldType.CHOICES, "Scelte", options=(Option("a", "A"), Option("b", "B"))),
        FormField("rows", FieldType.EXPENSES, "Spese", options=(Option("x", "X"),)),
        FormField("group", FieldType.GROUP, "Gruppo", fields=(FormField("age", FieldType.NUMBER, "Età"),)),
        FormField(
            "one", FieldType.GROUP, "Uno", max_items=1, fields=(FormField("age", FieldType.NUMBER, "Età"),)
        ),
    ),
)
N = {"field": "n"}
FLAGS = (Flag("f", "Contrassegno", YES),)


def edition(
    *criteria: Criterion, aid: Aid | None = None, flags: tuple[Flag, ...] = FLAGS, **grid: Any
) -> Edition:
    rows = criteria or (Criterion("k", "Criterio", TEN),)
    base = sample_edition()
    return replace(
        base,
        form=(*base.form, FORM),
        flags=flags,
        grid=Grid(criteria=rows, **grid),
        aid=aid or base.aid,
        budget=Decimal(1000),
    )


def one(method: Method, **more: Any) -> Edition:
    return edition(Criterion("k", "Criterio", TEN, method=method, **more))


def told(found: Edition) -> set[str]:
    return {problem.message.text for problem in grid_problems(found)}


def banded(*bands: BandRow, value: Any = N) -> Method:
    return Method(MethodKind.BANDS, value=value, bands=bands)


def option(key: str, points: int) -> ScoredOption:
    return ScoredOption(key, key.upper(), Decimal(points))


METHODS: list[tuple[Method, str]] = [
    (Method(MethodKind.OPTIONS, field="c"), method_words.NO_OPTIONS),
    (Method(MethodKind.OPTIONS, field="n", options=(option("a", 10),)), method_words.NO_QUESTION),
    (Method(MethodKind.OPTIONS, field="c", options=(option("a", 10),)), method_words.OPTION_WITHOUT),
    (Method(MethodKind.OPTIONS, field="c", options=(option("a", 11),)), method_words.ABOVE),
    (
        Method(
            MethodKind.OPTIONS,
            source=Source.OFFICE,
            options=(ScoredOption("x", "Sede propria", TEN), ScoredOption("y", "sede  propria", TEN)),
        ),
        method_words.OPTION_TWICE,
    ),
    (Method(MethodKind.OPTIONS, field="m", take="sum", options=(option("a", 4),)), method_words.UNREACHED),
    (Method(MethodKind.FORMULA, value={"field": "rows.amount"}), method_words.MANY_ROWS),
    (
        Method(MethodKind.FORMULA, value={"op": "add", "of": [N, {"field": "group.age"}]}),
        method_words.MANY_ROWS,
    ),
    (Method(MethodKind.COMMITTEE, trim=2), method_words.TRIM_SEATS),
    (
        banded(
            BandRow(TEN, high="2023-12-30", high_in=True),
            BandRow(TEN, low="2024-01-01"),
            value={"field": "d"},
        ),
        method_words.GAP,
    ),
    (Method(MethodKind.YES_NO, field="n"), method_words.NO_QUESTION),
    (Method(MethodKind.YES_NO, when={"op": "eq", "field": "zz", "value": 1}), method_words.CONDITION),
    (Method(MethodKind.DECLARED, field="y"), method_words.NO_QUESTION),
    (Method(MethodKind.DECLARED, field="n"), method_words.FREE_DECLARED),
    (Method(MethodKind.FORMULA), method_words.NO_VALUE),
    (Method(MethodKind.FORMULA, value={"field": "zz"}), method_words.FORMULA),
    (Method(MethodKind.FORMULA, value={"field": "d"}), method_words.NOT_POINTS),
    (banded(), method_words.NO_BANDS),
    (banded(BandRow(TEN, low="x")), method_words.BAND_EDGE),
    (banded(BandRow(TEN, low="2020-01-01")), method_words.BAND_EDGE),
    (banded(BandRow(TEN, low="5", high="5")), method_words.BAND_EMPTY),
    (banded(BandRow(TEN, low="5", high="4")), method_words.BAND_EMPTY),
    (banded(BandRow(TEN, high="5", high_in=True), BandRow(TEN, low="5")), method_words.OVERLAP),
    (banded(BandRow(TEN, high="5"), BandRow(TEN, low="5", low_in=False)), method_words.GAP),
    (banded(BandRow(TEN, high="5"), BandRow(TEN, low="6")), method_words.GAP),
    (banded(BandRow(TEN), BandRow(TEN, low="6")), method_words.OVERLAP),
    (Method(MethodKind.LINE, value=N, nodes=(LineNode("1", TEN),)), method_words.FEW_NODES),
    (
        Method(MethodKind.LINE, value=N, nodes=(LineNode("1", TEN), LineNode("1.0", TEN))),
        method_words.NODES_ORDER,
    ),
    (
        Method(MethodKind.LINE, value=N, nodes=(LineNode("1", TEN), LineNode("z", TEN))),
        method_words.BAND_EDGE,
    ),
]


@pytest.mark.parametrize(("method", "text"), METHODS, ids=range(len(METHODS)))
def test_what_is_wrong_with_a_method_is_told(method: Method, text: str) -> None:
    assert text in told(one(method))


GOOD = [
    Method(MethodKind.OPTIONS, field="c", options=(option("a", 10), option("b", 0))),
    Method(MethodKind.OPTIONS, source=Source.OFFICE, options=(option("x", 10),)),
    Method(MethodKind.YES_NO, field="y"),
    Method(MethodKind.YES_NO, when=YES),
    Method(MethodKind.YES_NO, source=Source.OFFICE),
    banded(BandRow(Decimal(0), high="5"), BandRow(TEN, low="5")),
    Method(
        MethodKind.BANDS, source=Source.OFFICE, value_kind="date", bands=(BandRow(TEN, low="2020-01-01"),)
    ),
    Method(
        MethodKind.LINE,
        value={"field": "d"},
        nodes=(LineNode("2020-01-01", TEN), LineNode("2021-01-01", TEN)),
    ),
    Method(MethodKind.FORMULA, value={"op": "sum", "field": "rows.amount"}),
    Method(MethodKind.NORMALISED, value={"op": "sum", "field": "group.age"}),
    Method(MethodKind.FORMULA, value={"field": "one.age"}),
    # from the last of one day to the first of the next there is nothing
    banded(
        BandRow(Decimal(0), high="2023-12-31", high_in=True),
        BandRow(TEN, low="2024-01-01"),
        value={"field": "d"},
    ),
]


@pytest.mark.parametrize("method", GOOD, ids=range(len(GOOD)))
def test_a_good_method_is_left_alone(method: Method) -> None:
    texts = {value for name, value in vars(method_words).items() if name.isupper() and isinstance(value, str)}
    assert not texts & told(one(method))


def test_the_extremes_left_out_need_enough_marks() -> None:
    grid = one(Method(MethodKind.COMMITTEE, trim=1))
    by = replace(grid.committee or CommitteeRule(Recusal.REPLACEMENT, harmonisation=False), assessors=2)
    assert method_words.TRIM_FEW in told(replace(grid, committee=by))
    assert method_words.TRIM_SEATS in told(replace(grid, committee=replace(by, assessors=3)))
    assert method_words.TRIM_SEATS in told(replace(grid, committee=None))
    assert [least_voting(replace(grid, committee=rule)) for rule in (None, by, replace(by, assessors=5))] == [
        3,
        3,
        5,
    ]
    assert least_voting(replace(one(Method(MethodKind.COMMITTEE)), committee=None)) == 0


def test_equals_are_not_told_apart_by_what_has_many_rows() -> None:
    for path, is_wrong in (("rows.amount", True), ("one.age", False), ("n", False)):
        ties = (TieBreaker("number", path), TieBreaker("draw", seed_rule="Lotto"))
        assert (grid_words.TIE_ROWS in told(edition(tie_breakers=ties))) is is_wrong


def test_parts_repeated_codes_and_checks() -> None:
    part = CriterionPart("k", "Parte", Decimal(4), Method(MethodKind.YES_NO, field="y"))
    found = told(edition(Criterion("k", "Criterio", TEN, parts=(part,), lower_only=True)))
    assert {method_words.REPEATED, method_words.PARTS_SHORT} <= found
    assert method_words.PART_ABOVE not in found
    above = replace(part, key="k1", max=TEN + 1)
    assert method_words.PART_ABOVE in told(edition(Criterion("k", "Criterio", TEN, parts=(above,))))
    assert method_words.LOWER_ONLY in told(edition(Criterion("k", "Criterio", TEN, lower_only=True)))
    assert method_words.FREE_DECLARED not in told(
        one(Method(MethodKind.DECLARED, field="n"), lower_only=True)
    )


def test_bands_and_nodes_are_put_in_order_where_they_can_be_read() -> None:
    bands = (
        BandRow(TEN, low="5", low_in=False),
        BandRow(TEN, low="5", high="5", high_in=True),
        BandRow(TEN, low="-1", high="5"),
        BandRow(TEN, high="-1"),
    )
    nodes = (LineNode("3", TEN), LineNode("-2", TEN))
    ordered = ascending_method(Method(MethodKind.BANDS, bands=bands, nodes=nodes))
    assert ordered.bands == tuple(reversed(bands))
    assert [node.at for node in ordered.nodes] == ["-2", "3"]
    unread = Method(
        MethodKind.BANDS, bands=(BandRow(TEN, low="x"), BandRow(TEN)), nodes=(LineNode("x", TEN),)
    )
    assert ascending_method(unread) == unread
    assert band_text(BandRow(TEN)) == "∞"
    assert (edge_text("2020-03-01"), edge_text("1234.5"), edge_text("x")) == ("01/03/2020", "1.234,5", "x")


RULES: list[tuple[dict[str, Any], str]] = [
    ({"uplifts": (Uplift("u", "U", "z", TEN),)}, money_words.FLAG),
    ({"uplifts": (Uplift("u", "U", "f", TEN, of="z"),)}, money_words.UPLIFT_OF),
    ({"areas": (AreaRule("z", most=1),)}, money_words.FLAG),
    ({"precedence": (Precedence("z", last=True),)}, money_words.FLAG),
    ({"areas": (AreaRule("f"),)}, money_words.AREA_EMPTY),
    ({"areas": (AreaRule("f", most=1, least=2),)}, money_words.AREA_ORDER),
    ({"rankings": (SubRanking("r", "R", "f", Decimal(1001)),)}, money_words.RANKING_SUM),
    ({"rankings": (SubRanking("r", "R", "f", Decimal(0)),)}, money_words.RANKING_AMOUNT),
    ({"rankings": (SubRanking("r", "R", "f", TEN, receives=True),)}, money_words.RANKING_RECEIVES),
    ({"rankings": (SubRanking("main", "R", "f", TEN),)}, money_words.MAIN_KEY),
    (
        {
            "rankings": tuple(
                SubRanking(key, "R", "f", TEN, returns=False, receives=True) for key in ("r", "s")
            )
        },
        money_words.TWO_RECEIVE,
    ),
    ({"second_phase_first": 3}, money_words.PHASE_NONE),
    ({"second_phase_first": 3, "rescale": True}, money_words.PHASE_RESCALE),
    ({"by_arrival": True, "threshold_times": Decimal(2)}, money_words.ARRIVAL_THRESHOLD),
    ({"by_arrival": True}, money_words.ARRIVAL_NO_MIN),
    ({"threshold_times": Decimal("0.5")}, money_words.THRESHOLD_LOW),
    ({"link_field": "zz"}, money_words.LINK_FIELD),
]


@pytest.mark.parametrize(("grid", "text"), RULES, ids=range(len(RULES)))
def test_rules_that_cannot_hold_are_told(grid: dict[str, Any], text: str) -> None:
    assert text in told(edition(**grid))


def test_a_criterion_of_the_second_phase_wants_a_number() -> None:
    rows = (Criterion("k", "K", TEN), Criterion("z", "Z", TEN, second_phase=True))
    assert money_words.PHASE_FIRST in told(edition(*rows))
    assert money_words.PHASE_NONE not in told(edition(*rows, second_phase_first=2))


AIDS: list[tuple[Aid, str]] = [
    (Aid(TEN, TEN, brackets=(AidBracket(TEN, low=TEN, high=TEN),)), money_words.BRACKET_EMPTY),
    (
        Aid(TEN, TEN, brackets=(AidBracket(TEN, high=TEN), AidBracket(TEN, low=TEN, low_in=True))),
        money_words.BRACKETS_OVERLAP,
    ),
    (
        Aid(TEN, TEN, brackets=(AidBracket(TEN, high=TEN), AidBracket(TEN, low=Decimal(20)))),
        money_words.BRACKETS_GAP,
    ),
    (Aid(TEN, TEN, premiums=(AidPremium("f", "Meglio"),)), money_words.PREMIUM_EMPTY),
    (Aid(TEN, TEN, premiums=(AidPremium("z", "Meglio", rate=TEN),)), money_words.FLAG),
]


@pytest.mark.parametrize(("aid", "text"), AIDS, ids=range(len(AIDS)))
def test_brackets_and_better_terms(aid: Aid, text: str) -> None:
    assert text in told(edition(aid=aid))


def test_better_terms_depend_on_answers() -> None:
    firm = (Flag("f", "Micro", {"op": "eq", "field": "applicant.size_class", "value": "micro"}),)
    aid = Aid(TEN, TEN, premiums=(AidPremium("f", "Meglio", rate=TEN),))
    assert money_words.PREMIUM_FIRM in told(edition(aid=aid, flags=firm))
    assert money_words.PREMIUM_FIRM not in told(edition(aid=aid))


ASKED = FormField(
    "share", FieldType.NUMBER, "Quanto chiedi", required=True, min_value=Decimal(50), max_value=Decimal(70)
)
WRONG_RATES = [
    (None, money_words.RATE_QUESTION),
    (replace(ASKED, type=FieldType.TEXT), money_words.RATE_QUESTION),
    (replace(ASKED, sealed=True), money_words.RATE_QUESTION),
    (replace(ASKED, min_value=None), money_words.RATE_LIMITS),
    (replace(ASKED, max_value=Decimal(71)), money_words.RATE_LIMITS),
    (replace(ASKED, min_value=Decimal(0)), money_words.RATE_LIMITS),
    (replace(ASKED, required=False), money_words.RATE_EMPTY),
    (replace(ASKED, shown_if={"op": "true", "field": "young"}), money_words.RATE_EMPTY),
]
WITH_RATE = Aid(
    Decimal("0.6"),
    Decimal(1000),
    rate_question="share",
    premiums=(AidPremium("f", "Meglio", rate=Decimal("0.7")),),
)


def rate_told(field: FormField | None, aid: Aid = WITH_RATE, **more: Any) -> set[str]:
    whole = edition(aid=aid)
    extra = FormSection("aid", "Contributo", fields=(field,) if field else ())
    return {
        str(one.message.text)
        for one in money_words.money_problems(replace(whole, form=(*whole.form, extra), **more))
    }


@pytest.mark.parametrize(("field", "text"), WRONG_RATES, ids=range(len(WRONG_RATES)))
def test_the_rate_is_asked_in_a_number_with_limits(field: FormField | None, text: str) -> None:
    assert text in rate_told(field)


def test_a_rate_within_the_best_terms_may_be_asked() -> None:
    rates = {money_words.RATE_QUESTION, money_words.RATE_LIMITS, money_words.RATE_EMPTY}
    assert not rates & rate_told(ASKED)
    assert not rates & rate_told(None, gives_money=False)
    assert not rates & rate_told(None, replace(WITH_RATE, rate_question=""))
    by_cost = replace(WITH_RATE, premiums=(), brackets=(AidBracket(Decimal("0.7"), high=TEN),))
    assert not rates & rate_told(ASKED, by_cost)


def test_the_aid_by_slices_and_outside_its_limits() -> None:
    brackets = (AidBracket(Decimal("0.7"), high=Decimal(100)), AidBracket(Decimal("0.5"), low=Decimal(100)))
    aid = Aid(
        Decimal(0), Decimal(1000), cost_min=TEN, cost_max=Decimal(500), brackets=brackets, progressive=True
    )
    assert compute_aid(aid, Decimal(200)).grant == Decimal(120)
    assert compute_aid(aid, Decimal(9)).reasons == ("COST_BELOW_MIN",)
    assert compute_aid(aid, Decimal(501)).reasons == ("COST_ABOVE_MAX",)


def test_a_problem_names_its_row_in_words() -> None:
    named = method_words.row_of(Criterion("a1", "Qualità del progetto", TEN))
    assert named == {"key": "«Qualità del progetto» (a1)", "row_key": "a1"}
    assert method_words.NO_BANDS % named == "«Qualità del progetto» (a1): mancano le fasce."
    assert method_words.row_of(Criterion("a1", "", TEN))["key"] == "a1"
