"""On a real site nobody sends with a password alone (CAD art. 64-65); how the sender was known is kept with what was sent."""

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.accounts.web.middleware import ASSURANCE
from manifattura.applications.models import Submission
from manifattura.config.identity import IdentityProvider
from manifattura.kernel.models import AuditEntry
from tests.applications.published import published_call
from tests.factories.accounts import signed_in
from tests.factories.applications import complete_application

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _real_site(settings):
    settings.IDENTITY_TO_SEND = True
    settings.IDENTITY = IdentityProvider(issuer="https://proxy.example", client="m", secret="s")


def browser_of(application, code):
    client = signed_in(Client(), application.created_by)
    session = client.session
    session[ASSURANCE] = code
    session.save()
    return client


@pytest.mark.parametrize("code", ["password:1", "spid:1", "demo:1", ""])
def test_who_is_not_well_enough_known_is_led_to_spid_and_keeps_the_draft(code):
    application = complete_application(published_call())
    client = browser_of(application, code)
    page = client.get(reverse("applications:summary", args=[application.code])).content.decode()
    assert "la password non basta" in page
    assert (
        f"/accedi/identita/spid/?next=/area-personale/domande/{application.code}" in page
        or "Entra con SPID" in page
    )
    answer = client.post(reverse("applications:send", args=[application.code]), {"confirm": "1", "key": "k"})
    assert "Per inviare entra con SPID" in answer.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("code", ["spid:2", "cie:3", "eidas:2"])
def test_who_is_known_sends_and_it_is_kept_how(code):
    application = complete_application(published_call())
    client = browser_of(application, code)
    page = client.get(reverse("applications:summary", args=[application.code])).content.decode()
    assert "la password non basta" not in page
    answer = client.post(reverse("applications:send", args=[application.code]), {"confirm": "1", "key": "k"})
    assert answer["Location"] == reverse("applications:receipt", args=[application.code])
    assert Submission.objects.get().assurance == code
    assert AuditEntry.objects.get(verb="application_submitted").actor_assurance == code
