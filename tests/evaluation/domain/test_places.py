"""Rankings of calls that give places: the same format and rule, an amount is a number of places."""

from dataclasses import replace
from decimal import Decimal

import pytest

from manifattura.calls.domain.scoring import AreaRule
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from manifattura.evaluation.domain.explain import Names, explain, explanation_text
from manifattura.evaluation.domain.explain_texts import Level
from manifattura.evaluation.domain.places_input import counts_places
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.ranking_input import Candidate, Left, ranking_document
from manifattura.evaluation.domain.summary import summarise
from tests.calls.domain.built_templates import built

CALL = built(TEMPLATES["p1"])
PLAIN = replace(CALL, grid=replace(CALL.grid, areas=(), tie_breakers=()))


def ranked(edition, coefficients, **of_one):
    """Document and result of applications `A`, `B`… with one coefficient each; `of_one`: code → facts."""
    candidates = [
        Candidate(
            code=chr(65 + at),
            arrival=at + 1,
            requested=Decimal(99),
            admitted=True,
            marks={one.key: {"m1": Decimal(coefficient)} for one in edition.grid.criteria},
            **of_one.get(chr(65 + at), {}),
        )
        for at, coefficient in enumerate(coefficients)
    ]
    document = ranking_document(edition, assessors=["m1"], candidates=candidates, draw_seed="s")
    return document, result_document(document)


def statuses(result):
    return {one["id"]: one["status"] for one in result["entries"]}


def words(result, code, language="it"):
    entry = next(one for one in result["entries"] if one["id"] == code)
    names = Names(places=True, flags={"f1": "Under 35", "f2": "Under 35"})
    said = {
        explanation_text(explain(entry["reasons"], entry["granted"], level=level, names=names), language)
        for level in Level
    }
    assert len(said) == 1
    return said.pop()


def test_places_go_in_order_and_the_others_wait():
    document, result = ranked(replace(PLAIN, places=2), ["0.9", "0.8", "0.7", "0.65", "0.1"])

    assert document["format"] == "manifattura-ranking/1"
    assert document["call"]["budget"]["amount"] == "2.00"
    assert {one["requested"] for one in document["applications"]} == {"1.00"}
    assert counts_places(document)
    assert statuses(result) == {
        "A": "funded",
        "B": "funded",
        "C": "reserve_list",
        "D": "reserve_list",
        "E": "below_threshold",
    }
    assert words(result, "A") == "Selezionata: ha un posto."
    assert words(result, "C") == "Idonea, in lista di riserva: i posti erano finiti."
    assert words(result, "D") == "Idonea, in lista di riserva: i posti sono finiti prima della posizione 3."
    assert words(result, "C", "en") == "Eligible, on the reserve list: no place was left."


def test_without_a_number_everybody_above_the_threshold_has_a_place():
    document, result = ranked(replace(PLAIN, places=None), ["0.9", "0.8", "0.1"])
    found = summarise(document, result)

    assert statuses(result) == {"A": "funded", "B": "funded", "C": "below_threshold"}
    assert (found["unit"], found["places"], found["counts"]["funded"]) == ("places", None, 2)
    assert statuses(ranked(replace(PLAIN, places=None), [])[1]) == {}


def test_equal_ones_on_the_last_place_enter_together_or_not_at_all():
    _document, result = ranked(replace(PLAIN, places=2), ["0.9", "0.8", "0.8", "0.7"])

    assert statuses(result) == {"A": "funded", "B": "reserve_list", "C": "reserve_list", "D": "reserve_list"}
    assert words(result, "B").endswith("Posti rimasti: 1; domande ex aequo: 2. Entrano tutte o nessuna.")


def test_reserved_places_and_limits():
    reserved = replace(CALL, places=2, grid=replace(PLAIN.grid, areas=(AreaRule("under_35_led", least=1),)))
    document, result = ranked(reserved, ["0.9", "0.8", "0.7"], C={"flags": ["under_35_led"]})
    assert document["format"] == "manifattura-ranking/2"
    assert statuses(result) == {"A": "funded", "B": "reserve_list", "C": "funded"}
    assert words(result, "C").startswith("È la prima dell’area «Under 35», che entra prima delle altre.")

    most = replace(reserved, grid=replace(PLAIN.grid, areas=(AreaRule("under_35_led", most=1),)))
    both = {"flags": ["under_35_led"]}
    _document, result = ranked(most, ["0.9", "0.8", "0.7"], A=both, B=both)
    assert statuses(result) == {"A": "funded", "B": "reserve_list", "C": "funded"}
    assert words(result, "B") == "Idonea, in lista di riserva: nell’area «Under 35» ne entrano al massimo 1."


@pytest.mark.parametrize(
    ("status", "said"), [("declined", "Ha rinunciato al posto."), ("forfeited", "Ha perso il posto.")]
)
def test_a_place_that_comes_free_goes_to_who_follows(status, said):
    _document, result = ranked(replace(PLAIN, places=1), ["0.9", "0.8"], A={"left": Left(status)})

    assert statuses(result) == {"A": status, "B": "funded"}
    assert words(result, "A") == said


def test_money_is_said_as_before():
    reason = {"code": "DOES_NOT_FIT", "available": "0.00", "requested": "1.00"}

    assert explanation_text(explain([reason], "0.00")).startswith("Idonea ma non finanziata")
    assert not counts_places({"meta": {"opening": {}}})
    assert not counts_places({})
