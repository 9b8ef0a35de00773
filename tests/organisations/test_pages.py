"""Who opens which page of the organisations, and that lists do not grow with their rows."""

import pytest

from manifattura.accounts.domain.roles import Role
from manifattura.organisations.actions.request_mandate import request_mandate
from manifattura.organisations.domain.kinds import MandateKind
from manifattura.organisations.models import Mandate
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.organisations import (
    AtecoFactory,
    MandateFactory,
    OrganisationFactory,
    SeatFactory,
    firm_of,
    sample_vat,
)

pytestmark = pytest.mark.django_db
PARTS = ["", "dati/", "dimensione/", "attivita/", "sedi/nuova/", "persone/"]
OFFICE = ["/ufficio/imprese/", "/ufficio/imprese/?formato=csv", "/ufficio/imprese/richieste/"]


def statuses(client, paths):
    return [client.get(path).status_code for path in paths]


def test_each_quality_opens_its_pages(client):
    owner = PersonFactory()
    firm = firm_of(owner)
    paths = [f"/imprese/{firm.pk}/{part}" for part in PARTS]
    delegate = MandateFactory(organisation=firm, kind=MandateKind.DELEGATE).person
    collaborator = MandateFactory(organisation=firm, kind=MandateKind.COLLABORATOR).person
    assert statuses(client, paths) == [302] * 6
    for person, expected in (
        (owner, [200] * 6),
        (delegate, [200] * 6),
        (collaborator, [200, 403, 403, 403, 403, 200]),
        (PersonFactory(), [404] * 6),
    ):
        signed_in(client, person)
        assert statuses(client, paths) == expected


def test_two_wrong_numbers_are_told_at_once(client):
    signed_in(client, PersonFactory())
    given = {"name": "Officina", "legal_form": "srl", "fiscal_code": "12345678901", "declared": "on"}
    answer = client.post("/imprese/nuova/impresa/", {**given, "vat_number": "123"})
    assert answer.context["form"].errors == {
        "fiscal_code": ["Questo codice fiscale non esiste: controlla lettere e numeri."],
        "vat_number": ["La partita IVA ha 11 cifre."],
    }
    # no legal form chosen: which codice fiscale it should be is not known yet
    answer = client.post("/imprese/nuova/impresa/", {**given, "legal_form": "", "vat_number": "123"})
    assert set(answer.context["form"].errors) == {"legal_form", "vat_number"}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (None, 403),
        (Role.COMMITTEE_MEMBER, 403),
        (Role.EDITOR, 403),
        (Role.SECRETARY, 403),
        (Role.CASE_OFFICER, 200),
        (Role.HEAD_OF_PROCEDURE, 200),
        (Role.ADMINISTRATOR, 200),
    ],
)
def test_the_office_pages(client, role, status):
    firm = firm_of(PersonFactory())
    mandate = request_mandate(
        organisation=OrganisationFactory(), kind=MandateKind.DELEGATE, declared=False, by=PersonFactory()
    )
    signed_in(client, StaffFactory(role=role) if role else PersonFactory())
    paths = [
        *OFFICE,
        f"/ufficio/imprese/{firm.pk}/",
        f"/ufficio/imprese/richieste/{mandate.pk}/",
        f"/ufficio/imprese/incarichi/{firm.mandates.get().pk}/",
    ]
    assert statuses(client, paths) == [status] * 6


def test_the_office_searches_exports_and_answers(client, django_assert_max_num_queries):
    for _ in range(60):
        AtecoFactory()
    wanted = OrganisationFactory(name="Impresa cercata")
    signed_in(client, StaffFactory(role=Role.CASE_OFFICER))
    client.get("/ufficio/imprese/")
    with django_assert_max_num_queries(12):
        page = client.get("/ufficio/imprese/")
    assert len(page.context["rows"]) == 50
    for text in ("cercata", wanted.fiscal_code, wanted.fiscal_code[:11]):
        assert [row["firm"] for row in client.get("/ufficio/imprese/", {"q": text}).context["rows"]] == [
            wanted
        ]
    assert client.get("/ufficio/imprese/?tipo=grouping").context["rows"] == []
    table = b"".join(client.get("/ufficio/imprese/?formato=csv").streaming_content).decode()
    assert table.count("\n") == 62
    mandate = request_mandate(
        organisation=wanted, kind=MandateKind.LEGAL_REP, declared=True, by=PersonFactory()
    )
    path = f"/ufficio/imprese/richieste/{mandate.pk}/"
    assert client.post(path, {"passo": "rifiuta"}).context["form"].errors["reason"]
    assert client.post(path, {"passo": "approva"}).url == "/ufficio/imprese/richieste/"
    assert client.get(path).status_code == 404
    end = f"/ufficio/imprese/incarichi/{mandate.pk}/"
    assert client.post(end, {"reason": ""}).context["form"].errors["reason"]
    assert client.post(end, {"reason": "Visura diversa"}).url == f"/ufficio/imprese/{wanted.pk}/"


def test_my_list_does_not_grow_with_its_rows(client, django_assert_max_num_queries):
    person = PersonFactory()
    for _ in range(12):
        firm = firm_of(person)
        request_mandate(organisation=firm, kind=MandateKind.DELEGATE, declared=False, by=PersonFactory())
        Mandate.objects.create(
            organisation=OrganisationFactory(),
            invited_email=person.email,
            kind="delegate",
            state="pending",
            granted_by=PersonFactory(),
        )
    signed_in(client, person)
    client.get("/imprese/")
    with django_assert_max_num_queries(14):
        page = client.get("/imprese/")
    assert (
        len(page.context["mandates"])
        == len(page.context["requests"])
        == len(page.context["invitations"])
        == 12
    )


def test_claims_do_not_grow_with_their_rows(client, django_assert_max_num_queries):
    for _ in range(20):
        request_mandate(
            organisation=OrganisationFactory(), kind=MandateKind.DELEGATE, declared=False, by=PersonFactory()
        )
    signed_in(client, StaffFactory(role=Role.CASE_OFFICER))
    client.get("/ufficio/imprese/richieste/")
    with django_assert_max_num_queries(12):
        client.get("/ufficio/imprese/richieste/")


def test_the_profile_shows_the_mandates(client):
    person = PersonFactory()
    firm = firm_of(person)
    signed_in(client, person)
    assert firm.name in client.get("/profilo/").content.decode()


def test_the_menu_counts_what_waits(client):
    person = PersonFactory()
    request_mandate(
        organisation=firm_of(person), kind=MandateKind.DELEGATE, declared=False, by=PersonFactory()
    )
    signed_in(client, person)
    page = client.get("/profilo/").content.decode()
    assert 'href="/imprese/"' in page
    assert "da vedere" in page


def test_who_registered_a_firm_is_asked_how_easy_it_was_once_nothing_is_missing(client):
    owner = PersonFactory()
    signed_in(client, owner)
    code = sample_vat(90001)
    given = {
        "name": "Officina",
        "legal_form": "srl",
        "fiscal_code": code,
        "vat_number": code,
        "declared": "on",
    }
    page = client.post("/imprese/nuova/impresa/", given)["Location"]
    question = 'name="subject" value="registration"'
    assert question not in client.get(page).content.decode()
    firm = owner.mandates.get().organisation
    firm.size_class = "micro"
    firm.save(update_fields=["size_class"])
    SeatFactory(organisation=firm)
    AtecoFactory(organisation=firm)
    assert question in client.get(page).content.decode()
    assert question not in client.get(f"/imprese/{firm_of(owner).pk}/").content.decode()
