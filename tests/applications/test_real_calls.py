"""The calls of the templates take a whole application: started, filled in, declared, sent."""

from __future__ import annotations

import pytest

from manifattura.applications.queries.applications import payload_of
from manifattura.applications.queries.drafts import draft
from manifattura.applications.queries.reading import read_sections
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from manifattura.organisations.domain.kinds import ParticipantKind
from tests.factories.accounts import PersonFactory
from tests.factories.applications import submitted_application
from tests.factories.calls import published_call
from tests.factories.organisations import GroupingFactory, firm_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["f1", "m1", "m2"])
def test_each_template_takes_an_application(key):
    call = published_call(template=TEMPLATES[key].edition)
    application = submitted_application(call)
    payload = payload_of(application)
    assert payload["answers"]
    read = draft(application)
    sections = read_sections(read.edition, read.visible, read.files)
    assert all(
        answer.text for section in sections for answer in section.answers if answer.key in payload["answers"]
    )


def participant(kind: ParticipantKind):
    """A participant of this kind, as its pages would have registered it, with somebody who represents it."""
    if kind is ParticipantKind.GROUPING:
        members = [firm_of(PersonFactory()), firm_of(PersonFactory())]
        return GroupingFactory(members=members), members[0].created_by
    person = PersonFactory()
    firm = firm_of(person)
    firm.kind = kind
    if kind is ParticipantKind.FIRM_TO_BE:
        firm.fiscal_code, firm.vat_number, firm.legal_form, firm.size_class = None, "", "", ""
    firm.save()
    return firm, person


@pytest.mark.parametrize("kind", list(ParticipantKind))
def test_each_kind_of_participant_gets_to_its_receipt(kind):
    # F1 is for single firms; groupings of partners may open a new lab (M1)
    template = TEMPLATES["m1" if kind is ParticipantKind.GROUPING else "f1"]
    call = published_call(template=template.edition)
    lead, by = participant(kind)

    application = submitted_application(call, lead=lead, by=by)

    payload = payload_of(application)
    assert application.submission.registration
    assert payload["applicant"]["kind"] == kind
    if kind is ParticipantKind.GROUPING:
        each = {one["organisation"] for one in payload["declarations"] if one["key"] == "durc"}
        assert each == {member["name"] for member in payload["applicant"]["members"]}
