"""The sentences that say why: every reason, both languages, both levels."""

from typing import Any

import pytest

from manifattura.evaluation.domain.explain import Level, Names, explain, explanation_text
from manifattura.evaluation.domain.explain_texts import FULL_TEXTS, TEXTS, Language

NAMES = Names(
    applications={"A": "Impresa campione A"},
    criteria={"K": "Qualità del progetto"},
    groups={"G": "Impatto"},
    flags={"f": "periferia"},
)
FUNDED = {"code": "FUNDED", "from_reserves": [], "from_general": "1234.50"}
MIXED = {
    "code": "FUNDED",
    "from_reserves": [{"flag": "f", "amount": "1000.00"}, {"flag": "w", "amount": "0.50"}],
    "from_general": "234.00",
}
PARTIAL = {"code": "PARTIAL_LAST", "available": "1234.50", "requested": "1500.00", "min_share": "0.60"}


def said(reason: dict[str, Any], level: Level, language: str = "it", granted: str = "1234.50") -> str:
    text = explanation_text(explain([reason], granted, level=level, names=NAMES), language)
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("reason", "public", "full"),
    [
        (
            {"code": "BELOW_CRITERION_MIN", "criterion": "K", "score": "9.99", "min": "10.00"},
            "Sotto la soglia del criterio «Qualità del progetto»: servivano almeno 10,00 punti.",
            "Criterio «Qualità del progetto»: 9,99 punti, ne servivano almeno 10,00.",
        ),
        (
            {"code": "BELOW_GROUP_MIN", "group": "G", "score": "9.99", "min": "10.00"},
            "Sotto la soglia del gruppo di criteri «Impatto»: servivano almeno 10,00 punti.",
            "Gruppo di criteri «Impatto»: 9,99 punti, ne servivano almeno 10,00.",
        ),
        (
            {"code": "BELOW_TOTAL_MIN", "total": "59.99", "min": "60.00"},
            "Sotto la soglia del punteggio totale: servivano almeno 60,00 punti.",
            "Punteggio totale: 59,99 punti, ne servivano almeno 60,00.",
        ),
        (
            {"code": "TIE_BROKEN", "by": "flag:f", "with": "A"},
            "A parità di punteggio viene dopo Impresa campione A, che ha una precedenza prevista dal bando.",
            "A parità di punteggio viene dopo Impresa campione A, che ha la precedenza «periferia» prevista dal bando.",
        ),
        (FUNDED, "Finanziata per intero: 1.234,50 €.", "Finanziata per intero: 1.234,50 €."),
        (
            MIXED,
            "Finanziata per intero: 1.234,50 €, in parte con fondi riservati dal bando.",
            "Finanziata per intero: 1.234,50 €, di cui con la riserva del bando 1.000,00 € (periferia) e 0,50 € (w) e con gli altri fondi 234,00 €.",
        ),
        (
            MIXED | {"from_general": "0.00"},
            "Finanziata per intero: 1.234,50 €, con fondi riservati dal bando.",
            "Finanziata per intero: 1.234,50 €, con la riserva del bando: 1.000,00 € (periferia) e 0,50 € (w).",
        ),
        (
            PARTIAL,
            "Finanziata in parte: 1.234,50 €, tutto il budget rimasto quando è arrivato il suo turno.",
            "Finanziata in parte: 1.234,50 € su 1.500,00 €, cioè tutto il budget rimasto quando è arrivato il suo turno. Quota minima della richiesta prevista dal bando: 60%.",
        ),
        (
            {"code": "AFTER_STOP", "stopped_at": 17},
            "Idonea ma non finanziata: il budget si è fermato alla posizione 17.",
            "Idonea ma non finanziata: il budget si è fermato alla posizione 17.",
        ),
        (
            {"code": "DOES_NOT_FIT", "available": "0.00", "requested": "12345678.90"},
            "Idonea ma non finanziata: il budget rimasto (0,00 €) non bastava.",
            "Idonea ma non finanziata: restavano 0,00 € e ne servivano 12.345.678,90 €.",
        ),
    ],
)
def test_italian(reason: dict[str, Any], public: str, full: str) -> None:
    assert said(reason, Level.PUBLIC) == public
    assert said(reason, Level.FULL) == full


def test_english() -> None:
    assert said(FUNDED, Level.PUBLIC, "en") == "Funded in full: €1,234.50."
    assert said(PARTIAL, Level.FULL, "en").endswith(
        "€1,234.50 of €1,500.00, all the money left when its turn came. "
        "Least share of the request set by the call: 60%."
    )
    below = {"code": "BELOW_TOTAL_MIN", "total": "59.99", "min": "60.00"}
    assert said(below, Level.FULL, "en") == "Total score: 59.99 points, at least 60.00 were needed."


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("group:G", "più punti nel gruppo di criteri «Impatto»"),
        ("criterion:K", "più punti nel criterio «Qualità del progetto»"),
        ("criterion:unnamed", "più punti nel criterio «unnamed»"),
        ("arrival", "arrivata prima"),
        ("draw", "sorteggio pubblico"),
    ],
)
def test_ties(by: str, words: str) -> None:
    assert words in said({"code": "TIE_BROKEN", "by": by, "with": "A"}, Level.PUBLIC)


def test_long_lists_of_ex_aequo_are_counted() -> None:
    def text(count: int, language: str = "it") -> str:
        return said({"code": "EX_AEQUO", "with": [f"X{at}" for at in range(count)]}, Level.PUBLIC, language)

    assert "con X0: le" in text(1)
    assert "con X0 e X1: le" in text(2)
    assert "X4 e X5: le" in text(6)
    assert "X3, X4 e altre 2: le" in text(7)
    assert "X3, X4 and 2 more: the" in text(7, "en")


def test_an_area_is_called_by_its_name() -> None:
    text = said({"code": "AREA_MOST", "flag": "f", "most": 3}, Level.PUBLIC)
    assert "nell’area «periferia» il bando ne finanzia al massimo 3" in text


def test_a_precedence_is_called_as_the_call_calls_it_or_else_by_its_flag() -> None:
    reasons = [{"code": "GOES_FIRST", "flag": "f1"}, {"code": "GOES_LAST", "flag": "f2"}]
    names = Names(
        flags={"f1": "Chi si amplia", "f2": "Ha ceduto un lotto"},
        precedences={"f1": "Prelazione", "f2": ""},
    )
    text = explanation_text(explain(reasons, "0.00", names=names))
    assert "«Prelazione»" in text
    assert "«Ha ceduto un lotto»" in text


def test_a_ranking_is_called_by_its_name() -> None:
    names = Names(rankings={"r": "Giovani"})
    (sentence,) = explain([{"code": "RETURNED", "ranking": "r", "position": 3}], "0.00", names=names)
    assert sentence.facts["ranking"] == "Giovani"


def test_reasons_make_one_paragraph_and_keep_their_facts() -> None:
    reasons = [
        {"code": "DOES_NOT_FIT", "available": "1.00", "requested": "2.00"},
        {"code": "BELOW_MIN_SHARE", "min_share": "1.00"},
    ]
    sentences = explain(reasons, "0.00")
    assert [sentence.code for sentence in sentences] == ["DOES_NOT_FIT", "BELOW_MIN_SHARE"]
    assert sentences[0].facts == {"available": "1.00", "requested": "2.00", "granted": "0.00"}
    assert explanation_text(sentences).count(".") == 2


def test_every_text_has_both_languages() -> None:
    assert set(FULL_TEXTS) <= set(TEXTS)
    for texts in (*TEXTS.values(), *FULL_TEXTS.values()):
        assert set(texts) == set(Language)
        assert texts[Language.ITALIAN].endswith(".")
        assert texts[Language.ENGLISH].endswith(".")
