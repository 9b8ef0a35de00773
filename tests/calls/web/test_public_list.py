"""The list of calls: shelves, order, search, pages, empty states."""

from dataclasses import replace
from datetime import timedelta

import pytest

from manifattura.calls.domain.states import CallState
from manifattura.calls.domain.templates.catalogue import template_by_key
from manifattura.calls.queries.public_calls import Shelf, calls_on_shelves, shelf_counts
from manifattura.kernel.clock import now
from tests.factories.calls import DAY, published_call

pytestmark = pytest.mark.django_db

F1 = template_by_key("f1").edition


def named(title, **options):
    return published_call(
        template=replace(F1, texts=replace(F1.texts, title=title, title_en=title)), **options
    )


def moved(call, state):
    call.state = state
    call.save(update_fields=["state"])
    return call


@pytest.fixture
def shelves():
    return {
        "late": named("Ultimo aperto", ends_in=timedelta(days=30)),
        "soon": named("Primo aperto", ends_in=timedelta(days=3)),
        "coming": named("In arrivo", opens_in=DAY, ends_in=timedelta(days=30)),
        "review": moved(named("In istruttoria"), CallState.UNDER_REVIEW),
        "ranked": moved(named("Con classifica"), CallState.FINAL_RANKING),
    }


def page(client, query=""):
    answer = client.get(f"/bandi/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_order(shelves):
    found = [call.slug for call in calls_on_shelves(now())]
    assert found == [shelves[name].slug for name in ("soon", "late", "coming", "review", "ranked")]


def test_counts(shelves):
    assert shelf_counts(calls_on_shelves(now())) == {
        None: 5, Shelf.OPEN: 2, Shelf.COMING: 1, Shelf.CLOSED: 1, Shelf.RANKED: 1,
    }  # fmt: skip


def test_an_open_call_with_a_ranked_session_shows_under_both_filters(client, shelves):
    call = shelves["soon"]
    call.rounds.update(state=CallState.PROVISIONAL_RANKING)
    counts = shelf_counts(calls_on_shelves(now()))
    assert (counts[None], counts[Shelf.OPEN], counts[Shelf.RANKED]) == (5, 2, 2)
    for query in ("?stato=con-graduatoria", "?stato=aperti"):
        assert f'href="/bandi/{call.slug}/graduatoria/"' in page(client, query)


@pytest.mark.parametrize(
    ("shelf", "shown"),
    [
        ("aperti", {"soon", "late"}),
        ("in-arrivo", {"coming"}),
        ("in-valutazione", {"review"}),
        ("con-graduatoria", {"ranked"}),
        ("altro", {"soon", "late", "coming", "review", "ranked"}),
    ],
)
def test_filters(client, shelves, shelf, shown):
    text = page(client, f"?stato={shelf}")
    for name, call in shelves.items():
        assert (f'href="/bandi/{call.slug}/"' in text) == (name in shown)


def test_over_without_a_hand(client):
    """After the deadline a published call is closed even before anybody opens the review."""
    call = named("Appena scaduto", ends_in=timedelta(seconds=30))
    later = now() + timedelta(minutes=1)
    assert [(one.slug, one.shelf) for one in calls_on_shelves(later)] == [(call.slug, Shelf.CLOSED.value)]


def test_an_inclusive_deadline_counts_its_own_second():
    times = replace(F1.timetable, deadline_inclusive=True)
    call = published_call(template=replace(F1, timetable=times))
    call.refresh_from_db()
    deadline = call.deadline_at.replace(microsecond=0)
    before = calls_on_shelves(deadline).get()
    assert before.shelf == Shelf.OPEN.value
    assert calls_on_shelves(deadline + timedelta(seconds=2)).get().shelf == Shelf.CLOSED.value


def test_search(client, shelves):
    text = page(client, "?q=PRIMO+aperto")
    assert shelves["soon"].slug in text
    assert shelves["late"].slug not in text
    assert "Nessun bando con queste parole" in page(client, "?q=inesistente")
    assert "<script>alert" not in page(client, "?q=%3Cscript%3Ealert%281%29")
    assert page(client, "?q=%00")


@pytest.mark.parametrize("shelf", list(Shelf))
def test_empty_shelves_say_what_to_do(client, shelf):
    assert "Un nuovo bando compare qui" in page(client, f"?stato={shelf.value}")
    assert "Non c’è ancora nessun bando" in page(client)


def test_pages(client):
    for place in range(21):
        named(f"Bando {place}", ends_in=timedelta(days=place + 1))
    first, second = page(client), page(client, "?page=2")
    assert first.count("mm-call-row__state") == 20
    assert second.count("mm-call-row__state") == 1
    assert page(client, "?page=abc").count("mm-call-row__state") == 20


def test_ranked_row_leads_to_the_ranking(client, shelves):
    assert f'href="/bandi/{shelves["ranked"].slug}/graduatoria/"' in page(client)
