"""Before what cannot be undone the second factor is asked again: signing in is not enough, and five minutes later neither."""

import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.fresh_factor import DEMO_SIGN_IN, FRESH_FOR, has_fresh_factor
from tests.factories.accounts import StaffFactory, signed_in

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.mark.django_db
def test_the_second_factor_is_given_again_and_counts_for_five_minutes(settings, monkeypatch):
    person = StaffFactory(role=Role.CASE_OFFICER)
    Authenticator.objects.filter(user=person.account).update(data={"secret": get_adapter().encrypt(SECRET)})
    client = signed_in(Client(), person)
    assert not has_fresh_factor(client.session)
    page = f"{reverse('mfa_reauthenticate')}?next=/ufficio/"
    assert client.post(page, {"code": "000000"}).status_code == 200
    assert not has_fresh_factor(client.session)
    code = format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))
    answer = client.post(page, {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/ufficio/")
    session = client.session
    assert has_fresh_factor(session)
    later = time.time() + FRESH_FOR + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert not has_fresh_factor(session)
    # nobody has a second factor in the demo, and the mark of its door is worth nothing elsewhere
    assert not has_fresh_factor({DEMO_SIGN_IN: True})
    settings.DEMO = True
    assert has_fresh_factor({DEMO_SIGN_IN: True})
    settings.DEMO, settings.STAFF_MFA_REQUIRED = False, False
    assert has_fresh_factor({})
