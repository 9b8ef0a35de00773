"""What search engines, readers of news and other sites find: canonical addresses, languages, cards, data, feeds, pictures."""

import json
import re
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from wagtail.models import Page

from manifattura.communication.models import PlacePage, ServicePage
from manifattura.communication.queries import pictures
from manifattura.communication.queries.findable import plain
from manifattura.kernel.clock import today
from manifattura.spaces.domain.words import SpaceState
from manifattura.spaces.models import Space
from tests.applications.published import published_call
from tests.factories.accounts import OfficeFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("/novita/", "/vivere-milano/eventi/", "/vivere-milano/casi-aziendali/", "/bandi/", "/spazi/")
PNG = b"\x89PNG\r\n\x1a\n"


def head(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode().partition("</head>")[0]


def public_space():
    return Space.objects.create(
        code="Prova 1", code_key="prova1", name="Capannone", address="Via campione 1", state=SpaceState.VERIFIED,
        verified_on=today(), latitude="45.46", longitude="9.19",
    )  # fmt: skip


def one(pattern, text):
    found = re.findall(pattern, text)
    assert len(found) == 1, (pattern, found)
    return unescape(found[0])


def data_of(text):
    return [
        json.loads(block)
        for block in re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', text)
    ]


@pytest.fixture
def base(settings):
    settings.PUBLIC_ADDRESS = "https://manifattura.example"
    return settings.PUBLIC_ADDRESS


def test_each_kind_of_page_names_itself_its_languages_its_card_and_its_feeds(client, base):
    """One page of each type of the tree, in both languages, and the pages of calls and spaces."""
    call, space = published_call(), public_space()
    types = {}
    for page in Page.objects.filter(live=True, url_path__startswith="/it/").specific():
        types.setdefault(type(page), page.address)
    assert len(types) >= 17
    others = [
        f"/bandi/{call.slug}/",
        "/bandi/",
        f"/spazi/{space.code_key}/",
        "/spazi/",
        "/come-si-verifica/",
        "/cerca/",
    ]
    for path in [*types.values(), *others]:
        for language in ("", "/en"):
            text = head(client, f"{language}{path}")
            assert one(r'<link rel="canonical" href="([^"]*)">', text) == f"{base}{language}{path}"
            alternates = dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)">', text))
            assert alternates == {"it": f"{base}{path}", "en": f"{base}/en{path}"}, path
            title = one(r"<title>([^<]*)</title>", text)
            assert title.startswith(one(r'property="og:title" content="([^"]*)"', text))
            picture = one(r'property="og:image" content="([^"]*)"', text)
            assert picture == f"{base}/immagini/{path.strip('/') or 'home'}.png"
            feeds = re.findall(r'type="application/atom\+xml" title="[^"]+" href="([^"]*)"', text)
            assert feeds == [f"{language}{feed}feed.atom" for feed in FEEDS]


def test_a_page_shown_untranslated_points_at_the_italian_one(client, base):
    Page.objects.filter(url_path="/en/assistenza/").update(live=False)
    text = head(client, "/en/assistenza/")
    assert f'<link rel="canonical" href="{base}/assistenza/">' in text
    assert "hreflang" not in text
    wrong = client.get("/nessuna-pagina/").content.decode()
    assert "canonical" not in wrong
    assert "?page=2" in one(r'<link rel="canonical" href="([^"]*)">', head(client, "/novita/?page=2&altro=1"))


def test_machines_read_what_the_page_is_about(client, base):
    home = {one["@type"]: one for one in data_of(head(client, "/en/"))}
    assert set(home) == {"GovernmentOrganization", "WebSite"}
    assert home["WebSite"]["potentialAction"]["target"]["urlTemplate"].startswith(f"{base}/en/cerca/?q=")
    place = PlacePage.objects.filter(url_path__startswith="/it/").first()
    assert data_of(head(client, place.address))[0]["address"]["streetAddress"] == place.street
    OfficeFactory(address="Piazza della Scala 2, 20121 Milano")
    service = ServicePage.objects.filter(url_path__startswith="/it/", is_active=True).first()
    described = data_of(head(client, service.address))[0]
    assert (described["@type"], described["url"]) == ("GovernmentService", f"{base}{service.address}")
    assert described["audience"]["audienceType"] == plain(service.addressed_to) != ""
    assert "<" not in described["audience"]["audienceType"]
    channel = described["availableChannel"]
    assert set(channel["serviceLocation"]["address"]) == {
        "@type",
        "streetAddress",
        "postalCode",
        "addressLocality",
    }
    kinds = {"EventPage": "Event", "NewsPage": "NewsArticle", "StoryPage": "Article"}
    for page in Page.objects.filter(live=True, url_path__startswith="/it/").specific():
        if type(page).__name__ in kinds:
            assert data_of(head(client, page.address))[0]["@type"] == kinds[type(page).__name__]
    call = published_call()
    assert data_of(head(client, f"/bandi/{call.slug}/"))[0]["@type"] == "GovernmentService"


def test_every_list_is_a_feed_in_both_languages(client, base):
    call, space = published_call(), public_space()
    mine = {"/bandi/": f"/bandi/{call.slug}/", "/spazi/": f"/spazi/{space.code_key}/"}
    for list_path in FEEDS:
        for language in ("", "/en"):
            answer = client.get(f"{language}{list_path}feed.atom")
            assert answer.status_code == 200
            root = ET.fromstring(answer.content)
            links = [entry.find(f"{ATOM}link").get("href") for entry in root.findall(f"{ATOM}entry")]
            assert all(link.startswith(f"{base}{language}/") for link in links)
            ids = [entry.find(f"{ATOM}id").text for entry in root.findall(f"{ATOM}entry")]
            assert len(ids) == len(set(ids))
            if list_path in mine:
                assert f"{base}{language}{mine[list_path]}" in links
    again = client.get("/bandi/feed.atom", headers={"if-none-match": client.get("/bandi/feed.atom")["ETag"]})
    assert again.status_code == 304


def test_a_picture_is_drawn_once_and_only_for_pages_that_are_there(client, monkeypatch):
    call = published_call()
    for path in ("home", f"bandi/{call.slug}", "bandi", "spazi/mappa", "laboratori", "assistenza", "cerca"):
        answer = client.get(f"/immagini/{path}.png")
        assert answer.status_code == 200, path
        assert answer.content.startswith(PNG)
        assert answer["Cache-Control"].startswith("public") or "public" in answer["Cache-Control"]
    assert int.from_bytes(answer.content[16:20]) == pictures.WIDTH
    assert int.from_bytes(answer.content[20:24]) == pictures.HEIGHT
    first = client.get("/immagini/home.png").content
    monkeypatch.setattr(pictures, "png_of", lambda *given, **more: pytest.fail("drawn twice"))
    assert client.get("/immagini/home.png").content == first
    for path in (
        "bandi/nessuno",
        "spazi/nessuno",
        "area-personale",
        "ufficio/registro",
        "una/pagina/inventata",
    ):
        assert client.get(f"/immagini/{path}.png").status_code == 404, path
    assert settings.SHARED_PICTURES == "/immagini/"
