"""From a card of the census to the contract of the firm that won it, among three; and an owner who offers a space."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.give_share import give_share
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.save_sheet import complete_sheet
from manifattura.evaluation.models import Sheet
from manifattura.kernel.clock import today
from manifattura.spaces.models import Agreement, Space, SpaceReport
from tests.browser.journey import WIDE, Desk, Walker
from tests.evaluation.test_lots import call_with_lots, send_bids
from tests.factories.accounts import OfficeFactory, StaffFactory
from tests.factories.applications import pdf_bytes
from tests.factories.evaluation import fill_sheet, open_now
from tests.factories.sealed_calls import approve, holders_with_codes, publish, scored
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(desk_at) -> Desk:
    return desk_at(WIDE)


def test_from_the_census_to_the_contract_with_three_firms(desk):
    load_city()
    officer = desk.staff(StaffFactory(office=OfficeFactory()))
    enter_card(officer)
    call, winner, head_person = decided_call()
    head = desk.staff(head_person)
    code = draft_from_the_lot(head, call)
    close_and_check(head, code)
    sign(head, code)

    firm = desk.firm(winner.created_by)
    firm.open("/area-personale/accordi/", "accordi-miei")
    firm.follow("Laboratorio in cortile")
    firm.look("accordo-mio")
    firm.says("Versa il deposito cauzionale")
    hand_over(head, code)
    firm.open(f"/area-personale/accordi/{code}/", "accordo-consegnato")
    firm.says("Comincia l’attività")
    visitor = desk.visitor()
    visitor.open("/spazi/accordi/", "registro-accordi")
    visitor.says(winner.lead.name)
    visitor.open("/spazi/cortile1/", "scheda-assegnata")
    visitor.says("Chi lo usa")
    visitor.open("/spazi/risultati/", "risultati-spazi")


def enter_card(officer: Walker) -> None:
    """Code and place, then what the office saw: the card is public."""
    page = officer.page
    officer.open("/ufficio/spazi/nuovo/")
    page.get_by_label("Codice").fill("CORTILE-1")
    page.get_by_label("Nome", exact=False).first.fill("Laboratorio in cortile")
    page.get_by_label("Indirizzo").first.fill("Via campione 1")
    page.get_by_label("Latitudine").fill("45,50386")
    page.get_by_label("Longitudine").fill("9,15997")
    officer.press("Crea la scheda")
    space = Space.objects.get()
    Space.objects.update(market_rent=5000, base_rent=3192, net_m2=84)
    officer.open(f"/ufficio/spazi/{space.pk}/")
    page.get_by_label("Visto il").fill(today().isoformat())
    page.get_by_label("Come lo hai verificato").fill("Sopralluogo.")
    officer.press("Pubblica come verificato")
    officer.says("Spazio verificato")


def decided_call():
    """Three firms bid for the lot; the points close, the envelopes open, the ranking is final: call, who won, its head."""
    call = call_with_lots(space="CORTILE-1")
    approve(call)
    codes = holders_with_codes(call, "Canone annuo che offri per Lotto 1")
    approve(call)
    publish(call)
    first, _own = send_bids(call, ("1", "4.000,00"))
    send_bids(call, ("1", "3.500,00"))
    send_bids(call, ("1", "3.300,00"))
    register_submissions()
    table = scored(call)
    open_now(table)
    for sheet in Sheet.objects.filter(sitting=table.sitting):
        fill_sheet(sheet, "0.8", complete=False)
        complete_sheet(sheet=sheet, by=sheet.member.person)
    close_sitting(sitting=table.sitting, notes="", by=table.member().person)
    for person in list(codes)[:2]:
        give_share(call=call, code=codes[person], by=person)
    publish_provisional_ranking(call=call, by=table.head)
    publish_final_ranking(call=call, act_number="9", act_on=today(), by=table.head)
    return call, first, table.head


def draft_from_the_lot(head: Walker, call) -> str:
    head.open("/ufficio/spazi/accordi/", "accordi-vuoti")
    head.follow("Lotti da contrattare")
    head.look("lotti-da-contrattare")
    head.says("4.000,00")
    head.press("Prepara l’accordo")
    page = head.page
    page.get_by_label("Che cosa si fa nello spazio").fill("Arredi smontabili")
    page.get_by_label("Inizio previsto").fill(today().isoformat())
    page.get_by_label("Recupera lo spazio").check()
    page.get_by_label("Il quartiere è periferico").check()
    head.look("accordo-condizioni")
    head.press("Salva le condizioni")
    head.look("accordo-bozza")
    return Agreement.objects.get().code


def close_and_check(head: Walker, code: str) -> None:
    page = head.page
    head.press("Calcola e chiudi")
    head.says("2.800,00")  # the offer less thirty per cent: a firm that recovers a space in the periphery
    page.get_by_label("Controllo fatto il").fill(today().isoformat())
    page.get_by_label("Aiuti de minimis degli ultimi tre anni").fill("0")
    page.get_by_label("Numero della visura").fill("VIS-77")
    head.press("Registra il controllo")
    assert page.get_by_label("Codice COR").get_attribute("aria-invalid") == "true"
    page.get_by_label("Codice COR").fill("COR-77")
    head.press("Registra il controllo")
    head.says("Sta nel massimale de minimis")


def upload(page: Page, caption: str) -> None:
    page.get_by_text("Aggiungi un documento").click()
    page.get_by_label("Descrizione").fill(caption)
    page.locator("input[type=file]").set_input_files(
        {"name": "atto.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes(note=caption)}
    )
    with page.expect_navigation():
        page.get_by_role("button", name="Carica", exact=True).click()


def sign(head: Walker, code: str) -> None:
    page = head.page
    upload(page, "Contratto firmato")
    page.get_by_label("Numero del contratto").fill("C/2026/7")
    page.get_by_label("Firmato il").fill(today().isoformat())
    head.look("accordo-da-firmare")
    head.press("Registra la firma")
    head.says("lo spazio è assegnato")


def hand_over(head: Walker, code: str) -> None:
    page = head.page
    page.get_by_label("Ricevuto il").fill(today().isoformat())
    page.get_by_label("Come", exact=True).fill("Bonifico 12")
    head.press("Registra il deposito")
    upload(page, "Verbale di consegna")
    page.get_by_label("Consegnato il").fill(today().isoformat())
    page.get_by_label("Letture dei contatori").fill("Luce 1042")
    page.get_by_label("Come si trova lo spazio").fill("Vuoto, da ridipingere.")
    head.press("Registra la consegna")
    head.says("le rate ci sono")
    head.look("accordo-consegnato-ufficio")


def test_an_owner_offers_a_space_and_signs_a_pact(desk):
    load_city()
    owner = desk.visitor()
    owner.open("/spazi/segnala/", "segnala-spazio")
    page = owner.page
    page.get_by_label("Dov’è").fill("Via campione 9")
    page.get_by_label("È mio, o lo rappresento").check()
    page.get_by_label("Che cosa sai").fill("Un’officina vuota da due anni, al piano terra.")
    page.get_by_label("E-mail per la risposta").fill("proprieta@esempio.it")
    owner.press("Invia la segnalazione")
    owner.says("abbiamo ricevuta")

    head = desk.staff(StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory()))
    page = head.page
    head.open(f"/ufficio/spazi/segnalazioni/{SpaceReport.objects.get().code}/", "segnalazione-proprietario")
    page.get_by_label("Latitudine").fill("45,50386")
    page.get_by_label("Longitudine").fill("9,15997")
    page.get_by_label("Visto il").fill(today().isoformat())
    page.get_by_label("Come lo hai verificato").fill("Sopralluogo con il proprietario.")
    page.get_by_label("Risposta").first.fill("Grazie, è nel censimento.")
    head.press("Accogli e rispondi")
    head.says("scrivi quando ha dato il consenso")
    page.get_by_label("Il proprietario ha dato il consenso il").fill(today().isoformat())
    head.press("Accogli e rispondi")
    space = Space.objects.get()
    head.open(f"/ufficio/spazi/{space.pk}/accordo/", "accordo-nuovo")
    page.get_by_label("Accordo con il proprietario").check()
    page.get_by_label("Proposta del proprietario").check()
    page.get_by_label("Atto o ragione").fill("Avviso ai proprietari, determina 8/2026")
    head.press("Prepara l’accordo")
    page.get_by_label("Che cosa si fa nello spazio").fill("Affitto a canone concordato")
    page.get_by_label("Inizio previsto").fill(today().isoformat())
    page.get_by_label("Canone concordato").fill("4.800,00")
    page.get_by_label("Incentivo al proprietario").fill("5.000,00")
    page.get_by_label("Condizioni", exact=False).last.fill("Canone fermo per quattro anni.")
    head.press("Salva le condizioni")
    head.press("Calcola e chiudi")
    page.get_by_label("Controllo fatto il").fill(today().isoformat())
    page.get_by_label("Aiuti de minimis degli ultimi tre anni").fill("0")
    page.get_by_label("Numero della visura").fill("VIS-78")
    page.get_by_label("Codice COR").fill("COR-78")
    head.press("Registra il controllo")
    upload(page, "Contratto firmato")
    page.get_by_label("Numero del contratto").fill("P/2026/1")
    page.get_by_label("Firmato il").fill(today().isoformat())
    head.press("Registra la firma")
    page.get_by_label("Giorno").first.fill(today().isoformat())
    head.press("È cominciata")
    head.look("accordo-proprietario")
    visitor = desk.visitor()
    visitor.open(f"/spazi/{space.code_key}/", "scheda-con-patto")
    visitor.says("Canone fermo per quattro anni.")
    assert re.search(r"Proprietario privato", visitor.page.content())
