"""Menus: order, visibility, counts, the current entry."""

import pytest
from django.test import RequestFactory

from manifattura.ui import navigation
from manifattura.ui.context import city_texts


@pytest.fixture
def empty_menus(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})


@pytest.fixture
def request_for():
    return RequestFactory().get


def test_entries_come_in_order_and_with_counts(empty_menus, request_for):
    navigation.register(
        "office", "b", "Domande", href="/ufficio/domande/", order=20, count=lambda request: 31
    )
    navigation.register("office", "a", "Oggi", href="/ufficio/", order=10)
    shown = navigation.Navigation(request_for("/ufficio/domande/7/")).office
    assert [(item.label, item.count, item.current) for item in shown] == [
        ("Oggi", None, False),
        ("Domande", 31, True),
    ]


def test_an_entry_may_be_hidden(empty_menus, request_for):
    navigation.register("tasks", "calls", "Bandi", href="/bandi/", visible=lambda request: False)
    assert navigation.Navigation(request_for("/")).tasks == []


def test_what_has_no_page_yet_is_left_out(empty_menus, request_for):
    navigation.register("tasks", "labs", "Laboratori", "labs:list")
    assert navigation.Navigation(request_for("/")).tasks == []


def test_registering_again_replaces(empty_menus):
    navigation.register("tasks", "calls", "Bandi", href="/a/")
    navigation.register("tasks", "calls", "Bandi", href="/b/")
    assert [entry.href for entry in navigation.entries("tasks")] == ["/b/"]


def test_the_home_is_current_only_at_home(empty_menus, request_for):
    navigation.register("municipal", "home", "Home", href="/")
    assert not navigation.Navigation(request_for("/bandi/")).municipal[0].current
    assert navigation.Navigation(request_for("/")).municipal[0].current


def test_counts_are_computed_once(empty_menus, request_for):
    calls = []
    navigation.register("area", "mail", "Messaggi", href="/m/", count=lambda request: calls.append(1) or 2)
    menus = navigation.Navigation(request_for("/"))
    assert calls == []
    assert menus.area == menus.area
    assert calls == [1]


def test_the_texts_of_the_city_follow_the_language_where_the_profile_has_them():
    city = {"sentence": "Chi fa cose.", "sentence_en": "Who makes things.", "city_name": "Milano"}
    assert city_texts(city, "en-gb")["sentence"] == "Who makes things."
    assert city_texts(city, "it")["sentence"] == "Chi fa cose."
    assert city_texts(city, "en")["city_name"] == "Milano"
