"""Registering an organisation: once per codice fiscale, with a declaration, also when two try in the same instant."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.actions.claim_organisation import ALREADY_REGISTERED, claim_organisation
from manifattura.organisations.actions.constitute_firm import constitute_firm
from manifattura.organisations.actions.edit_organisation import edit_organisation
from manifattura.organisations.domain.kinds import MandateKind, ParticipantKind
from manifattura.organisations.models import Organisation
from manifattura.organisations.permissions import may_declare_for
from manifattura.organisations.queries.organisations import organisation_with_code
from manifattura.organisations.signals import organisation_changed
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.organisations import MandateFactory, OrganisationFactory, firm_of, sample_vat

pytestmark = pytest.mark.django_db
CODE = sample_vat(500)
FACTS = {
    "name": "Impresa  nuova",
    "legal_form": "srl",
    "fiscal_code": CODE,
    "vat_number": CODE,
    "declared": True,
}
FIRM = ParticipantKind.FIRM


def claim(by=None, kind=FIRM, **change):
    return claim_organisation(kind=kind, by=by or PersonFactory(), **{**FACTS, **change})


def test_the_first_claimant_represents_it():
    person = PersonFactory()
    firm = claim(person)
    assert (firm.name, firm.fiscal_code) == ("Impresa nuova", CODE)
    assert may_declare_for(person, firm.pk)
    assert f"codice fiscale {CODE}" in firm.mandates.get().declared_text
    assert AuditEntry.objects.get(verb="organisation_claimed").on_behalf_label == "Impresa nuova"
    assert organisation_with_code(f" {CODE} ") == firm


@pytest.mark.parametrize(
    ("kind", "change", "field"),
    [
        (FIRM, {"name": " "}, "name"),
        (FIRM, {"legal_form": ""}, "legal_form"),
        (FIRM, {"legal_form": "association"}, "legal_form"),
        (FIRM, {"fiscal_code": ""}, "fiscal_code"),
        (FIRM, {"fiscal_code": "00743110158"}, "fiscal_code"),
        (FIRM, {"fiscal_code": "RSSMRA80A01F205X"}, "fiscal_code"),
        (FIRM, {"vat_number": ""}, "vat_number"),
        (FIRM, {"vat_number": "1"}, "vat_number"),
        (FIRM, {"declared": False}, "declared"),
        (ParticipantKind.SELF_EMPLOYED, {"legal_form": ""}, "fiscal_code"),
        (ParticipantKind.NON_PROFIT, {"legal_form": "association", "vat_number": "1"}, "vat_number"),
    ],
)
def test_refusals_name_their_field(kind, change, field):
    with pytest.raises(Refused) as refusal:
        claim(kind=kind, **change)
    assert refusal.value.field == field
    assert not Organisation.objects.exists()


def test_each_kind_can_be_registered():
    assert claim(kind=ParticipantKind.SELF_EMPLOYED, legal_form="", fiscal_code="RSSMRA80A01F205X")
    assert claim(kind=FIRM, legal_form="sole_trader", fiscal_code="VRDGPP13R10B293P")
    non_profit = claim(
        kind=ParticipantKind.NON_PROFIT, legal_form="association", fiscal_code=sample_vat(7), vat_number=""
    )
    assert non_profit.vat_number == ""
    future = claim(kind=ParticipantKind.FIRM_TO_BE, fiscal_code="", vat_number="")
    assert future.fiscal_code is None
    assert "promotore" in future.mandates.get().declared_text


def test_the_second_claimant_is_told():
    claim()
    with pytest.raises(Refused) as refusal:
        claim()
    assert (refusal.value.field, refusal.value.code) == ("fiscal_code", ALREADY_REGISTERED)


@pytest.mark.django_db(transaction=True)
def test_two_who_claim_in_the_same_instant():
    people = PersonFactory.create_batch(2)
    barrier, outcomes = Barrier(2), []

    def run(person):
        barrier.wait()
        try:
            outcomes.append(claim(person).pk)
        except Refused as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(ALREADY_REGISTERED) == 1
    assert Organisation.objects.filter(fiscal_code=CODE).count() == 1


def test_a_firm_to_be_becomes_a_firm():
    person = PersonFactory()
    future = claim(person, kind=ParticipantKind.FIRM_TO_BE, fiscal_code="", vat_number="")
    facts = {
        "name": "Impresa vera",
        "legal_form": "srls",
        "fiscal_code": CODE,
        "vat_number": CODE,
        "by": person,
    }
    with pytest.raises(Refused) as refusal:
        constitute_firm(organisation=future, **{**facts, "fiscal_code": "1"})
    assert refusal.value.field == "fiscal_code"
    other = OrganisationFactory()
    with pytest.raises(Refused, match="già registrato"):
        constitute_firm(organisation=future, **{**facts, "fiscal_code": other.fiscal_code})
    firm = constitute_firm(organisation=future, **facts)
    assert (firm.kind, firm.fiscal_code) == ("firm", CODE)
    with pytest.raises(Refused, match="già costituita"):
        constitute_firm(organisation=firm, **facts)
    with pytest.raises(PermissionRefused):
        constitute_firm(organisation=firm, **{**facts, "by": PersonFactory()})


def test_edits_are_traced_announced_and_only_when_something_changes(django_capture_on_commit_callbacks):
    person = PersonFactory()
    firm = firm_of(person)
    heard = []

    def listen(organisation_id, **_facts):
        heard.append(organisation_id)

    organisation_changed.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        edit_organisation(
            organisation=firm, facts={"phone": "02 1", "founded_on": timezone.localdate()}, by=person
        )
    with django_capture_on_commit_callbacks(execute=True):
        edit_organisation(organisation=firm, facts={"phone": "02 1"}, by=person)
    organisation_changed.disconnect(listen)
    entry = AuditEntry.objects.get(verb="organisation_changed")
    assert entry.before == {"phone": "", "founded_on": None}
    assert entry.after == {"phone": "02 1", "founded_on": timezone.localdate().isoformat()}
    assert heard == [firm.pk]


def test_edits_are_checked():
    person, collaborator = PersonFactory.create_batch(2)
    firm = firm_of(person)
    MandateFactory(organisation=firm, person=collaborator, kind=MandateKind.COLLABORATOR)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for facts, field in (
        ({"name": ""}, "name"),
        ({"legal_form": "foundation"}, "legal_form"),
        ({"vat_number": "1"}, "vat_number"),
        ({"founded_on": tomorrow}, "founded_on"),
    ):
        with pytest.raises(Refused) as refusal:
            edit_organisation(organisation=firm, facts=facts, by=person)
        assert refusal.value.field == field
    for stranger in (collaborator, PersonFactory()):
        with pytest.raises(PermissionRefused):
            edit_organisation(organisation=firm, facts={"phone": "1"}, by=stranger)


def test_the_page_keeps_what_was_typed_and_offers_to_ask(client):
    firm = firm_of(PersonFactory())
    signed_in(client, PersonFactory())
    facts = {**FACTS, "declared": "on", "fiscal_code": firm.fiscal_code}
    answer = client.post("/imprese/nuova/impresa/", facts)
    page = answer.content.decode()
    assert firm.fiscal_code in page
    assert f"/imprese/{firm.pk}/richiesta/" in page
    assert "già registrato" in page
    answer = client.post("/imprese/nuova/impresa/", {**FACTS, "declared": ""})
    assert "devi rendere questa dichiarazione" in answer.content.decode()
    answer = client.post("/imprese/nuova/impresa/", {**FACTS, "declared": "on", "next": "/avvisi/"})
    made = Organisation.objects.get(fiscal_code=CODE)
    assert answer.url == f"/imprese/{made.pk}/"
    context = client.get(answer.url).context
    assert context["back_url"] == "/avvisi/"
    assert context["missing"] == ["attività ATECO", "sedi", "dimensione"]


def test_who_acts_for_it_already_is_led_to_its_page(client):
    owner = PersonFactory()
    firm = firm_of(owner)
    signed_in(client, owner)
    facts = {**FACTS, "declared": "on", "fiscal_code": firm.fiscal_code}
    page = client.post("/imprese/nuova/impresa/", facts).content.decode()
    assert "agisci già per questa impresa" in page
    assert f"/imprese/{firm.pk}/richiesta/" not in page
    assert f'href="/imprese/{firm.pk}/"' in page


def test_what_is_declared_is_in_one_language(client):
    signed_in(client, PersonFactory())
    page = client.get("/en/imprese/nuova/impresa/").content.decode()
    assert "di questa impresa (codice fiscale quello scritto sopra)" in page


def leads_away(page: str) -> bool:
    """A link, or a field that a link is made from; the switch of the language may repeat the whole address."""
    return re.search(r'(href|value|action)="(https:)?//example\.com', page) is not None


def test_the_way_back_is_ours_only(client):
    signed_in(client, PersonFactory())
    page = client.get("/imprese/nuova/?next=https://example.com/").content.decode()
    assert not leads_away(page)
    answer = client.post("/imprese/nuova/impresa/", {**FACTS, "declared": "on", "next": "//example.com/"})
    assert answer.url.startswith("/imprese/")


def test_a_new_firm_leads_back_to_the_application_it_was_registered_for(client):
    signed_in(client, PersonFactory())
    way = "/bandi/un-bando/domanda/?q=1"
    answer = client.post("/imprese/nuova/impresa/", {**FACTS, "declared": "on", "next": way})
    assert f'href="{way}"' in client.get(answer.url).content.decode()
    client.post(f"{answer.url}dimensione/", {"size_class": "micro"})
    page = client.get(answer.url).content.decode()
    assert "Torna alla domanda" in page, "still there after filling in what was missing"
    assert not leads_away(client.get(f"{answer.url}?next=//example.com/").content.decode())


def test_a_kind_that_does_not_exist_is_not_found(client):
    signed_in(client, PersonFactory())
    assert client.get("/imprese/nuova/nessuno/").status_code == 404
