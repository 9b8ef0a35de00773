"""An open register, whole: a remedy and its reply, a visit, an entry; a notice of intended rejection and its decision."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from manifattura.accounts.domain.roles import Role
from manifattura.applications.models import Application
from manifattura.calls.domain.templates.f3 import F3
from manifattura.calls.models import Call
from manifattura.evaluation.actions.open_entry_review import open_entry_reviews
from manifattura.evaluation.models import RegisterEntry, Visit
from manifattura.kernel.clock import ROME, database_now
from tests.browser.journey import NARROW, WIDE, Desk, Walker
from tests.factories.accounts import StaffFactory
from tests.factories.applications import submitted_application
from tests.factories.calls import published_call
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(desk_at) -> Desk:
    return desk_at(WIDE)


@pytest.fixture
def phone(desk_at) -> Desk:
    return desk_at(NARROW)


def test_one_enters_after_a_remedy_and_one_does_not_after_a_notice(office, phone):
    load_city()
    call = published_call(template=F3.edition, ends_in=timedelta(days=9000))
    good, bad = submitted_application(call), submitted_application(call)
    staff = [StaffFactory(role=Role.CASE_OFFICER, office=call.office) for _ in range(2)]
    open_entry_reviews(call=call, by=staff[0])
    officer, colleague = (office.staff(person) for person in staff)
    head = office.staff(call.head_of_procedure)

    ask(officer, good)
    answer(phone.firm(good.created_by), good)
    read_both(officer, good)
    visit(officer, colleague, good, staff)
    enter(head, good)
    read_the_register(phone.visitor(), call, good)

    notify(officer, bad)
    observe(phone.firm(bad.created_by), bad)
    decide(head, bad)
    read_the_answer(phone.firm(bad.created_by), bad)


def check(page: Page, *, failing: str = "", note: str = "") -> None:
    """All requirements met but one."""
    for row in page.locator("#checks .mm-check").all():
        word = "No" if failing and failing in row.inner_text() else "Sì"
        row.locator("label").filter(has_text=re.compile(f"^{word}$")).click()
        if word == "No":
            if not row.locator("textarea").is_visible():
                row.locator("summary").click()
            row.locator("textarea").fill(note)
    page.get_by_role("button", name="Salva", exact=True).click()
    page.get_by_text("Controlli salvati.").wait_for()


def begin(walker: Walker, application: Application) -> None:
    walker.open(f"/ufficio/domande/{application.code}/")
    walker.page.get_by_label("Non ho conflitti").check()
    walker.press("Dichiara")


def ask(walker: Walker, application: Application) -> None:
    begin(walker, application)
    check(walker.page, failing="Responsabilità civile", note="La polizza non dice il massimale.")
    walker.look("elenco-istruttoria")
    walker.follow("Chiedi integrazioni")
    page = walker.page
    page.get_by_label("Responsabilità civile di almeno 1.000.000 di euro").check()
    line = page.locator("#line-requirement-insurance")
    if not line.locator("textarea").last.is_visible():
        line.locator("summary").click()
    line.get_by_label("Che cosa deve fare l’impresa").fill("Scrivi il massimale e allega la pagina.")
    page.locator("summary").filter(has_text="Il laboratorio").click()
    hours = page.locator("#line-field-opening_hours")
    hours.get_by_label("Ore di apertura al pubblico alla settimana").check()
    hours.locator("summary").click()
    walker.look("integrazione")
    walker.press("Guarda l’anteprima")
    walker.says("Scrivi che cosa deve fare l’impresa.")
    page.locator("#line-field-opening_hours").get_by_label("Che cosa deve fare l’impresa").fill(
        "Correggi le ore."
    )
    walker.press("Guarda l’anteprima")
    walker.look("integrazione-anteprima")
    walker.press("Manda la richiesta")
    walker.says("Richiesta scritta")


def answer(walker: Walker, application: Application) -> None:
    """Opening the message proves its delivery; the form is sent once."""
    walker.open(f"/domande/{application.code}/messaggi/")
    walker.page.get_by_role("button", name=re.compile("Apri il messaggio")).first.click()
    walker.says("Scrivi il massimale e allega la pagina.")
    walker.open(f"/domande/{application.code}/", "elenco-domanda")
    walker.says("Rispondi entro")
    walker.follow("Compila il modulo")
    page = walker.page
    page.locator('[name="item-1"]').fill("Il massimale è di 1.500.000 euro.")
    walker.press("Continua")
    page.locator('[name="item-2"]').fill("32")
    walker.press("Continua")
    send(walker, "elenco-risposta")


def send(walker: Walker, name: str) -> None:
    walker.page.get_by_label(re.compile("Ho riletto il modulo")).check()
    walker.look(name)
    walker.press("Invia il modulo")
    walker.says("Impronta SHA-256")


def read_both(walker: Walker, application: Application) -> None:
    """What was there before and what is there now, side by side; then the requirement is met."""
    walker.open(f"/ufficio/domande/{application.code}/", "elenco-risposta-letta")
    walker.says("Risposta arrivata")
    walker.says("Il massimale è di 1.500.000 euro.")
    expect(walker.page.get_by_text("Corretta con l’integrazione")).to_be_visible()
    check(walker.page)


def visit(walker: Walker, colleague: Walker, application: Application, staff: list) -> None:
    page = walker.page
    walker.follow("Proponi la visita")
    soon = (database_now() + timedelta(days=1)).astimezone(ROME)
    page.get_by_label("Giorno e ora").fill(soon.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label("Dove").fill("Via campione 1")
    page.get_by_label("Secondo funzionario").select_option(str(staff[1].pk))
    walker.look("visita-proposta")
    walker.press("Proponi la visita")
    walker.says("Visita proposta")
    Visit.objects.update(at=database_now() - timedelta(hours=2))
    walker.page.get_by_role("link", name=re.compile("^Visita di")).click()
    for row in page.locator(".mm-checks .mm-check").all():
        row.locator("label").filter(has_text=re.compile("^C’è$")).click()
    walker.press("Salva il verbale")
    walker.look("visita-verbale")
    walker.press("Firma il verbale")
    walker.says("Manca la firma del collega.")
    colleague.open(f"/ufficio/visite/{Visit.objects.get().pk}/")
    colleague.press("Firma il verbale")
    colleague.says("Verbale firmato da tutti e due")


def enter(walker: Walker, application: Application) -> None:
    begin(walker, application)
    walker.follow("Iscrivi nell’elenco")
    walker.page.get_by_label("Numero della determina").fill("C-2026/300")
    walker.page.get_by_label("Data della determina").fill(
        database_now().astimezone(ROME).strftime("%Y-%m-%d")
    )
    walker.look("iscrizione")
    walker.press("Iscrivi")
    walker.says("Iscritto nell’elenco con il numero 001/")
    walker.look("iscrizione-fatta")
    walker.open("/ufficio/elenchi/", "iscrizioni")


def read_the_register(walker: Walker, call: Call, application: Application) -> None:
    walker.open(f"/bandi/{call.slug}/", "elenco-bando")
    walker.follow("Vedi chi è nell’elenco")
    walker.look("elenco-pubblico")
    walker.says(RegisterEntry.objects.get(application=application).full_number)


def notify(walker: Walker, application: Application) -> None:
    begin(walker, application)
    check(walker.page, failing="Almeno 10 postazioni", note="Dalla pianta sono 7.")
    walker.follow("Preavviso di rigetto")
    walker.look("preavviso")
    walker.press("Manda il preavviso")
    walker.says("Preavviso scritto")


def observe(walker: Walker, application: Application) -> None:
    walker.open(f"/domande/{application.code}/messaggi/")
    walker.page.get_by_role("button", name=re.compile("Apri il messaggio")).first.click()
    walker.says("Dalla pianta sono 7.")
    walker.open(f"/domande/{application.code}/")
    walker.follow("Compila il modulo")
    walker.page.locator('[name="reason-1"]').fill("Le postazioni sono 11: tre sono al piano di sopra.")
    walker.press("Continua")
    walker.press("Continua")
    send(walker, "osservazioni")


def decide(walker: Walker, application: Application) -> None:
    begin(walker, application)
    walker.follow("Leggi e decidi")
    walker.look("preavviso-decidi")
    walker.press("Decidi e scrivi all’impresa")
    walker.says("Scegli se questo motivo resta o è superato.")
    walker.page.get_by_label("Resta").check()
    walker.press("Decidi e scrivi all’impresa")
    walker.says("Rispondi a ogni osservazione.")
    walker.page.get_by_label("La tua risposta").fill("Il piano di sopra non è nella pianta né nella visura.")
    walker.press("Decidi e scrivi all’impresa")
    walker.says("Domanda non ammessa")
    walker.look("preavviso-deciso")


def read_the_answer(walker: Walker, application: Application) -> None:
    walker.open(f"/domande/{application.code}/", "elenco-non-ammessa")
    walker.open(f"/domande/{application.code}/messaggi/")
    walker.page.get_by_role("button", name=re.compile("Apri il messaggio")).first.click()
    walker.says("Il piano di sopra non è nella pianta")
