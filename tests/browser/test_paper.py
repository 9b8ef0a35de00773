"""Paper: a ranking is printed whole, on landscape sheets, and the deadline of a call can be read."""

import pytest
from django.urls import reverse

from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from tests.factories.draws import held_draw
from tests.factories.evaluation import published_call, scored_desk

pytestmark = pytest.mark.django_db(transaction=True)
A4_LANDSCAPE = {"width": 1032, "height": 700}
"""Pixels between the margins."""
STYLE = "(element, name) => getComputedStyle(element)[name]"


def test_no_column_of_a_ranking_is_cut_off(new_person):
    desk = scored_desk(["0.9", "0.8", "0.8", "0.4"])
    held_draw(desk)
    publish_provisional_ranking(call=desk.call, by=desk.head)
    page = new_person(A4_LANDSCAPE)
    page.goto(reverse("evaluation:ranking", args=[desk.call.slug]))
    page.emulate_media(media="print")
    table = page.locator(".mm-ranking")
    assert table.evaluate(STYLE, "page") == "wide"
    assert table.evaluate(STYLE, "overflowX") == "visible"
    last = table.locator("thead th").last.bounding_box()
    assert last["x"] + last["width"] <= A4_LANDSCAPE["width"]


def test_the_deadline_is_dark_on_white(new_person):
    page = new_person()
    page.goto(f"/bandi/{published_call().slug}/")
    page.emulate_media(media="print")
    box = page.locator(".mm-night-box").first
    assert box.evaluate(STYLE, "backgroundColor") == "rgba(0, 0, 0, 0)"
    assert box.locator("b").first.evaluate(STYLE, "color") != "rgb(255, 255, 255)"
    assert page.locator(".mm-feedback").evaluate(STYLE, "display") == "none"
