"""The chronology is what was published, newest first; the feed says the same."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from django.utils.translation import override

from manifattura.calls.domain.edition import Round
from manifattura.calls.domain.states import CallKind, CallState
from manifattura.calls.models import CallRound
from manifattura.calls.queries.editions import current_edition
from manifattura.communication.queries.news import latest_news
from manifattura.kernel.clock import database_now
from tests.applications.published import DAY, publish_edition, published_call
from tests.communication.samples import published_ranking

pytestmark = pytest.mark.django_db


def published():
    """What the system published; the office's own news are there from the beginning."""
    return [item for item in latest_news(50) if not item.is_written]


WRITTEN = 3
"""News in the first pages of the city."""
ATOM = "{http://www.w3.org/2005/Atom}"


def test_calls_amendments_and_rankings_in_one_order():
    call = published_call(ends_in=timedelta(days=3))
    edition = current_edition(call)
    publish_edition(call, replace(edition, version=2))
    call.state = CallState.FINAL_RANKING
    call.save(update_fields=["state"])
    published_ranking(call, stage="provisional", version=1)
    published_ranking(call, stage="final", version=2)
    assert sorted(item.kind for item in published()) == ["amendment", "call", "final", "provisional"]
    moments = [item.at for item in published()]
    assert moments == sorted(moments, reverse=True)
    assert all(item.title == edition.texts.title for item in published())


def test_rankings_of_two_sessions_are_two_pieces_of_news(client):
    now, money = database_now(), Decimal("60000.00")
    call = published_call(
        kind="rolling",
        budget=money * 2,
        rounds=(Round(1, money, now - 9 * DAY, now - 5 * DAY), Round(2, money, now - 4 * DAY, now + DAY)),
    )
    call.kind = CallKind.ROLLING
    call.save(update_fields=["kind"])
    later = call.rounds.get()
    CallRound.objects.create(
        call=call, number=2, opens_at=later.opens_at, deadline_at=later.deadline_at, budget=money
    )
    for one in call.rounds.all():
        published_ranking(call, round=one)
    rankings = [item for item in published() if item.is_ranking]
    page = reverse("evaluation:ranking", args=[call.slug])
    assert {item.url for item in rankings} == {f"{page}?sessione=1", f"{page}?sessione=2"}
    assert {item.title.rpartition(", ")[2] for item in rankings} == {"sessione 1", "sessione 2"}
    feed = ET.fromstring(client.get("/novita/feed.atom").content)
    assert len({entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}) == 3 + WRITTEN
    call.rounds.filter(number=1).update(state=CallState.PROVISIONAL_RANKING)
    assert f"{call.title}, sessione 1</a>" in client.get("/").content.decode()


def test_drafts_are_not_news():
    call = published_call()
    call.state = CallState.DRAFT
    call.save(update_fields=["state"])
    assert published() == []


def test_rankings_not_published_are_not_news():
    call = published_call()
    ranking = published_ranking(call)
    type(ranking).objects.create(
        call=call, round=ranking.round, lot=ranking.lot, version=2, stage="final", input_document={},
        result_document={}, input_sha256="0" * 64, computed_by=call.head_of_procedure,
    )  # fmt: skip
    assert [item.version for item in published() if item.is_ranking] == [1]


def test_pages(client):
    for _ in range(23):
        published_call()
    first = client.get("/novita/").content.decode()
    assert first.count('class="mm-news__item"') == 20
    assert client.get("/novita/?page=2").content.decode().count('class="mm-news__item"') == 3 + WRITTEN
    assert client.get("/novita/?page=zzz").status_code == 200


def test_a_note_of_an_act_is_read_out_in_italian_on_an_english_page():
    """Nobody translates it: its paragraph says so to whoever listens (WCAG 3.1.2)."""
    published_call(ends_in=timedelta(days=3))
    with override("en"):
        items = latest_news(50)
    assert {item.note_language for item in items if not item.is_written} == {"it"}
    with override("en"):
        assert {item.note_language for item in items if item.is_written} == {"en"}


def test_feed(client):
    call = published_call()
    call.state = CallState.PROVISIONAL_RANKING
    call.save(update_fields=["state"])
    published_ranking(call)
    answer = client.get("/novita/feed.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    entries = ET.fromstring(answer.content).findall(f"{ATOM}entry")
    links = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    assert any(link.endswith(f"/bandi/{call.slug}/graduatoria/") for link in links)
    assert any(link.endswith(f"/bandi/{call.slug}/") for link in links)
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == 2 + WRITTEN
