"""Trust lists: installed by command, renewed, told to the administrator, taken away."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.accounts.actions.install_trust_list import install_trust_list
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import TrustList
from manifattura.accounts.queries.trust_lists import lists_that_count
from manifattura.config.run.commands import trust_list_findings
from manifattura.kernel.errors import Refused
from manifattura.kernel.models import AuditEntry
from tests.factories.accounts import StaffFactory, signed_in
from tests.fakes.qualified_ca import DAY, Authority, trust_list

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def authority():
    return Authority()


def test_a_newer_list_takes_the_place_of_the_one_before_and_an_older_one_does_not(authority):
    first = install_trust_list(content=trust_list(authority, issued=NOW - 9 * DAY), name="TL-IT.xml")
    bundle = install_trust_list(content=authority.pem, name="scelte.pem", dated=NOW - 40 * DAY)
    second = install_trust_list(content=trust_list(authority, issued=NOW - 2 * DAY), name="TL-IT-2.xml")
    assert [one.row.pk for one in lists_that_count()] == [bundle.pk, second.pk]
    assert (second.territory, second.sequence, second.services) == ("IT", 42, [authority.name])
    first.refresh_from_db()
    assert not first.is_in_force
    assert AuditEntry.objects.filter(verb="trust_list_installed").count() == 3
    for content, code in (
        (trust_list(authority, issued=NOW - 5 * DAY), "older"),
        (trust_list(authority, issued=NOW + DAY), "early"),
        (trust_list(authority, status="withdrawn"), "empty"),
        (b"una lettera", "unreadable"),
    ):
        with pytest.raises(Refused) as refusal:
            install_trust_list(content=content, name="TL")
        assert refusal.value.code == code
    assert TrustList.objects.count() == 3


def test_the_administrator_sees_how_old_it_is_and_takes_it_away(authority):
    client = signed_in(Client(), StaffFactory(role=Role.ADMINISTRATOR))
    page = reverse("accounts:signatures")
    assert "Nessun elenco di fiducia" in client.get(page).content.decode()
    late = trust_list(authority, issued=NOW - 100 * DAY, next_update=NOW - DAY)
    row = install_trust_list(content=late, name="TL-IT.xml")
    shown = client.get(page).content.decode()
    assert "Ce n’è già uno più nuovo" in shown
    assert "100 giorni fa" in shown
    assert authority.name in shown
    assert "elenco di fiducia da rinnovare" in client.get(reverse("evaluation:dashboard")).content.decode()
    assert "100 days old" in trust_list_findings()[0]
    TrustList.objects.update(issued_at=NOW - 185 * DAY)
    assert "Troppo vecchio" in client.get(page).content.decode()
    assert lists_that_count() == []
    client.post(reverse("accounts:signatures_withdraw", args=[row.pk]))
    assert "Nessun elenco di fiducia" in client.get(page).content.decode()
    assert AuditEntry.objects.filter(verb="trust_list_withdrawn").exists()


def test_other_officers_do_not_touch_the_lists(authority):
    row = install_trust_list(content=authority.pem, name="scelte.pem")
    client = signed_in(Client(), StaffFactory(role=Role.HEAD_OF_PROCEDURE))
    assert client.get(reverse("accounts:signatures")).status_code == 403
    assert client.post(reverse("accounts:signatures_withdraw", args=[row.pk])).status_code == 403
    assert TrustList.objects.get().is_in_force
