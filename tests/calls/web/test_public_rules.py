"""Rules in words: what a call says about points, ties, money and changes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from manifattura.calls.domain.aid_rule import AidBracket, AidPremium
from manifattura.calls.domain.differences import Difference
from manifattura.calls.domain.edition import Flag, Reserve, TieBreaker
from manifattura.calls.domain.scoring import BandRow, Precedence, SubRanking
from manifattura.calls.domain.templates.catalogue import template_by_key
from manifattura.calls.queries.method_words import band_words, edge_words
from manifattura.calls.web.public.changes import changes_in_words
from manifattura.calls.web.public.grid_rules import more_scoring_rules
from manifattura.calls.web.public.money import aid_rule, cost_range, examples, grant_range, rate_range
from manifattura.calls.web.public.rules import (
    bonus_most,
    draw_rule,
    groups,
    money_rules,
    scoring_rules,
    tie_rule,
    total_most,
)
from manifattura.calls.web.public.who import activities, firms_words, others_words

F1 = template_by_key("f1").edition


def with_grid(**changes):
    return replace(F1, grid=replace(F1.grid, **changes))


def words(lines):
    return " ".join(str(line) for line in lines).replace("\u00a0", " ")


def test_totals():
    assert total_most(F1.grid) == 100
    assert bonus_most(replace(F1.grid, bonus_cap=None)) == 5  # without a cap they all count
    assert [group.max for group in groups(F1.grid)] == [30, 35, 30]
    alone = replace(F1.grid, groups=F1.grid.groups[:2])
    assert groups(alone)[-1].title == ""


@pytest.mark.parametrize(
    ("minima_on", "sentence"),
    [("raw", "prima della riparametrazione"), ("rescaled", "dopo la riparametrazione")],
)
def test_scoring(minima_on, sentence):
    text = words(scoring_rules(replace(F1.grid, rescale=True, minima_on=minima_on)))
    assert sentence in text
    plain = words(scoring_rules(replace(F1.grid, total_min=None, bonuses=(), groups=(), rescale=False)))
    assert "idonea" not in plain
    assert "premialità" not in plain


def test_precedence():
    first, last = Precedence("women"), Precedence("under35", "Chi ha già una sede", last=True)
    both = words(more_scoring_rules(with_grid(precedence=(first, last))))
    assert "va prima delle altre domande" in both
    assert "Chi ha già una sede</b>: va dopo le altre domande" in both
    assert "sia prima sia dopo" in both
    assert "sia prima sia dopo" not in words(more_scoring_rules(with_grid(precedence=(first,))))


def test_ties():
    assert "il totale del gruppo B (Effetti sul quartiere)" in tie_rule(F1)
    assert tie_rule(F1).endswith("il sorteggio pubblico.")
    assert draw_rule(F1.grid)
    others = with_grid(
        tie_breakers=(TieBreaker("criterion", "A1"), TieBreaker("flag", "altro"), TieBreaker("arrival"))
    )
    assert "i punti del criterio A1" in tie_rule(others)
    assert "l’ordine di arrivo" in tie_rule(others)
    assert "stessa posizione" in tie_rule(with_grid(tie_breakers=()))
    assert draw_rule(others.grid) == ""


def test_money():
    assert "almeno il 60%" in words(money_rules(F1))
    assert "tutta o non è finanziata" in words(money_rules(with_grid(partial_last=False)))
    assert "riceve ciò che resta." in words(money_rules(with_grid(partial_min_share=Decimal(0))))
    rich = with_grid(
        edge_ties="pro_rata",
        skip_unaffordable=True,
        reserves=(Reserve(F1.flags[0].key, Decimal(1000)), Reserve("x", Decimal(5), "Titolo <b>")),
    )
    text = words(money_rules(rich))
    for piece in (
        "in proporzione",
        "si passa alla successiva",
        "1.000 €",
        F1.flags[0].title,
        "Titolo &lt;b&gt;",
    ):
        assert piece in text


def test_rankings_of_their_own_and_groups():
    one = SubRanking("own", "Riserva", F1.flags[0].key, Decimal(1000), returns=True, spills=True)
    other = replace(one, key="more", returns=False, spills=False, receives=True)
    text = words(money_rules(with_grid(rankings=(one, other), one_per_link=True)))
    for piece in (
        "va alla principale, se lì qualcuno non ha avuto tutto",
        "dalla principale, se qui qualcuno non ha avuto tutto",
        "non concorre nella principale",
        "concorre nella prima",
        "ha una graduatoria propria, «Riserva», con 1.000 €",
        "registro delle imprese collegate, che tiene l’ufficio.",
    ):
        assert piece in text
    question = F1.form[0].fields[0]
    text = words(money_rules(with_grid(one_per_link=True, link_field=question.key)))
    assert f"quelli della risposta «{question.label}»" in text


def test_aid():
    assert "75%" in aid_rule(F1.aid)
    assert grant_range(replace(F1.aid, cost_min=Decimal(100000))).replace("\u00a0", " ") == "75.000 €"
    assert cost_range(replace(F1.aid, cost_max=None)).startswith("almeno")
    assert cost_range(replace(F1.aid, cost_min=None)).startswith("fino a")
    assert all(row["cost"] == row["grant"] + row["own"] for row in examples(F1.aid))
    assert examples(replace(F1.aid, rate=Decimal(0), cost_min=None, cost_max=None)) == []


def test_the_card_says_what_the_rule_gives():
    aid = replace(F1.aid, rate=Decimal("0.50"), cap=Decimal(20_000), cost_min=Decimal(10_000), cost_max=None)
    assert rate_range(aid) == "50% della spesa"
    assert rate_range(replace(aid, rate_question="asked")) == "fino al 50% della spesa"
    assert grant_range(replace(aid, rate_question="asked")).startswith("fino a")
    brackets = (
        AidBracket(Decimal("0.70"), Decimal(30_000), high=Decimal(60_000)),
        AidBracket(Decimal("0.60"), Decimal(60_000)),
    )
    stepped = replace(aid, brackets=brackets)
    assert rate_range(stepped) == "dal 50% al 70% della spesa", (
        "below the first bracket the call's own rate holds"
    )
    assert "Per le altre spese vale il 50%." in aid_rule(stepped)
    whole = replace(stepped, cost_min=Decimal(30_000))
    assert rate_range(whole) == "dal 60% al 70% della spesa"
    assert "Per le altre spese" not in aid_rule(whole)
    short = replace(stepped, brackets=(replace(brackets[0], low=None),), cost_max=Decimal(90_000))
    assert rate_range(short) == "dal 50% al 70% della spesa"
    premium = AidPremium("young", "Condizione migliore", Decimal("0.65"), Decimal(45_000))
    better = replace(aid, premiums=(premium,))
    assert "45.000" in grant_range(better)
    told = aid_rule(better, (Flag("young", "Imprese giovanili", {}),))
    assert "Condizione migliore, per chi ha «Imprese giovanili»: 65%" in told


def test_numbers_of_a_rule_are_written_in_the_language_of_the_page():
    assert [edge_words(one) for one in ("300000", "0.5", "1995-01-01", "")] == [
        "300.000",
        "0,5",
        "01/01/1995",
        "",
    ]
    with translation.override("en"):
        assert [edge_words(one) for one in ("300000", "0.5")] == ["300,000", "0.5"]
        assert edge_words("1995-02-01") == "1\u00a0February\u00a01995"


def test_who():
    who = F1.beneficiaries
    assert firms_words(who) == "micro, piccole e medie imprese"
    assert firms_words(replace(who, size_classes=())) == "imprese di ogni dimensione"
    assert firms_words(replace(who, participant_kinds=("non_profit",))) == ""
    assert "chi lavora in proprio" in others_words(who)


def test_activities_have_titles():
    titles = {row.prefix: row.title for row in activities(F1.beneficiaries)}
    assert titles["C"] == "Attività manifatturiere"
    assert titles["74.1"] == "Attività di progettazione specializzata"
    assert activities(replace(F1.beneficiaries, ateco_edition="1991"))[0].title == ""


def test_changes():
    found = changes_in_words(
        (
            Difference(("timetable", "deadline_at"), "2026-12-18T12:00:00+01:00", ""),
            Difference(("aid", "rate"), "0.75", "0.80"),
            Difference(("budget",), "1000.00", "2000.00"),
            Difference(("form", "sede", "fields", "x", "required"), "true", "false"),
            Difference(("documents", "avviso", "storage_key"), "a", "b"),
            Difference(
                ("form", "progetto", "fields", "sere", "type"),
                "",
                "long_text",
                ("", "Il progetto", "", "Quali sere?", ""),
            ),
            Difference(("form", "progetto", "fields", "sere", "key"), "", "sere"),
            Difference(("grid", "criteria", "A1", "max"), "15.00", "14.50"),
            Difference(("kind",), "ranking", "rolling"),
            Difference(("grid", "criteria", "A1", "method", "kind"), "", "bands"),
            Difference(("act_on",), "2026-12-18", "testo"),
        )
    )
    lines = [
        (one.where, one.before.replace("\u00a0", " "), one.after.replace("\u00a0", " ")) for one in found
    ]
    assert lines == [
        ("Tempi › scadenza", "venerdì 18 dicembre 2026, ore 12:00", ""),
        ("Contributo › parte della spesa coperta", "75%", "80%"),
        ("Risorse", "1.000 €", "2.000 €"),
        ("Modulo › sede › domanda › x › obbligatoria", "Sì", "No"),
        ("Modulo › «Il progetto» › domanda › «Quali sere?» › tipo di risposta", "", "Testo lungo"),
        ("Valutazione › criterio › A1 › punti massimi", "15", "14,50"),
        ("Tipo di procedura", "graduatoria", "sportello a sessioni"),
        ("Valutazione › criterio › A1 › come dà i punti › tipo", "", "bands"),
        ("act_on", "18 dicembre 2026", "testo"),
    ]


@pytest.mark.parametrize(
    ("band", "sentence"),
    [
        (BandRow(Decimal(1), high="2020-01-01"), "prima del 01/01/2020"),
        (BandRow(Decimal(1), high="2020-01-01", high_in=True), "fino al 01/01/2020 compreso"),
        (BandRow(Decimal(1), low="2024-01-01"), "dal 01/01/2024 in poi"),
        (BandRow(Decimal(1), low="2024-01-01", low_in=False), "dopo il 01/01/2024"),
        (BandRow(Decimal(1), low="2020-01-01", high="2024-01-01"), "dal 01/01/2020 a prima del 01/01/2024"),
        (
            BandRow(Decimal(1), low="2020-01-01", high="2024-01-01", high_in=True),
            "dal 01/01/2020 al 01/01/2024",
        ),
        (
            BandRow(Decimal(1), low="2020-01-01", low_in=False, high="2024-01-01"),
            "dopo il 01/01/2020, prima del 01/01/2024",
        ),
        (
            BandRow(Decimal(1), low="2020-01-01", low_in=False, high="2024-01-01", high_in=True),
            "dopo il 01/01/2020, fino al 01/01/2024",
        ),
        (BandRow(Decimal(1), low="5", high="10"), "da 5 a meno di 10"),
    ],
)
def test_days_are_before_and_after_and_numbers_less_and_more(band, sentence):
    assert band_words(band) == sentence
