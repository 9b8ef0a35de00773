"""A draft written from a template says what the template says, and its pages can hold it."""

from dataclasses import replace

import pytest

from manifattura.calls.domain.templates.catalogue import TEMPLATES
from manifattura.calls.models import Call
from manifattura.calls.queries.draft import build_edition
from manifattura.evaluation.domain.checks import CHECKS
from tests.calls.domain.built_templates import FULL, OFFICE, built
from tests.factories.calls import draft_call


@pytest.mark.django_db
@pytest.mark.parametrize("key", TEMPLATES)
def test_a_draft_written_from_it_reads_back_the_same(key):
    edition = built(TEMPLATES[key])
    call = Call.objects.get(pk=draft_call(template=edition).pk)
    read = build_edition(call)

    assert replace(read, call="", office=OFFICE, timetable=edition.timetable) == replace(edition, call="")


@pytest.mark.django_db
@pytest.mark.parametrize("template", FULL, ids=lambda template: template.key)
def test_its_texts_fit_the_pages_of_the_builder(template):
    edition = built(template)
    call = Call.objects.get(pk=draft_call(template=edition).pk)

    call.full_clean()
    for parts in (
        call.formsectiondrafts,
        call.formfielddrafts,
        call.criteriondrafts,
        call.criteriagroupdrafts,
        call.bonusdrafts,
        call.flagdrafts,
        call.declarationdrafts,
        call.eligibilityquestiondrafts,
        call.requirementdrafts,
        call.tie_breakers,
    ):
        for row in parts.all():
            row.full_clean()


def test_a_register_asks_what_two_officers_can_see():
    edition = TEMPLATES["f3"].edition

    assert edition.register is not None
    assert edition.register.visit_required
    assert edition.timetable.procedure_term_days == 60
    keys = {row.key for row in edition.requirements}
    assert {"workstations", "machines", "opening", "safety", "insurance"} <= keys
    assert {row.automatic for row in edition.requirements if row.automatic} <= set(CHECKS)
    assert not edition.grid.criteria
