"""The office's side of the threads: write, preview, prove, answer, write to many; and who sees nothing of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve, reverse

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Person
from manifattura.applications.actions.answer_message import answer_message
from manifattura.applications.actions.read_message import read_message
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.models import Message
from manifattura.calls.actions.record_delivery import record_delivery
from manifattura.calls.domain.clocks import ProofKind
from manifattura.evaluation.actions.assign_reviews import assign_reviews
from manifattura.evaluation.actions.declare_officer_conflict import declare_officer_conflict
from manifattura.evaluation.domain.states import MemberRole
from manifattura.kernel.clock import database_now
from tests.applications.domain.test_messages import certificate, receipt_email
from tests.factories.accounts import OfficeFactory, RoleAssignmentFactory, StaffFactory, signed_in
from tests.factories.applications import pdf_bytes
from tests.factories.evaluation import reviewed_desk, sitting_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(run_jobs):
    desk = reviewed_desk(2)
    run_jobs()
    mail.outbox.clear()
    return desk


def test_the_office_writes_from_a_template_sees_it_first_and_follows_it(desk, run_jobs):
    application = desk.reviews[0].application
    client = signed_in(Client(), desk.officer)
    write = reverse("evaluation:message_write", args=[application.code])
    page = client.get(write, {"modello": "applications.ask_clarification"})
    form = page.context["form"]
    assert application.lead.name in form["body"].value()
    assert application.created_by.email in page.content.decode()
    given = {name: form[name].value() or "" for name in ("subject", "body", "subject_en", "body_en", "key")}
    given["template"] = "applications.ask_clarification"
    assert "parentesi quadre" in client.post(write, given).content.decode()
    given |= {"body": "{impresa}: perché due preventivi?", "subject_en": "", "body_en": ""}
    for more in ({"preview": "1"}, {}):
        unknown = client.post(write, {**given, "body": "Per {pippo}", **more})
        assert (unknown.status_code, "{pippo}" in unknown.content.decode()) == (422, True)
    asks = f"{application.lead.name}: perché due preventivi?"
    preview = client.post(write, {**given, "preview": "1"})
    assert asks in preview.content.decode()
    assert Message.objects.count() == 0
    refused = client.post(write, {**given, "files": SimpleUploadedFile("a.exe", b"MZ")})
    assert refused.status_code == 422
    assert "perché due preventivi?" in refused.content.decode()
    assert client.post(write, {**given, "subject_en": "Two quotes"}).status_code == 422
    client.post(write, {**given, "needs_proof": "on", "files": SimpleUploadedFile("a.pdf", pdf_bytes())})
    client.post(write, given)
    message = Message.objects.get()
    assert message.needs_proof
    run_jobs()
    assert "due preventivi?" not in mail.outbox[0].body
    read_message(message=message, by=application.created_by)
    page = client.get(reverse("evaluation:message", args=[application.code, message.pk])).content.decode()
    for words in (application.created_by.email, "Spedita", "Aperto nell’area personale da"):
        assert words in page
    letter = send_message(
        application=application,
        template="evaluation.award_accepted",
        context={"amount": Decimal("1.00"), "on": database_now()},
        by=None,
    )
    both = client.get(reverse("evaluation:message", args=[application.code, letter.pk])).content.decode()
    assert both.index("In italiano") < both.index("In inglese")
    attached = message.files.get()
    file = reverse("evaluation:message_file", args=[application.code, message.pk, attached.pk])
    assert client.get(file)["Content-Type"] == "application/pdf"


def test_what_waits_for_an_answer_is_counted_answered_and_settled(
    desk, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    first, second = (review.application for review in desk.reviews)
    assign_reviews(reviews=desk.reviews, officer=desk.officer, by=desk.head)
    with django_capture_on_commit_callbacks(execute=True):
        for application in (first, first, second):
            answer_message(
                application=application, subject="Domanda", body="Quando?", by=application.created_by
            )
    assert desk.officer.notices.filter(kind="message_received").count() == 3
    client = signed_in(Client(), desk.officer)
    waiting = reverse("evaluation:messages_waiting")
    with django_assert_max_num_queries(24):
        page = client.get(waiting)
    assert page.context["page"].paginator.count == 3
    thread = reverse("evaluation:messages", args=[first.code])
    for _ in range(15):
        send_message(application=first, template="free", subject="a", body="b", by=desk.head)
    with django_assert_max_num_queries(24):
        page = client.get(thread).content.decode()
    assert "Non serve risposta" in page
    write = reverse("evaluation:message_write", args=[first.code])
    form = client.get(write).context["form"]
    client.post(
        write, {"subject": "Risposta", "body": "Domani.", "settles": "on", "key": form["key"].value()}
    )
    assert client.get(waiting).context["page"].paginator.count == 1
    last = Message.objects.get(application=second, from_office=False)
    client.post(reverse("evaluation:message_settle", args=[second.code, last.pk]))
    assert client.get(waiting).context["page"].paginator.count == 0
    assert "Hai risposto a tutti" in client.get(waiting).content.decode()


def test_what_nobody_receives_on_the_site_is_to_be_sent_outside_it(desk, run_jobs):
    alone, followed = (review.application for review in desk.reviews)
    alone.lead.mandates.all().delete()
    client = signed_in(Client(), desk.officer)
    write = reverse("evaluation:message_write", args=[alone.code])
    given = {"subject": "Un dato", "body": "Manca un dato.", "key": "k1", "needs_proof": "on"}
    empty = client.get(reverse("evaluation:messages", args=[alone.code])).content.decode()
    assert "poi spediscilo tu, con PEC o posta" in empty
    assert "trova il messaggio nell’area personale" not in empty
    assert "poi spediscilo tu, con PEC o posta" in client.get(write).content.decode()
    many = {**given, "choice": [review.pk for review in desk.reviews], "step": "preview"}
    preview = client.post(reverse("evaluation:message_bulk"), many)
    assert {result.application: result.text for result in preview.context["results"]} == {
        alone: "Nessuno segue l’impresa sul sito: spediscilo tu, con PEC o posta.",
        followed: "Arriva a una persona.",
    }
    said = client.post(write, given, follow=True).content.decode()
    assert "Nessuno segue l’impresa sul sito" in said
    assert "Da spedire fuori dal sito" in said
    there = reverse("evaluation:message_write", args=[followed.code])
    said = client.post(there, {**given, "key": "k2"}, follow=True).content.decode()
    assert "L’impresa lo trova nell’area personale." in said
    assert "Da spedire fuori dal sito" not in said
    message = Message.objects.get(application=alone)
    review = client.get(reverse("evaluation:review", args=[alone.code])).content.decode()
    assert "Un messaggio da spedire fuori dal sito" in review
    waiting = reverse("evaluation:messages_waiting")
    assert [row["message"] for row in client.get(waiting, {"vista": "fuori"}).context["rows"]] == [message]
    assert "Messaggi da rispondere" not in client.get(waiting, {"vista": "fuori"}).content.decode()
    assert client.get(waiting).context["rows"] == []
    assert "messaggio da spedire fuori dal sito" in client.get("/ufficio/").content.decode()
    page = client.get(reverse("evaluation:message", args=[alone.code, message.pk])).content.decode()
    assert "Nessuno seguiva l’impresa sul sito quando è stato scritto." in page
    done = reverse("evaluation:message_sent_outside", args=[alone.code, message.pk])
    assert "lo ha segnato" in client.post(done, follow=True).content.decode()
    assert "Niente da spedire." in client.get(waiting, {"vista": "fuori"}).content.decode()
    message.refresh_from_db()
    assert message.settled_by == desk.officer
    # a second press, and a message that reached somebody, change nothing
    client.post(done)
    client.post(
        reverse("evaluation:message_sent_outside", args=[followed.code, Message.objects.latest("pk").pk])
    )
    assert Message.objects.filter(settled_at__isnull=False).count() == 1


def test_what_was_delivered_in_another_way_is_not_to_be_sent(desk):
    application = desk.reviews[0].application
    application.lead.mandates.all().delete()
    client = signed_in(Client(), desk.officer)
    message = send_message(application=application, template="free", subject="A", body="B", by=desk.officer)
    record_delivery(
        notice_ref=message.notice_ref,
        proof=ProofKind.REGISTERED_POST,
        delivered_at=database_now(),
        reference="R 123",
        by=desk.officer,
    )
    assert client.get(reverse("evaluation:messages_waiting"), {"vista": "fuori"}).context["rows"] == []


def test_certified_mail_sent_outside_is_recorded_with_its_receipts(desk):
    application = desk.reviews[0].application
    application.lead.pec = "altra@pec.example.org"
    application.lead.save()
    client = signed_in(Client(), desk.head)
    outside = reverse("evaluation:message_outside", args=[application.code])
    key = client.get(outside).context["form"]["key"].value()
    given = {"subject": "Preavviso", "body": "Testo della PEC", "key": key}
    past = certificate("accettazione").replace("24/11/2026", "20/11/2025")
    assert client.post(outside, given).status_code == 422
    unread = client.post(outside, {**given, "file": SimpleUploadedFile("r.pdf", pdf_bytes())})
    assert unread.status_code == 422
    assert Message.objects.count() == 0
    client.post(outside, {**given, "file": SimpleUploadedFile("a.xml", past.encode())})
    message = Message.objects.get()
    record = reverse("evaluation:message_record", args=[application.code, message.pk])
    assert client.post(record, {"file": SimpleUploadedFile("b.eml", b"x")}).status_code == 422
    letter = b"From: a@example.org\r\nDate: Wed, 25 Nov 2026 10:00:00 +0100\r\n\r\nciao"
    wrong = {"file": SimpleUploadedFile("b.eml", letter), "kind": "delivery"}
    assert "non è una ricevuta PEC" in client.post(record, wrong).content.decode()
    record_delivery(
        notice_ref=message.notice_ref,
        delivered_at=database_now(),
        proof=ProofKind.BY_HAND,
        reference="Verbale 7",
        by=desk.head,
    )
    by_hand = client.get(reverse("evaluation:message", args=[application.code, message.pk])).content.decode()
    assert "Consegna a mano, Verbale 7" in by_hand
    assert "Senza prova di consegna" not in by_hand
    delivered = receipt_email(certificate().replace("24/11/2026", "20/11/2025"))
    page = client.post(record, {"file": SimpleUploadedFile("b.eml", delivered)}, follow=True).content.decode()
    assert "PEC consegnata a impresa@pec.example.org" in page
    assert "non è la PEC registrata" in page
    receipt = message.receipts.get(kind="delivery")
    file = reverse("evaluation:message_receipt", args=[application.code, message.pk, receipt.pk])
    assert b"".join(client.get(file).streaming_content) == delivered


def test_one_text_to_many_is_previewed_changed_and_sent_with_a_result_per_row(desk, run_jobs):
    client = signed_in(Client(), desk.officer)
    bulk = reverse("evaluation:message_bulk")
    choice = [review.pk for review in desk.reviews]
    assert client.post(bulk, {"choice": []}).status_code == 302
    page = client.post(bulk, {"choice": choice, "step": "template", "template": "applications.inform"})
    form = page.context["form"]
    assert "{impresa}" in form["body"].value()
    given = {name: form[name].value() or "" for name in ("subject", "body", "subject_en", "body_en", "key")}
    given |= {"choice": choice, "body": "{impresa}: {domanda} è in ordine.", "subject_en": "", "body_en": ""}
    bad = client.post(bulk, {**given, "body": "Per {nome}", "step": "preview"})
    assert bad.status_code == 422
    assert "{nome}" in bad.content.decode()
    preview = client.post(bulk, {**given, "step": "preview"})
    assert [row.done for row in preview.context["results"]] == [True, True]
    assert desk.reviews[0].application.lead.name in preview.context["results"][0].message.body
    assert client.post(bulk, {**given, "step": "change"}).status_code == 200
    assert Message.objects.count() == 0
    sent = client.post(bulk, {**given, "step": "send"})
    assert sent.context["done"] == 2
    assert "2 messaggi sono in partenza" in sent.content.decode()
    assert client.post(bulk, {**given, "step": "send"}).context["done"] == 0
    run_jobs()
    assert len(mail.outbox) == 2


def test_where_nobody_has_an_address_nothing_is_said_to_leave(desk):
    people = [review.application.created_by for review in desk.reviews]
    Person.objects.filter(pk__in=[one.pk for one in people]).update(email="")
    given = {"subject": "Avviso", "body": "Tutto in ordine.", "key": "k"}
    given["choice"] = [review.pk for review in desk.reviews]
    sent = signed_in(Client(), desk.officer).post(
        reverse("evaluation:message_bulk"), {**given, "step": "send"}
    )
    page = sent.content.decode()
    assert sent.context["done"] == 2
    assert "in partenza" not in page
    assert "Non parte nessuna e-mail" in page


def test_other_offices_the_committee_and_the_recused_stay_out():
    desk = sitting_desk(2)
    application = desk.reviews[0].application
    thread = reverse("evaluation:messages", args=[application.code])
    other = StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory())
    member = desk.member(MemberRole.MEMBER).person
    for person in (other, application.created_by, member):
        assert signed_in(Client(), person).get(thread).status_code in (403, 404)
    # a member of the committee who is also a caseworker of that office still sees no message
    RoleAssignmentFactory(person=member, role=Role.CASE_OFFICER, office=desk.call.office)
    assert signed_in(Client(), member).get(thread).status_code == 404


def test_who_declared_a_conflict_reads_and_does_not_write(desk):
    review = desk.reviews[0]
    declare_officer_conflict(review=review, has_conflict=True, reason="Parentela", by=desk.officer)
    client = signed_in(Client(), desk.officer)
    code = review.application.code
    page = client.get(reverse("evaluation:messages", args=[code])).content.decode()
    assert "scrive un collega" in page
    assert client.get(reverse("evaluation:message_write", args=[code])).status_code == 404
    assert client.get(reverse("evaluation:message_outside", args=[code])).status_code == 404
    bulk = client.post(reverse("evaluation:message_bulk"), {"choice": [review.pk]})
    assert bulk.status_code == 302


def test_the_address_in_the_offices_email_is_the_threads():
    assert resolve("/ufficio/domande/ABC123/messaggi/1/").view_name == "evaluation:message"
