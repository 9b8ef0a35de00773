"""The page of the daily register, as an officer sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions import close_register_days as closing
from manifattura.kernel.clock import database_now
from tests.applications.published import published_call
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.applications import submitted_application
from tests.fakes.protocol import CityProtocol

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_register_is_read_on_a_desk_and_on_a_phone(
    new_person, without_violations, monkeypatch, site, request
):
    request.getfixturevalue("settings").PROTOCOL_SYSTEM = "tests.fakes.protocol.CityProtocol"
    CityProtocol.reset()
    application = submitted_application(published_call())
    CityProtocol.unwanted = (application.lead.name,)
    closing_tomorrow = database_now() + timedelta(days=1)
    monkeypatch.setattr(closing, "database_now", lambda: closing_tomorrow)
    closing.close_register_days()
    from manifattura.applications.actions.tell_protocol import tell_protocol

    assert tell_protocol() == 1
    cookie = (
        signed_in(Client(), StaffFactory(role=Role.CASE_OFFICER)).cookies[settings.SESSION_COOKIE_NAME].value
    )
    page = new_person()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    answer = page.goto("/ufficio/registro-giornaliero/")
    assert answer is not None
    assert answer.status == 200
    assert application.submission.registration in page.inner_text("main")
    without_violations(page, "registro-giornaliero")
