"""The builder's page of the procedure: kind, sessions, what happens between them; and the procedure read step by step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from manifattura.calls.actions.draft_items import ItemKind, items_of
from manifattura.calls.domain.problems import Part
from manifattura.calls.queries.draft import build_edition
from manifattura.kernel.clock import ROME, database_now
from tests.calls.web.builder import item_url, part_url
from tests.factories.calls import published_call

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def written(moment):
    return moment.astimezone(ROME).strftime("%Y-%m-%dT%H:%M")


def test_the_office_writes_a_rolling_call(desk, call):
    page = part_url(call, Part.PROCEDURE)
    answers = {"kind": "rolling", "rejection_notice": "False", "carry_over": "on", "revision": call.revision}
    assert desk.post(page, answers).status_code == 302
    call.refresh_from_db()
    assert (call.kind, call.rejection_notice, call.carry_over, call.between_sessions) == (
        "rolling",
        False,
        True,
        False,
    )
    now = database_now()
    for start in (5, 40):
        values = {
            "opens_at": written(now + start * DAY),
            "deadline_at": written(now + (start + 30) * DAY),
            "budget": "375.000,00",
        }
        assert desk.post(item_url(call, ItemKind.ROUND), values).status_code == 302
    wrong = {"opens_at": written(now + 9 * DAY), "deadline_at": written(now + 8 * DAY), "budget": "1"}
    assert desk.post(item_url(call, ItemKind.ROUND), wrong).status_code == 422

    call.refresh_from_db()
    edition = build_edition(call)
    assert [one.number for one in edition.rounds] == [1, 2]
    assert call.deadline_at == edition.timetable.deadline_at == edition.rounds[1].deadline_at
    html = desk.get(page).content.decode()
    assert "Sessione 2" in html
    assert "375.000" in html
    assert "Apertura e scadenza sono quelle delle" in desk.get(part_url(call, Part.TIMES)).content.decode()

    first = items_of(call.pk, ItemKind.ROUND)[0]
    desk.post(
        reverse("calls:item_remove", args=[call.pk, "procedura", "sessione", first.pk]), {"revision": 9999}
    )
    call.refresh_from_db()
    assert call.opens_at == items_of(call.pk, ItemKind.ROUND).get().opens_at


@pytest.mark.parametrize("kind", ["ranking", "rolling", "register"])
def test_the_procedure_step_by_step(desk, call, kind, django_assert_max_num_queries):
    call.kind = kind
    call.save()
    address = reverse("calls:office_procedure", args=[call.pk])
    desk.get(address)
    with django_assert_max_num_queries(40):
        html = desk.get(address).content.decode()
    for words in (
        "Che cosa può succedere adesso",
        "Manda il bando in approvazione",
        "responsabile del procedimento",
    ):
        assert words in html
    assert ("Manda il preavviso di rigetto" in html) is (kind != "ranking")
    assert "in_approval" not in html


def test_a_published_call_shows_where_each_session_is(desk, call):
    running = published_call(office=call.office)
    html = desk.get(reverse("calls:office_procedure", args=[running.pk])).content.decode()
    assert "Avvia l’istruttoria" in html
