"""Equal offers on a lot: the public draw among them, from the notice to the order that anybody draws again."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from manifattura.calls.domain.allocation import LotTie
from manifattura.evaluation.models import Ranking
from manifattura.kernel.clock import ROME, database_now
from tests.browser.journey import WIDE, Desk, Walker
from tests.browser.test_after_ranking import SEED, begin_the_sitting, tomorrow
from tests.browser.test_lots import replayed, written_call
from tests.evaluation.test_lots import send_bids
from tests.factories.sealed_calls import approve, holders_with_codes, opened, publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(desk_at) -> Desk:
    return desk_at(WIDE)


def test_equal_offers_on_a_lot_are_drawn_in_public(desk, tmp_path):
    call = written_call(tie=LotTie.DRAW, preemption="")
    approve(call)
    codes = holders_with_codes(call, "Canone annuo che offri per Lotto 1")
    approve(call)
    publish(call)
    equal = [send_bids(call, ("7", "2.500,00"))[0] for _ in range(2)]
    send_bids(call, ("7", "2.400,00"))
    table = opened(call, codes)

    head = desk.staff(table.head)
    draw_the_lot(head, call)
    visitor = desk.visitor()
    visitor.open(f"/bandi/{call.slug}/sorteggio/", "lotti-sorteggio-pubblico")
    first, second = sorted(equal, key=lambda one: hashlib.sha256(f"{SEED}:{one.code}".encode()).hexdigest())
    visitor.says(first.code)
    head.open(f"/ufficio/bandi/{call.pk}/graduatoria/", "lotti-graduatoria-sorteggiata")
    head.press("Pubblica la provvisoria")
    head.says("Graduatoria pubblicata")
    ranking = Ranking.objects.get()
    visitor.open(reverse("evaluation:ranking", args=[call.slug]), "lotti-assegnati-sorteggio")
    replay = visitor.page.request.get(reverse("evaluation:lots_replay", args=[call.slug]))
    assert replayed(replay.body(), tmp_path) == ranking.lots_result
    visitor.says("alla pari, dopo il sorteggio")
    won = visitor.page.locator("tr", has_text=first.code).first
    expect(won).to_contain_text("Assegnato")
    firm = desk.firm(second.created_by)
    firm.open(reverse("applications:detail", args=[second.code]), "lotti-perso-al-sorteggio")
    firm.says("sorteggio pubblico")


def draw_the_lot(head: Walker, call) -> None:
    """Not convened in the past, not held without its value."""
    page = head.page
    head.open(f"/ufficio/bandi/{call.pk}/graduatoria/", "lotti-da-sorteggiare")
    head.follow("Vai al sorteggio")
    page.locator("#id_c-seed_source").fill("I cinque numeri di una ruota, divisi da un trattino.")
    page.locator("#id_c-seed_on").fill(tomorrow().date().isoformat())
    past = database_now().astimezone(ROME) - timedelta(days=1)
    page.locator("#id_c-sitting_at").fill(past.strftime("%Y-%m-%dT%H:%M"))
    page.locator("#id_c-place").fill("Sala campione")
    head.press("Convoca la seduta")
    assert page.locator("#id_c-sitting_at").get_attribute("aria-invalid") == "true"
    head.look("lotti-sorteggio-nel-passato")
    page.locator("#id_c-sitting_at").fill(tomorrow(2).strftime("%Y-%m-%dT%H:%M"))
    head.press("Convoca la seduta")
    head.says("Seduta convocata")
    begin_the_sitting()
    head.open(f"/ufficio/bandi/{call.pk}/graduatoria/sorteggio/", "lotti-sorteggio-seduta")
    page.get_by_label("Chi era presente").fill("Responsabile del procedimento")
    head.press("Tieni il sorteggio")
    assert page.locator("#id_h-seed").get_attribute("aria-invalid") == "true"
    page.locator("#id_h-seed").fill(SEED)
    head.press("Tieni il sorteggio")
    head.says("Sorteggio tenuto")
    head.look("lotti-sorteggio-tenuto")
