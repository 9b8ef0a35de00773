"""What a document registered as it came lacks, found again from its frozen content."""

from dataclasses import replace

from manifattura.applications.domain.completeness import TOO_MANY_FILES, Problem
from manifattura.applications.domain.form import visible_of
from manifattura.applications.domain.lacking import (
    came_incomplete,
    declared_in,
    lacking,
    lacking_rows,
    name_of,
    still_to_type,
)
from manifattura.applications.domain.stamp_duty import USED, stamps_used
from manifattura.calls.domain.edition import Declarant, Declaration, FieldType, FormField, FormSection
from manifattura.calls.domain.messages import Message
from tests.applications.samples import sample_edition

STAMP = {"status": "paid", "number": "01234567890123", "date": "2026-12-01"}
FORM = (
    FormSection(
        "one",
        "Uno",
        fields=(
            FormField("note", FieldType.TEXT, "Nota"),
            FormField("plan", FieldType.FILE, "Piano"),
            FormField("stamp", FieldType.STAMP_DUTY, "Marca da bollo"),
        ),
    ),
)
OWN = Declaration("own", "Requisiti", "Ho i requisiti.", "DPR 445/2000, art. 47")
EACH = Declaration(
    "each", "Dimensione", "Siamo piccole.", "DPR 445/2000, art. 47", declarant=Declarant.EACH_MEMBER
)
EDITION = replace(sample_edition(), form=FORM, declarations=(OWN, EACH), eligibility=())


def payload(**changes):
    return {
        "applicant": {"members": []},
        "answers": {"note": "Sì", "stamp": STAMP},
        "files": [{"field": "plan"}],
        "declarations": [{"key": "own", "organisation": "A"}, {"key": "each", "organisation": "A"}],
        "entered": {},
        **changes,
    }


def missing(**changes):
    return [name_of(one) for one in lacking(EDITION, payload(**changes))]


def test_what_is_missing_is_found_question_by_question():
    assert missing() == []
    assert missing(answers={"stamp": STAMP}, files=[]) == ["one/note", "one/plan"]
    assert missing(declarations=[{"key": "own", "organisation": "A"}]) == [
        "dichiarazioni-richieste/declaration-each"
    ]
    assert missing(answers={"note": "Sì", "stamp": {"status": "paid", "number": "12"}}) == [
        "one/stamp.number",
        "one/stamp.date",
    ]


def test_a_grouping_declares_firm_by_firm():
    grouping = payload(applicant={"members": [{}, {}]})
    visible = visible_of(EDITION, grouping["answers"], grouping["applicant"])
    assert declared_in(EDITION, grouping, visible) == {"own"}


def test_a_stamp_that_another_application_used_stays_wrong_until_it_changes():
    problem = Problem("one", "stamp.number", "Marca da bollo", Message(USED))
    rows = lacking_rows([problem, Problem("one", "note", "Nota", Message("Scrivi."))], {"stamp": STAMP})
    assert rows[0]["number"] == STAMP["number"]
    assert rows[1] == {"section": "one", "field": "note", "label": "Nota", "problem": "Scrivi."}
    entered = {"lacking": list(rows)}
    assert came_incomplete({"entered": entered})
    assert not came_incomplete({"entered": {}})
    assert not came_incomplete({})
    assert missing(entered=entered) == ["one/stamp.number"]
    other = {"note": "Sì", "stamp": {**STAMP, "number": "99999999999999"}}
    assert missing(entered=entered, answers=other) == []
    assert missing(entered=entered, answers={"note": "Sì"}) == ["one/stamp"]


def test_what_no_document_can_lack_is_typed_to_the_end():
    again = Problem("one", "", "Uno", Message("Rileggi."))
    many = Problem("one", "plan", "Piano", Message(TOO_MANY_FILES, {}))
    note = Problem("one", "note", "Nota", Message("Scrivi."))
    assert still_to_type([again, many, note]) == (again, many)


def test_half_a_number_is_no_stamp():
    assert stamps_used(EDITION, {"stamp": {"status": "paid", "number": "12"}}) == {}
    assert stamps_used(EDITION, {"stamp": {"status": "paid"}}) == {}
    assert stamps_used(EDITION, {"stamp": STAMP}) == {STAMP["number"]: "stamp"}
