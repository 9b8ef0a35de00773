"""An agreement from the draft to the release of the deposit, through the pages; with an owner; two officers at once."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.calls.domain.allocation import SpaceLot
from manifattura.calls.models import Term
from manifattura.evaluation.queries.lot_awards import LotAward
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused
from manifattura.organisations.domain.kinds import ParticipantKind
from manifattura.spaces.actions.remind_agreements import remind_agreements
from manifattura.spaces.actions.sign_agreement import sign_agreement
from manifattura.spaces.actions.take_step import seen_of
from manifattura.spaces.actions.write_agreement import draft_agreement, draft_from_award
from manifattura.spaces.domain.agreements import AgreementKind, Ground
from manifattura.spaces.models import Agreement, Space
from tests.applications.published import published_call
from tests.applications.test_concurrency import together
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in
from tests.factories.applications import pdf_bytes, started_application
from tests.factories.organisations import firm_of
from tests.factories.territory import any_nil

DAY = timedelta(days=1)


def space(code="S-1", **facts):
    place = {"latitude": "45.504", "longitude": "9.16", "nil": any_nil(), "address": "Via campione 1"}
    seen = {"state": "verified", "verified_on": today(), "valid_until": today() + 300 * DAY, "net_m2": 100}
    key = code.lower().replace("-", "")
    return Space.objects.create(code=code, code_key=key, **{**place, **seen, **facts})


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


class Desk:
    """An officer at the page of one agreement."""

    def __init__(self, client, code):
        self.client, self.page = client, reverse("spaces:office_agreement", args=[code])
        self.code = code

    def step(self, key, status=302, **values):
        one = Agreement.objects.get(code=self.code)
        named = {f"{key}-{name}": value for name, value in values.items()}
        answer = self.client.post(self.page, {"passo": key, "seen": seen_of(one), **named})
        assert answer.status_code == status, text_of(answer)
        return answer

    def line(self, key, number, status=302, **values):
        one = Agreement.objects.get(code=self.code)
        named = {f"{key.split('-')[0]}-{number}-{name}": value for name, value in values.items()}
        data = {"passo": key, "rata": str(number), "seen": seen_of(one), **named}
        answer = self.client.post(self.page, data)
        assert answer.status_code == status, text_of(answer)
        return answer

    def file(self, kind):
        content = SimpleUploadedFile("doc.pdf", pdf_bytes(note=kind), content_type="application/pdf")
        self.step("file", kind=kind, caption=f"Documento {kind}", file=content)

    @property
    def state(self):
        return Agreement.objects.get(code=self.code).state


TERMS = {
    "purpose": "Falegnameria sociale", "months": "24", "renewal_months": "24", "tenant_kind": "non_profit",
    "economic": "on", "market_rent": "12.000,00", "start_rent": "10.000,00", "recovers": "on", "granted_percent": "50",
    "periphery": "on", "every": "3", "free_months": "3", "first_year": "", "indexed": "75", "activity_days": "90",
    "conditions": "Aperto al quartiere il sabato.", "ground_text": "Determina 12/2026",
}  # fmt: skip


@pytest.mark.django_db
def test_from_the_draft_to_the_release_of_the_deposit(client, django_assert_max_num_queries):
    office = OfficeFactory()
    head, person = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=office), PersonFactory()
    firm = firm_of(person)
    firm.kind = ParticipantKind.NON_PROFIT
    firm.save()
    place = space(market_rent=12000, base_rent=10000)
    signed_in(client, head)
    new = reverse("spaces:office_agreement_new", args=[place.pk])
    first = {"kind": "lease", "ground": "notice", "ground_text": "Determina 12/2026"}
    for wrong in (
        {"fiscal_code": ""},
        {"fiscal_code": "00743110157"},
        {"ground": "owner", "fiscal_code": firm.fiscal_code},
    ):
        assert client.post(new, {**first, **wrong}).status_code == 422
    assert client.post(new, {**first, "fiscal_code": firm.fiscal_code}).status_code == 302
    one = Agreement.objects.get()
    desk = Desk(client, one.code)
    assert "Falegnameria" not in text_of(client.get(desk.page))
    assert "Manca che cosa si fa" in text_of(desk.step("chiudi", status=422))
    terms = reverse("spaces:office_agreement_terms", args=[one.code])
    start = today() - 100 * DAY
    given = {**TERMS, "starts_on": start.isoformat()}
    assert client.post(terms, {**given, "free_months": "99", "seen": seen_of(one)}).status_code == 422
    assert client.post(terms, {**given, "seen": seen_of(one)}).status_code == 302
    assert client.post(terms, {**given, "seen": "draft:1"}).status_code == 422
    desk.step("chiudi")
    one.refresh_from_db()
    # half the rent for the recovery, 5 points more for the quarter
    assert (one.state, one.rent, one.deposit_due) == ("check_ready", Decimal("4500.00"), Decimal("1125.00"))
    assert one.aid["cuts"][0] == {"rule": "recovery", "percent": "50.00", "reason": "applies"}
    assert 0 < one.aid_equivalent < Decimal("16500")

    check = {
        "on": today().isoformat(),
        "received": "290.000,00",
        "extract": "VIS-1",
        "aid_code": "COR-1",
        "regime": "",
    }
    assert "numero della visura" in text_of(desk.step("aiuto", 422, **{**check, "extract": ""}))
    desk.step("aiuto", **check)
    assert "supera il massimale" in text_of(client.get(desk.page))
    sign = {"number": "C/7", "on": today().isoformat()}
    assert "supera il massimale" in text_of(desk.step("firma", 422, **sign))
    desk.step("riapri")
    desk.step("chiudi")
    desk.step("aiuto", **{**check, "received": "1.000,00"})
    assert "Carica il file del contratto" in text_of(desk.step("firma", 422, **sign))
    desk.file("contract")
    desk.step("firma", **sign)
    assert Space.objects.get().state == "assigned"
    # acts of the past: the sample contract was signed a hundred days ago
    Agreement.objects.update(signed_on=start - DAY)

    signed_in(client, person)
    own = reverse("spaces:agreement", args=[one.code])
    assert "Versa il deposito" in text_of(client.get(own))
    assert client.get(reverse("spaces:office_agreements")).status_code == 403
    signed_in(client, head)
    over = {"on": start.isoformat(), "meters": "Luce 123", "condition": "Vuoto e pulito"}
    desk.file("handover")
    assert "Manca il deposito" in text_of(desk.step("consegna", 422, **over))
    desk.step("deposito", on=start.isoformat(), how="Bonifico 9")
    desk.step("consegna", **over)
    one.refresh_from_db()
    assert one.instalments.count() == 8
    assert [row.rent for row in one.instalments.all()[:2]] == [Decimal(0), Decimal("1125.00")]
    assert Term.objects.filter(subject_type="agreement_start", closed_at=None).count() == 1
    assert "Accordo su uno spazio" in client.get(reverse("calls:office_terms")).content.decode()

    mail.outbox.clear()
    assert remind_agreements() == remind_agreements() + 2 == 2  # the rent and the start, each once
    desk.step("avvio", on=(start + 10 * DAY).isoformat())
    assert Space.objects.get().state == "in_use"
    assert set(Term.objects.filter(closed_at=None).values_list("subject_type", flat=True)) == {
        "agreement_check",
        "agreement_end",
    }
    pay = {"paid_on": today().isoformat(), "payment": "B-1"}
    assert "Questo campo" in text_of(desk.line("pagata", 2, 422, paid_on=pay["paid_on"], payment=""))
    desk.line("pagata", 2, **pay)
    assert one.instalments.get(number=2).paid_on == today()
    assert "già pagata" in text_of(desk.line("pagata", 2, 422, **pay))
    desk.line("annulla-pagata", 2, because="Era di un altro contratto")
    assert one.instalments.get(number=2).paid_on is None

    desk.step("lavori", text="Impianto elettrico", estimate="3.000,00", share="100")
    assert "più del preventivo" in text_of(
        desk.step("approva", 422, amount="4.000,00", on=today().isoformat(), how="Atto 3")
    )
    desk.step("approva", amount="2.500,00", on=(start + DAY).isoformat(), how="Atto 3")
    desk.step("finiti", on=(start + 20 * DAY).isoformat())
    tested = {"amount": "2.700,00", "on": (start + 30 * DAY).isoformat(), "how": "Verbale 1"}
    assert "verbale di collaudo" in text_of(desk.step("collaudo", 422, **tested))
    desk.file("tests")
    desk.step("collaudo", **tested)
    assert [row.offset for row in one.instalments.all()[1:4]] == [Decimal(1125), Decimal(1125), Decimal(250)]
    desk.step("indice", year="2", percent="2", source="FOI, ottobre")
    assert one.instalments.get(number=5).rent == Decimal("1141.88")
    desk.step("controllo", on=today().isoformat(), outcome="to_mend", note="Manca la targa.")

    signed_in(client, person)
    shown = text_of(client.get(own))
    assert "Si sconta fino al preventivo approvato" in shown
    assert "Manca la targa." in shown
    calendar = client.get(reverse("spaces:agreement_calendar", args=[one.code])).content.decode()
    assert calendar.count("BEGIN:VEVENT") == 6  # five instalments to pay, and the end
    assert "Falegnameria" in shown
    assert one.code in text_of(client.get(reverse("spaces:agreements")))
    other = PersonFactory()
    signed_in(client, other)
    assert client.get(own).status_code == 404

    client.logout()
    with django_assert_max_num_queries(12):
        public = text_of(client.get(reverse("spaces:register")))
    assert firm.name in public
    assert "Quartiere periferico o svantaggiato: −5%" in public
    assert "Chi lo usa" in text_of(client.get(reverse("spaces:card", args=["s1"])))
    file = b"".join(client.get(f"{reverse('spaces:register')}?formato=csv").streaming_content).decode()
    assert "Determina 12/2026" in file
    space("S-2", vacant_since=today() - 1234 * DAY)
    results = text_of(client.get(reverse("spaces:results")))
    assert "1.234" in results
    assert "100 m²" in results
    assert (
        "Superficie"
        in b"".join(client.get(f"{reverse('spaces:results')}?formato=csv").streaming_content).decode()
    )

    signed_in(client, head)
    history = text_of(client.get(desk.page))
    assert "Equivalente sovvenzione lordo: 1" in history
    assert re.search(r"Preventivo: 3\.000,00", history), "amounts and days as people read them"
    assert str(one.aid_equivalent) not in history.split("Storia dell’accordo")[1]
    assert not re.search(r"\d{4}-\d\d-\d\d", re.sub(r"<[^>]*>", "", history.split("Storia dell’accordo")[1]))
    desk.step("rinnova")
    new_one = Agreement.objects.get(renews=one)
    assert (new_one.state, new_one.months) == ("draft", 24)
    desk.step("chiudi-prima", on=today().isoformat(), because="L’ente ha rinunciato")
    assert Space.objects.get(code="S-1").state == "verified"
    assert not Term.objects.filter(closed_at=None).exists()
    desk.step("restituisci", on=today().isoformat(), kept="100,00", note="Una rata")
    with django_assert_max_num_queries(25):
        listed = text_of(client.get(reverse("spaces:office_agreements")))
    assert "Chiuso prima" in listed
    assert client.get(f"{reverse('spaces:office_agreements')}?formato=xlsx").status_code == 200
    assert (
        one.code
        in b"".join(
            client.get(f"{reverse('spaces:office_agreements')}?formato=csv").streaming_content
        ).decode()
    )


@pytest.mark.django_db
def test_a_lot_that_a_colleague_took_up_meanwhile_is_told(client):
    signed_in(client, StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory()))
    address = reverse("spaces:office_awards")
    answer = client.post(address, {"domanda": "ABC23456", "lotto": "l1"}, follow=True)
    assert answer.redirect_chain == [(reverse("spaces:office_agreements"), 302)]
    assert "Un collega ha già iniziato questo accordo" in text_of(answer)
    assert not Agreement.objects.exists()


@pytest.mark.django_db
def test_an_owner_s_pact_leaves_the_space_on_offer(client):
    head = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory())
    place = space(owner_kind="private", owner_name="Nome che non si dice", consent_on=today())
    signed_in(client, head)
    new = reverse("spaces:office_agreement_new", args=[place.pk])
    client.post(
        new,
        {"kind": "owner_pact", "ground": "owner", "ground_text": "Proposta del 3 marzo", "fiscal_code": ""},
    )
    one = Agreement.objects.get()
    desk = Desk(client, one.code)
    terms = {
        "purpose": "Affitto a canone concordato", "months": "48", "economic": "on", "start_rent": "6.000,00",
        "incentive": "8.000,00", "conditions": "Canone fermo per quattro anni.", "ground_text": "Proposta del 3 marzo",
        "starts_on": today().isoformat(), "seen": seen_of(one),
    }  # fmt: skip
    assert client.post(reverse("spaces:office_agreement_terms", args=[one.code]), terms).status_code == 302
    desk.step("chiudi")
    desk.step("aiuto", on=today().isoformat(), received="0", extract="VIS-2", aid_code="COR-2", regime="")
    desk.file("contract")
    desk.step("firma", number="P/1", on=today().isoformat())
    desk.step("avvio", on=today().isoformat())
    assert (desk.state, Space.objects.get().state) == ("active", "verified")
    client.logout()
    card = text_of(client.get(reverse("spaces:card", args=["s1"])))
    assert "Canone fermo per quattro anni." in card
    assert "Nome che non si dice" not in card + text_of(client.get(reverse("spaces:register")))


def ready_to_sign(place, head, numbers, part=None):
    """Agreements of as many firms on one space, terms closed and checked, each with its contract's number."""
    rivals = []
    for number in numbers:
        one = draft_agreement(
            space=place,
            kind=AgreementKind.LEASE,
            ground=Ground.DIRECT,
            ground_text="Prova",
            organisation=firm_of(PersonFactory()),
            by=head,
        )
        one.part_m2 = part
        one.state, one.aid_verdict, one.aid_checked_on = "check_ready", "no_benefit", date(2026, 1, 1)
        one.contract_number, one.signed_on, one.rent = "", None, one.start_rent
        one.save()
        one.files.create(
            kind="contract", caption="c", name="c", content_type="application/pdf", storage_key="k", sha256="s", size=1,
            added_by=head,
        )  # fmt: skip
        rivals.append((one, f"C/{number}"))
    return rivals


def sign(rival, head):
    one, number = rival
    try:
        return sign_agreement(agreement=one, number=number, on=today(), seen=seen_of(one), by=head).state
    except Refused:
        return "refused"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", [None, Decimal(60)])
def test_two_contracts_for_one_space_signed_at_once(part):
    head = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory())
    place = space(market_rent=1000, base_rent=1000)
    rivals = ready_to_sign(place, head, range(2), part)
    outcomes = together(*[lambda rival=rival: sign(rival, head) for rival in rivals])
    assert sorted(outcomes) == ["refused", "signed"]
    assert Space.objects.get().state == "assigned"


@pytest.mark.django_db
def test_tenants_share_a_space_as_long_as_there_is_room(client):
    head = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory())
    place = space(market_rent=1000, base_rent=1000)
    first, second, third = ready_to_sign(place, head, range(3), Decimal(40))
    assert [sign(one, head) for one in (first, second, third)] == ["signed", "signed", "refused"]
    card = text_of(client.get(reverse("spaces:card", args=["s1"])))
    assert card.count("40 m²") == 2

    # who asks for the whole is told what to write, and who shrinks its part fits
    signed_in(client, head)
    desk = Desk(client, third[0].code)
    desk.step("riapri")
    terms = reverse("spaces:office_agreement_terms", args=[desk.code])

    def write(part):
        one = Agreement.objects.get(code=desk.code)
        return client.post(terms, {**TERMS, "seen": seen_of(one), "part_m2": part})

    assert "scrivi quanti metri quadri" in text_of(write(""))
    assert "scrivi una parte più piccola" in text_of(write("20,01"))
    assert write("20").status_code == 302
    Space.objects.update(net_m2=None)
    assert "non dice la superficie" in text_of(write("20"))

    for one, _number in (first, second):
        assert Space.objects.get().state == "assigned"
        Desk(client, one.code).step("chiudi-prima", on=today().isoformat(), because="Rinuncia")
    assert Space.objects.get().state == "verified"


@pytest.mark.django_db
def test_each_winner_of_a_lot_with_places_has_its_part():
    head = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory())
    place = space("S-9", market_rent=12_000, net_m2=90)
    call = published_call()
    lot = SpaceLot("l1", "Lotto 1", space="S-9", base=Decimal(1000), places=3)
    for _number in range(3):
        award = LotAward(
            call=call,
            lot=lot,
            application=started_application(call),
            offer=Decimal(1500),
            act_number="1/2026",
            version=1,
        )
        one = draft_from_award(award=award, by=head)
        assert (one.space, one.part_m2, one.market_rent, one.start_rent) == (place, 30, 4000, 1500)
