"""Public pages: the same for everybody, cacheable until the next change, few statements, both languages."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manifattura.calls.domain.edition import TargetArea
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.communication.models import AreaPage, PlacePage
from tests.applications.published import publish_edition, published_call
from tests.communication.samples import city_areas, published_ranking
from tests.factories.accounts import StaffFactory, signed_in

pytestmark = pytest.mark.django_db

PAGES = (
    "/", "/amministrazione/", "/novita/", "/servizi/", "/vivere-milano/", "/come-si-verifica/", "/privacy/",
    "/note-legali/", "/accessibilita/", "/domande-frequenti/", "/mappa-del-sito/", "/segnala-disservizio/",
)  # fmt: skip
FILES = (
    "/novita/feed.atom", "/vivere-milano/quartieri.csv", "/come-si-verifica/esempio.json", "/robots.txt",
    "/sitemap.xml", "/.well-known/security.txt",
)  # fmt: skip
CC_BY = (
    "In applicazione del principio open by default ai sensi dell’articolo 52 del decreto legislativo 7 marzo 2005, "
    "n. 82 (CAD) e salvo dove diversamente specificato (compresi i contenuti incorporati di terzi), i dati, i documenti "
    "e le informazioni pubblicati sul sito sono rilasciati con"
)


def full_city(calls: int = 3) -> None:
    """Open, closed and ranked calls, an amendment, a ranking, the quarters."""
    city_areas()
    made = [published_call(ends_in=timedelta(days=10 + n)) for n in range(calls)]
    edition = current_edition(made[0])
    area = TargetArea("Quartieri scelti", nils=(77, 80))
    beneficiaries = replace(edition.beneficiaries, target_area=area)
    publish_edition(
        made[0],
        replace(edition, version=2, beneficiaries=beneficiaries, amendment_note="Si corregge l'area."),
    )
    made[-1].state = CallState.PROVISIONAL_RANKING
    made[-1].save(update_fields=["state"])
    published_ranking(made[-1])


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_empty_city(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_same_for_everybody_and_cacheable(client, path):
    full_city()
    answer = client.get(path)
    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    staff = signed_in(Client(), StaffFactory())
    assert staff.get(path).content == answer.content


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_few_statements(client, path, django_assert_max_num_queries):
    full_city(calls=3)
    # read once per process
    ContentType.objects.get_for_models(*apps.get_models())
    with django_assert_max_num_queries(12):
        client.get(path)


@pytest.mark.parametrize("path", ["/", "/novita/", "/vivere-milano/", "/amministrazione/"])
def test_statements_do_not_grow_with_calls(client, path, django_assert_num_queries):
    full_city(calls=2)
    client.get(path)  # editions are read once per process
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    statements = len(captured)
    for n in range(6):
        published_call(ends_in=timedelta(days=30 + n))
    client.get(path)
    with django_assert_num_queries(statements):
        client.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_english_beside_it(client, path):
    full_city()
    answer = client.get(f"/en{path}")
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.content.decode()


def test_a_page_expires_at_the_deadline(client):
    published_call(ends_in=timedelta(seconds=60))
    directives = client.get("/")["Cache-Control"]
    seconds = int(directives.split("max-age=")[1].split(",")[0])
    assert 0 <= seconds <= 60


def test_home_lists_open_calls_and_what_was_published(client):
    full_city()
    page = client.get("/").content.decode()
    assert page.count('class="mm-call-row"') == 2
    assert "Graduatoria provvisoria" in page
    assert "dato non ancora caricato" in page


def test_home_without_open_calls_says_what_to_do(client):
    page = client.get("/").content.decode()
    assert "Nessun bando aperto oggi" in page


def test_quarters_name_their_calls(client):
    full_city()
    page = client.get("/vivere-milano/?con-bando=1").content.decode()
    assert page.count('<th scope="row">') == 2
    assert page.count("mm-cell--named") == 2
    assert "Nessun quartiere con questi filtri" in client.get("/vivere-milano/?q=zzz").content.decode()
    assert client.get("/vivere-milano/?q=bovisa").content.decode().count('<th scope="row">') == 2


def test_legal_notes_carry_the_fixed_sentence(client):
    page = client.get("/note-legali/").content.decode()
    assert CC_BY in page
    assert 'data-element="legal-notes-section">Licenza dei contenuti<' in page


def test_footer_carries_the_labels_of_the_municipal_model(client):
    page = client.get("/").content.decode()
    for element in ("faq", "report-inefficiency", "privacy-policy-link", "accessibility-link", "legal-notes"):
        assert f'data-element="{element}"' in page
    positions = [
        page.index(f'data-element="{key}"') for key in ("management", "news", "all-services", "live")
    ]
    assert positions == sorted(positions)


def test_a_page_that_tells_something_opens_with_the_drawing_of_its_card(client):
    full_city()
    for kind in (AreaPage, PlacePage):
        page = kind.objects.filter(live=True).first()
        assert 'class="mm-cover"><svg' in client.get(page.address).content.decode()
    assert "mm-cover" not in client.get("/note-legali/").content.decode()
