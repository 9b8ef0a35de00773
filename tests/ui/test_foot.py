"""The foot of the pages: drawn once for each language, whole where its pieces are known, never broken where they are not."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from manifattura.ui import navigation
from manifattura.ui.context import navigation as base_context

PAGE = Template("{% load ui %}{% foot %}")


def foot(**changes):
    return PAGE.render(Context({**base_context(RequestFactory().get("/")), **changes}))


def test_it_speaks_the_language_of_the_page():
    assert "Trasparenza" in foot()
    with translation.override("en"):
        english = foot()
    assert "Transparency" in english
    assert 'href="/en/' in english
    assert "Trasparenza" in foot()


def test_a_sample_site_says_so_and_another_city_speaks_for_itself():
    assert "Sito di prova" in foot(sample_site=True)
    assert "Sito di prova" not in foot(sample_site=False)
    assert "Comune campione" in foot(city={"institution": "Comune campione", "sentence": "Una frase."})


def test_what_an_app_adds_is_there_at_once(monkeypatch):
    foot()
    monkeypatch.setattr(navigation, "_entries", dict(navigation._entries))
    navigation.register("footer-help", "new", "Voce nuova", href="/voce-nuova/")
    assert 'href="/voce-nuova/"' in foot()
    assert not [
        one for menu in navigation.FOOT_MENUS for one in navigation.entries(menu) if one.visible or one.count
    ]


@pytest.mark.parametrize("source", ["{% load ui %}{% foot %}", "{% load ui %}{% foot short=True %}"])
def test_a_page_without_a_request_has_a_foot_too(source):
    assert "mm-footer" in Template(source).render(Context({}))
