"""The definition of a call goes to another office and comes back the same; what is wrong in a file is said place by place."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator

from manifattura.calls.domain.definition import InvalidDefinitionError, definition_of, edition_of
from manifattura.calls.domain.definition_schema import LEFT_OUT, definition_schema
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from tests.applications.samples import sample_edition
from tests.architecture.house import PROJECT

SCHEMA = PROJECT / "docs" / "call-definition.schema.json"
EDITIONS = {key: template.edition for key, template in TEMPLATES.items()} | {"sample": sample_edition()}


def faults_of(definition):
    with pytest.raises(InvalidDefinitionError) as refused:
        edition_of(definition)
    return {(fault.where, str(fault.message)) for fault in refused.value.faults}


@pytest.fixture
def definition():
    return copy.deepcopy(json.loads(json.dumps(definition_of(sample_edition()))))


@pytest.mark.parametrize("key", EDITIONS)
def test_a_definition_comes_back_as_it_went(key):
    written = json.loads(json.dumps(definition_of(EDITIONS[key])))
    assert definition_of(edition_of(written)) == written
    assert not set(written) & (LEFT_OUT - {"format"})


def test_the_schema_in_the_docs_is_the_one_in_force():
    Draft202012Validator.check_schema(definition_schema())
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == definition_schema(), (
        "write it again: .venv/bin/manifattura call schema > docs/call-definition.schema.json"
    )


def test_another_file_is_told_what_it_is_not(definition):
    definition["format"] = "manifattura-call/1"
    assert faults_of(definition) == {
        (
            "format",
            "Non è la definizione di un bando: «format» deve essere manifattura-call-definition/1.",
        )
    }


def test_a_later_version_is_told_apart(definition):
    definition["format"] = "manifattura-call-definition/7"
    (fault,) = faults_of(definition)
    assert "scritta in un’altra versione, manifattura-call-definition/7" in fault[1]


def test_every_fault_of_shape_has_its_place(definition):
    del definition["texts"]["title"], definition["texts"]["summary"]
    definition["kind"] = 3
    definition["office"] = {}
    definition["budget"] = "molto"
    definition["grid"]["criteria"][0]["key"] = "un codice"
    definition["grid"]["rescale"] = "sì"
    definition["form"][0]["fields"][0]["type"] = "magia"
    found = faults_of(definition)
    assert ("texts", "Manca «title».") in found
    assert ("texts", "Manca «summary».") in found
    assert ("kind", "Il valore deve essere uno di questi: ranking, rolling, register.") in found
    assert ("", "«office» non è previsto.") in found
    assert ("budget", "Qui va un numero da 0 in su, scritto come testo: «1234.50».") in found
    assert ("grid.criteria[0].key", "Il valore non va bene.") in found
    assert ("grid.rescale", "Qui va vero o falso (true, false).") in found
    assert any(where == "form[0].fields[0].type" and "uno di questi" in words for where, words in found)


def test_points_rates_and_money_below_zero_are_refused_and_bounds_of_answers_are_not(definition):
    number = {"key": "t", "type": "number", "label": "T", "min_value": "-10", "max_value": "0.5"}
    definition["form"][0]["fields"].append(number)
    assert edition_of(definition).form_field("t").min_value == -10
    option = {"key": "a", "label": "A", "points": "-3"}
    method = {"kind": "options", "source": "office", "options": [option]}
    definition["grid"]["criteria"][0] |= {"max": "-5", "method": method}
    definition["grid"]["total_min"] = "-1"
    definition["budget"] = "-100.00"
    definition["aid"]["rate"] = "-0.5"
    message = "Qui va un numero da 0 in su, scritto come testo: «1234.50»."
    assert faults_of(definition) == {
        (where, message)
        for where in (
            "grid.criteria[0].max",
            "grid.criteria[0].method.options[0].points",
            "grid.total_min",
            "budget",
            "aid.rate",
        )
    }


def test_a_day_that_no_calendar_has_is_refused(definition):
    definition["timetable"]["opens_at"] = "2026-02-30T10:00:00+01:00"
    assert faults_of(definition) == {("", "Il valore non va bene.")}


def test_keys_are_not_repeated(definition):
    definition["grid"]["criteria"].append(dict(definition["grid"]["criteria"][0]))
    key = definition["grid"]["criteria"][0]["key"]
    assert faults_of(definition) == {("grid.criteria", f"Il codice «{key}» c’è più di una volta.")}


def test_conditions_can_be_read(definition):
    definition["form"][0]["fields"][0]["shown_if"] = {"op": "magia"}
    definition["flags"] = [{"key": "x", "title": "X", "when": {"op": "eq", "field": "nessuna", "value": 1}}]
    assert {where for where, _ in faults_of(definition)} == {"form[0].fields[0].shown_if", "flags[0].when"}


def test_codes_of_the_grid_are_written_as_acts_write_them_and_those_of_questions_are_not(definition):
    definition["grid"]["criteria"][0]["key"] = "6.6.2.a-1"
    assert edition_of(definition).grid.criteria[0].key == "6.6.2.a-1"
    definition["form"][0]["fields"][0]["key"] = "6.5"
    assert {where for where, _message in faults_of(definition)} == {"form[0].fields[0].key"}
