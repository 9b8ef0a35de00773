"""A firm applies without a mouse: from the call to the receipt with Tab, arrows, Space and Enter."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from manifattura.applications.models import Application
from manifattura.communication.models import AlertSubscriber, Enquiry
from tests.applications.published import published_call
from tests.factories.accounts import PASSWORD, PersonFactory
from tests.factories.applications import pdf_bytes
from tests.factories.organisations import firm_of

pytestmark = pytest.mark.django_db(transaction=True)

IS_REACHED = "element => element === document.activeElement || element.contains(document.activeElement)"
# where the keyboard is must be seen: an outline or a shadow of the element, or of the label that stands for it
IS_SEEN = """element => {
  const places = [element, element.parentElement, ...(element.labels || [])];
  const marked = (style) => (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none";
  return places.some((place) => place && (marked(getComputedStyle(place))
    || marked(getComputedStyle(place, "::before")) || marked(getComputedStyle(place, "::after"))));
}"""
FAR = 150


class Keys:
    """A person who has only the keyboard: nothing is clicked, focused or filled by the test itself."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        """Tab until `target` has the focus, and see that it has."""
        target.wait_for(state="attached")
        for _ in range(FAR):
            if target.evaluate(IS_REACHED):
                assert target.evaluate(IS_SEEN), f"{target} has the focus and does not show it"
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"{target} is not reached with {FAR} tabs")

    def write(self, label: str | re.Pattern[str], text: str) -> None:
        self.reach(self.page.get_by_label(label).first)
        self.page.keyboard.type(text)

    def tick(self, box: Locator) -> None:
        self.reach(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def pick(self, group: Locator, label: str) -> None:
        """One of several round buttons: Space takes the first, arrows go on."""
        self.reach(group.get_by_role("radio").first)
        self.page.keyboard.press("Space")
        wanted = group.get_by_label(label, exact=True)
        for _ in range(group.get_by_role("radio").count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"{label} is not reached with the arrows")

    def choose(self, box: Locator, value: str) -> None:
        """In a list that opens: down until the value is there."""
        self.reach(box)
        for _ in range(box.locator("option").count()):
            if box.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"{value} is not reached with the arrows")

    def enter(self, target: Locator) -> None:
        """Enter on a link or button that leads to another page."""
        self.reach(target)
        self.enter_here()

    def enter_here(self) -> None:
        """Enter where the focus is, also in a field: it leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def button(self, name: str) -> None:
        self.enter(self.page.get_by_role("button", name=name, exact=True).first)

    def link(self, name: str | re.Pattern[str]) -> None:
        self.enter(self.page.get_by_role("link", name=name).first)


def test_from_the_call_to_the_receipt_with_the_keyboard_alone(new_person: Any) -> None:
    person = PersonFactory()
    firm_of(person)
    call = published_call()
    page = new_person()
    keys = Keys(page)
    page.goto("/accedi/")
    keys.write("Indirizzo e-mail", person.email)
    keys.write("Password", PASSWORD)
    keys.enter_here()

    page.goto(f"/bandi/{call.slug}/")
    keys.link("Fai la prova")
    for question, answer in (
        ("Hai o aprirai una sede a Milano?", "Sì"),
        ("L’impresa è in liquidazione?", "No"),
    ):
        keys.pick(page.get_by_role("group", name=question), answer)
    keys.button("Verifica")
    keys.link("Inizia la domanda")
    keys.button("Inizia la domanda")

    write_the_project(keys)
    write_the_costs(keys)
    give_the_file(keys)
    declare(keys)
    send(keys)


def write_the_project(keys: Keys) -> None:
    page = keys.page
    keys.write("Titolo del progetto", "Arredi smontabili")
    keys.write("Descrizione", "Arredi che si montano senza colla.")
    keys.write("Durata in mesi", "12")
    keys.pick(page.get_by_role("group", name="Tipo di progetto"), "Artigianato")
    keys.pick(page.get_by_role("group", name="Impresa giovanile?"), "No")
    seat = page.locator("[data-field=seat]")
    keys.write("Via e numero civico", "Via di prova 1")
    keys.write("CAP", "20157")
    keys.choose(seat.get_by_label("Quartiere (NIL)"), "77")
    keys.choose(seat.get_by_label("Municipio"), "8")
    keys.button("Continua")


def write_the_costs(keys: Keys) -> None:
    page = keys.page
    page.wait_for_url(re.compile("/passo/costs/"))
    keys.write("Voce 1", "Pantografo")
    keys.choose(page.get_by_label("Categoria 1", exact=True), "goods")
    keys.write("Importo 1", "40000")
    expect(page.locator("[data-aid]")).to_have_text(re.compile(r"30\.000,00"))
    keys.button("Continua")


def give_the_file(keys: Keys) -> None:
    page = keys.page
    page.wait_for_url(re.compile("/passo/files/"))
    keys.reach(page.locator("#id_plan"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files({"name": "scheda.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes()})
    expect(page.get_by_role("link", name="scheda.pdf")).to_be_visible()
    keys.button("Continua")


def declare(keys: Keys) -> None:
    page = keys.page
    page.wait_for_url(re.compile("/passo/declarations/"))
    for box in page.get_by_role("checkbox", name=re.compile("Lo dichiaro")).all():
        keys.tick(box)
    keys.button("Continua")


def send(keys: Keys) -> None:
    """The first try lacks the tick, and the page says so."""
    page = keys.page
    page.wait_for_url(re.compile("/riepilogo/"))
    keys.button("Invia la domanda")
    expect(page.get_by_role("link", name="Conferma di aver riletto la domanda, poi invia.")).to_be_visible()
    keys.tick(page.get_by_label("Ho riletto la domanda"))
    keys.button("Invia la domanda")
    page.wait_for_url(re.compile("/ricevuta/"))
    expect(page.get_by_role("link", name="Scarica la ricevuta")).to_be_visible()
    assert Application.objects.exclude(submission=None).count() == 1


def test_help_and_alerts_are_asked_for_with_the_keyboard_alone(new_person: Any) -> None:
    page = new_person()
    keys = Keys(page)
    page.goto("/servizi/verifica-una-ricevuta/")
    keys.link("Richiedi assistenza su questo servizio")
    expect(page.get_by_label("Di quale servizio si tratta")).to_have_value("verifica-una-ricevuta")
    keys.button("Invia la richiesta")
    expect(page.locator(":focus")).to_contain_text("Ci sono 4 cose da correggere")
    keys.write("Che cosa ti serve", "Ho perso il codice.")
    keys.write("Nome e cognome", "Persona campione")
    keys.write("E-mail", "persona@example.org")
    keys.tick(page.get_by_label("Ho letto l’informativa privacy"))
    keys.button("Invia la richiesta")
    expect(page.get_by_role("heading", level=1)).to_contain_text(Enquiry.objects.get().code)

    page.goto("/avvisi-per-email/")
    keys.reach(page.locator("summary", has_text="alcune attività"))
    page.keyboard.press("Enter")
    keys.write(re.compile("Cerca una parola: Solo quelli"), "gioielli")
    keys.enter_here()  # searches, and does not send
    expect(page.get_by_text("4 scelte per «gioielli».")).to_be_visible()
    keys.tick(page.get_by_role("checkbox", name=re.compile("Altre attività manifatturiere")))
    keys.write("E-mail", "persona@example.org")
    keys.enter_here()  # sends, and does not search
    expect(page.get_by_text("Controlla la posta").first).to_be_visible()
    assert AlertSubscriber.objects.get().topics == {"calls": ["sector:32"]}
