"""The pages of the tree: in both languages, few statements, old addresses, untranslated ones, search, the editors' door."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from manifattura.accounts.domain.roles import Role
from manifattura.communication.actions.follow_roles import settle_groups
from manifattura.communication.actions.refresh_search import refresh_search
from manifattura.communication.models import ServicePage
from manifattura.communication.queries.searching import find
from manifattura.kernel.audience import audience_of
from tests.applications.published import published_call
from tests.architecture.house import _walk
from tests.factories.accounts import StaffFactory, signed_in

pytestmark = pytest.mark.django_db
MOST = 14


def addresses():
    rows = Page.objects.filter(depth__gt=1).values_list("url_path", flat=True)
    return [re.sub(r"^/it/", "/", path) for path in rows]


def test_every_page_answers_in_both_languages_with_few_statements(client):
    found = addresses()
    assert len([one for one in found if one.startswith("/en/")]) * 2 == len(found) > 80
    for address in found:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert len(captured) <= MOST, address
        page = answer.content.decode()
        assert page.count("<h1") == 1, address
        assert 'hreflang="en"' in page


def test_services_have_the_parts_of_the_model_in_order(client):
    order = ["A chi è rivolto", "Come fare", "Cosa serve", "Cosa si ottiene", "Tempi e scadenze"]
    order += ["Accedi al servizio", "Condizioni di servizio", "Contatti"]
    services = list(ServicePage.objects.filter(url_path__startswith="/it/"))
    assert len(services) >= 10
    for service in services:
        service.clean()
        page = client.get(service.address).content.decode()
        places = [page.index(f"<h2>{part}</h2>") for part in order]
        assert places == sorted(places)
        assert ('data-element="service-online-access"' in page) == service.is_active


def test_an_untranslated_page_is_shown_in_italian_and_says_so(client):
    Page.objects.filter(url_path="/en/assistenza/").update(live=False)
    page = client.get("/en/assistenza/").content.decode()
    assert 'lang="it"' in page
    assert "noindex" in page
    assert 'rel="alternate" hreflang' not in page


def test_a_moved_page_redirects_and_an_unknown_one_offers_the_search(client):
    target = Page.objects.get(url_path="/it/assistenza/")
    Redirect.objects.create(old_path="/aiuto", redirect_page=target)
    assert client.get("/aiuto/")["Location"] == "/assistenza/"
    unknown = client.get("/aiutooo/")
    assert unknown.status_code == 404
    assert 'action="/cerca/"' in unknown.content.decode()


def test_a_page_with_another_address_moves_in_both_languages(client, django_capture_on_commit_callbacks):
    page = Page.objects.get(url_path="/it/novita/apre-milano-luiss-hub/").specific
    english = Page.objects.get(url_path="/en/novita/apre-milano-luiss-hub/").specific
    english.title = "Being written"
    english.save_revision()
    page.slug = "apre-il-luogo"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    for start in ("", "/en"):
        assert client.get(f"{start}/novita/apre-il-luogo/").status_code == 200
        old = client.get(f"{start}/novita/apre-milano-luiss-hub/")
        assert (old.status_code, old["Location"]) == (301, f"{start}/novita/apre-il-luogo/")
    assert 'hreflang="en"' in client.get("/novita/apre-il-luogo/").content.decode()
    english = Page.objects.get(pk=english.pk)
    assert english.title != "Being written"
    assert english.has_unpublished_changes
    draft = english.get_latest_revision_as_object()
    assert (draft.title, draft.slug) == ("Being written", "apre-il-luogo")


def test_a_translation_stays_where_its_new_place_is_taken_and_a_draft_moves_in_silence(
    django_capture_on_commit_callbacks,
):
    page = Page.objects.get(url_path="/it/novita/apre-milano-luiss-hub/").specific
    taken = Page.objects.get(url_path="/en/novita/nominato-il-comitato-consultivo/")
    Page.objects.filter(pk=taken.pk).update(slug="preso", url_path="/en/novita/preso/")
    page.slug = "preso"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert Page.objects.filter(url_path="/en/novita/apre-milano-luiss-hub/").exists()
    other = Page.objects.get(url_path="/it/novita/linee-guida-presentate-a-base/").specific
    Page.objects.filter(url_path="/en/novita/linee-guida-presentate-a-base/").update(live=False)
    other.slug = "linee-guida"
    with django_capture_on_commit_callbacks(execute=True):
        other.save_revision().publish()
    english = Page.objects.get(url_path="/en/novita/linee-guida/")
    assert not english.live


def test_words_are_found_without_accents_in_all_forms_and_misspelled(client, django_assert_max_num_queries):
    call = published_call()
    refresh_search()
    titles = {hit.title for hit in find("attivita qualita periferia", "it").hits} | {
        hit.title for hit in find("periferia", "it").hits
    }
    assert "Il programma" in titles
    assert find("novita", "it").hits
    assert call.slug in {hit.address.strip("/").rpartition("/")[2] for hit in find(call.title, "it").hits}
    near = find("graduatorria", "it")
    assert near.is_near
    assert any("graduatoria" in hit.title for hit in near.hits)
    with django_assert_max_num_queries(2):
        page = client.get("/cerca/?q=periferie").content.decode()
    assert "<mark>periferie</mark>" in page
    assert client.get("/cerca/?q=%00%27%3Cb%3E").status_code == 200


def test_the_back_office_is_for_editors_and_approvers(client):
    settle_groups()
    assert client.get("/redazione/")["Location"].startswith("/accedi/")
    officer, editor, head = Client(), Client(), Client()
    signed_in(officer, StaffFactory(role=Role.CASE_OFFICER))
    signed_in(editor, StaffFactory(role=Role.EDITOR))
    signed_in(head, StaffFactory(role=Role.HEAD_OF_PROCEDURE))
    assert officer.get("/redazione/").status_code == 403
    page = Page.objects.get(url_path="/it/assistenza/")
    for person, may_publish in ((editor, False), (head, True)):
        answer = person.get(f"/redazione/pages/{page.pk}/edit/")
        assert answer.status_code == 200
        assert "'unsafe-inline'" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]
        assert ('name="action-publish"' in answer.content.decode()) is may_publish
    assert "'unsafe-inline'" not in client.get("/assistenza/")["Content-Security-Policy"]
    kept = head.post(f"/redazione/pages/{page.pk}/delete/")
    assert kept.status_code == 302
    assert Page.objects.filter(pk=page.pk).exists()
    assert "Tutto è tradotto" in editor.get("/ufficio/traduzioni/").content.decode()


def test_every_address_of_the_back_office_is_for_the_office():
    views = [
        view
        for address, _name, view in _walk(get_resolver("manifattura.config.back_office_urls"), "", "")
        if address.startswith("redazione/")
    ]
    assert len(views) > 100
    assert {audience_of(view) for view in views} == {"office"}
