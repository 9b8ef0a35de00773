"""The pages as people use them, without scripts: start, fill in, correct, declare, read again, send, withdraw."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from manifattura.applications.domain.merge import marks_of
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application
from manifattura.applications.queries.drafts import draft
from manifattura.calls.models import CallRound
from manifattura.kernel.clock import database_now
from manifattura.organisations.actions.revoke_mandate import revoke_mandate
from manifattura.organisations.domain.kinds import MandateKind
from tests.applications.published import published_call
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.applications import (
    complete_application,
    pdf_bytes,
    started_application,
    submitted_application,
)
from tests.factories.organisations import MandateFactory, firm_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return published_call()


def client_of(person) -> Client:
    return signed_in(Client(), person)


def url(name: str, application: Application, *more) -> str:
    return reverse(f"applications:{name}", args=[application.code, *more])


def text_of(response) -> str:
    return " ".join(response.content.decode().split()).replace("\u00a0", " ").replace("&nbsp;", " ")


def seen(application: Application, section: str) -> str:
    read = draft(application)
    return json.dumps(
        marks_of({item.key: read.answers.get(item.key) for item in read.edition.section(section).fields})
    )


PROJECT = {
    "project_title": "Arredi smontabili",
    "description": "Una linea di arredi.",
    "months": "10",
    "kind": "machines",
    "young": "no",
    "seat-address": "Via di prova 1",
    "seat-postal_code": "20157",
    "seat-nil": "77",
    "seat-municipio": "9",
    "start_on": "",
}


# ------------------------------------------------------------------ start


def test_starting_asks_for_the_firm_and_opens_the_first_step(call):
    person = PersonFactory()
    firm = firm_of(person)
    client = client_of(person)
    address = reverse("applications:start", args=[call.slug])
    assert firm.name in text_of(client.get(address))
    nothing = client.post(address, {"q-in-milan": "yes", "q-insolvent": "no"})
    assert "Scegli per quale impresa" in text_of(nothing)
    others = firm_of(PersonFactory())
    refused = client.post(address, {"organisation": others.pk, "q-in-milan": "yes", "q-insolvent": "no"})
    assert "Non puoi agire per questa impresa" in text_of(refused)
    done = client.post(
        address, {"organisation": firm.pk, "q-in-milan": "yes", "q-insolvent": "no"}, follow=True
    )
    assert "Passo 1 di 5" in text_of(done)
    again = client.post(address, {"organisation": firm.pk}, follow=True)
    assert "già una bozza" in text_of(again)
    assert Application.objects.count() == 1


def test_without_a_firm_the_page_says_how_to_begin(call):
    page = client_of(PersonFactory()).get(reverse("applications:start", args=[call.slug]))
    assert "Registra l’impresa" in text_of(page)


# ------------------------------------------------------------------ the form


def test_a_plain_post_saves_and_goes_on(call):
    application = started_application(call)
    client = client_of(application.created_by)
    address = url("form", application, "project")
    assert "Via di prova 1" in client.get(address).content.decode(), "the seat we know is there"
    done = client.post(address, {**PROJECT, "seen": seen(application, "project")})
    assert done.status_code == 302
    assert done["Location"] == url("form", application, "costs")
    application.refresh_from_db()
    assert application.project_title == "Arredi smontabili"


def test_what_is_wrong_is_said_beside_the_field_and_kept(call):
    application = started_application(call)
    client = client_of(application.created_by)
    address = url("form", application, "costs")
    rows = {
        "expenses-0-description": "Fresatrice",
        "expenses-0-category": "goods",
        "expenses-0-amount": "104.000,00",
        "loan": "mille",
        "seen": seen(application, "costs"),
        "go": "next",
    }
    page = text_of(client.post(address, rows))
    assert "Hai scritto 104.000,00 €. Il massimo è 100.000,00 €." in page
    assert "Hai scritto «mille», che non è un importo." in page
    assert 'value="mille"' in page
    assert "<title>Errore: " in page
    # a row that cannot be read stays as it was written, its message beside the cell and the link to it
    for amount in ("dieci", "1e30", "Infinity"):
        wrong = {**rows, "expenses-0-amount": amount, "seen": seen(application, "costs")}
        page = client.post(address, wrong).content.decode()
        assert f'value="{amount}" inputmode' in page
        assert 'aria-describedby="id_expenses-0-amount_error"' in page
        assert (
            f"Hai scritto «{amount}», che non è un importo."
            in page.partition('id="id_expenses-0-amount_error"')[2]
        )
        assert 'href="#id_expenses-0-amount"' in page
    rows = {**rows, "seen": seen(application, "costs"), "go": "anyway"}
    assert client.post(address, rows)["Location"] == url("form", application, "files")
    assert draft(application).answers["loan"] == {"unreadable": "mille"}


def autosave(client, address, changed: dict, seen_marks: str):
    data = {**changed, "changed": list(changed), "seen": seen_marks}
    return client.post(address, data, headers={"X-Autosave": "1"})


def test_who_acts_for_the_firm_no_more_reads_why_and_loses_nothing(call):
    application = started_application(call)
    delegate = MandateFactory(organisation=application.lead, kind=MandateKind.DELEGATE)
    client, address = client_of(delegate.person), url("form", application, "project")
    marks = seen(application, "project")
    revoke_mandate(mandate=delegate, reason="Cambio di incarico", by=application.created_by)
    page = client.get(address)
    assert page.status_code == 403
    assert f"Non risulti più fra chi agisce per {application.lead.name}" in text_of(page)
    written = autosave(client, address, {"project_title": "Scritto ora"}, marks)
    assert written.status_code == 409, "the script stops and shows it; what was written stays on the page"
    assert "Non risulti più fra chi agisce" in text_of(written)
    assert "project_title" not in draft(application).answers
    assert client_of(PersonFactory()).get(address).status_code == 404


def test_autosave_answers_the_script(call):
    application = started_application(call)
    client = client_of(application.created_by)
    address = url("form", application, "project")
    marks = seen(application, "project")
    first = autosave(client, address, {"project_title": "Uno"}, marks)
    assert first.status_code == 200
    body = first.json()
    assert body["saved_at"]
    second = autosave(client, address, {"project_title": "Due", "months": "99"}, body["version"])
    assert second.json()["messages"] == {"months": "Hai scritto 99. Il massimo è 24."}
    row = {"expenses-0-amount": "", "expenses-2-description": "Fresatrice", "expenses-2-category": "goods"}
    row["expenses-2-amount"] = "tanto"
    costs = autosave(client, url("form", application, "costs"), row, seen(application, "costs"))
    assert list(costs.json()["messages"]) == ["expenses-2-amount"], "beside the row as the page numbers it"
    row["expenses-2-amount"] = "40.000"
    costs = autosave(client, url("form", application, "costs"), row, costs.json()["version"])
    assert costs.json()["aid"] == "30.000,00\u00a0€"
    third = autosave(client, address, {"seat-address": "Via Nuova 3"}, second.json()["version"])
    assert third.status_code == 200
    answers = draft(application).answers
    assert answers["project_title"] == "Due"
    assert answers["seat"]["address"] == "Via Nuova 3"
    assert answers["seat"]["nil"] == 77
    stale = autosave(client, address, {"project_title": "Tre"}, marks)
    assert stale.status_code == 409
    assert "Due" in stale.content.decode()
    assert 'name="resolve"' in stale.content.decode()


def test_after_the_deadline_the_page_says_so_and_keeps_the_text(call):
    application = started_application(call)
    client = client_of(application.created_by)
    address = url("form", application, "project")
    marks = seen(application, "project")
    CallRound.objects.filter(call=call).update(deadline_at=database_now() - timedelta(seconds=2))
    page = text_of(client.post(address, {**PROJECT, "seen": marks}))
    assert "Il termine è scaduto" in page
    assert "Arredi smontabili" in page
    told = autosave(client, address, {"project_title": "Tardi"}, marks)
    assert told.status_code == 409
    assert "Il termine è scaduto" in told.content.decode()


def test_the_declarant_ticks_and_a_colleague_sees_who_must(call):
    application = started_application(call)
    other = PersonFactory()
    MandateFactory(organisation=application.lead, person=other, kind=MandateKind.COLLABORATOR)
    address = url("form", application, "declarations")
    name = f"tick-{application.lead_id}-size"
    page = text_of(client_of(other).get(address))
    assert (
        f"Può confermarla solo chi rappresenta {application.lead.name}: {application.created_by.full_name}."
        in page
    )
    forced = client_of(other).post(address, {name: "on", f"was-{name}": "", "seen": "{}"})
    assert "può renderla solo il legale rappresentante" in text_of(forced)
    client = client_of(application.created_by)
    client.post(address, {name: "on", f"was-{name}": "", "seen": "{}"})
    assert draft(application).declared == {"size"}
    client.post(address, {f"was-{name}": "", "seen": "{}"})
    assert draft(application).declared == {"size"}, "a page that never showed the tick does not take it away"
    client.post(address, {f"was-{name}": "on", "seen": "{}"})
    assert draft(application).declared == frozenset()
    autosave(client, address, {name: "on"}, "{}")
    assert draft(application).declared == {"size"}
    reminded = client_of(other).post(
        url("remind", application, "seat-in-area", application.lead_id), follow=True
    )
    assert "Promemoria inviato." in text_of(reminded)


def test_files_come_with_the_step_or_at_once(call):
    application = started_application(call)
    client = client_of(application.created_by)
    address = url("form", application, "files")
    wrong = SimpleUploadedFile("foto.pdf", b"\x89PNG")
    page = text_of(client.post(address, {"plan": wrong, "seen": "{}", "go": "next"}))
    assert "foto.pdf ha un contenuto che non è PDF" in page
    done = client.post(
        address, {"plan": SimpleUploadedFile("scheda.pdf", pdf_bytes()), "seen": "{}", "go": "next"}
    )
    assert done.status_code == 302
    upload = url("upload", application, "quotes")
    fragment = client.post(
        upload, {"quotes": SimpleUploadedFile("p.pdf", pdf_bytes(note="p"))}, headers={"X-Upload": "1"}
    )
    assert fragment.status_code == 200
    assert "data-upload-target" in fragment.content.decode()
    again = SimpleUploadedFile("p.pdf", pdf_bytes(note="p"))
    assert client.post(upload, {"quotes": again}, headers={"X-Upload": "1"}).status_code == 200
    renamed = SimpleUploadedFile("q.pdf", pdf_bytes(note="p"))
    told = client.post(upload, {"quotes": renamed}, headers={"X-Upload": "1"})
    assert "q.pdf è uguale a p.pdf, che hai già caricato" in text_of(told)
    large = SimpleUploadedFile("g.pdf", b"%PDF" + b"0" * 11_000_000)
    refused = client.post(upload, {"quotes": large}, headers={"X-Upload": "1"})
    assert refused.status_code == 422
    assert "Il massimo è 10 MB" in text_of(refused)
    (plan, quote) = draft(application).files
    answer = client.get(url("file", application, plan.pk))
    assert b"".join(answer.streaming_content) == pdf_bytes()
    assert "no-store" in answer["Cache-Control"]
    client.post(url("remove_file", application, quote.pk))
    assert len(draft(application).files) == 1
    assert client_of(PersonFactory()).get(url("file", application, plan.pk)).status_code == 404


# ------------------------------------------------------------------ sending


def test_the_summary_says_what_is_missing_with_links(call):
    application = started_application(call)
    page = client_of(application.created_by).get(url("summary", application))
    body = text_of(page)
    assert "Prima di inviare manca qualcosa" in body
    assert f"{url('form', application, 'costs')}?controlla=1#id_expenses" in page.content.decode()
    assert "Invia la domanda" not in body
    forgotten = client_of(application.created_by).get(url("summary", application), {"manca": "conferma"})
    assert "Conferma di aver riletto" not in text_of(forgotten), "while something is missing there is no tick"
    checked = client_of(application.created_by).get(url("form", application, "costs") + "?controlla=1")
    assert "Scrivi almeno una voce di spesa." in text_of(checked)


def test_from_summary_to_receipt(call):
    application = complete_application(call)
    client = client_of(application.created_by)
    page = text_of(client.get(url("summary", application)))
    assert "48.750,00 €" in page
    assert "2 su 2, ciascuna con data e ora" in page
    assert "la invio come legale rappresentante" in page
    send = url("send", application)
    # "back" must not ask to send a form again: what was forgotten is told at an address of its own
    forgotten = client.post(send, {"key": "k1", "replaces": "on"})
    assert forgotten.status_code == 302
    asked = text_of(client.get(forgotten["Location"]))
    assert asked.count("Conferma di aver riletto la domanda, poi invia.") == 2, "above, and beside the tick"
    assert 'id="confirm_error"' in asked
    first = client.post(send, {"key": "k1", "confirm": "on"})
    assert first["Location"] == url("receipt", application)
    second = client.post(send, {"key": "k1", "confirm": "on"})
    assert second["Location"] == url("receipt", application)
    receipt = text_of(client.get(url("receipt", application)))
    application.refresh_from_db()
    assert application.submission.payload_sha256 in receipt
    assert "Responsabile campione" in receipt
    assert "potere sostitutivo" in receipt
    assert client.get(url("receipt_pdf", application)).content.startswith(b"%PDF")
    content = client.get(url("content", application))
    assert content.content.decode() == application.submission.payload
    assert client.get(url("form", application, "project"))["Location"] == url("detail", application)


def test_a_collaborator_reads_but_does_not_send(call):
    application = complete_application(call)
    other = PersonFactory()
    MandateFactory(organisation=application.lead, person=other, kind=MandateKind.COLLABORATOR)
    client = client_of(other)
    assert "Può inviare solo chi rappresenta" in text_of(client.get(url("summary", application)))
    refused = client.post(url("send", application), {"key": "k", "confirm": "on"})
    assert "Può inviare solo" in text_of(refused)


def test_withdraw_and_prepare_a_new_version(call):
    application = submitted_application(call)
    client = client_of(application.created_by)
    page = text_of(client.get(url("detail", application)))
    assert "Prepara una nuova versione" in page
    fresh_page = client.post(url("again", application), follow=True)
    assert "Le dichiarazioni vanno confermate di nuovo" in text_of(fresh_page)
    assert "Se ritiri la domanda" in text_of(client.get(url("withdraw", application)))
    done = client.post(url("withdraw", application), follow=True)
    assert "Domanda ritirata" in text_of(done)
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN


# ------------------------------------------------------------------ area, permissions, statements


def test_another_firms_person_finds_nothing(call):
    application = submitted_application(call)
    stranger = client_of(PersonFactory())
    pages = [
        url(name, application)
        for name in ("detail", "resume", "summary", "withdraw", "receipt", "receipt_pdf", "content")
    ]
    pages.append(url("form", application, "project"))
    assert {stranger.get(page).status_code for page in pages} == {404}
    assert stranger.post(url("send", application)).status_code == 404
    assert stranger.post(url("again", application)).status_code == 404
    assert stranger.get(reverse("applications:detail", args=["NESSUNA"])).status_code == 404
    assert reverse("account_login") in Client().get(url("detail", application))["Location"]


def test_the_personal_area_has_one_next_action_and_bounded_statements(call, django_assert_max_num_queries):
    person = PersonFactory()
    for _ in range(3):
        draft_one = started_application(published_call(), lead=firm_of(person), by=person)
    submitted_application(call, lead=firm_of(person), by=person)
    client = client_of(person)
    address = reverse("applications:area")
    client.get(address)
    with django_assert_max_num_queries(18):
        page = text_of(client.get(address))
    assert page.count("Tocca a te") == 1
    assert "Completa e invia la domanda" in page
    assert "Inviata" in page
    # a colleague who cannot send is not told to
    other = MandateFactory(organisation=draft_one.lead, kind=MandateKind.COLLABORATOR).person
    assert "Completa la tua parte della domanda" in text_of(client_of(other).get(address))
    assert "Non hai ancora domande" in text_of(client_of(PersonFactory()).get(address))


def test_statements_of_the_form_and_of_the_summary_are_bounded(call, django_assert_max_num_queries):
    application = complete_application(call)
    client = client_of(application.created_by)
    client.get(url("form", application, "project"))
    with django_assert_max_num_queries(18):
        client.get(url("form", application, "project"))
    with django_assert_max_num_queries(27):
        client.get(url("summary", application))


def test_english_pages_have_their_own_addresses(call):
    application = started_application(call)
    page = client_of(application.created_by).get("/en" + url("form", application, "project"))
    assert page.status_code == 200
    assert '<html lang="en">' in page.content.decode()
