"""Groupings: a lead forms one, members join when their own representative accepts."""

import pytest

from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.organisations.actions.form_grouping import (
    answer_membership,
    form_grouping,
    invite_member,
    remove_member,
)
from manifattura.organisations.permissions import may_edit_for
from manifattura.organisations.queries.mandates import memberships_to_answer, waiting_count
from manifattura.organisations.queries.organisations import declarants_of, represented_by
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.organisations import MandateFactory, firm_of, sample_vat

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return PersonFactory.create_batch(2)


@pytest.fixture
def firms(people):
    return [firm_of(person) for person in people]


@pytest.fixture
def grouping(people, firms):
    return form_grouping(name="Rete", lead=firms[0], by=people[0])


def test_a_member_joins_when_it_accepts(people, firms, grouping):
    assert declarants_of(grouping) == [firms[0]]
    row = invite_member(grouping=grouping, fiscal_code=firms[1].fiscal_code, by=people[0])
    assert declarants_of(grouping) == [firms[0]]
    assert not may_edit_for(people[1], grouping.pk)
    assert memberships_to_answer(people[1]) == [row]
    assert waiting_count(people[1]) == 1
    assert grouping.name in people[1].notices.get().subject
    with pytest.raises(PermissionRefused):
        answer_membership(membership=row, accept=True, by=people[0])
    answer_membership(membership=row, accept=True, by=people[1])
    assert declarants_of(grouping) == firms
    assert may_edit_for(people[1], grouping.pk)
    with pytest.raises(Refused, match="già stato risposto"):
        answer_membership(membership=row, accept=False, by=people[1])


def test_who_declines_or_leaves_may_be_invited_again(people, firms, grouping):
    code = firms[1].fiscal_code
    row = invite_member(grouping=grouping, fiscal_code=code, by=people[0])
    with pytest.raises(Refused, match="già invitata"):
        invite_member(grouping=grouping, fiscal_code=code, by=people[0])
    answer_membership(membership=row, accept=False, by=people[1])
    row = invite_member(grouping=grouping, fiscal_code=code, by=people[0])
    answer_membership(membership=row, accept=True, by=people[1])
    remove_member(membership=row, by=people[1])
    # whoever leads learns what the other firm answered and that it left
    told = list(people[0].notices.order_by("pk").values_list("subject", flat=True))
    assert ["non entra" in told[0], "è entrata" in told[1], "non è più" in told[2]] == [True] * 3
    assert declarants_of(grouping) == [firms[0]]
    with pytest.raises(Refused, match="non è più"):
        remove_member(membership=row, by=people[1])


def test_refusals(people, firms, grouping):
    with pytest.raises(PermissionRefused):
        form_grouping(name="Rete", lead=firms[0], by=people[1])
    with pytest.raises(Refused, match="capofila"):
        form_grouping(name="Rete", lead=grouping, by=people[0])
    with pytest.raises(Refused) as refusal:
        form_grouping(name=" ", lead=firms[0], by=people[0])
    assert refusal.value.field == "name"
    with pytest.raises(PermissionRefused):
        invite_member(grouping=grouping, fiscal_code=firms[1].fiscal_code, by=people[1])
    with pytest.raises(PermissionRefused):
        invite_member(grouping=firms[0], fiscal_code=firms[1].fiscal_code, by=people[0])
    with pytest.raises(Refused, match="Nessuna impresa") as refusal:
        invite_member(grouping=grouping, fiscal_code=sample_vat(999), by=people[0])
    assert refusal.value.field == "fiscal_code"
    with pytest.raises(Refused, match="capofila non si toglie"):
        remove_member(membership=grouping.members.get(), by=people[0])
    with pytest.raises(PermissionRefused):
        remove_member(membership=grouping.members.get(), by=people[1])


def test_pages(client, people, firms):
    signed_in(client, people[0])
    assert represented_by(people[0]) == [firms[0]]
    assert (
        client.post("/imprese/nuova/raggruppamento/", {"name": "Rete", "lead": firms[1].pk}).status_code
        == 200
    )
    answer = client.post("/imprese/nuova/raggruppamento/", {"name": "Rete", "lead": firms[0].pk})
    grouping = firms[0].groupings.get().grouping
    members = f"/imprese/{grouping.pk}/componenti/"
    assert answer.url == members
    for code, said in (("1", "ha 11 cifre"), ("12345678901", "non esiste"), (sample_vat(999), "registrata")):
        assert said in client.post(members, {"fiscal_code": code}).context["form"].errors["fiscal_code"][0]
    assert client.post(members, {"fiscal_code": firms[1].fiscal_code}).url == members
    row = grouping.members.get(member=firms[1])
    assert client.post(f"/imprese/raggruppamenti/{row.pk}/", {"risposta": "accetto"}).status_code == 403
    signed_in(client, people[1])
    assert "Rete" in client.get("/imprese/").content.decode()
    assert client.post(f"/imprese/raggruppamenti/{row.pk}/", {"risposta": "accetto"}).url == "/imprese/"
    assert client.get(f"/imprese/{grouping.pk}/").status_code == 200
    page = client.get(members).content.decode()
    assert "Esci dal raggruppamento" in page
    assert f"/componenti/{row.pk}/togli/" in page
    # a member that leaves is led to a page that it may still see
    assert client.post(f"{members}{row.pk}/togli/").url == "/imprese/"
    signed_in(client, people[0])
    client.post(members, {"fiscal_code": firms[1].fiscal_code})
    row = grouping.members.get(member=firms[1], state="pending")
    client.post(f"{members}{row.pk}/togli/")
    row.refresh_from_db()
    assert row.state == "revoked"
    assert "non è più invitata" in people[1].notices.order_by("pk").last().subject


def test_without_a_firm_the_page_says_what_to_do_first(client):
    signed_in(client, PersonFactory())
    assert "Prima registra la capofila" in client.get("/imprese/nuova/raggruppamento/").content.decode()


def test_a_delegate_of_the_lead_invites_too(people, firms, grouping):
    delegate = MandateFactory(organisation=firms[0], kind="delegate").person
    assert invite_member(grouping=grouping, fiscal_code=firms[1].fiscal_code, by=delegate)
