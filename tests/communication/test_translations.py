"""A translation is a draft until somebody who may publish does so, and the office sees what of it is still Italian."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import TranslationCreator

from manifattura.communication.models import NewsPage
from manifattura.communication.queries.translations import missing_translations
from tests.factories.accounts import StaffFactory, signed_in

pytestmark = pytest.mark.django_db


def state_of(page):
    return next((one.state for one in missing_translations() if one.page_id == page.pk), "")


def test_a_page_sent_to_translation_is_a_draft_then_partial_then_translated(
    client, django_capture_on_commit_callbacks, django_assert_num_queries
):
    parent = Page.objects.get(url_path="/it/novita/")
    page = parent.add_child(instance=NewsPage(title="Porte aperte", lead="Sette giorni.", slug="porte-aperte", locale=parent.locale))  # fmt: skip
    assert state_of(page) == "missing"
    english = Locale.objects.get(language_code="en")
    with django_capture_on_commit_callbacks(execute=True):
        TranslationCreator(get_user_model().objects.first(), [english]).create_translations(page)
    assert state_of(page) == "draft"
    assert 'lang="it"' in client.get("/en/novita/porte-aperte/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        Translation.objects.get(source__object_id=page.translation_key).save_target()
    assert state_of(page) == "partial"
    signed_in(client, StaffFactory(role="editor"))
    assert "Tradotta in parte" in client.get("/ufficio/traduzioni/").content.decode()
    for segment in StringSegment.objects.filter(source__object_id=page.translation_key):
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=english, data="Open doors"
        )
    assert state_of(page) == ""
    with django_assert_num_queries(3):
        missing_translations()
