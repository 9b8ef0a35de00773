"""Scheduled publication, from the editor's form to the worker's minute: nothing early, nothing late, nothing kept past it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from manifattura.accounts.domain.roles import Role
from manifattura.communication.actions.follow_roles import settle_groups
from manifattura.communication.actions.publish_scheduled import publish_scheduled
from manifattura.communication.models import NewsPage
from manifattura.communication.queries.scheduled import SOON
from tests.factories.accounts import StaffFactory, signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/novita/nuovi-orari/"


def kept_seconds(answer):
    return int(answer["Cache-Control"].partition("max-age=")[2].split(",")[0])


def fields(**change):
    """What the editor's form posts for a piece of news."""
    values = {
        "title": "Nuovi orari", "slug": "nuovi-orari", "lead": "Lo sportello cambia orario.", "day": "2026-11-20",
        "category": NewsPage.Category.values[0], "body-count": "0", "seo_title": "", "search_description": "",
        "call": "", "curated_by": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "", "next": "", "topics": ["imprese"],
    }  # fmt: skip
    return values | change


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def the_page():
    return NewsPage.objects.get(title="Nuovi orari")


def test_an_approved_page_comes_and_goes_at_its_hours(client, time_machine):
    settle_groups()
    editor = signed_in(Client(), StaffFactory(role=Role.EDITOR))
    head = signed_in(Client(), StaffFactory(role=Role.HEAD_OF_PROCEDURE))
    above = Page.objects.get(url_path="/it/novita/")
    begin = timezone.now().replace(second=0, microsecond=0)
    comes, goes = begin + timedelta(minutes=3), begin + timedelta(minutes=9)
    written = editor.post(
        f"/redazione/pages/add/communication/newspage/{above.pk}/",
        fields(go_live_at=local(comes), expire_at=local(goes), **{"action-submit": "1"}),
    )
    assert written.status_code == 302, written.context["form"].errors
    page = NewsPage.objects.get(slug="nuovi-orari")
    approve = reverse(
        "wagtailadmin_pages:workflow_action",
        "manifattura.config.back_office_urls",
        args=[page.pk, "approve", page.current_workflow_state.current_task_state.pk],
    )
    editor.post(approve)
    assert the_page().current_workflow_state is not None, "an editor approves nothing"
    head.post(approve)
    assert (the_page().live, the_page().status_string) == (False, "schedulata")

    time_machine.move_to(comes - timedelta(seconds=20), tick=False)
    publish_scheduled()
    assert client.get(ADDRESS).status_code == 404
    assert kept_seconds(client.get("/novita/")) == 20
    time_machine.move_to(comes + timedelta(seconds=2), tick=False)
    assert kept_seconds(client.get("/novita/")) == SOON.total_seconds(), "the worker has not come yet"
    publish_scheduled()
    assert "Nuovi orari" in client.get("/novita/").content.decode()
    shown = client.get(ADDRESS)
    assert (shown.status_code, kept_seconds(shown)) == (200, 300)

    time_machine.move_to(goes - timedelta(seconds=30), tick=False)
    assert kept_seconds(client.get(ADDRESS)) == kept_seconds(client.get("/novita/")) == 30
    time_machine.move_to(goes, tick=False)
    for address in ("/novita/", "/mappa-del-sito/", "/novita/feed.atom", "/sitemap.xml"):
        assert "nuovi-orari" not in client.get(address).content.decode(), address
    assert client.get(ADDRESS).status_code == 404, "before the worker comes"
    time_machine.move_to(goes + timedelta(seconds=1), tick=False)
    publish_scheduled()
    assert the_page().expired
    assert kept_seconds(client.get("/novita/")) == 300


def test_a_page_moved_by_an_editor_is_found_at_its_old_address(client, django_capture_on_commit_callbacks):
    settle_groups()
    head = signed_in(Client(), StaffFactory(role=Role.HEAD_OF_PROCEDURE))
    above = Page.objects.get(url_path="/it/novita/")
    made = head.post(
        f"/redazione/pages/add/communication/newspage/{above.pk}/", fields(**{"action-publish": "1"})
    )
    assert made.status_code == 302, made.context["form"].errors
    page = the_page()
    assert client.get(ADDRESS).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        changed = head.post(
            f"/redazione/pages/{page.pk}/edit/", fields(slug="orari-invernali", **{"action-publish": "1"})
        )
    assert changed.status_code == 302, changed.context["form"].errors
    moved = client.get(ADDRESS)
    assert (moved.status_code, moved["Location"]) == (301, "/novita/orari-invernali/")
    assert client.get("/en" + ADDRESS)["Location"] == "/en/novita/orari-invernali/"


def test_who_approves_is_written_to_before_ever_coming_here(client, django_capture_on_commit_callbacks):
    settle_groups()
    editor = signed_in(Client(), StaffFactory(role=Role.EDITOR))
    head, gone = StaffFactory(role=Role.HEAD_OF_PROCEDURE), StaffFactory(role=Role.HEAD_OF_PROCEDURE)
    signed_in(client, gone).get("/redazione/")
    gone.roles.update(revoked_at=timezone.now())
    above = Page.objects.get(url_path="/it/novita/")
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(
            f"/redazione/pages/add/communication/newspage/{above.pk}/", fields(**{"action-submit": "1"})
        )
    assert [one.to for one in mail.outbox if "Nuovi orari" in one.subject] == [[head.account.email]]
