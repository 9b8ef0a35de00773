"""The first half of the whole job, as its people live it: a call is written, approved and published, a firm applies."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.models import Application
from manifattura.calls.models import Call
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.clock import ROME, database_now
from tests.browser.journey import NARROW, Desk, declare_all, fill_step, upload
from tests.factories.accounts import PASSWORD, OfficeFactory, StaffFactory
from tests.factories.applications import submitted_application
from tests.factories.organisations import sample_vat
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def desk(desk_at) -> Desk:
    return desk_at(NARROW)


@pytest.fixture
def mailbox(settings):
    """The demo's mailbox page, where a person finds the link of the verification."""
    settings.DEMO = True
    settings.EMAIL_BACKEND = "manifattura.accounts.adapters.demo_mailbox.DemoMailboxBackend"


def test_from_a_blank_call_to_a_receipt(desk, mailbox, tmp_path):
    load_city()
    office = OfficeFactory(name="Ufficio campione")
    officer = StaffFactory(role=Role.CASE_OFFICER, office=office)
    second = StaffFactory(role=Role.CASE_OFFICER, office=office)
    head = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=office)

    call = write_a_call(desk.staff(officer))
    approve_it(desk.staff(second), call)
    publish_it(desk.staff(head), call)

    for _ in range(2):
        submitted_application(call)
    applicant = desk.visitor()
    sign_up_on_the_way(applicant, call)
    register_the_firm(applicant)
    fill_the_form(applicant)
    send_it(applicant, tmp_path)


def write_a_call(walker) -> Call:
    """From the template: texts, dates, one criterion, one question more, until nothing is left to mend."""
    page = walker.page
    walker.open("/ufficio/", "ufficio-vuoto")
    walker.open("/ufficio/bandi/", "bandi-vuoto")
    walker.follow("Nuovo bando")
    walker.look("bando-nuovo")
    page.get_by_label(re.compile(r"Sostegno agli investimenti nei quartieri\.")).check()
    page.get_by_label("Titolo del bando").fill("Botteghe campione 2026")
    page.keyboard.press("Enter")
    walker.says("Botteghe campione 2026")
    call = Call.objects.get(slug="botteghe-campione-2026")

    walker.open(f"/ufficio/bandi/{call.pk}/", "bando-da-sistemare")
    expect(page.get_by_role("heading", name=re.compile("cos[ae] da sistemare"))).to_be_visible()
    walker.follow("Tempi")
    walker.look("bando-tempi")
    now = database_now().astimezone(ROME)
    page.locator("#id_opens_at").fill((now - DAY).strftime("%Y-%m-%dT%H:%M"))
    page.locator("#id_deadline_at").fill((now + 30 * DAY).strftime("%Y-%m-%dT12:00"))
    walker.press("Salva")

    walker.follow("Testi")
    page.locator("#id_summary").fill("Contributi per chi apre una bottega di quartiere.")
    walker.press("Salva")
    walker.look("bando-testi")

    walker.follow("Griglia")
    walker.look("bando-griglia")
    page.locator("[id^=criterio-]").filter(has_text="B1").get_by_role(
        "link", name=re.compile("^Cambia")
    ).click()
    page.locator("#id_guidance").fill("Guardiamo che cosa cambia per chi abita vicino.")
    walker.look("bando-criterio")
    walker.press("Salva")

    walker.follow("Modulo")
    walker.look("bando-modulo")
    page.get_by_role("link", name=re.compile("Aggiungi una domanda")).first.click()
    walker.look("bando-tipo-domanda")
    walker.follow("Testo breve")
    page.locator("#id_label").fill("Da quanti anni lavori nel quartiere")
    walker.look("bando-domanda")
    walker.press("Salva")
    walker.says("Da quanti anni lavori nel quartiere")

    walker.open(f"/ufficio/bandi/{call.pk}/", "bando-pronto")
    walker.press("Manda in approvazione")
    walker.says("ora lo rilegge un secondo funzionario")
    expect(page.get_by_role("button", name="Approva il bando")).to_have_count(0)
    return call


def approve_it(walker, call: Call) -> None:
    """The second officer reads the preview, then approves exactly that text."""
    walker.open("/ufficio/bandi/", "bandi-in-approvazione")
    walker.follow(call.title)
    walker.look("bando-da-approvare")
    walker.open(f"/ufficio/bandi/{call.pk}/anteprima/", "bando-anteprima")
    walker.open(f"/ufficio/bandi/{call.pk}/")
    walker.press("Approva il bando")
    walker.says("Bando approvato")


def publish_it(walker, call: Call) -> None:
    """With the number and the date of the act; the public page shows both."""
    walker.open(f"/ufficio/bandi/{call.pk}/", "bando-approvato")
    walker.follow("Vai alla pubblicazione")
    walker.page.get_by_label("Numero della determina").fill("77/2026")
    walker.look("bando-pubblica")
    walker.page.get_by_label("Numero della determina").press("Enter")
    walker.says("Bando pubblicato")
    walker.look("bando-pubblicato")
    walker.follow("Pagina pubblica")
    walker.says("77/2026")
    walker.look("bando-pubblico")
    call.refresh_from_db()


def sign_up_on_the_way(walker, call: Call) -> None:
    """A person finds the call, checks the requirements, signs up, confirms the address from the mailbox."""
    page = walker.page
    walker.open("/", "casa")
    walker.focus_shows()
    walker.follow(call.title)
    walker.follow("Verifica se puoi partecipare")
    walker.look("verifica")
    walker.press("Verifica")
    walker.look("verifica-errori")
    edition = current_edition(call)
    for question in edition.eligibility:
        page.locator(f"#id_q-{question.key}_{'yes' if question.expected else 'no'}").check()
    walker.press("Verifica")
    walker.says("Dalle risposte, puoi fare domanda")
    walker.look("verifica-superata")
    walker.follow("Inizia la domanda")
    walker.look("accedi")
    page.locator("main").get_by_role("link", name=re.compile("Registrati|Crea")).first.click()
    page.get_by_label("Nome e cognome").fill("Persona campione nuova")
    page.get_by_label("Indirizzo e-mail").fill("nuova@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Ripeti la password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Conferma il tuo indirizzo")).to_be_visible()
    walker.look("conferma")
    walker.open("/demo/posta/", "posta")
    page.locator("main").get_by_role("link", name=re.compile("onferma")).first.click()
    walker.look("posta-messaggio")
    link = re.search(r"https?://\S+/registrati/\S+", page.locator("main").inner_text())
    assert link
    page.goto(link.group())
    walker.press("Confermo")
    page.get_by_label("Indirizzo e-mail").fill("nuova@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/bandi/{call.slug}/domanda/"))


def register_the_firm(walker) -> None:
    """From the application to the firm's page and back."""
    page = walker.page
    walker.look("inizia-senza-impresa")
    walker.follow("Registra l’impresa")
    walker.look("impresa-quale")
    page.locator("main").get_by_role("link", name=re.compile("^Impresa")).first.click()
    page.get_by_label("Nome o ragione sociale").fill("Bottega campione")
    page.get_by_label("Forma giuridica").select_option("srl")
    page.get_by_label("Codice fiscale").fill("123")
    page.get_by_label("Partita IVA").fill(sample_vat(900_001))
    page.get_by_role("checkbox", name=re.compile("Lo dichiaro")).check()
    walker.press("Registra")
    walker.look("impresa-errore")
    page.get_by_label("Codice fiscale").fill(sample_vat(900_001))
    page.get_by_role("checkbox", name=re.compile("Lo dichiaro")).check()
    walker.press("Registra")
    walker.says("Torna alla domanda")
    walker.look("impresa")
    firm = page.url
    walker.follow("Torna alla domanda")
    expect(page.get_by_role("heading", name="Verifica dei requisiti")).to_have_count(0)
    walker.look("inizia-impresa-incompleta")
    page.goto(f"{firm}attivita/")
    page.get_by_role("searchbox").fill("mobili")
    page.get_by_role("button", name=re.compile("^Aggiungi")).first.click()
    page.goto(f"{firm}dimensione/")
    page.get_by_label("Persone che lavorano").fill("4")
    page.get_by_label(re.compile("Micro")).check()
    walker.press("Salva la dimensione")
    page.goto(f"{firm}sedi/nuova/")
    page.get_by_label("Via e numero").fill("Via di prova 1")
    page.get_by_label("CAP").fill("20157")
    page.get_by_label("Municipio").select_option("8")
    page.get_by_label("Quartiere (NIL)").select_option("77")
    walker.press("Salva la sede")
    walker.open(firm, "impresa-completa")
    walker.follow("Torna alla domanda")
    page.wait_for_url(re.compile("/domanda/"))
    walker.look("inizia")


def fill_the_form(walker) -> None:
    """Every step; a wrong file is refused beside its question; nothing is asked twice."""
    page = walker.page
    walker.press("Inizia la domanda")
    for step in ("progetto", "impresa", "sede", "spese"):
        page.wait_for_url(re.compile(f"/passo/{step}/"))
        fill_step(page)
        if step == "spese":
            expect(page.locator("[data-aid]")).to_have_text(re.compile(r"30\.000,00"))
        walker.look(f"passo-{step}")
        walker.press("Continua")
    page.wait_for_url(re.compile("/passo/documenti/"))
    upload(page, "quotes", "preventivo.pdf", b"\x89PNG")
    walker.says("preventivo.pdf ha un contenuto che non è PDF")
    walker.look("passo-documenti-errore")
    upload(page, "quotes", "preventivo.pdf")
    expect(page.get_by_role("link", name="preventivo.pdf")).to_be_visible()
    fill_step(page)
    walker.look("passo-documenti")
    walker.press("Continua")
    page.wait_for_url(re.compile("/passo/dichiarazioni/"))
    declare_all(page)
    walker.look("passo-dichiarazioni")
    walker.press("Continua")


def send_it(walker, folder: Path) -> None:
    """Read again, send with a double click: one receipt, one application, one more in the area."""
    page = walker.page
    page.wait_for_url(re.compile("/riepilogo/"))
    walker.look("riepilogo")
    page.get_by_label("Ho riletto la domanda").check()
    page.get_by_role("button", name="Invia la domanda").dblclick()
    page.wait_for_url(re.compile("/ricevuta/"))
    register_submissions(announce=False)
    page.reload()
    walker.says("0000003/")
    walker.look("ricevuta")
    pdf = walker.download("Scarica la ricevuta", folder)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert Application.objects.exclude(submission=None).count() == 3
    walker.follow("Vai alle tue domande")
    walker.look("area-personale")
    walker.follow("Botteghe campione 2026")
    walker.look("domanda-inviata")
