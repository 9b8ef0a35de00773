"""The public list, the versions, the open data, the calendar file."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.add_document import add_document
from manifattura.calls.actions.open_amendment import open_amendment
from manifattura.calls.actions.publish_amendment import publish_amendment
from manifattura.calls.actions.save_part import save_part
from manifattura.calls.domain.document import edition_from_document
from manifattura.calls.domain.problems import Part
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.target_areas import edition_of_template
from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.clock import today
from tests.factories.accounts import StaffFactory
from tests.factories.calls import approved_call, draft_call, published_call
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def calls():
    load_city()
    named = {}
    for name, times in {
        "aperto": {"ends_in": 40 * DAY},
        "scade": {"ends_in": 2 * DAY},
        "annunciato": {"opens_in": 3 * DAY, "ends_in": 40 * DAY},
        "graduatoria": {},
    }.items():
        template = edition_of_template("f1")
        texts = replace(template.texts, title=f"Bando {name}", summary=f"Riassunto {name}")
        named[name] = published_call(template=replace(template, texts=texts), **times)
    named["graduatoria"].state = CallState.FINAL_RANKING
    named["graduatoria"].save()
    named["bozza"] = draft_call()
    named["approvato"] = approved_call()
    return named


def titles(client, **query):
    return [row["title"] for row in client.get("/bandi/", query).context["rows"]]


def test_open_ones_first_the_nearest_deadline_first(client, calls):
    assert titles(client) == ["Bando scade", "Bando aperto", "Bando annunciato", "Bando graduatoria"]


def test_filters_and_search(client, calls):
    page = client.get("/bandi/")
    counts = {str(entry["label"]): entry["count"] for entry in page.context["filters"]}
    assert counts["Tutti"] == 4
    for entry in page.context["filters"]:
        found = client.get(f"/bandi/{entry['href']}").context["page"].paginator.count
        assert found == entry["count"]
    assert titles(client, q="scade") == ["Bando scade"]
    assert titles(client, q="niente di simile") == []
    assert "Nessun bando con queste parole" in client.get("/bandi/", {"q": "zzz"}).content.decode()
    assert titles(client, stato="boh", page="99") != []
    assert client.get("/bandi/", {"q": "\x00%_'\""}).status_code == 200


def test_empty(client):
    assert "Non c’è ancora nessun bando" in client.get("/bandi/").content.decode()


def test_few_statements(client, calls, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get("/bandi/")


def test_the_file_has_the_digest_it_says(client, calls):
    call = calls["aperto"]
    answer = client.get(f"/bandi/{call.slug}/edizione-1.json")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert hashlib.sha256(content).hexdigest() == call.editions.get().sha256
    assert canonical_json(answer.json()) == content
    assert edition_from_document(answer.json()) == current_edition(call)
    assert client.get(f"/bandi/{call.slug}/edizione-2.json").status_code == 404
    assert client.get(f"/bandi/{calls['bozza'].slug}/edizione-1.json").status_code == 404


def test_the_deadline_in_a_calendar(client, calls):
    answer = client.get(f"/bandi/{calls['aperto'].slug}/scadenza.ics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    deadline = current_edition(calls["aperto"]).timetable.deadline_at.astimezone(UTC)
    assert deadline.strftime("DTSTART:%Y%m%dT%H%M%SZ") in text


def test_versions_stay_readable(client):
    load_city()
    call = published_call(template=edition_of_template("f1"), ends_in=10 * DAY)
    author = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    open_amendment(call=call, note="Correggiamo un errore nel titolo", by=author)
    values = {"title": "Titolo corretto"}
    save_part(call=call, part=Part.TEXTS, values=values, revision=call.revision, by=author)
    add_document(call=call, title="Avviso", file_name="avviso.pdf", content=b"%PDF-1.7 x", by=author)
    publish_amendment(call=call, act_number="9/2026", act_on=today(), by=call.head_of_procedure)

    page = client.get(f"/bandi/{call.slug}/")
    assert "Titolo corretto" in page.content.decode()
    first = client.get(f"/bandi/{call.slug}/versioni/1/").content.decode()
    assert "Manifattura in Quartiere 2026" in first
    versions = client.get(f"/bandi/{call.slug}/versioni/").content.decode()
    assert "Correggiamo un errore nel titolo" in versions
    assert "9/2026" in versions
    assert "Titolo corretto" in versions
    assert client.get(f"/bandi/{call.slug}/versioni/3/").status_code == 404

    document = client.get(f"/bandi/{call.slug}/documenti/avviso/")
    assert b"".join(document.streaming_content) == b"%PDF-1.7 x"
    assert client.get(f"/bandi/{call.slug}/versioni/1/documenti/avviso/").status_code == 404
    assert client.get(f"/bandi/{call.slug}/versioni/2/documenti/avviso/").status_code == 200
