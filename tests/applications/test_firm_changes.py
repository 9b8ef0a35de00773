"""Editing the firm's own record clears what was declared on it, and only that."""

import pytest

from manifattura.applications.models import DeclarationTick
from manifattura.applications.queries.drafts import draft
from manifattura.calls.domain.edition import APPLICANT_RECORD
from manifattura.organisations.actions.edit_organisation import edit_organisation
from tests.applications.published import published_call
from tests.applications.samples import sample_edition
from tests.factories.applications import complete_application, submitted_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    from dataclasses import replace

    declarations = tuple(
        replace(one, facts=(*one.facts, APPLICANT_RECORD)) if one.key == "size" else one
        for one in sample_edition().declarations
    )
    return published_call(declarations=declarations)


def live(application) -> set[str]:
    return set(
        DeclarationTick.objects.filter(application=application, cleared_at=None).values_list(
            "declaration_key", flat=True
        )
    )


def edit(application, django_capture_on_commit_callbacks, **facts) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        edit_organisation(organisation=application.lead, facts=facts, by=application.created_by)


def test_a_changed_size_is_declared_again(call, django_capture_on_commit_callbacks):
    application = complete_application(call)
    made = live(application)

    edit(application, django_capture_on_commit_callbacks, employees=12, size_class="small")

    assert live(application) == made - {"size"}
    assert application.created_by.notices.filter(kind="declaration_cleared").exists()
    assert draft(application).problems


def test_a_new_telephone_clears_nothing(call, django_capture_on_commit_callbacks):
    application = complete_application(call)
    made = live(application)

    edit(application, django_capture_on_commit_callbacks, phone="02 1234")

    assert live(application) == made


def test_what_was_sent_stays(call, django_capture_on_commit_callbacks):
    application = submitted_application(call)
    made = live(application)

    edit(application, django_capture_on_commit_callbacks, employees=12, size_class="small")

    assert live(application) == made
