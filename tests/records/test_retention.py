"""Retention: a schedule per call, a list that discards nothing, an order by act, and proofs that stay."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions.erase_content import erase_content
from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.models import (
    Application,
    ApplicationReading,
    Attachment,
    Message,
    SectionAnswers,
    Submission,
)
from manifattura.calls.queries.editions import adopted_on
from manifattura.calls.queries.ends import ended_on, last_deadline_on
from manifattura.kernel.clock import now, today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.files import open_stored, store
from manifattura.kernel.models import AuditEntry, ErasurePermit
from manifattura.records.actions.discard_batch import discard_batch
from manifattura.records.actions.list_due import list_due
from manifattura.records.actions.resume_discard import resume_discard
from manifattura.records.actions.set_retention import set_retention
from manifattura.records.domain.retention import Category
from manifattura.records.models import (
    AccessRequest,
    CheckedApplication,
    RetentionRun,
    SampleCheck,
)
from manifattura.records.queries.retention import due_items, schedule_of
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.applications import submitted_application
from tests.factories.calls import published_call
from tests.factories.records import YEARS, ended_call, ordered

DAY = timedelta(days=1)


@pytest.mark.django_db
def test_the_schedule_counts_and_says_what_is_due():
    call = ended_call()
    assert ended_on(call) == today() - 6 * YEARS
    assert last_deadline_on(call) is not None
    lines = {line.rule.category: line for line in schedule_of(call, today())}
    assert {key for key, line in lines.items() if line.is_due} == {
        Category.DRAFTS, Category.NOT_ADMITTED, Category.MESSAGES,
    }  # fmt: skip
    assert lines[Category.FUNDED].count == 1
    assert lines[Category.ACTS].months is None
    assert ended_on(published_call()) is None


@pytest.mark.django_db
def test_a_call_sets_its_own_length_by_act():
    call = ended_call()
    facts = {"call": call, "category": Category.NOT_ADMITTED, "months": 120, "reason": "Fondo europeo"}
    with pytest.raises(PermissionRefused):
        set_retention(**facts, by=StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    head = call.head_of_procedure
    for change, field in (
        ({}, "act_number"),
        ({"act_number": "5", "act_on": today() + DAY}, "act_on"),
        ({"act_number": "5", "act_on": adopted_on(call) - DAY}, "act_on"),
        ({"months": 0}, "months"),
        ({"reason": " "}, "reason"),
        ({"category": Category.ACTS}, "category"),
    ):
        with pytest.raises(Refused) as refused:
            set_retention(**(facts | change), by=head)
        assert refused.value.field == field
    set_retention(**facts, act_number="5", act_on=today(), by=head)
    assert Category.NOT_ADMITTED not in {item.category for item in due_items(call, today())}


@pytest.mark.django_db
def test_what_goes_and_what_stays(run_jobs, client):
    call = ended_call()
    head = call.head_of_procedure
    refused = Application.objects.get(call=call, state="not_admitted")
    firm = refused.lead
    sent = Submission.objects.get(application=refused)
    files = list(Attachment.objects.filter(application=refused))
    assert files
    with pytest.raises(PermissionRefused):
        list_due(call=call, by=StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    run = list_due(call=call, by=head)
    assert run.counts == {"drafts": 1, "not_admitted": 1, "messages": 1}
    assert Application.objects.get(pk=refused.pk).discarded_at is None
    for change, field in (
        ({"act_number": ""}, "act_number"),
        ({"authority_number": " "}, "authority_number"),
        ({"authority_on": today() + DAY}, "authority_on"),
        ({"act_on": today() - DAY}, "act_on"),
        ({"authority_on": today() - DAY}, "authority_on"),
    ):
        with pytest.raises(Refused) as refusal:
            ordered(run, **change)
        assert refusal.value.field == field
    ordered(run)
    with pytest.raises(Conflict):
        ordered(run)
    run_jobs()
    run.refresh_from_db()
    assert run.finished_at is not None
    assert discard_batch(run_id=run.pk, by_id=head.pk) == 0

    after = Submission.objects.get(pk=sent.pk)
    assert (after.payload_sha256, after.arrival) == (sent.payload_sha256, sent.arrival)
    assert (after.registration_number, after.received_at) == (sent.registration_number, sent.received_at)
    document = json.loads(after.payload)
    assert document["content_sha256"] == sent.payload_sha256
    assert document["answers"] == {}
    assert firm.name not in after.payload
    gone = Application.objects.select_related("lead", "created_by").get(pk=refused.pk)
    assert gone.state == "not_admitted"
    assert gone.lead_id != firm.pk
    assert gone.created_by.full_name == "Persona non più indicata"
    assert not SectionAnswers.objects.filter(application=gone).exists()
    assert not Application.objects.filter(call=call, state="draft").exists()
    for file in files:
        with pytest.raises(FileNotFoundError):
            open_stored(file.storage_key)
        assert Attachment.objects.get(pk=file.pk).name == ""
        assert file.sha256 in json.dumps([item.facts for item in run.items.all()])
    assert "Caro nome" not in json.dumps([one.texts for one in Message.objects.filter(application=gone)])
    assert AuditEntry.objects.filter(verb="content_discarded", subject_id=gone.audit_id).exists()
    assert "autorizzazione n. 12/S" in gone.discarded_under
    assert {table for one in ErasurePermit.objects.all() for table in one.tables} >= {
        "applications_submission"
    }
    assert Application.objects.get(call=call, state="accepted").discarded_at is None
    with pytest.raises(Refused):
        list_due(call=call, by=head)


@pytest.mark.django_db
def test_the_firm_whose_award_is_public_still_finds_its_receipt(client):
    call = ended_call()
    funded = Application.objects.select_related("lead").get(call=call, state="accepted")
    writer = funded.created_by
    erase_content(
        application_id=funded.pk,
        keeps_firm=True,
        authority="atto n. 1 del 2/3/2040",
        by=call.head_of_procedure,
    )
    assert not erase_content(
        application_id=funded.pk, keeps_firm=True, authority="x", by=call.head_of_procedure
    )
    firm = signed_in(client, writer)
    receipt = firm.get(reverse("applications:receipt", args=[funded.code])).content.decode()
    digest = Submission.objects.get(application=funded).payload_sha256
    for words in ("Scartato il", "atto n. 1 del 2/3/2040", digest, funded.lead.name):
        assert words in receipt
    assert firm.get(reverse("applications:receipt_pdf", args=[funded.code])).status_code == 200
    assert firm.get(reverse("applications:content", args=[funded.code])).status_code == 404
    detail = firm.get(reverse("applications:detail", args=[funded.code])).content.decode()
    assert "Il contenuto è stato scartato" in detail
    assert firm.get(reverse("applications:area")).status_code == 200


@pytest.mark.django_db
def test_a_list_that_is_old_or_not_true_any_more_is_not_carried_out(time_machine):
    call = ended_call()
    run = list_due(call=call, by=call.head_of_procedure)
    extra = Application.objects.get(call=call, state="accepted")
    Application.objects.filter(pk=extra.pk).update(state="withdrawn")
    with pytest.raises(Refused) as refused:
        ordered(run)
    assert refused.value.code == "changed"
    Application.objects.filter(pk=extra.pk).update(state="accepted")
    time_machine.move_to(now() + 31 * DAY)
    with pytest.raises(Refused) as refused:
        ordered(run)
    assert refused.value.code == "stale"
    for change in ({"sha256": "0" * 64}, {"counts": {}}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RetentionRun.objects.update(**change)


@pytest.mark.django_db
def test_readings_go_day_by_day_without_the_archives(run_jobs):
    call = published_call()
    application = submitted_application(call, lead=None)
    record_reading(application_id=application.pk, kind=ReadingKind.PAGE, by=call.head_of_procedure)
    row = ApplicationReading.objects.get()
    ApplicationReading.objects.create(
        application=application,
        person=row.person,
        kind="file",
        day=today() - 3 * YEARS,
        first_at=now(),
        last_at=now(),
    )
    run = list_due(call=call, by=call.head_of_procedure)
    assert (run.counts, run.needs_authorisation) == ({"readings": 1}, False)
    ordered(run, authority_number="", authority_on=None)
    run_jobs()
    assert list(ApplicationReading.objects.all()) == [row]


@pytest.mark.django_db
def test_a_discard_that_stopped_goes_on_with_another_head(run_jobs):
    call = ended_call()
    run = ordered(list_due(call=call, by=call.head_of_procedure))
    with connection.cursor() as cursor:  # the worker is gone, and its job with it
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert discard_batch(run_id=run.pk, by_id=call.head_of_procedure.pk, batch=1) == 2
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    call.head_of_procedure.roles.update(revoked_at=now())
    with pytest.raises(PermissionRefused):
        resume_discard(run=run, by=StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    heir = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=call.office)
    resume_discard(run=run, by=heir)
    run_jobs()
    run.refresh_from_db()
    assert run.finished_at is not None
    with pytest.raises(Refused):
        resume_discard(run=run, by=heir)


@pytest.mark.django_db
def test_notes_of_checks_and_who_asked_for_documents_go_too(run_jobs):
    call = ended_call()
    head, application = call.head_of_procedure, Application.objects.filter(call=call, state="accepted").get()
    sample = SampleCheck.objects.create(
        call=call,
        round=call.rounds.get(),
        population="funded",
        percent=5,
        identifiers=[application.code],
        identifiers_sha256="0" * 64,
        seed_rule="Lotto",
        seed_on=today() - YEARS,
        announced_by=head,
    )
    check = CheckedApplication.objects.create(
        sample=sample,
        application=application,
        reason="doubt",
        doubt="Sede diversa",
        note="Visura",
        result="confirmed",
    )
    request = AccessRequest.objects.create(
        office=call.office,
        number=1,
        year=2020,
        call=call,
        requester=application.created_by,
        requester_name="Associazione campione",
        subject="Una scheda",
        public_subject="Scheda di una domanda",
        received_on=today() - 6 * YEARS,
        state="decided",
        outcome="granted",
        decision="Accolta",
        decided_at=now() - 6 * YEARS,
    )
    stored = store(b"copia")
    request.copies.create(
        name="copia.pdf", storage_key=stored.storage_key, sha256=stored.sha256, size=stored.size, made_by=head
    )
    run = ordered(list_due(call=call, by=head))
    assert (run.counts["samples"], run.counts["access"]) == (1, 1)
    run_jobs()
    check.refresh_from_db()
    request.refresh_from_db()
    assert (check.doubt, check.note, check.result) == ("", "", "confirmed")
    assert (request.requester, request.requester_name, request.outcome) == (None, "Scartato", "granted")
    assert request.public_subject == "Scheda di una domanda"
    assert not request.copies.exists()
    with pytest.raises(FileNotFoundError):
        open_stored(stored.storage_key)
