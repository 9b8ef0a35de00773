"""Who may open what, and what the pages do."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from manifattura.accounts.actions.notify_person import notify_people, notify_person
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import DemoMail, Invitation, Office
from manifattura.accounts.queries.notices import unread_notices
from manifattura.config.demo.people import DEMO_PEOPLE, DemoPerson
from tests.factories.accounts import (
    AccountFactory,
    OfficeFactory,
    PersonFactory,
    RoleAssignmentFactory,
    StaffFactory,
    signed_in,
)

pytestmark = pytest.mark.django_db
OFFICE_PAGES = ["/ufficio/registro/"]
ADMINISTRATOR_PAGES = [
    "/ufficio/persone/",
    "/ufficio/persone/?formato=csv",
    "/ufficio/persone/invita/",
    "/ufficio/uffici/",
    "/ufficio/uffici/nuovo/",
]
OWN_PAGES = ["/profilo/", "/avvisi/"]


@pytest.mark.parametrize("path", [*OFFICE_PAGES, *ADMINISTRATOR_PAGES, *OWN_PAGES])
def test_a_visitor_is_sent_to_sign_in(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.url.startswith("/accedi/?next=")


@pytest.mark.parametrize(
    ("role", "office", "administrator"),
    [
        (None, 403, 403),
        (Role.COMMITTEE_MEMBER, 403, 403),
        (Role.CASE_OFFICER, 200, 403),
        (Role.HEAD_OF_PROCEDURE, 200, 403),
        (Role.ADMINISTRATOR, 200, 200),
    ],
)
def test_each_role_opens_its_pages(client, role, office, administrator):
    signed_in(client, StaffFactory(role=role) if role else PersonFactory())
    assert {client.get(path).status_code for path in OFFICE_PAGES} == {office}
    assert {client.get(path).status_code for path in ADMINISTRATOR_PAGES} == {administrator}
    for path in OWN_PAGES:
        answer = client.get(path)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]


def test_an_account_without_a_person_goes_nowhere(client):
    client.force_login(AccountFactory())
    assert client.get("/profilo/").status_code == 403


def test_the_staff_list_filters_exports_and_does_not_grow_with_its_rows(
    client, django_assert_max_num_queries
):
    administrator = StaffFactory(role=Role.ADMINISTRATOR)
    office = OfficeFactory(name="Ufficio cercato")
    for _ in range(30):
        RoleAssignmentFactory(office=office)
    signed_in(client, administrator)
    client.get("/ufficio/persone/")
    with django_assert_max_num_queries(14):
        page = client.get("/ufficio/persone/")
    assert page.context["page"].paginator.count == 31
    found = client.get("/ufficio/persone/", {"ufficio": office.pk, "ruolo": "case_officer", "q": "campione"})
    assert found.context["page"].paginator.count == 30
    assert client.get("/ufficio/persone/?ruolo=re").context["page"].paginator.count == 31
    table = b"".join(client.get("/ufficio/persone/?formato=csv").streaming_content).decode()
    assert table.count("\n") == 32
    assert "Amministratore" in table


def test_offices_are_opened_and_corrected(client):
    signed_in(client, StaffFactory(role=Role.ADMINISTRATOR))
    facts = {"name": "Ufficio Nuovo", "email": "nuovo@example.org", "substitute_power": "Direzione"}
    assert client.post("/ufficio/uffici/nuovo/", facts).url == "/ufficio/uffici/"
    office = Office.objects.get(slug="ufficio-nuovo")
    assert client.post("/ufficio/uffici/nuovo/", facts).context["form"].errors["name"]
    path = f"/ufficio/uffici/{office.pk}/"
    assert client.post(path, {**facts, "email": "no"}).context["form"].errors["email"]
    assert client.post(path, {**facts, "phone": "02 1"}).status_code == 302
    office.refresh_from_db()
    assert office.phone == "02 1"
    assert client.get("/ufficio/uffici/").status_code == 200


def test_the_profile_is_checked_and_kept(client):
    person = PersonFactory()
    signed_in(client, person)
    facts = {
        "full_name": "Nome Nuovo",
        "fiscal_code": "rssmra80a01f205x",
        "phone": "02 123456",
        "language": "en",
    }
    assert client.post("/profilo/", facts).url == "/profilo/"
    person.refresh_from_db()
    assert (person.full_name, person.fiscal_code, person.language) == ("Nome Nuovo", "RSSMRA80A01F205X", "en")
    for wrong, message in (
        ({"fiscal_code": "RSSMRA80A01F205Y"}, "non esiste"),
        ({"fiscal_code": "RSSMRA"}, "16 caratteri"),
        ({"phone": "abc"}, "numero di telefono"),
        ({"full_name": "-"}, "nome e cognome"),
    ):
        page = client.post("/profilo/", {**facts, **wrong}).content.decode()
        assert message in page
    signed_in(client, PersonFactory())
    assert "di un’altra persona" in client.post("/profilo/", facts).content.decode()


def test_the_profile_shows_roles_and_the_second_factor(client):
    officer = StaffFactory(role=Role.CASE_OFFICER)
    signed_in(client, officer)
    page = client.get("/profilo/").content.decode()
    assert "Istruttore" in page
    assert "Codici di recupero" in page
    assert "Togli il secondo fattore" not in page


def test_notices_are_listed_read_and_counted(client, run_jobs, django_assert_max_num_queries):
    person, other = PersonFactory.create_batch(2)
    for number in range(30):
        notify_person(person=person, kind="test", subject=f"Avviso {number}", body="Testo", url="/imprese/")
    assert notify_people(people=[other, other], kind="test", subject="Altro", body="Testo") == 1
    run_jobs()
    assert len(mail.outbox) == 31
    signed_in(client, person)
    client.get("/avvisi/")
    with django_assert_max_num_queries(10):
        page = client.get("/avvisi/")
    assert len(page.context["page"]) == 20
    notice = person.notices.first()
    assert "Apri" in client.get(reverse("accounts:notice", args=[notice.pk])).content.decode()
    assert unread_notices(person).count() == 29
    assert client.get("/avvisi/?vista=da-leggere").context["page"].paginator.count == 29
    assert client.get(reverse("accounts:notice", args=[other.notices.get().pk])).status_code == 404
    client.post("/avvisi/letti/")
    assert unread_notices(person).count() == 0


def test_the_demo_pages_do_not_exist_outside_the_demo(client):
    for path in ("/demo/", "/demo/posta/", "/demo/posta/1/"):
        assert client.get(path).status_code == 404
    assert client.post("/demo/entra/", {"person": "impresa"}).status_code == 404


def test_one_click_enters_as_a_sample_person_and_as_nobody_else(client, settings):
    settings.DEMO, settings.DEMO_PEOPLE = True, DEMO_PEOPLE
    sample: DemoPerson = DEMO_PEOPLE[0]
    PersonFactory(account__email=sample.email)
    real = PersonFactory()
    assert sample.role_label in client.get("/demo/").content.decode()
    assert f'value="{sample.key}"' in client.get("/accedi/").content.decode()
    assert client.post("/demo/entra/", {"person": real.email}).status_code == 404
    assert client.get("/demo/entra/").status_code == 405
    assert client.post("/demo/entra/", {"person": sample.key}).url == "/area-personale/"
    assert client.session["demo_sign_in"]


def test_one_click_needs_the_token_of_the_page(client_factory, settings):
    settings.DEMO, settings.DEMO_PEOPLE = True, DEMO_PEOPLE
    PersonFactory(account__email=DEMO_PEOPLE[0].email)
    strict = client_factory(enforce_csrf_checks=True)
    assert strict.post("/demo/entra/", {"person": DEMO_PEOPLE[0].key}).status_code == 403


def test_the_demo_mailbox_keeps_what_is_not_sent(client, settings):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "manifattura.accounts.adapters.demo_mailbox.DemoMailboxBackend"
    message = mail.EmailMessage("Ricevuta", "Apri https://example.org/x", to=["a@example.org"])
    message.attach("ricevuta.pdf", b"x", "application/pdf")
    message.send()
    stored = DemoMail.objects.get()
    assert stored.attachments == ["ricevuta.pdf"]
    assert "Ricevuta" in client.get("/demo/posta/?q=a@").content.decode()
    assert client.get("/demo/posta/?q=nessuno").context["page"].paginator.count == 0
    assert "ricevuta.pdf" in client.get(f"/demo/posta/{stored.pk}/").content.decode()


def test_the_first_administrator_is_invited_from_the_command_line(capsys):
    call_command("invite_administrator", "prima@example.org", "Persona prima")
    assert Invitation.objects.get().token in capsys.readouterr().out


@pytest.mark.parametrize("path", ["/accedi/", "/registrati/", "/profilo/", "/ufficio/persone/", "/avvisi/"])
def test_pages_exist_in_english(client, path):
    signed_in(client, StaffFactory(role=Role.ADMINISTRATOR))
    answer = client.get(f"/en{path}", follow=True)
    assert answer.status_code == 200
