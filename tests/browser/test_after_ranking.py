"""After the ranking, whole: public draw, observation and answer, final version, acceptance, withdrawal, roll-down."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from playwright.sync_api import expect

from manifattura.calls.models import Term
from manifattura.evaluation.models import Acceptance, PublicDraw, Ranking
from manifattura.kernel.clock import ROME, database_now
from tests.browser.journey import WIDE, Desk
from tests.factories.applications import pdf_bytes
from tests.factories.evaluation import scored_desk

pytestmark = pytest.mark.django_db(transaction=True)
SEED = "7-23-41-58-90"


@pytest.fixture
def desk(desk_at) -> Desk:
    return desk_at(WIDE)


def test_a_ranking_with_observation_new_version_withdrawal_and_roll_down(desk, run_jobs):
    office = scored_desk(["0.9", "0.8", "0.8"])
    call = office.call
    call.rounds.update(budget=Decimal("97500.00"))
    first, second, third = (review.application for review in office.reviews)
    head = desk.staff(office.head)

    draw_the_ties(head, call, desk)
    publish_provisional(head, call)
    run_jobs()
    observe(desk.firm(first.created_by), first)
    answer_and_publish_final(head, call)
    run_jobs()

    drawn = sorted((second, third), key=lambda one: hashlib.sha256(f"{SEED}:{one.code}".encode()).hexdigest())
    accept(desk.firm(first.created_by), first)
    give_up(desk.firm(drawn[0].created_by), drawn[0])
    roll_down(head, call)
    run_jobs()
    read_what_changed(desk.visitor(), call, drawn)
    next_one_is_asked(desk.firm(drawn[1].created_by), drawn[1])


def tomorrow(days: int = 1):
    return database_now().astimezone(ROME) + timedelta(days=days)


def draw_the_ties(head, call, desk) -> None:
    """Convened on a value to come, read by everybody, held in its sitting, replayed."""
    page = head.page
    head.open(f"/ufficio/bandi/{call.pk}/graduatoria/", "dopo-graduatoria-da-sorteggiare")
    head.says("Serve il sorteggio pubblico")
    head.follow("Vai al sorteggio")
    page.locator("#id_c-seed_source").fill("I cinque numeri di una ruota, divisi da un trattino.")
    page.locator("#id_c-seed_on").fill(tomorrow().date().isoformat())
    page.locator("#id_c-sitting_at").fill(tomorrow(2).strftime("%Y-%m-%dT%H:%M"))
    page.locator("#id_c-place").fill("Sala campione")
    head.look("dopo-sorteggio-convocare")
    head.press("Convoca la seduta")
    head.says("Seduta convocata")
    head.look("dopo-sorteggio-convocato")
    early = desk.visitor()
    early.open(f"/bandi/{call.slug}/sorteggio/", "dopo-sorteggio-pubblico-prima")
    expect(early.page.get_by_role("heading", name="Le domande a pari merito")).to_be_visible()
    begin_the_sitting()
    head.open(f"/ufficio/bandi/{call.pk}/graduatoria/sorteggio/")
    page.locator("#id_h-seed").fill(SEED)
    page.get_by_label("Chi era presente").fill("Responsabile del procedimento")
    head.look("dopo-sorteggio-tenere")
    head.press("Tieni il sorteggio")
    head.says("Sorteggio tenuto")
    head.look("dopo-sorteggio-tenuto")
    visitor = desk.visitor()
    visitor.open(f"/bandi/{call.slug}/sorteggio/", "dopo-sorteggio-pubblico")
    expect(visitor.page.get_by_role("link", name="Verbale (PDF)")).to_be_visible()
    visitor.page.get_by_label("Prova con un valore").fill("un altro")
    visitor.press("Calcola le chiavi")
    visitor.says("Questa è una prova")


def begin_the_sitting() -> None:
    """The hour of the sitting comes: the row is written once, so its trigger is put aside for an instant."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE evaluation_publicdraw DISABLE TRIGGER USER")
        PublicDraw.objects.update(sitting_at=database_now() - timedelta(minutes=1))
        cursor.execute("ALTER TABLE evaluation_publicdraw ENABLE TRIGGER USER")


def publish_provisional(head, call) -> None:
    head.open(f"/ufficio/bandi/{call.pk}/graduatoria/")
    head.press("Pubblica la provvisoria")
    head.says("Graduatoria pubblicata")


def observe(walker, application) -> None:
    walker.open(f"/domande/{application.code}/", "dopo-domanda-provvisoria")
    walker.follow("Invia osservazioni")
    walker.page.locator("#id_text").fill("Il punteggio sugli effetti non tiene conto dell’allegato.")
    walker.page.locator("input[type=file]").set_input_files(
        {"name": "memoria.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes()}
    )
    walker.look("dopo-osservazione")
    walker.press("Invia l’osservazione")
    walker.says("Osservazione inviata")
    walker.look("dopo-osservazione-inviata")


def answer_and_publish_final(head, call) -> None:
    page = head.page
    head.open(f"/ufficio/bandi/{call.pk}/graduatoria/osservazioni/", "dopo-osservazioni-ufficio")
    page.get_by_label("Non accolta", exact=True).check()
    page.get_by_role("textbox", name="Risposta").fill(
        "La commissione ha letto l’allegato: il motivo è nella scheda."
    )
    head.press("Invia la risposta")
    head.says("Risposta inviata")
    Term.objects.filter(subject_type="ranking").update(due_on=tomorrow(-1).date())
    head.open(f"/ufficio/bandi/{call.pk}/graduatoria/")
    page.get_by_label("Numero della determina").fill("91/2026")
    page.locator("#id_f-act_on").fill(database_now().astimezone(ROME).date().isoformat())
    head.press("Pubblica la definitiva")
    head.says("Graduatoria pubblicata")


def accept(walker, application) -> None:
    walker.open(f"/domande/{application.code}/", "dopo-domanda-definitiva")
    walker.follow("Rispondi")
    walker.look("dopo-accettazione")
    walker.press("Accetta il contributo")
    walker.says("Hai accettato il contributo")


def give_up(walker, application) -> None:
    walker.open(f"/domande/{application.code}/rinuncia/")
    walker.page.locator("#id_reason").fill("Il locale non è più disponibile.")
    walker.page.get_by_label("Ho capito").check()
    walker.look("dopo-rinuncia")
    walker.press("Rinuncia al contributo")
    walker.says("Rinuncia registrata")
    walker.look("dopo-domanda-rinunciata")


def roll_down(head, call) -> None:
    page = head.page
    head.open(f"/ufficio/bandi/{call.pk}/graduatoria/accettazioni/", "dopo-accettazioni")
    head.follow("Apri")
    head.look("dopo-accettazione-ufficio")
    head.open(f"/ufficio/bandi/{call.pk}/graduatoria/uscite/", "dopo-uscite")
    head.follow("Vai allo scorrimento")
    head.says("scorrimento: risorse liberate")
    page.locator("#id_v-act_number").fill("95/2026")
    page.locator("#id_v-act_on").fill(database_now().astimezone(ROME).date().isoformat())
    page.locator("#id_v-note").fill("Scorrimento dopo una rinuncia.")
    head.look("dopo-scorrimento")
    head.press("Pubblica la nuova versione")
    head.says("Nuova versione pubblicata")
    assert Ranking.objects.filter(call=call).count() == 3


def read_what_changed(walker, call, drawn) -> None:
    walker.open(f"/bandi/{call.slug}/graduatoria/", "dopo-graduatoria-pubblica")
    changes = walker.page.locator("section[aria-labelledby=cambia]")
    expect(changes.get_by_role("row", name=drawn[0].code)).to_contain_text("rinuncia")
    expect(changes.get_by_role("row", name=drawn[1].code)).to_contain_text("scorrimento")
    expect(walker.page.locator("section[aria-labelledby=risposte]")).to_contain_text("Non accolta")


def next_one_is_asked(walker, application) -> None:
    assert Acceptance.objects.filter(application=application, outcome="").exists()
    walker.open(f"/domande/{application.code}/")
    walker.says("Accetta il contributo o rinuncia")
