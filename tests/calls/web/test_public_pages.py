"""Public pages of calls: what they say, for whom, for how long they may be kept, and in how many statements."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manifattura.calls.domain.edition import TargetArea
from manifattura.calls.domain.states import CallState
from manifattura.calls.domain.templates.catalogue import template_by_key
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.calls import DAY, draft_call, published_call
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db

F1 = template_by_key("f1").edition
AREA = TargetArea("Quartieri scelti", nils=(77, 80), excluded_municipi=(1,))


def page(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def f1(**options):
    load_city()
    who = replace(F1.beneficiaries, target_area=AREA)
    return published_call(template=replace(F1, beneficiaries=who), **options)


def in_state(call, state):
    call.state = state
    call.save(update_fields=["state"])
    return call


def max_age(answer):
    return int(re.search(r"max-age=(\d+)", answer["Cache-Control"])[1])


def test_detail_says_everything(client):
    text = page(client, f"/bandi/{f1().slug}/")
    for piece in (
        "Manifattura in Quartiere 2026", "Verifica se puoi partecipare", "75% della spesa", "A chi è rivolto",
        "Quartieri scelti", "74.1", "Attività di progettazione specializzata", "Preventivi",
        "il totale del gruppo B", "almeno il 60%", "Aiuto de minimis", "Responsabile del procedimento",
        "Termine del procedimento", "potere sostitutivo", "Impronta SHA-256", "soglia 60 su 100", "Premialità",
    ):  # fmt: skip
        assert piece in text, piece
    assert "Municipio 1" in text
    assert "Rettifiche" not in text


def test_example_comes_from_the_rule(client):
    call = f1()
    text = page(client, f"/bandi/{call.slug}/").replace("\u00a0", " ")
    for amount in ("30.000,00 €", "22.500,00 €", "7.500,00 €", "65.000,00 €", "48.750,00 €", "75.000,00 €"):
        assert amount in text


@pytest.mark.parametrize(
    "element",
    [
        "service-title", "service-description", "service-status", "page-index", "service-addressed",
        "service-how-to", "service-needed", "service-achieved", "service-calendar-text", "service-calendar-list",
        "service-online-access", "service-file", "service-area", "service-topic", "metatag",
    ],
)  # fmt: skip
def test_attributes_of_the_service_page(client, element):
    assert f'data-element="{element}"' in page(client, f"/bandi/{f1().slug}/")


def test_drafts_are_not_there(client):
    slug = draft_call().slug
    for path in ("", "versioni/", "versioni/1/", "edizione-1.json", "documenti/avviso/", "scadenza.ics"):
        page(client, f"/bandi/{slug}/{path}", 404)
    assert slug not in page(client, "/bandi/")


def test_unknown_version_or_document(client):
    slug = f1().slug
    for path in ("versioni/2/", "edizione-2.json", "documenti/altro/", "versioni/2/documenti/avviso/"):
        page(client, f"/bandi/{slug}/{path}", 404)


def test_texts_of_the_office_are_escaped(client):
    bad = "<script>alert(1)</script>&\"'"
    texts = replace(
        F1.texts, title=bad, summary=bad, purpose=bad, what_you_get=bad, example=bad, how_to_apply=bad,
        conditions=bad, privacy=bad, title_en=bad, summary_en=bad,
    )  # fmt: skip
    who = replace(F1.beneficiaries, can_apply=(bad,), cannot_apply=(bad,), target_area=TargetArea(bad))
    criteria = tuple(replace(row, title=bad, guidance=bad) for row in F1.grid.criteria)
    grid = replace(F1.grid, criteria=criteria)
    call = published_call(template=replace(F1, texts=texts, beneficiaries=who, grid=grid))
    for prefix in ("", "/en"):
        for path in (
            f"{prefix}/bandi/",
            f"{prefix}/bandi/{call.slug}/",
            f"{prefix}/bandi/{call.slug}/versioni/",
        ):
            assert "<script>alert" not in page(client, path)


def test_same_for_everybody(client):
    slug = f1().slug
    staff = signed_in(Client(), StaffFactory())
    for path in ("/bandi/", f"/bandi/{slug}/", f"/bandi/{slug}/versioni/", f"/en/bandi/{slug}/"):
        answer = client.get(path)
        assert "public" in answer["Cache-Control"]
        assert not answer.cookies
        assert "csrfmiddlewaretoken" not in answer.content.decode()
        assert staff.get(path).content == answer.content


@pytest.mark.parametrize("path", ["/bandi/", "/bandi/{slug}/"])
def test_known_by_digest(client, path):
    path = path.format(slug=f1(ends_in=timedelta(days=40)).slug)
    answer = client.get(path)
    again = client.get(path, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["Cache-Control"] == answer["Cache-Control"]


@pytest.mark.parametrize(
    ("opens_in", "ends_in", "most"),
    [
        (timedelta(seconds=90), timedelta(days=30), 90),
        (-DAY, timedelta(seconds=60), 60),
        (-DAY, timedelta(days=20, seconds=70), 70),
        (-DAY, timedelta(days=30), 300),
    ],
)
@pytest.mark.parametrize("where", ["/bandi/", "/bandi/{slug}/"])
def test_expires_at_the_next_change(client, where, opens_in, ends_in, most):
    call = published_call(opens_in=opens_in, ends_in=ends_in)
    assert most - 30 <= max_age(client.get(where.format(slug=call.slug))) <= most


def test_announced(client):
    text = page(client, f"/bandi/{published_call(opens_in=DAY, ends_in=timedelta(days=40)).slug}/")
    assert "In apertura" in text
    assert "Si apre" in text
    assert "Verifica se puoi partecipare" in text


def test_closed_leads_to_what_comes_next(client):
    call = in_state(published_call(), CallState.UNDER_REVIEW)
    text = page(client, f"/bandi/{call.slug}/")
    assert "Le domande sono chiuse" in text
    assert f"/bandi/{call.slug}/graduatoria/" not in text
    assert "Verifica se puoi partecipare" not in text


@pytest.mark.parametrize("state", [CallState.PROVISIONAL_RANKING, CallState.FINAL_RANKING])
def test_ranked_leads_to_the_ranking(client, state):
    call = in_state(published_call(), state)
    assert f"/bandi/{call.slug}/graduatoria/" in page(client, f"/bandi/{call.slug}/")
    assert f"/bandi/{call.slug}/graduatoria/" in page(client, "/bandi/")


def test_english_page_marks_italian_texts(client):
    text = page(client, f"/en/bandi/{f1().slug}/")
    assert "Manufacturing in the Neighbourhood 2026" in text
    assert '<h1 data-element="service-title">Manufacturing' in text
    assert '<div lang="it"><p>Vogliamo' in text
    call = published_call(texts=replace(F1.texts, title_en="", summary_en=""))
    assert '<h1 data-element="service-title" lang="it">' in page(client, f"/en/bandi/{call.slug}/")


def test_texts_are_not_marked_in_italian(client):
    assert (
        ' lang="it">'
        not in page(client, f"/bandi/{f1().slug}/").partition("<main")[2].partition("</main>")[0]
    )


def cities_of_calls(number):
    load_city()
    return [f1(ends_in=timedelta(days=10 + place)) for place in range(number)]


@pytest.mark.parametrize("number", [1, 30])
def test_few_statements(client, number, django_assert_max_num_queries):
    from manifattura.calls.queries import editions

    call = cities_of_calls(number)[0]
    for path in ("/bandi/", f"/bandi/{call.slug}/", f"/bandi/{call.slug}/versioni/"):
        editions._parsed.clear()
        with django_assert_max_num_queries(8):
            assert client.get(path).status_code == 200


def test_statements_do_not_grow(client):
    cities_of_calls(1)
    client.get("/bandi/")
    with CaptureQueriesContext(connection) as one:
        client.get("/bandi/")
    cities_of_calls(25)
    client.get("/bandi/")
    with CaptureQueriesContext(connection) as many:
        client.get("/bandi/")
    assert len(one) == len(many)


def test_amounts_without_limits(client):
    aid = replace(F1.aid, cost_min=None, cost_max=None, rate=Decimal("0.5"), cap=Decimal("1000.00"))
    text = page(client, f"/bandi/{published_call(template=replace(F1, aid=aid)).slug}/").replace(
        "\u00a0", " "
    )
    assert "fino a 1.000 €" in text
    assert "3.000,00 €" in text
