"""An application on paper or by certified mail: entered with its proof, in time when the proof says so, told to everybody."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions.enter_application import enter_application
from manifattura.applications.actions.register_entered import register_entered
from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.actions.send_receipt import send_receipt
from manifattura.applications.actions.tick_declaration import tick_declaration, untick_declaration
from manifattura.applications.domain.channels import Channel
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application, EnteredArrival
from manifattura.applications.queries.applications import (
    applications_of,
    live_applications,
    payload_of,
    places_by_arrival,
)
from manifattura.applications.queries.arrival_twins import same_protocol
from manifattura.applications.queries.drafts import draft
from manifattura.applications.queries.preserved import kept_application
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.organisations.models import Organisation
from tests.applications.published import published_call
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in
from tests.factories.applications import fill, pdf_bytes, started_application, submitted_application
from tests.factories.arrivals import arrival_posted, arrival_proof
from tests.factories.organisations import MandateFactory, firm_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def officer_of(call):
    return StaffFactory(role=Role.CASE_OFFICER, office=call.office)


def entered(call, by, *, arrived_at=None, lead=None, **changes):
    expected = {question.key: question.expected for question in current_edition(call).eligibility}
    return enter_application(
        call=call,
        lead=lead or firm_of(PersonFactory()),
        proof=arrival_proof(arrived_at or database_now() - HOUR, **changes),
        answers=expected,
        by=by,
    )


def complete(application, by):
    fill(application, by=by)
    read = draft(application)
    for key in read.visible.declarations:
        for organisation in read.declarants[:1]:
            tick_declaration(sheet=application, declaration_key=key, organisation=organisation, by=by)


def test_from_the_envelope_to_the_receipt():
    call = published_call(ends_in=-HOUR)
    officer = officer_of(call)
    client = signed_in(Client(), officer)
    arrived = (database_now() - 2 * HOUR).replace(microsecond=0, second=0)
    listing = client.get(reverse("applications:arrivals")).content.decode()
    assert call.title in listing
    data = {
        "kind": "firm",
        "fiscal_code": "01234560157",
        "name": "Impresa campione Z",
        "legal_form": "srl",
        "vat_number": "01234560157",
        "channel": "pec",
        "arrived_at": arrived.astimezone(ROME).strftime("%d/%m/%Y %H:%M"),
        "protocol_number": "0456789",
        "protocol_on": arrived.astimezone(ROME).strftime("%d/%m/%Y"),
        "sender_address": "impresa@pec.example",
        "signed_by": "Chi rappresenta l’impresa",
        "signed_as": "legal_rep",
        **{
            f"question-{question.key}": "yes" if question.expected else "no"
            for question in current_edition(call).eligibility
        },
    }
    address = reverse("applications:enter", args=[call.pk])
    assert client.get(address).status_code == 200
    wrong = client.post(address, {**data, "fiscal_code": "123"})
    assert wrong.status_code == 422
    eml = SimpleUploadedFile("ricevuta.eml", b"Subject: CONSEGNA\n\ntesto", "message/rfc822")
    answer = client.post(address, {**data, "proof": eml})
    assert answer.status_code == 302, answer.context["form"].errors
    application = Application.objects.get()
    assert (application.channel, application.state) == (Channel.PEC, ApplicationState.DRAFT)

    organisation = Organisation.objects.get(name="Impresa campione Z")
    boss = PersonFactory()

    MandateFactory(organisation=organisation, person=boss)
    assert list(applications_of(boss)) == []
    assert signed_in(Client(), boss).get(f"/domande/{application.code}/").status_code == 404

    first = client.get(reverse("applications:entered", args=[application.code]), follow=True)
    assert first.status_code == 200
    assert "protocollo 0456789" in first.content.decode()
    declarations = next(
        section.key for section in current_edition(call).form for item in section.fields if item.declaration
    )
    page = client.get(reverse("applications:entered_step", args=[application.code, declarations]))
    assert "È nel documento firmato" in page.content.decode()
    complete(application, officer)
    summary = reverse("applications:entered_summary", args=[application.code])
    assert "Registra la domanda" in client.get(summary).content.decode()
    register = reverse("applications:entered_register", args=[application.code])
    assert client.post(register, {"key": "k"}).status_code == 302
    assert client.post(register, {"key": "k"}).status_code == 302
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED
    assert application.submission.received_at == arrived

    payload = payload_of(application)
    assert payload["entered"]["channel"] == "pec"
    assert payload["entered"]["entered_by"] == officer.full_name
    assert payload["submitted_by"]["name"] == "Chi rappresenta l’impresa"
    assert {row["read_by"] for row in payload["declarations"]} == {officer.full_name}
    assert {row["person"] for row in payload["declarations"]} == {"Chi rappresenta l’impresa"}

    register_submissions()
    mail.outbox.clear()
    assert send_receipt(submission_id=application.submission.pk)
    assert mail.outbox[-1].to == ["impresa@pec.example"]
    assert client.get(reverse("applications:entered_receipt", args=[application.code])).status_code == 200
    assert client.get(reverse("applications:entered_proof", args=[application.code])).status_code == 200
    assert "Arrivata per PEC" in client.get(summary).content.decode()
    kept = [file.path for file in kept_application(application.pk, "Ufficio")]
    assert any(path.startswith(f"domande/{application.code}/arrivo/") for path in kept)
    own = signed_in(Client(), boss).get(reverse("applications:detail", args=[application.code]))
    assert "Arrivata per PEC" in own.content.decode()
    stranger = signed_in(Client(), StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory()))
    assert stranger.get(summary).status_code == 403


def test_the_proof_decides_whether_it_is_in_time():
    call = published_call(ends_in=-HOUR)
    officer = officer_of(call)
    with pytest.raises(Refused, match="fuori dal termine") as refusal:
        entered(call, officer, arrived_at=database_now() - HOUR / 2)
    assert (refusal.value.code, refusal.value.field) == ("late", "arrived_at")
    assert "Tieni il documento nel protocollo" in refusal.value.message
    early = entered(call, officer, arrived_at=database_now() - 2 * HOUR)
    complete(early, officer)
    EnteredArrival.objects.update(arrived_at=database_now() - HOUR / 2)
    with pytest.raises(Refused, match="fuori dal termine"):
        register_entered(application=early, idempotency_key="a", by=officer)
    with pytest.raises(Refused) as future:
        entered(call, officer, arrived_at=database_now() + HOUR)
    assert future.value.field == "arrived_at"
    with pytest.raises(Refused) as odd:
        entered(call, officer, protocol_on=(database_now() + timedelta(days=3)).date())
    assert odd.value.field == "protocol_on"
    with pytest.raises(Refused) as online:
        entered(call, officer, channel=Channel.ONLINE)
    assert online.value.field == "channel"
    with pytest.raises(Refused):
        entered(call, officer, file_name="prova.exe", content=b"MZ")
    with pytest.raises(PermissionRefused):
        entered(call, StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory()))


def test_it_stands_where_its_proof_puts_it_among_those_sent_on_line():
    call = published_call()
    officer = officer_of(call)
    earlier, later = submitted_application(call), submitted_application(call)
    between = (
        earlier.submission.received_at + (later.submission.received_at - earlier.submission.received_at) / 2
    )
    paper = entered(call, officer, arrived_at=between)
    complete(paper, officer)
    sent = register_entered(application=paper, idempotency_key="k", by=officer)
    assert sent.arrival > later.submission.arrival
    listed = list(live_applications(call.pk))
    assert [one.pk for one in listed] == [earlier.pk, paper.pk, later.pk]
    assert places_by_arrival(reversed(listed)) == {earlier.pk: 1, paper.pk: 2, later.pk: 3}


def test_a_firm_has_one_application_that_counts_whatever_the_way_in():
    call = published_call()
    officer = officer_of(call)
    boss = PersonFactory()
    firm = firm_of(boss)
    own = started_application(call, lead=firm, by=boss)
    paper = entered(
        call,
        officer,
        lead=firm,
        channel=Channel.PAPER,
        file_name="scan.pdf",
        content=pdf_bytes(),
        sender_address="",
    )
    assert paper.pk != own.pk
    assert entered(call, officer_of(call), lead=firm).pk == paper.pk
    submitted_application(call, lead=firm, by=boss)
    with pytest.raises(Refused) as incomplete:
        register_entered(application=paper, idempotency_key="a", by=officer)
    assert incomplete.value.code == "incomplete"
    complete(paper, officer)
    tick = paper.ticks.filter(cleared_at=None).first()
    assert tick.on_paper
    assert tick.person == officer
    untick_declaration(
        sheet=paper, declaration_key=tick.declaration_key, organisation=tick.organisation, by=officer
    )
    complete(paper, officer)
    with pytest.raises(Refused) as second:
        register_entered(application=paper, idempotency_key="a", by=officer)
    assert second.value.code == "already_sent"
    with pytest.raises(PermissionRefused):
        tick_declaration(
            sheet=paper, declaration_key=tick.declaration_key, organisation=tick.organisation, by=boss
        )
    client = signed_in(Client(), officer)
    assert client.post(reverse("applications:entered_delete", args=[paper.code])).status_code == 302
    assert not Application.objects.filter(pk=paper.pk).exists()


def test_a_firm_that_has_one_is_told_before_anybody_types():
    call = published_call()
    boss = PersonFactory()
    firm = firm_of(boss)
    sent = submitted_application(call, lead=firm, by=boss)
    with pytest.raises(Refused, match="ha già una domanda che conta") as refusal:
        entered(call, officer_of(call), lead=firm)
    assert (refusal.value.code, refusal.value.field) == ("already_sent", "fiscal_code")
    assert str(sent.submission) in refusal.value.message
    assert not Application.objects.exclude(channel=Channel.ONLINE).exists()


@pytest.mark.parametrize("address", ["non una pec", "", "Via Roma 1", "a@b"])
def test_a_certified_mail_came_from_an_address_that_mail_reaches(address):
    call = published_call()
    with pytest.raises(Refused, match="Scrivi la PEC") as refusal:
        entered(call, officer_of(call), sender_address=address)
    assert refusal.value.field == "sender_address"


def test_a_paper_may_give_a_street_to_which_no_mail_is_sent():
    call = published_call()
    officer = officer_of(call)
    paper = entered(call, officer, channel=Channel.PAPER, sender_address="via Roma 1 @ Milano")
    complete(paper, officer)
    register_entered(application=paper, idempotency_key="k", by=officer)
    summary = signed_in(Client(), officer).get(reverse("applications:entered_summary", args=[paper.code]))
    assert "Stampa la ricevuta" in summary.content.decode()
    register_submissions()
    mail.outbox.clear()
    assert send_receipt(submission_id=paper.submission.pk)
    assert all("via Roma" not in to for message in mail.outbox for to in message.to)


def test_one_file_proves_one_arrival_and_a_protocol_used_twice_is_told(client):
    call = published_call()
    officer = officer_of(call)
    proof = b"Subject: CONSEGNA\n\nuna sola"
    first = entered(call, officer, content=proof, protocol_number="0456789")
    with pytest.raises(Refused, match="già la prova di un altro arrivo") as refusal:
        entered(call, officer, content=proof)
    assert refusal.value.field == "proof"
    assert first.lead.name in refusal.value.message
    assert call.title in refusal.value.message

    second = entered(call, officer, protocol_number="456789")
    assert first.lead.name in same_protocol(second.entered)
    assert same_protocol(entered(call, officer, protocol_number="4567890").entered) == ""
    EnteredArrival.objects.filter(application=first).update(protocol_on=date(2020, 3, 1))
    assert same_protocol(second.entered) == ""

    # what was withdrawn had perhaps been entered in the wrong call
    Application.objects.filter(pk=first.pk).update(state=ApplicationState.WITHDRAWN)
    assert entered(call, officer, content=proof).pk != first.pk


def test_a_refused_application_leaves_no_firm_behind():
    call = published_call(ends_in=-HOUR)
    officer = officer_of(call)
    questions = {
        f"question-{question.key}": "yes" if question.expected else "no"
        for question in current_edition(call).eligibility
    }
    data = {
        "kind": "firm",
        "fiscal_code": "01234560157",
        "name": "Impresa campione Z",
        "legal_form": "srl",
        "vat_number": "01234560157",
        **arrival_posted(database_now()),
        **questions,
    }
    page = signed_in(Client(), officer).post(reverse("applications:enter", args=[call.pk]), data)
    assert page.status_code == 422
    assert "fuori dal termine" in page.content.decode()
    assert not Organisation.objects.filter(name="Impresa campione Z").exists()


def test_who_enters_it_again_with_another_proof_is_told_which_one_the_draft_has(client):
    call = published_call()
    questions = {
        f"question-{question.key}": "yes" if question.expected else "no"
        for question in current_edition(call).eligibility
    }
    firm = {
        "kind": "firm",
        "fiscal_code": "01234560157",
        "name": "Impresa campione Z",
        "legal_form": "srl",
        "vat_number": "01234560157",
        **questions,
    }
    enter = reverse("applications:enter", args=[call.pk])
    signed_in(client, officer_of(call))
    told = "tiene la prova di prima"
    first = arrival_posted(database_now() - HOUR)
    assert told not in client.post(enter, {**firm, **first}, follow=True).content.decode()
    first["proof"].seek(0)
    assert told not in client.post(enter, {**firm, **first}, follow=True).content.decode()
    corrected = {**arrival_posted(database_now() - HOUR), "protocol_number": "0999999"}
    page = client.post(enter, {**firm, **corrected}, follow=True).content.decode()
    assert told in page
    assert "protocollo 0456789" in page
    assert EnteredArrival.objects.get().protocol_number == "0456789"


@pytest.mark.django_db(transaction=True)
def test_two_officers_enter_the_same_firm_at_once():
    call = published_call()
    firm = firm_of(PersonFactory())
    start, codes = threading.Barrier(2), []

    def begin(officer):
        try:
            start.wait()
            codes.append(entered(call, officer, lead=firm).code)
        finally:
            connection.close()

    threads = [threading.Thread(target=begin, args=(officer_of(call),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(codes) == 2
    assert len(set(codes)) == 1


def test_what_arrived_is_registered_whatever_it_answers_and_the_review_reads_it():
    call = published_call(ends_in=-HOUR)
    officer = officer_of(call)
    question = current_edition(call).eligibility[0]
    answers = {one.key: one.expected for one in current_edition(call).eligibility}
    given = {
        "call": call,
        "lead": firm_of(PersonFactory()),
        "proof": arrival_proof(database_now() - 2 * HOUR),
        "by": officer,
    }
    with pytest.raises(Refused, match="Riporta la risposta"):
        enter_application(answers={}, **given)
    application = enter_application(answers={**answers, question.key: not question.expected}, **given)
    page = signed_in(Client(), officer).get(reverse("applications:entered_summary", args=[application.code]))
    text = page.content.decode()
    assert "Dichiara di non avere un requisito" in text
    assert question.question in text
