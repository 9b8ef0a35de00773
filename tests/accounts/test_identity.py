"""Entering with SPID and CIE: a real login through a real OpenID provider, and everything that must not get in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Access, Account, Person
from manifattura.config.identity import IdentityProvider
from manifattura.kernel.models import AuditEntry
from tests.factories.accounts import PASSWORD, PersonFactory, StaffFactory
from tests.fakes.identity_provider import CLIENT, SECRET, IdentityProviderForTests

pytestmark = pytest.mark.django_db
CODE = "RSSMRA80A01F205X"
MINE = "campione@example.org"


@pytest.fixture(scope="module")
def running() -> Iterator[IdentityProviderForTests]:
    with IdentityProviderForTests() as provider:
        yield provider


@pytest.fixture
def provider(running: IdentityProviderForTests, settings: Any) -> IdentityProviderForTests:
    running.spoil = running.spoil_text = None
    settings.IDENTITY = IdentityProvider(issuer=running.issuer, client=CLIENT, secret=SECRET, hint="idp_hint")
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    return running


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "127.0.0.1"})


@pytest.fixture
def come(provider: IdentityProviderForTests, visitor: Client) -> Callable[..., Any]:
    """Press the button, choose at the provider, come back."""

    def go(way: str = "", scheme: str = "spid", client: Client = visitor, **choice: str) -> Any:
        asked = client.get(f"/accedi/identita/{scheme}/?next={way}")
        return client.get(provider.choose(asked["Location"], scheme=scheme, **choice))

    return go


def test_a_new_person_comes_in_with_name_address_and_fiscal_code(come, visitor):
    answer = come(way="/profilo/")
    assert answer["Location"] == "/profilo/"
    person = Person.objects.get()
    assert (person.full_name, person.fiscal_code, person.email) == ("Persona Campione", CODE, MINE)
    assert person.identified_at
    assert not person.account.has_usable_password()
    assert SocialAccount.objects.get().uid == CODE
    assert AuditEntry.objects.get(verb="signed_in").actor_assurance == "spid:2"
    access = Access.objects.get()
    assert (access.kind, access.assurance, access.person, access.address) == (
        "signed_in", "spid:2", person, "127.0.0.1",
    )  # fmt: skip
    assert access.token
    visitor.post("/esci/")
    assert come(scheme="cie", level="3")["Location"] == "/area-personale/"
    assert Account.objects.count() == 1
    assert list(Access.objects.values_list("kind", "assurance")[:2]) == [
        ("signed_in", "cie:3"),
        ("signed_out", ""),
    ]


def test_we_ask_with_pkce_state_nonce_and_the_level(provider, visitor):
    asked = visitor.get("/accedi/identita/cie/")["Location"]
    assert asked.startswith(f"{provider.issuer}/auth?")
    for part in (
        "code_challenge_method=S256",
        "state=",
        "nonce=",
        "SpidL2",
        "idp_hint=cie",
        "response_type=code",
    ):
        assert part in asked
    assert visitor.get("/accedi/identita/altro/").status_code == 404


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"aud": "another-site"}, "audience"),
        ({"exp": 1_000_000_000}, "expired"),
        ({"nonce": "of another time"}, "nonce"),
        ({"acr": "https://www.spid.gov.it/SpidL1"}, "level"),
        ({"iss": "https://another.example"}, "issuer"),
        ({"sub": "somebody else"}, "subject"),
    ],
)
def test_a_token_that_answers_another_question_lets_nobody_in(come, provider, visitor, change, reason):
    provider.spoil = lambda claims: {**claims, **change}
    answer = come()
    assert answer.status_code == 403
    assert Access.objects.get().reason == reason
    assert not Account.objects.exists()
    assert visitor.get("/profilo/").status_code == 302


@pytest.mark.parametrize(
    "forged",
    [
        lambda text: jwt.encode(
            jwt.decode(text, options={"verify_signature": False}), None, algorithm="none"
        ),
        lambda text: jwt.encode(
            jwt.decode(text, options={"verify_signature": False}),
            SECRET * 2,
            algorithm="HS256",
            headers={"kid": "k1"},
        ),
        lambda text: f"{text[:-12]}AAAAAAAAAAAA",
        lambda text: "not a token",
    ],
)
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(come, provider, forged):
    provider.spoil_text = forged
    assert come().status_code == 403
    assert Access.objects.get().reason == "signature"


def test_a_level_chosen_too_low_is_refused_in_words(come):
    answer = come(level="1")
    assert answer.status_code == 403
    assert "livello 2" in answer.content.decode()


def test_a_browser_used_before_chooses_again(provider, visitor):
    """The level that was not enough, or who was at a shared computer before: the provider's own session decides neither."""
    browser = requests.Session()
    for level, status in (("1", 403), ("2", 302)):
        asked = visitor.get("/accedi/identita/spid/")["Location"]
        back = provider.choose(asked, level=level, browser=browser)
        assert visitor.get(back).status_code == status


def test_an_answer_counts_once_and_in_its_own_browser(provider, visitor):
    back = provider.choose(visitor.get("/accedi/identita/spid/")["Location"])
    elsewhere = Client(headers={"host": "127.0.0.1"})
    assert elsewhere.get(back).status_code == 403
    assert visitor.get(back).status_code == 302
    visitor.post("/esci/")
    assert visitor.get(back).status_code == 403
    assert list(Access.objects.filter(kind="refused").values_list("reason", flat=True)) == ["state", "state"]


def test_who_gives_up_is_told_so(come):
    answer = come(sub="")
    assert "annullato" in answer.content.decode()


def test_an_account_with_the_same_address_is_joined_after_its_password(come, visitor):
    person = PersonFactory(account__email=MINE)
    assert come(way="/avvisi/")["Location"] == "/accedi/identita/unisci/"
    page = visitor.get("/accedi/identita/unisci/").content.decode()
    assert "c•••@example.org" in page
    assert visitor.get("/profilo/").status_code == 302, "not in yet"
    assert "non è corretta" in visitor.post("/accedi/identita/unisci/", {"password": "no"}).content.decode()
    assert visitor.post("/accedi/identita/unisci/", {"password": PASSWORD})["Location"] == "/avvisi/"
    person.refresh_from_db()
    assert (person.full_name, person.fiscal_code) == ("Persona Campione", CODE)
    assert AuditEntry.objects.filter(verb="identity_linked").exists()
    visitor.post("/esci/")
    assert come()["Location"] == "/area-personale/"


def mailed_link() -> str:
    return re.search(r"/accedi/identita/conferma/\S+", mail.outbox[-1].body).group()


def test_or_after_a_link_by_mail_opened_in_the_same_browser(come, visitor):
    person = PersonFactory(account__email="altra@example.org", fiscal_code=CODE)
    come()
    page = visitor.post("/accedi/identita/unisci/", {"mail": "1"}).content.decode()
    assert "Controlla la posta" in page
    assert 'href="/accedi/identita/unisci/"' in page, "who does not get it tries again where they were"
    assert Client(headers={"host": "127.0.0.1"}).get(mailed_link()).status_code == 410
    assert visitor.get(mailed_link())["Location"] == "/area-personale/"
    assert SocialAccount.objects.get().user == person.account


def test_a_code_that_somebody_else_only_typed_goes_to_who_proves_it(come, visitor):
    other = PersonFactory(account__email="altra@example.org", fiscal_code=CODE)
    come()
    visitor.post("/accedi/identita/indirizzo/", {"email": MINE})
    assert visitor.get(mailed_link()).status_code == 302
    other.refresh_from_db()
    assert other.fiscal_code is None
    assert Person.objects.get(fiscal_code=CODE).email == MINE
    assert AuditEntry.objects.filter(verb="fiscal_code_freed").exists()


def test_without_an_address_it_is_asked_and_nobody_learns_who_has_an_account(come, visitor):
    taken = PersonFactory()
    assert come(sub="seconda")["Location"] == "/accedi/identita/indirizzo/"
    for address in (taken.email, "libera@example.org"):
        assert (
            "Controlla la posta"
            in visitor.post("/accedi/identita/indirizzo/", {"email": address}).content.decode()
        )
    assert [message.to for message in mail.outbox] == [[taken.email], ["libera@example.org"]]
    visitor.get(mailed_link())
    assert Person.objects.get(fiscal_code="VRDGPP13R10B293P").email == "libera@example.org"


def test_staff_give_their_second_factor_too(come, visitor):
    person = StaffFactory(role=Role.CASE_OFFICER, account__email=MINE)
    come()
    answer = visitor.post("/accedi/identita/unisci/", {"password": PASSWORD})
    assert answer["Location"] == "/accedi/codice/"
    assert visitor.get("/ufficio/").status_code == 302
    assert not Access.objects.filter(person=person).exists()


def test_without_a_provider_nothing_is_offered(client):
    assert "SPID" not in client.get("/accedi/").content.decode()
    assert client.get("/accedi/identita/spid/").status_code == 404
    assert client.get("/accedi/identita/risposta/").status_code == 404


def test_the_sign_in_page_offers_both_buttons(provider, visitor):
    page = visitor.get("/accedi/?next=/avvisi/").content.decode()
    assert "Entra con SPID" in page
    assert "Entra con CIE" in page
    assert "/accedi/identita/spid/?next=/avvisi/" in page


def test_a_provider_that_does_not_answer_is_said_so(settings, visitor):
    settings.IDENTITY = IdentityProvider(issuer="http://127.0.0.1:9", client=CLIENT, secret=SECRET)
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    answer = visitor.get("/accedi/identita/spid/")
    assert answer.status_code == 403
    assert "non risponde" in answer.content.decode()
