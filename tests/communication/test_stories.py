"""A business story waits as a draft for the firm's word; without it nobody sends it to approval or publishes it."""

import pytest
from django.test import Client
from wagtail.models import Page

from manifattura.accounts.domain.roles import Role
from manifattura.communication.actions.follow_roles import settle_groups
from manifattura.communication.models import StoryPage
from tests.factories.accounts import StaffFactory, signed_in

pytestmark = pytest.mark.django_db


def fields(**change):
    values = {
        "title": "Scarpe in cortile", "slug": "scarpe-in-cortile", "lead": "Due sorelle e un banco.", "firm": "Calzature campione",
        "makes": "", "quarter": "", "people": "", "call": "", "space": "", "organisation": "", "body-count": "0", "seo_title": "",
        "search_description": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "", "next": "", "topics": ["imprese"],
    }  # fmt: skip
    return values | change


@pytest.mark.parametrize(
    ("role", "step"),
    [(Role.EDITOR, "action-submit"), (Role.HEAD_OF_PROCEDURE, "action-publish")],
)
def test_a_firm_is_shown_to_the_city_only_once_it_agreed(role, step):
    settle_groups()
    person = signed_in(Client(), StaffFactory(role=role))
    above = Page.objects.get(url_path="/it/vivere-milano/casi-aziendali/")
    address = f"/redazione/pages/add/communication/storypage/{above.pk}/"
    refused = person.post(address, fields(**{step: "1"}))
    assert refused.status_code == 200
    assert list(refused.context["form"].errors) == ["consent"]
    assert "Prima chiedi all’impresa" in refused.content.decode()
    assert not StoryPage.objects.filter(slug="scarpe-in-cortile").exists()
    assert person.post(address, fields()).status_code == 302
    draft = StoryPage.objects.get(slug="scarpe-in-cortile")
    assert not draft.live
    agreed = person.post(f"/redazione/pages/{draft.pk}/edit/", fields(consent="on", **{step: "1"}))
    assert agreed.status_code == 302
    draft.refresh_from_db()
    assert draft.live == (step == "action-publish")
    assert bool(draft.current_workflow_state) == (step == "action-submit")
