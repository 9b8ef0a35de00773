"""What an applicant sent after the application goes with it: replies, their files, observations, pictures of visits."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.erase_content import erase_content
from manifattura.applications.actions.erase_draft import erase_draft
from manifattura.applications.actions.erase_messages import erase_messages
from manifattura.applications.actions.erase_readings import erase_readings
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.models import Application, FormAttachment, FormSubmission, MessageReading
from manifattura.evaluation.actions.erase_casework import erase_casework
from manifattura.evaluation.models import NoticeObservation, RejectionNotice, VisitFile
from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import open_stored, store
from tests.factories.accounts import signed_in
from tests.factories.applications import started_application, submitted_application
from tests.factories.calls import published_call
from tests.factories.casework import (
    answer_form,
    asked,
    check_all,
    delivered,
    notified,
    register_desk,
    visited,
)
from tests.factories.evaluation import reviewed_desk

pytestmark = pytest.mark.django_db
ACT = "atto n. 1 del 01/02/2040, autorizzazione n. 2 del 03/02/2040"


def test_a_reply_and_its_files_go_and_its_digest_stays(run_jobs, django_capture_on_commit_callbacks):
    desk = reviewed_desk(1)
    request = asked(desk, desk.reviews[0])
    delivered(request.message)
    with django_capture_on_commit_callbacks(execute=True):
        answer_form(request.form, {"item-1": "Ecco il DURC di Mario."}, files={"item-1-files": "durc.pdf"})
    before = FormSubmission.objects.get()
    file = FormAttachment.objects.get()
    application_id = desk.reviews[0].application_id
    erase_content(application_id=application_id, keeps_firm=True, authority=ACT, by=desk.head)
    run_jobs()
    after = FormSubmission.objects.get()
    assert (after.payload_sha256, after.sent_at) == (before.payload_sha256, before.sent_at)
    assert "Mario" not in after.payload
    assert json.loads(after.payload)["content_sha256"] == before.payload_sha256
    with pytest.raises(FileNotFoundError):
        open_stored(file.storage_key)
    office = signed_in(Client(), desk.head)
    code = request.form.application.code
    for name, arguments in (("reply", [code, request.form_id]), ("review", [code]), ("messages", [code])):
        assert office.get(reverse(f"evaluation:{name}", args=arguments)).status_code == 200, name
    assert "non indicato" not in office.get(reverse("evaluation:review", args=[code])).content.decode()


def test_what_was_observed_on_a_notice_goes(django_capture_on_commit_callbacks):
    desk = register_desk(1)
    notice = notified(desk, desk.reviews[0], failing=desk.reviews[0].checks.first().requirement_key)
    with django_capture_on_commit_callbacks(execute=True):
        answer_form(notice.form, {"altro": "Abito in via campione."})
    assert NoticeObservation.objects.filter(text__contains="via campione").exists()
    facts = {"application_id": desk.reviews[0].application_id, "authority": ACT, "by": desk.head}
    assert erase_casework(**facts)
    assert not erase_casework(**facts)
    assert not NoticeObservation.objects.filter(text__contains="via campione").exists()
    assert RejectionNotice.objects.exists()


def test_pictures_of_a_visit_go(run_jobs):
    desk = register_desk(1)
    visit = visited(desk, check_all(desk, desk.reviews[0]))
    stored = store(b"foto")
    VisitFile.objects.create(
        visit=visit,
        storage_key=stored.storage_key,
        name="foto.jpg",
        size=stored.size,
        content_type="image/jpeg",
        sha256=stored.sha256,
        uploaded_by=desk.officer,
    )
    erase_casework(application_id=desk.reviews[0].application_id, authority=ACT, by=desk.head)
    run_jobs()
    assert not VisitFile.objects.exists()
    with pytest.raises(FileNotFoundError):
        open_stored(stored.storage_key)


def test_of_those_who_opened_a_message_one_proof_stays():
    call = published_call()
    application = submitted_application(call, lead=None)
    message = send_message(
        application=application, template="free", subject="a", body="b", by=call.head_of_procedure
    )
    for person, capacity, proof in (
        (application.created_by, "legal_rep", True),
        (started_application(call).created_by, "collaborator", False),
        (call.head_of_procedure, "", False),
    ):
        MessageReading.objects.create(message=message, person=person, capacity=capacity, is_proof=proof)
    facts = {"application_id": application.pk, "authority": ACT, "by": call.head_of_procedure}
    assert erase_messages(**facts)
    assert not erase_messages(**facts)
    found = {(one.capacity, one.person.full_name) for one in MessageReading.objects.all()}
    assert found == {("legal_rep", "Persona non più indicata"), ("", call.head_of_procedure.full_name)}


def test_only_who_directs_the_office_erases_and_only_what_it_is_for():
    call = published_call()
    sent, draft = submitted_application(call, lead=None), started_application(call)
    stranger, head = sent.created_by, call.head_of_procedure
    for act in (
        lambda: erase_content(application_id=sent.pk, keeps_firm=True, authority=ACT, by=stranger),
        lambda: erase_messages(application_id=sent.pk, authority=ACT, by=stranger),
        lambda: erase_readings(application_id=sent.pk, until=today(), authority=ACT, by=stranger),
        lambda: erase_casework(application_id=sent.pk, authority=ACT, by=stranger),
        lambda: erase_draft(application_id=draft.pk, by=stranger),
    ):
        with pytest.raises(PermissionRefused):
            act()
    with pytest.raises(Refused):
        erase_content(application_id=draft.pk, keeps_firm=True, authority=ACT, by=head)
    assert not erase_draft(application_id=sent.pk, by=head)
    assert erase_draft(application_id=draft.pk, by=head)
    assert not erase_draft(application_id=draft.pk, by=head)
    assert Application.objects.filter(call=call).get() == sent
