"""The register of linked firms: kept by the office, ended and never deleted, read by the ranking."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.evaluation.queries.candidates import compute_ranking
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.organisations.actions.keep_linked_group import begin_linked_group, end_linked_group
from manifattura.organisations.models import LinkedGroup
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.evaluation import GRID, scored_desk
from tests.factories.organisations import firm_of

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Gruppo campione",
    "reason": "La prima controlla la seconda.",
    "source": "Visura del 3 novembre 2026",
}


def test_the_register_on_its_pages(client, django_assert_max_num_queries):
    officer = StaffFactory(role=Role.CASE_OFFICER)
    first, second = firm_of(PersonFactory()), firm_of(PersonFactory())
    signed_in(client, officer)
    register, new = reverse("organisations:linked_groups"), reverse("organisations:linked_new")
    assert "Nessun gruppo registrato" in client.get(register).content.decode()
    unknown = client.post(new, {**FACTS, "codes": f"{first.fiscal_code}\n00000000000"})
    assert unknown.status_code == 422
    assert "00000000000" in unknown.context["form"].errors["codes"][0]
    codes = f"{first.fiscal_code}\n\n {second.fiscal_code} "
    assert client.post(new, {**FACTS, "codes": codes}).status_code == 302
    with django_assert_max_num_queries(30):
        page = client.get(register).content.decode()
    assert first.name in page
    assert FACTS["source"] in page
    table = b"".join(client.get(register, {"formato": "csv"}).streaming_content).decode()
    assert second.name in table
    address = reverse("organisations:linked_group", args=[LinkedGroup.objects.get().pk])
    assert "Chiudi il gruppo" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Quote vendute."}).status_code == 302
    assert "Nessun gruppo registrato" in client.get(register).content.decode()
    assert "Gruppo campione" in client.get(register, {"stato": "chiusi"}).content.decode()
    closed = client.get(address).content.decode()
    assert "Quote vendute." in closed
    assert "Chiudi il gruppo" not in closed
    signed_in(client, StaffFactory(role=Role.EDITOR))
    assert client.get(register).status_code == 403


def test_a_group_has_two_firms_and_a_keeper():
    firm, officer = firm_of(PersonFactory()), StaffFactory(role=Role.CASE_OFFICER)
    with pytest.raises(Refused) as alone:
        begin_linked_group(**FACTS, codes=[firm.fiscal_code, firm.fiscal_code], by=officer)
    assert alone.value.field == "codes"
    with pytest.raises(PermissionRefused):
        begin_linked_group(**FACTS, codes=[], by=PersonFactory())


def test_the_ranking_counts_a_group_as_one_while_it_holds():
    desk = scored_desk(["0.9", "0.8", "0.7"], grid=replace(GRID, one_per_link=True))
    firms = [review.application.lead for review in desk.reviews]

    def links():
        document = compute_ranking(desk.call, draw_seed="1").document
        return [one["link"] for one in document["applications"]]

    assert len(set(links())) == 3
    group = begin_linked_group(**FACTS, codes=[one.fiscal_code for one in firms[:2]], by=desk.officer)
    first, second, third = links()
    assert first == second != third
    ranked = compute_ranking(desk.call, draw_seed="1").result
    granted = {entry["id"]: Decimal(entry["granted"]) for entry in ranked["entries"]}
    assert granted[desk.reviews[1].application.code] == 0
    end_linked_group(group=group, reason="Quote vendute.", by=desk.officer)
    assert len(set(links())) == 3


def test_a_chain_runs_through_a_firm_that_did_not_apply():
    desk = scored_desk(["0.9", "0.8", "0.7"], grid=replace(GRID, one_per_link=True))
    firms, between = [review.application.lead for review in desk.reviews], firm_of(PersonFactory())
    for firm in firms[:2]:
        begin_linked_group(**FACTS, codes=[firm.fiscal_code, between.fiscal_code], by=desk.officer)
    first, second, third = (
        one["link"] for one in compute_ranking(desk.call, draw_seed="1").document["applications"]
    )
    assert first == second != third
