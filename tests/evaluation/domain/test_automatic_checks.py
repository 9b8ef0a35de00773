"""The automatic checks of the formal review, rule by rule."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from manifattura.calls.domain.edition import (
    Declarant,
    FieldType,
    FormField,
    FormSection,
    TargetArea,
)
from manifattura.evaluation.domain.check_texts import TEXTS, check_text
from manifattura.evaluation.domain.checks import CHECKS, COMPLETE, Received, in_area, run_check
from manifattura.evaluation.domain.explain_texts import Language
from manifattura.evaluation.domain.states import CheckOutcome
from tests.applications.samples import sample_edition

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
SECTIONS = {"31": "C", "62": "J"}


def received(edition=None, *, at=NOW, **payload):
    firm = {
        "size_class": "micro",
        "ateco": [{"code": "31.00.11", "edition": "2025", "is_main": True}],
        "members": [],
    }
    content = {
        "applicant": firm,
        "answers": {"seat": {"nil": 77, "municipio": 8}},
        "project_cost": "64000.00",
        "declarations": [
            {"key": "seat-in-area", "organisation": "1"},
            {"key": "size", "organisation": "1"},
        ],
        "files": [{"field": "plan", "name": "plan.pdf", "size": 1, "sha256": "0"}],
        **payload,
    }
    return Received(edition or sample_edition(), content, at, SECTIONS)


def with_who(**who):
    edition = sample_edition()
    return replace(edition, beneficiaries=replace(edition.beneficiaries, **who))


def found(name, what):
    evidence = run_check(name, what)
    assert evidence.code in TEXTS
    for language in Language:
        assert "{" not in check_text(evidence.code, evidence.facts, language)
    return evidence.outcome, evidence.code


def test_an_unknown_check_is_left_to_a_person():
    assert run_check("durc", received()) is None
    assert set(CHECKS) == {
        "in_time",
        "ateco",
        "area",
        "size",
        "cost_range",
        "declarations",
        "files",
        "stamp_duty",
        COMPLETE,
    }


def test_in_time_to_the_second():
    deadline = sample_edition().timetable.deadline_at
    assert found("in_time", received(at=deadline - timedelta(seconds=1))) == (CheckOutcome.MET, "IN_TIME")
    assert found("in_time", received(at=deadline)) == (CheckOutcome.NOT_MET, "LATE")


def test_ateco():
    other = {"size_class": "micro", "members": []}
    assert found("ateco", received()) == (CheckOutcome.MET, "ATECO_MET")
    assert found("ateco", received(with_who(ateco_prefixes=()))) == (CheckOutcome.NOT_APPLICABLE, "ATECO_ANY")
    assert found("ateco", received(applicant=other)) == (None, "ATECO_NONE")
    old = {**other, "ateco": [{"code": "31.00.11", "edition": "2007"}]}
    assert found("ateco", received(applicant=old)) == (None, "ATECO_OTHER_EDITION")
    wrong = {**other, "ateco": [{"code": "62.10.00", "edition": "2025"}]}
    assert found("ateco", received(applicant=wrong)) == (CheckOutcome.NOT_MET, "ATECO_NOT_MET")


def test_area():
    assert found("area", received()) == (CheckOutcome.MET, "AREA_MET")
    assert found("area", received(answers={"seat": {"nil": 1, "municipio": 1}})) == (
        CheckOutcome.NOT_MET,
        "AREA_NOT_MET",
    )
    assert found("area", received(answers={})) == (None, "AREA_NO_SEAT")
    assert found("area", received(with_who(target_area=None))) == (CheckOutcome.NOT_APPLICABLE, "AREA_ANY")
    named = TargetArea("Due quartieri", nils=(77,), municipi=(9,))
    assert in_area(named, 77, 8)
    assert in_area(named, 1, 9)
    assert not in_area(named, 1, 8)


def test_size():
    assert found("size", received()) == (CheckOutcome.MET, "SIZE_MET")
    assert found("size", received(with_who(size_classes=()))) == (CheckOutcome.NOT_APPLICABLE, "SIZE_ANY")
    firms = [{"size_class": "micro"}, {"size_class": "large"}]
    assert found("size", received(applicant={"members": firms})) == (CheckOutcome.NOT_MET, "SIZE_NOT_MET")
    assert found("size", received(applicant={"members": [{"size_class": ""}]})) == (None, "SIZE_NONE")
    assert "gigante" in check_text("SIZE_MET", {"sizes": "gigante"})


def test_cost():
    edition = sample_edition()
    free = replace(edition, aid=replace(edition.aid, cost_min=None, cost_max=None))
    only_most = replace(edition, aid=replace(edition.aid, cost_min=None))
    only_least = replace(edition, aid=replace(edition.aid, cost_max=None))
    assert found("cost_range", received()) == (CheckOutcome.MET, "COST_MET")
    assert found("cost_range", received(free)) == (CheckOutcome.NOT_APPLICABLE, "COST_ANY")
    assert found("cost_range", received(project_cost=None)) == (None, "COST_NONE")
    assert found("cost_range", received(project_cost="29999.99")) == (CheckOutcome.NOT_MET, "COST_BELOW")
    assert found("cost_range", received(project_cost="100000.01")) == (CheckOutcome.NOT_MET, "COST_ABOVE")
    assert found("cost_range", received(only_most, project_cost="1.00")) == (CheckOutcome.MET, "COST_MET")
    assert found("cost_range", received(only_least, project_cost="999999.00")) == (
        CheckOutcome.MET,
        "COST_MET",
    )


def test_declarations_of_one_and_of_each():
    assert found("declarations", received()) == (CheckOutcome.MET, "DECLARATIONS_MET")
    assert found("declarations", received(declarations=[])) == (CheckOutcome.NOT_MET, "DECLARATIONS_MISSING")
    edition = sample_edition()
    each = replace(
        edition,
        declarations=tuple(replace(one, declarant=Declarant.EACH_MEMBER) for one in edition.declarations),
    )
    two = {"members": [{"size_class": "micro"}, {"size_class": "micro"}]}
    assert found("declarations", received(each, applicant=two)) == (
        CheckOutcome.NOT_MET,
        "DECLARATIONS_MISSING",
    )
    both = [{"key": key, "organisation": firm} for key in ("seat-in-area", "size") for firm in ("1", "2")]
    assert found("declarations", received(each, applicant=two, declarations=both))[0] == CheckOutcome.MET


def test_files():
    assert found("files", received()) == (CheckOutcome.MET, "FILES_MET")
    assert found("files", received(files=[])) == (CheckOutcome.NOT_MET, "FILES_MISSING")


def test_stamps():
    assert found("stamp_duty", received()) == (CheckOutcome.NOT_APPLICABLE, "STAMP_ANY")
    asked = FormSection("bollo", "Bollo", fields=(FormField("stamp", FieldType.STAMP_DUTY, "Marca"),))
    edition = replace(sample_edition(), form=(asked,))

    def stamp(**parts):
        return found("stamp_duty", received(edition, answers={"stamp": parts} if parts else {}))

    paid = {"status": "paid", "number": "01234567890123"}
    assert stamp(**paid, date="2026-12-01") == (CheckOutcome.MET, "STAMP_MET")
    assert stamp(**paid, date="2026-12-02") == (CheckOutcome.NOT_MET, "STAMP_LATER")
    assert stamp(status="exempt", ground="ets") == (None, "STAMP_EXEMPT")
    assert stamp() == (None, "STAMP_NONE")
    entered = {"lacking": [{"field": "stamp.number", "number": paid["number"]}]}
    used = received(edition, answers={"stamp": {**paid, "date": "2026-12-01"}}, entered=entered)
    assert found("stamp_duty", used) == (CheckOutcome.NOT_MET, "STAMP_USED")
    # half a stamp, on a document registered as it came
    assert stamp(**paid) == (None, "STAMP_NONE")
    assert stamp(status="paid", number="123", date="2026-12-01") == (None, "STAMP_NONE")


def test_money_is_written_in_both_languages():
    assert "64.000,00" in check_text("COST_MET", {"cost": "64000.00"})
    assert "€64,000.00" in check_text("COST_MET", {"cost": "64000.00"}, Language.ENGLISH)


def test_complete():
    firm = received().payload["applicant"]
    missing = found(COMPLETE, received(applicant=firm, answers={}))
    assert missing == (CheckOutcome.NOT_MET, "INCOMPLETE")
    form = (FormSection("one", "Uno", fields=(FormField("note", FieldType.TEXT, "Nota"),)),)
    small = replace(sample_edition(), form=form, declarations=())
    assert found(COMPLETE, received(small, answers={"note": "Sì"})) == (CheckOutcome.MET, "COMPLETE")
    assert run_check(COMPLETE, received(small, answers={})).facts == {"missing": "Nota"}
