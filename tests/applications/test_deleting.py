"""A draft that was never sent can be thrown away by its writers; what was sent cannot."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.accounts.models import Notice
from manifattura.applications.actions.attach_file import attach_file
from manifattura.applications.actions.delete_draft import delete_draft
from manifattura.applications.models import Application, Attachment
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import read_stored
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.domain.kinds import MandateKind
from tests.applications.published import published_call
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.applications import pdf_bytes, started_application, submitted_application
from tests.factories.organisations import MandateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    application = started_application(published_call())
    attach_file(
        sheet=application,
        field_key="plan",
        name="scheda.pdf",
        content=pdf_bytes(),
        by=application.created_by,
    )
    return application


def colleague_of(application: Application, kind: MandateKind = MandateKind.COLLABORATOR):
    return MandateFactory(organisation=application.lead, person=PersonFactory(), kind=kind).person


def page_of(application: Application) -> str:
    return reverse("applications:delete", args=[application.code])


def test_rows_and_files_go_and_the_trail_stays(draft, django_capture_on_commit_callbacks):
    colleague, key = colleague_of(draft), Attachment.objects.get().storage_key
    subject = (draft.audit_type, draft.audit_id)
    with django_capture_on_commit_callbacks(execute=True):
        delete_draft(application=draft, by=draft.created_by)
    assert not Application.objects.exists()
    assert not Attachment.objects.exists()
    with pytest.raises(FileNotFoundError):
        read_stored(key)
    entry = AuditEntry.objects.get(verb="draft_deleted")
    assert (entry.subject_type, entry.subject_id) == subject
    assert Notice.objects.filter(person=colleague, kind="draft_deleted").count() == 1
    assert not Notice.objects.filter(person=draft.created_by, kind="draft_deleted").exists()


def test_a_collaborator_who_did_not_begin_it_may_not(draft):
    colleague = colleague_of(draft)
    with pytest.raises(PermissionRefused):
        delete_draft(application=draft, by=colleague)
    client = signed_in(Client(), colleague)
    assert "data-once" not in client.get(page_of(draft)).content.decode()
    assert client.post(page_of(draft)).status_code == 200
    assert Application.objects.filter(pk=draft.pk).exists()
    delete_draft(application=draft, by=colleague_of(draft, MandateKind.DELEGATE))
    assert not Application.objects.filter(pk=draft.pk).exists()


def test_what_was_sent_stays():
    application = submitted_application(published_call())
    with pytest.raises(Refused):
        delete_draft(application=application, by=application.created_by)
    answer = signed_in(Client(), application.created_by).post(page_of(application))
    assert answer.url == reverse("applications:detail", args=[application.code])
    assert Application.objects.filter(pk=application.pk).exists()


def test_the_page_asks_first_and_leads_back(draft):
    client = signed_in(Client(), draft.created_by)
    detail = client.get(reverse("applications:detail", args=[draft.code])).content.decode()
    assert page_of(draft) in detail
    asked = client.get(page_of(draft)).content.decode()
    assert "1 file" in asked
    assert Application.objects.filter(pk=draft.pk).exists()
    assert client.post(page_of(draft)).url == reverse("applications:area")
    assert signed_in(Client(), PersonFactory()).get(page_of(draft)).status_code == 404
    assert client.get(page_of(draft)).status_code == 404
