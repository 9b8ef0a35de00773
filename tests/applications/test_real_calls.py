"""The calls of the templates take a whole application: started, filled in, declared, sent."""

from __future__ import annotations

import pytest

from manifattura.applications.queries.applications import payload_of
from manifattura.applications.queries.drafts import draft
from manifattura.applications.queries.reading import read_sections
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from tests.factories.applications import submitted_application
from tests.factories.calls import published_call

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
