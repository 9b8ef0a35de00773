"""The state-aid check before the contract: window, ceiling, linked firms, what changes between the check and the signature."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused
from manifattura.kernel.parameters import add_parameter_value
from manifattura.organisations.actions.keep_linked_group import begin_linked_group
from manifattura.spaces.actions.sign_agreement import sign_agreement
from manifattura.spaces.actions.take_step import seen_of
from manifattura.spaces.actions.write_agreement import draft_agreement
from manifattura.spaces.domain.agreements import AgreementKind, Ground
from manifattura.spaces.models import Agreement
from tests.applications.test_concurrency import together
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in
from tests.factories.organisations import firm_of
from tests.spaces.test_agreements import DAY, Desk, space, text_of

CHECK = {"received": "0", "extract": "VIS-1", "aid_code": "COR-1", "regime": ""}


class Firm:
    """A firm with agreements whose terms are closed."""

    def __init__(self, client, head, firm=None):
        self.client, self.head, self.firm = client, head, firm or firm_of(PersonFactory())

    def closed(self, place, **terms):
        one = draft_agreement(
            space=place,
            kind=AgreementKind.LEASE,
            ground=Ground.DIRECT,
            ground_text="Atto 1",
            organisation=self.firm,
            by=self.head,
        )
        given = {
            "purpose": "Sartoria",
            "starts_on": today() + 30 * DAY,
            "market_rent": 48000,
            "start_rent": 12000,
        }
        Agreement.objects.filter(pk=one.pk).update(**{**given, "months": 72, **terms})
        desk = Desk(self.client, one.code)
        desk.step("chiudi")
        desk.file("contract")
        return desk


@pytest.fixture
def head(client):
    person = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory())
    signed_in(client, person)
    return person


def check(desk, status=302, **values):
    return desk.step("aiuto", status, on=today().isoformat(), **{**CHECK, **values})


def sign(desk, status=302, on=None):
    return desk.step("firma", status, number=f"C/{desk.code}", on=(on or today()).isoformat())


@pytest.mark.django_db
def test_refused_over_the_ceiling_with_figures_and_allowed_once_lowered(client, head):
    desk = Firm(client, head).closed(space(), free_months=6)
    page = text_of(client.get(desk.page))
    assert "300.000,00" in page
    assert "Nessuno, nemmeno a imprese collegate" in page
    check(desk, received="150.000,00")
    one = Agreement.objects.get()
    looked = one.aid["check"]
    assert Decimal(looked["excess"]) == one.aid_equivalent - Decimal(150_000) > 0
    page = text_of(client.get(desk.page))
    assert "supera di" in page
    assert "alza il canone, togli mesi gratuiti o accorcia la durata" in page
    assert "supera il massimale" in text_of(sign(desk, 422))
    desk.step("riapri")
    assert (Agreement.objects.get().aid, Agreement.objects.get().aid_received) == (None, None)
    Agreement.objects.update(start_rent=36000, free_months=0)
    desk.step("chiudi")
    check(desk, received="150.000,00")
    sign(desk)
    assert desk.state == "signed"


@pytest.mark.django_db
def test_what_was_signed_here_with_linked_firms_counts(client, head):
    first, second = Firm(client, head), Firm(client, head)
    begin_linked_group(
        name="Gruppo", reason="Stesso proprietario", source="Visura", by=head,
        codes=[first.firm.fiscal_code, second.firm.fiscal_code],
    )  # fmt: skip
    one = first.closed(space("S-1"))
    other = second.closed(space("S-2"))
    # both fit as long as neither is signed
    check(one)
    check(other)
    sign(one)
    signed = Agreement.objects.get(code=one.code)
    assert "rifai il controllo" in text_of(sign(other, 422))
    page = text_of(client.get(other.page))
    assert one.code in page
    assert "non può essere meno" in text_of(check(other, 422))
    check(other, received=str(signed.aid_equivalent).replace(".", ","))
    assert Agreement.objects.get(code=other.code).aid_verdict == "exceeds"
    # aid granted more than three years ago counts no more
    Agreement.objects.filter(code=one.code).update(signed_on=today() - timedelta(days=3 * 365 + 2))
    check(other)
    sign(other)
    assert desk_states(one, other) == ["signed", "signed"]


@pytest.mark.django_db
def test_a_contract_dated_before_the_other_counts_it_all_the_same(client, head):
    firm = Firm(client, head)
    one, other = firm.closed(space("S-1")), firm.closed(space("S-2"))
    for desk in (one, other):
        desk.step("aiuto", on=(today() - DAY).isoformat(), **CHECK)
    sign(one)
    assert "rifai il controllo" in text_of(sign(other, 422, on=today() - DAY))
    assert "non può essere meno" in text_of(desk.step("aiuto", 422, on=(today() - DAY).isoformat(), **CHECK))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("linked", [False, True])
def test_two_officers_signing_at_once_never_count_the_same_room_twice(client, linked):
    head = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory())
    signed_in(client, head)
    first = Firm(client, head)
    second = Firm(client, head) if linked else first
    if linked:
        codes = [first.firm.fiscal_code, second.firm.fiscal_code]
        begin_linked_group(name="Gruppo", reason="Soci", source="Visura", by=head, codes=codes)
    rivals = [first.closed(space("S-1")), second.closed(space("S-2"))]
    for desk in rivals:
        check(desk)
    outcomes = together(*[lambda one=one: signing(one, head) for one in Agreement.objects.order_by("pk")])
    assert sorted(outcomes) == ["refused", "signed"]
    assert sorted(desk_states(*rivals)) == ["check_ready", "signed"]


def signing(one, head):
    try:
        signed = sign_agreement(agreement=one, number=f"C/{one.pk}", on=today(), seen=seen_of(one), by=head)
    except Refused as refused:
        return "refused" if "rifai il controllo" in str(refused) else str(refused)
    return signed.state


def desk_states(*desks):
    return [desk.state for desk in desks]


@pytest.mark.django_db
def test_a_cut_that_changes_applies_from_its_day(client, head):
    firm = Firm(client, head)
    desk = firm.closed(space(), recovers=True, periphery=True)
    assert Agreement.objects.get().rent == Decimal(8400)
    later = {"source": "Delibera campione", "act": "1/2026", "verified": True, "recorded_by": "office"}
    add_parameter_value(key="rent_cut.guard", value="20", valid_from=today() + DAY, **later)
    check(desk)
    # a value of tomorrow changes nothing today
    assert "300.000,00" in text_of(client.get(desk.page))
    add_parameter_value(key="rent_cut.guard", value="10", valid_from=today(), **later)
    assert "sono cambiate le riduzioni" in text_of(sign(desk, 422))
    desk.step("riapri")
    desk.step("chiudi")
    assert Agreement.objects.get().rent == Decimal(10800)
    check(desk)
    sign(desk)
    assert re.search(r"−?10%", text_of(client.get(reverse("spaces:register"))))
    assert seen_of(Agreement.objects.get()).startswith("signed")


@pytest.mark.django_db
def test_what_the_check_may_need_is_not_called_optional(client, head):
    desk = Firm(client, head).closed(space())
    page = text_of(client.get(desk.page))
    marked = dict(re.findall(r"<label[^>]*>([^<]+?)( <span[^>]*>\(facoltativo\)</span>)?</label>", page))
    assert {"Codice COR": "", "Numero della visura": ""}.items() <= marked.items()
    assert marked["Altro regime"]
