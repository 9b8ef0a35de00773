"""The second factor: staff must have one, secrets are encrypted, recovery codes work, the demo is exempt."""

import time
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.kernel.models import AuditEntry
from tests.factories.accounts import PASSWORD, OfficeFactory, PersonFactory, StaffFactory, signed_in

pytestmark = pytest.mark.django_db
OFFICE_PAGE = "/ufficio/registro/"


def without_factor(role=Role.ADMINISTRATOR):
    person = StaffFactory(role=role)
    person.account.authenticator_set.all().delete()
    return person


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def activate(client, person):
    client.post("/accedi/", {"login": person.email, "password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return secret, answer


def test_staff_without_one_are_led_to_set_it_up(client):
    signed_in(client, without_factor())
    assert client.get(OFFICE_PAGE).url == reverse("mfa_activate_totp")
    assert client.get("/profilo/").status_code == 200


def test_staff_with_one_enter_and_the_answer_is_remembered(client):
    signed_in(client, StaffFactory(role=Role.ADMINISTRATOR))
    assert client.get(OFFICE_PAGE).status_code == 200
    assert client.session["second_factor"]


@pytest.mark.django_db(transaction=True)
def test_whoever_has_just_signed_in_sets_it_up_without_typing_the_password_again(client):
    person = without_factor()
    secret, answer = activate(client, person)
    assert answer.url == reverse("mfa_view_recovery_codes")
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    codes = client.get(answer.url).context["unused_codes"]
    assert len(codes) == 10
    assert client.get(reverse("mfa_download_recovery_codes")).content.decode().count("\n") >= 10
    assert client.get(OFFICE_PAGE).status_code == 200
    assert AuditEntry.objects.filter(verb="second_factor_set").exists()


def test_a_session_that_is_not_fresh_is_asked_for_the_password(client):
    signed_in(client, without_factor())
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))


def test_a_wrong_code_stands_beside_the_field(client):
    person = without_factor()
    client.post("/accedi/", {"login": person.email, "password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    answer = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Il codice non è corretto" in answer.content.decode()


def test_signing_in_asks_the_code_and_a_recovery_code_works_once(client):
    person = without_factor()
    _secret, answer = activate(client, person)
    recovery = client.get(answer.url).context["unused_codes"][0]
    client.post("/esci/")
    assert client.post("/accedi/", {"login": person.email, "password": PASSWORD}).url == reverse(
        "mfa_authenticate"
    )
    assert client.get(OFFICE_PAGE).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "999999"}).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": recovery}).status_code == 302
    assert client.get(OFFICE_PAGE).status_code == 200
    client.post("/esci/")
    client.post("/accedi/", {"login": person.email, "password": PASSWORD})
    assert client.post(reverse("mfa_authenticate"), {"code": recovery}).status_code == 200


def test_staff_keep_it_and_others_may_remove_it(client, client_factory):
    staff = without_factor()
    activate(client, staff)
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "non può togliere" in page.content.decode()
    other = client_factory()
    person = PersonFactory()
    activate(other, person)
    assert other.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not person.account.authenticator_set.filter(type="totp").exists()
    assert AuditEntry.objects.filter(verb="second_factor_removed").exists()


def test_the_rule_can_be_switched_off_and_the_demo_sign_in_is_exempt(client, settings):
    person = without_factor()
    settings.STAFF_MFA_REQUIRED = False
    signed_in(client, person)
    assert client.get(OFFICE_PAGE).status_code == 200
    settings.STAFF_MFA_REQUIRED = True
    session = client.session
    session["demo_sign_in"] = True
    session.save()
    assert client.get(OFFICE_PAGE).status_code == 302, "the mark counts in demo mode only"
    settings.DEMO = True
    assert client.get(OFFICE_PAGE).status_code == 200


def test_new_recovery_codes_replace_the_old_ones(client):
    activate(client, PersonFactory())
    before = set(client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"])
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    client.post(reverse("mfa_generate_recovery_codes"))
    assert not before & set(client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"])
    assert client.get(reverse("mfa_index")).url == "/profilo/"


@pytest.mark.django_db(transaction=True)
def test_whoever_lost_phone_and_codes_is_let_in_again_by_an_administrator(client):
    lost, administrator = StaffFactory(role=Role.ADMINISTRATOR), StaffFactory(role=Role.ADMINISTRATOR)
    signed_in(client, administrator)
    address = reverse("accounts:staff_reset_factor", args=[lost.pk])
    page = client.get(reverse("accounts:staff")).content.decode()
    own = reverse("accounts:staff_reset_factor", args=[administrator.pk])
    assert address in page
    assert own not in page
    assert "altro amministratore" in client.post(own, {"reason": "Telefono perso"}).content.decode()
    old = signed_in(Client(), lost)
    assert client.post(address, {"reason": ""}).status_code == 200
    assert lost.account.authenticator_set.exists()
    assert client.post(address, {"reason": "Telefono perso"}).url == reverse("accounts:staff")
    assert old.get("/profilo/").url.startswith("/accedi/")
    assert AuditEntry.objects.get(verb="second_factor_reset").after == {"reason": "Telefono perso"}
    assert lost.notices.get().kind == "second_factor_reset"
    assert "Non ha un secondo fattore" in client.post(address, {"reason": "Di nuovo"}).content.decode()
    again = Client()
    again.post("/accedi/", {"login": lost.email, "password": PASSWORD})
    assert again.get(OFFICE_PAGE).url == reverse("mfa_activate_totp")


def test_whose_factor_is_taken_away_while_signing_in_begins_again(client):
    """The page of the password and the page of the code do not send each other the person for ever."""
    person = StaffFactory(role=Role.ADMINISTRATOR)
    entering = {"login": person.email, "password": PASSWORD}
    assert client.post("/accedi/", entering).url == "/accedi/codice/"
    person.account.authenticator_set.all().delete()
    page = client.get("/accedi/", follow=True)
    assert [address for address, _status in page.redirect_chain] == ["/accedi/codice/", "/accedi/"]
    assert "azzerato" in page.content.decode()
    # and whoever gave the wrong account may leave it
    person = StaffFactory(role=Role.ADMINISTRATOR)
    client.post("/accedi/", {"login": person.email, "password": PASSWORD})
    assert "Accedi con un altro" in client.get("/accedi/codice/").content.decode()
    assert client.post("/esci/", {"next": "/accedi/"}).url == "/accedi/"
    assert client.get("/accedi/").status_code == 200


def test_only_administrators_reset_a_second_factor(client):
    signed_in(client, StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory()))
    assert client.get(reverse("accounts:staff_reset_factor", args=[PersonFactory().pk])).status_code == 403


@pytest.mark.parametrize(("steps", "status"), [(1, 302), (2, 200)])
def test_a_code_that_changed_while_it_was_typed_still_counts(client, steps, status):
    """One step of thirty seconds, as RFC 6238 §5.2 advises; no more."""
    client.post("/accedi/", {"login": without_factor().email, "password": PASSWORD})
    with time_machine.travel(datetime.now(UTC), tick=False):
        secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30 - steps))
        assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == status
