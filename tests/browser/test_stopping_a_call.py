"""The head of procedure suspends a call and resumes it; the public reads why; a question gets its public answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from manifattura.accounts.domain.roles import Role
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from manifattura.calls.models import Clarification
from manifattura.kernel.clock import ROME
from tests.browser.journey import NARROW, WIDE
from tests.factories.accounts import PersonFactory, StaffFactory
from tests.factories.calls import published_call

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def call():
    return published_call(template=TEMPLATES["m1"].edition, ends_in=20 * DAY)


def test_a_call_stops_and_goes_on(call, desk_at):
    head = desk_at(WIDE).staff(call.head_of_procedure)
    visitor = desk_at(NARROW).visitor()

    head.open(f"/ufficio/bandi/{call.pk}/sospendi/", "sospendi")
    head.press("Sospendi il bando")
    head.says("Ci sono 2 cose da correggere")
    head.look("sospendi-errori")
    head.page.get_by_label("Motivo").fill("Ricorso al tribunale amministrativo.")
    head.page.get_by_label("Numero della determina").fill("201/2026")
    head.press("Sospendi il bando")
    head.says("Bando sospeso: nessuno può inviare")
    visitor.open(f"/bandi/{call.slug}/", "bando-sospeso")
    visitor.says("Questo bando è sospeso")
    visitor.says("Ricorso al tribunale amministrativo.")

    head.follow("Riprendi il bando")
    deadline = head.page.get_by_label("Nuova scadenza")
    deadline.fill((call.deadline_at - DAY).astimezone(ROME).strftime("%Y-%m-%dT%H:%M"))
    head.page.get_by_label("Numero della determina").fill("202/2026")
    head.press("Riprendi il bando")
    head.says("La nuova scadenza deve venire dopo quella in vigore.")
    head.look("riprendi-errore")
    deadline.fill((call.deadline_at + DAY).astimezone(ROME).strftime("%Y-%m-%dT%H:%M"))
    head.press("Riprendi il bando")
    head.says("Il bando riprende da dov’era.")


def test_a_question_is_answered_for_all(call, desk_at):
    desk = desk_at(NARROW)
    person = desk.firm(PersonFactory())
    person.open(f"/bandi/{call.slug}/chiarimenti/chiedi/", "chiedi")
    person.press("Invia la domanda")
    person.look("chiedi-errore")
    person.page.get_by_label("La tua domanda").fill("L’affitto è una spesa ammessa?")
    person.press("Invia la domanda")
    person.says("Domanda inviata.")

    officer = desk_at(WIDE).staff(StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    officer.open(f"/ufficio/bandi/{call.pk}/chiarimenti/", "chiarimenti-ufficio")
    officer.follow("L’affitto è una spesa ammessa?")
    officer.look("rispondi")
    officer.page.get_by_label("Risposta", exact=True).fill("Sì, per sei mesi.")
    officer.press("Pubblica la risposta")
    officer.says("Risposta pubblicata")
    desk.visitor().open(f"/bandi/{call.slug}/chiarimenti/", "chiarimenti")
    person.page.reload()
    person.says("Sì, per sei mesi.")
    assert Clarification.objects.get().number == 1
