"""Labs, training and work, data: pages made of what is there, and that say so when nothing is."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.queries.rankings import rankings_in_force
from manifattura.kernel.clock import today
from tests.applications.published import publish_edition, published_call
from tests.communication.samples import published_ranking
from tests.factories.casework import entered, register_desk

pytestmark = pytest.mark.django_db
MOST = 14


def text_of(client, path):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, path
    assert len(captured) <= MOST, path
    assert "public" in answer["Cache-Control"], path
    return answer.content.decode()


def rows_of(client, path):
    text = client.get(path).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def ranked_call():
    call = published_call()
    call.state = CallState.PROVISIONAL_RANKING
    call.save(update_fields=["state"])
    published_ranking(call)
    return call


def test_the_five_tasks_stand_in_the_menu_in_their_order(client):
    page = client.get("/laboratori/").content.decode()
    menu = re.search(r'<nav class="mm-nav__tasks".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r">([^<>]+)</a>", menu) == [
        "Bandi",
        "Spazi",
        "Laboratori",
        "Formazione e lavoro",
        "Dati",
    ]
    assert 'href="/laboratori/" aria-current="page"' in menu


def test_an_empty_city_says_how_it_will_begin(client):
    assert "Nessun elenco è pubblicato oggi" in text_of(client, "/laboratori/")
    assert "Oggi non ce n’è nessuno." in text_of(client, "/formazione-e-lavoro/")
    assert "Nessuna graduatoria è ancora stata pubblicata." in text_of(client, "/dati/")
    assert rows_of(client, "/dati/bandi.csv") == rows_of(client, "/dati/spazi.csv") == []


def test_labs_of_the_register_with_their_state(client):
    desk = register_desk()
    entry = entered(desk, desk.reviews[0])
    page = text_of(client, "/laboratori/")
    assert entry.name in page
    assert f"/elenco/?q={entry.number}" in page
    assert "Iscritto" in page
    assert f"/bandi/{desk.call.slug}/elenco.json" in text_of(client, "/en/dati/")


def test_only_calls_that_admit_to_a_programme_are_training(client):
    money, places = published_call(), published_call()
    edition = replace(current_edition(places), version=2, gives_money=False, places=12)
    publish_edition(places, edition)
    page = text_of(client, "/formazione-e-lavoro/")
    assert f"/bandi/{places.slug}/" in page
    assert f"/bandi/{money.slug}/" not in page


def test_every_file_on_the_page_of_data_is_there_and_machines_read_the_same(client):
    ranked_call()
    page = text_of(client, "/dati/")
    block = json.loads(
        re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)[1]
    )
    assert block["@type"] == "DataCatalog"
    told = {one["contentUrl"] for item in block["dataset"] for one in item["distribution"]}
    assert any(url.endswith("/graduatoria/replay.json") for url in told)
    for url in told:
        path = "/" + url.split("/", 3)[3]
        assert f'href="{path}"' in page, path
        assert client.get(path).status_code == 200, path


def test_the_table_of_calls_has_an_address_and_an_amount_as_data(client):
    call = published_call()
    (row,) = rows_of(client, "/dati/bandi.csv")
    assert row["codice"] == call.slug
    assert row["indirizzo"].endswith(f"/bandi/{call.slug}/")
    assert re.fullmatch(r"\d+\.\d\d", row["risorse_eur"])


def test_rankings_in_force_are_the_last_of_each_session_within_their_days(django_assert_num_queries):
    call = ranked_call()
    with django_assert_num_queries(1):
        (one,) = rankings_in_force(today())
    assert (one.call_id, one.session, one.is_final) == (call.pk, 1, False)
    published_ranking(call, stage="final", version=2)
    assert [row.is_final for row in rankings_in_force(today())] == [True]
