"""E-mail and password: register, confirm, enter, forget, change, leave."""

import threading

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Account, Person
from manifattura.kernel.models import AuditEntry
from tests.factories.accounts import PASSWORD, AccountFactory, PersonFactory, StaffFactory, signed_in

pytestmark = pytest.mark.django_db
NEW = "quattro parole in fila"
FACTS = {"full_name": " Persona   nuova ", "email": "Nuova@example.org", "password1": NEW, "password2": NEW}


def link_in(message):
    return next(word for word in message.body.split() if word.startswith("http")).removeprefix(
        "http://testserver"
    )


def enter(client, email, password):
    return client.post("/accedi/", {"login": email, "password": password})


def test_whoever_registers_becomes_a_person_and_enters_after_confirming(client):
    answer = client.post("/registrati/", FACTS)
    assert answer.url == reverse("account_email_verification_sent")
    person = Person.objects.get()
    assert (person.full_name, person.account.email) == ("Persona nuova", "nuova@example.org")
    assert enter(client, "nuova@example.org", NEW).url == reverse("account_email_verification_sent")
    assert client.get("/profilo/").status_code == 302
    client.post(link_in(mail.outbox[0]))
    assert enter(client, "nuova@example.org", NEW).url == "/area-personale/"
    assert client.get("/profilo/").status_code == 200
    assert AuditEntry.objects.filter(verb="person_registered", actor_id=person.audit_id).exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"full_name": "1 2"}, "full_name"),
        ({"email": "no"}, "email"),
        ({"password1": "corta", "password2": "corta"}, "password1"),
        ({"password2": "un altra frase lunga"}, "password2"),
        ({"password1": "123456789012", "password2": "123456789012"}, "password1"),
    ],
)
def test_errors_stand_beside_the_field_and_nothing_is_lost(client, change, field):
    answer = client.post("/registrati/", {**FACTS, **change})
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert "Errore: " in answer.content.decode()
    if "email" not in change:
        assert 'value="Nuova@example.org"' in answer.content.decode()
    assert not Account.objects.exists()


def test_a_wrong_address_is_told_what_to_write(client):
    wrong = client.post("/registrati/", {**FACTS, "email": "nuova@"}).context["form"].errors["email"]
    assert wrong == ["Scrivi un indirizzo e-mail intero, per esempio nome@esempio.it."]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_account():
    start, statuses = threading.Barrier(2), []

    def register():
        browser = Client()
        start.wait()
        statuses.append(browser.post("/registrati/", FACTS).status_code)
        connections.close_all()

    clicks = [threading.Thread(target=register) for _ in range(2)]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join(30)
    assert statuses == [302, 302]
    assert Account.objects.count() == 1


def test_registering_twice_says_nothing_to_the_page_but_writes_to_the_owner(client):
    PersonFactory(account__email="nuova@example.org")
    answer = client.post("/registrati/", FACTS)
    assert answer.url == reverse("account_email_verification_sent")
    assert "ha già un account" in mail.outbox[0].body
    assert Account.objects.count() == 1


def test_a_wrong_password_says_so_and_too_many_stop(client):
    person = PersonFactory()
    answer = enter(client, person.email, "sbagliata sbagliata")
    assert "non corretti" in answer.content.decode()
    for _ in range(5):
        answer = enter(client, person.email, "sbagliata sbagliata")
    assert "Troppi tentativi" in answer.content.decode()
    assert enter(client, person.email, PASSWORD).status_code == 200


def test_too_many_requests_get_a_page_of_ours(client):
    for _ in range(21):
        answer = client.post("/registrati/", {})
    assert answer.status_code == 429
    assert "Troppi tentativi" in answer.content.decode()


def test_a_forgotten_password_is_replaced_through_the_link_once(client):
    person = PersonFactory()
    assert client.post("/password/", {"email": person.email}).url == "/password/inviata/"
    link = link_in(mail.outbox[0])
    form = client.get(link).url
    answer = client.post(form, {"password1": NEW, "password2": NEW})
    assert answer.url == "/password/fatto/"
    assert client.get("/password/fatto/").status_code == 200
    assert "non è più valido" in client.get(link).content.decode()
    assert enter(client, person.email, NEW).status_code == 302


def test_the_reset_page_does_not_tell_who_has_an_account(client):
    assert client.post("/password/", {"email": "nessuno@example.org"}).url == "/password/inviata/"
    assert mail.outbox == []


def test_changing_the_password_ends_every_session(client, client_factory):
    person = PersonFactory()
    elsewhere = signed_in(client_factory(), person)
    signed_in(client, person)
    answer = client.post("/profilo/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert answer.status_code == 302
    assert elsewhere.get("/profilo/").status_code == 302
    assert client.get("/profilo/").status_code == 302
    assert AuditEntry.objects.filter(verb="password_changed").exists()


def ask_address(client, address):
    return client.post("/profilo/indirizzo/", {"action_add": "1", "email": address}, follow=True)


def test_a_new_address_counts_once_it_is_confirmed(client):
    person = PersonFactory()
    old = person.account.email
    enter(client, old, PASSWORD)
    assert "Adesso entri con" in client.get("/profilo/indirizzo/").content.decode()
    ask_address(client, "Altra@example.org")
    assert Account.objects.get().email == old, "nothing changes before the link is opened"
    [message] = mail.outbox
    assert message.to == ["altra@example.org"]
    client.post(link_in(message))
    person.refresh_from_db()
    assert (person.account.email, person.email) == ("altra@example.org", "altra@example.org")
    assert [address.email for address in EmailAddress.objects.all()] == ["altra@example.org"]
    assert AuditEntry.objects.get(verb="address_changed").before == {"email": old}
    assert mail.outbox[-1].to == [old], "who had the old address is told"
    assert "altra@example.org" in mail.outbox[-1].body


def test_an_address_of_somebody_else_is_not_told_and_not_taken(client):
    other, person = PersonFactory(), PersonFactory()
    enter(client, person.account.email, PASSWORD)
    page = ask_address(client, other.account.email).content.decode()
    assert "Ti abbiamo scritto" in page
    assert not mail.outbox
    assert EmailAddress.objects.filter(user=person.account).count() == 1
    assert "Ti abbiamo scritto" in ask_address(client, "libera@example.org").content.decode()


def test_an_old_session_says_the_password_again_before_it_changes_the_address(client):
    signed_in(client, PersonFactory())
    assert client.get("/profilo/indirizzo/").url.startswith("/accedi/di-nuovo/")


def test_leaving_takes_a_post(client):
    signed_in(client, PersonFactory())
    assert client.get("/esci/").status_code == 200
    assert client.get("/profilo/").status_code == 200
    assert client.post("/esci/").url == "/"
    assert client.get("/profilo/").status_code == 302


def test_an_unconfirmed_address_is_asked_again(client):
    account = AccountFactory(verified=False)
    PersonFactory(account=account)
    assert enter(client, account.email, PASSWORD).url == reverse("account_email_verification_sent")
    assert len(mail.outbox) == 1
    assert not EmailAddress.objects.get().verified


def test_an_expired_confirmation_says_what_to_do(client):
    assert "Accedi" in client.get("/registrati/conferma/scaduto/").content.decode()


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.CASE_OFFICER, "/ufficio/"),
        (Role.ADMINISTRATOR, "/ufficio/"),
        (Role.COMMITTEE_MEMBER, "/commissione/"),
        (None, "/area-personale/"),
    ],
)
def test_everybody_lands_at_their_own_desk(client, role, place):
    person = StaffFactory(role=role) if role else PersonFactory()
    signed_in(client, person)
    assert client.get("/inizio/").url == place
    assert client.get("/en/inizio/").url == f"/en{place}"


def test_the_next_page_is_kept_only_when_it_is_ours(client):
    person = PersonFactory()
    answer = client.post("/accedi/?next=/avvisi/", {"login": person.email, "password": PASSWORD})
    assert answer.url == "/avvisi/"
    client.post("/esci/")
    answer = client.post("/accedi/?next=https://example.com/", {"login": person.email, "password": PASSWORD})
    assert answer.url == "/area-personale/"


def test_pages_with_tokens_are_never_cached(client):
    for path in ("/accedi/", "/registrati/", "/password/"):
        assert "no-store" in client.get(path)["Cache-Control"]


def test_pages_we_do_not_style_do_not_exist(client):
    signed_in(client, PersonFactory())
    for path in ("/accounts/login/", "/accounts/email/", "/2fa/", "/3rdparty/", "/accounts/2fa/webauthn/"):
        assert client.get(path).status_code == 404


def test_a_short_password_is_refused_in_italian(client):
    facts = FACTS | {"password1": "corta", "password2": "corta"}
    refused = client.post("/registrati/", facts).context["form"].errors["password1"]
    assert refused == ["Questa password è troppo corta: servono almeno 12 caratteri."]
