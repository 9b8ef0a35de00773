"""The access log: administrators read it, people see their own, the term erases it."""

from datetime import timedelta

import pytest

from manifattura.accounts.actions.note_access import erase_old_accesses, note_access
from manifattura.accounts.domain.accesses import AccessKind
from manifattura.accounts.domain.claims import Reason
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Access
from manifattura.kernel.clock import database_now
from manifattura.kernel.models import AuditEntry
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in

pytestmark = pytest.mark.django_db


def test_administrators_read_filter_and_export_it(client, django_assert_max_num_queries):
    signed_in(client, StaffFactory(role=Role.CASE_OFFICER))
    assert client.get("/ufficio/registro-accessi/").status_code == 403
    signed_in(client, StaffFactory(role=Role.ADMINISTRATOR, full_name="Amministratore campione"))
    for reason in Reason:
        note_access(AccessKind.REFUSED, reason=reason, address="192.0.2.1")
    with django_assert_max_num_queries(12):
        page = client.get("/ufficio/registro-accessi/").content.decode()
    assert "Amministratore campione" in page
    assert "livello troppo basso" in page
    assert "dopo 24 mesi" in page
    page = client.get("/ufficio/registro-accessi/?kind=refused&since=1.1.2020").content.decode()
    assert "192.0.2.1" in page
    table = b"".join(client.get("/ufficio/registro-accessi/?formato=csv&person=campione")).decode()
    assert "password" in table
    assert "192.0.2.1" not in table
    assert "Nessun accesso" in client.get("/ufficio/registro-accessi/?person=nessuno").content.decode()


def test_people_see_their_own(client):
    signed_in(client, PersonFactory())
    page = client.get("/profilo/").content.decode()
    assert "Ultimi accessi" in page
    assert "password" in page


def test_after_its_term_a_line_is_erased_and_the_erasure_is_written_down():
    for months in (0, 20, 27):
        access = Access.objects.create(kind=AccessKind.SIGNED_IN)
        Access.objects.filter(pk=access.pk).update(at=database_now() - timedelta(days=31 * months))
    assert erase_old_accesses() == 1
    assert Access.objects.count() == 2
    assert AuditEntry.objects.get(verb="accesses_erased").after == {"number": 1}
    assert erase_old_accesses() == 0
