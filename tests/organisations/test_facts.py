"""Seats, activity codes, size: rules of the actions and what the pages do with bad input."""

import pytest

from manifattura.accounts.domain.roles import Role
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.actions.change_activities import (
    MOST,
    add_activity,
    remove_activity,
    set_main_activity,
)
from manifattura.organisations.actions.check_seat import check_seat
from manifattura.organisations.actions.save_seat import remove_seat, save_seat
from manifattura.organisations.domain.kinds import MandateKind
from manifattura.organisations.queries.ateco import ateco_title, is_ateco, search_ateco, sections
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.organisations import (
    GroupingFactory,
    MandateFactory,
    OrganisationFactory,
    SeatFactory,
    firm_of,
)
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db
SEAT = {
    "kind": "operating",
    "address": "Via  di prova 2",
    "postal_code": "20157",
    "city": "milano",
    "nil": 77,
    "municipio": 8,
}


@pytest.fixture
def owner():
    return PersonFactory()


@pytest.fixture
def firm(owner):
    return firm_of(owner)


def save(firm, owner, seat=None, **change):
    return save_seat(organisation=firm, seat=seat, by=owner, **{**SEAT, **change})


def test_a_seat_is_added_changed_and_removed_with_its_trace(firm, owner):
    seat = save(firm, owner)
    assert (seat.address, seat.nil_id, seat.municipio_id) == ("Via di prova 2", 77, 8)
    seat.checked_at = seat.organisation.created_at
    seat.save()
    save(firm, owner, seat)
    assert not AuditEntry.objects.filter(verb="seat_changed").exists(), "nothing changed"
    changed = save(firm, owner, seat, address="Via di prova 3")
    assert changed.checked_at is None, "a new address is to be checked again"
    entry = AuditEntry.objects.get(verb="seat_changed")
    assert (entry.before["address"], entry.after["address"]) == ("Via di prova 2", "Via di prova 3")
    assert entry.after["nil"] == "Bovisa"
    remove_seat(seat=seat, by=owner)
    remove_seat(seat=seat, by=owner)
    assert AuditEntry.objects.filter(verb="seat_removed").count() == 1


def test_elsewhere_there_is_no_nil(firm, owner):
    seat = save(firm, owner, city="Monza", postal_code="20900")
    assert (seat.nil_id, seat.municipio_id) == (None, None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "x"}, "kind"),
        ({"address": " "}, "address"),
        ({"postal_code": "2015"}, "postal_code"),
        ({"postal_code": "2015a"}, "postal_code"),
        ({"city": ""}, "city"),
        ({"nil": None}, "nil"),
        ({"nil": 999}, "nil"),
        ({"municipio": None}, "municipio"),
        ({"municipio": 12}, "municipio"),
    ],
)
def test_wrong_seats_name_their_field(firm, owner, change, field):
    with pytest.raises(Refused) as refusal:
        save(firm, owner, **change)
    assert refusal.value.field == field
    assert firm.seats.count() == 1


def test_one_registered_seat_and_not_too_many(firm, owner):
    first = save(firm, owner, kind="registered")
    assert save(firm, owner, first, kind="registered", address="Altra via")
    with pytest.raises(Refused, match="sede legale") as refusal:
        save(firm, owner, kind="registered")
    assert refusal.value.field == "kind"
    SeatFactory.create_batch(50, organisation=firm)
    with pytest.raises(Refused, match="50"):
        save(firm, owner)


def test_collaborators_do_not_change_facts(firm):
    collaborator = MandateFactory(organisation=firm, kind=MandateKind.COLLABORATOR).person
    with pytest.raises(PermissionRefused):
        save(firm, collaborator)
    with pytest.raises(PermissionRefused):
        add_activity(organisation=firm, code="74.11.10", by=collaborator)
    with pytest.raises(PermissionRefused):
        remove_activity(activity=firm.ateco_codes.get(), by=collaborator)


def test_codes_are_added_and_one_is_main(firm, owner):
    first = firm.ateco_codes.get()
    second = add_activity(organisation=firm, code=" 74.11.10 ", by=owner)
    assert not second.is_main
    set_main_activity(activity=second, by=owner)
    assert list(firm.ateco_codes.values_list("code", "is_main")) == [("74.11.10", True), (first.code, False)]
    remove_activity(activity=second, by=owner)
    assert list(firm.ateco_codes.values_list("code", "is_main")) == [(first.code, True)]
    remove_activity(activity=first, by=owner)
    assert not firm.ateco_codes.exists()
    assert AuditEntry.objects.filter(verb="activities_changed").count() == 4
    assert add_activity(organisation=firm, code="62.10.00", by=owner).is_main


def test_wrong_codes_are_refused(firm, owner):
    for code in ("74.10.10", "31", "abc", "31.00.11"):
        with pytest.raises(Refused) as refusal:
            add_activity(organisation=firm, code=code, by=owner)
        assert refusal.value.field == "code"
    for code, _title in search_ateco("fabbricazione")[: MOST - 1]:
        add_activity(organisation=firm, code=code, by=owner)
    with pytest.raises(Refused, match=str(MOST)):
        add_activity(organisation=firm, code="95.23.00", by=owner)


def test_the_list_is_searched_by_word_or_number():
    assert ("31.00.20", "Fabbricazione di mobili da cucina") in search_ateco("mobili cucina")
    assert "30.31.00" not in dict(search_ateco("mobili")), (
        "aircraft are no furniture: words are matched from their beginning"
    )
    assert search_ateco("GIOIELLI")
    assert search_ateco("attivita di progettazione"), "accents do not matter"
    assert {code[:4] for code, _ in search_ateco("74.1")} == {"74.1"}
    assert {code[:4] for code, _ in search_ateco("741")} == {"74.1"}
    assert search_ateco("a") == []
    assert search_ateco("zzzz") == []
    assert len(search_ateco("fabbricazione")) == 30
    assert is_ateco("74.10.10", "2022")
    assert not is_ateco("74.11.10", "1991")
    assert ateco_title("62.10.00")
    assert ateco_title("62.10.00", "1991") == ""
    assert sections()["10"] == "C"
    assert sections()["62"] == "K"


def test_the_page_of_codes_works_with_and_without_htmx(client, firm, owner):
    signed_in(client, owner)
    path = f"/imprese/{firm.pk}/attivita/"
    page = client.get(path, {"q": "mobili"}).content.decode()
    assert "<html" in page
    assert "Già aggiunta" not in client.get(path, {"q": "gioielli"}).content.decode()
    fragment = client.get(path, {"q": "mobili"}, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "31.00.20" in fragment
    assert "Nessuna attività" in client.get(path, {"q": "zzzz"}).content.decode()
    assert "non è nell’elenco" in client.post(path, {"code": "99"}).content.decode()
    assert client.post(path, {"code": "31.00.20"}).url == path
    added = firm.ateco_codes.get(code="31.00.20")
    client.post(f"{path}{added.pk}/principale/")
    client.post(f"{path}{added.pk}/togli/")
    assert firm.ateco_codes.get().is_main
    assert client.post(f"{path}{added.pk}/togli/").status_code == 404


def test_the_page_of_size_helps_and_keeps_what_was_typed(client, firm, owner):
    signed_in(client, owner)
    path = f"/imprese/{firm.pk}/dimensione/"
    wrong = client.post(path, {"employees": "-1", "turnover": "x", "size_class": "micro"})
    assert set(wrong.context["form"].errors) == {"employees", "turnover"}
    assert 'value="x"' in wrong.content.decode()
    assert (
        client.post(path, {"employees": "30", "turnover": "5.000.000", "size_class": "micro"}).status_code
        == 302
    )
    assert "I numeri dicono altro: Piccola impresa" in client.get(f"/imprese/{firm.pk}/").content.decode()
    page = client.get(path)
    assert page.context["differs"]
    assert "Piccola impresa" in page.content.decode()
    firm.refresh_from_db()
    assert str(firm.turnover) == "5000000.00"


def test_the_page_of_a_seat_shows_refusals_beside_the_field(client, firm, owner):
    load_city()
    signed_in(client, owner)
    path = f"/imprese/{firm.pk}/sedi/nuova/"
    assert "(facoltativo)" not in client.get(path).content.decode(), "in the city both are needed"
    answer = client.post(path, {**SEAT, "nil": ""})
    assert answer.context["form"].errors["nil"] == ["Scegli il quartiere (NIL)."]
    assert "Via  di prova 2" in answer.content.decode()
    assert client.post(path, {**SEAT, "municipio": "77"}).context["form"].errors["municipio"]
    assert client.post(path, SEAT).url == f"/imprese/{firm.pk}/"
    seat = firm.seats.get(address="Via di prova 2")
    assert client.get(f"/imprese/{firm.pk}/sedi/{seat.pk}/").status_code == 200
    assert client.post(f"/imprese/{firm.pk}/sedi/{seat.pk}/togli/").url == f"/imprese/{firm.pk}/"
    assert client.get(f"/imprese/{firm.pk}/sedi/{seat.pk}/").status_code == 404


def test_the_office_checks_what_it_read(client, firm, owner, django_capture_on_commit_callbacks):
    seat, official = save(firm, owner), StaffFactory(role=Role.CASE_OFFICER)
    with pytest.raises(PermissionRefused):
        check_seat(seat=seat, seen=seat.mark, by=owner)
    with django_capture_on_commit_callbacks() as announced:
        checked = check_seat(seat=seat, seen=seat.mark, by=official)
    assert checked.checked_at
    assert not announced, "declarations about the firm stay"
    assert check_seat(seat=seat, seen=seat.mark, by=official).checked_at == checked.checked_at
    assert AuditEntry.objects.filter(verb="seat_checked").count() == 1
    seen = seat.mark
    save(firm, owner, seat, address="Via di prova 3")
    with pytest.raises(Refused):
        check_seat(seat=seat, seen=seen, by=official)


def test_the_office_page_has_one_button_per_seat(client, firm, owner):
    seat = save(firm, owner)
    path = f"/ufficio/imprese/{firm.pk}/sedi/{seat.pk}/verifica/"
    signed_in(client, owner)
    assert client.post(path).status_code == 403
    signed_in(client, StaffFactory(role=Role.CASE_OFFICER))
    page = client.get(f"/ufficio/imprese/{firm.pk}/").content.decode()
    assert path in page
    assert client.post(path, {"seen": "altro"}).status_code == 302
    seat.refresh_from_db()
    assert seat.checked_at is None
    client.post(path, {"seen": seat.mark})
    page = client.get(f"/ufficio/imprese/{firm.pk}/").content.decode()
    assert path not in page
    assert "Verificato" in page


def test_the_page_of_facts(client, firm, owner):
    signed_in(client, owner)
    path = f"/imprese/{firm.pk}/dati/"
    facts = {"name": "Nome nuovo", "legal_form": "srl", "vat_number": firm.vat_number, "pec": "a@example.org"}
    assert client.post(path, {**facts, "vat_number": "12"}).context["form"].errors["vat_number"]
    assert client.post(path, {**facts, "phone": "abc"}).context["form"].errors["phone"]
    assert client.post(path, {**facts, "founded_on": "2999-01-01"}).context["form"].errors["founded_on"]
    assert client.post(path, facts).url == f"/imprese/{firm.pk}/"
    firm.refresh_from_db()
    assert firm.name == "Nome nuovo"


def test_a_grouping_has_no_codes_seats_size_or_people_of_its_own(client, firm, owner):
    grouping = GroupingFactory(members=[firm])
    signed_in(client, owner)
    for part in ("attivita/", "dimensione/", "sedi/nuova/", "persone/", "costituzione/"):
        assert client.get(f"/imprese/{grouping.pk}/{part}").status_code == 404
    assert client.post(f"/imprese/{grouping.pk}/dati/", {"name": "Rete nuova"}).status_code == 302
    assert client.get(f"/imprese/{firm.pk}/componenti/").status_code == 404


def test_the_page_of_the_constitution(client, owner):
    future = OrganisationFactory(kind="firm_to_be", fiscal_code=None, vat_number="")
    MandateFactory(organisation=future, person=owner)
    other = firm_of(PersonFactory())
    signed_in(client, owner)
    path = f"/imprese/{future.pk}/costituzione/"
    facts = {
        "name": "Vera",
        "legal_form": "srl",
        "fiscal_code": other.fiscal_code,
        "vat_number": other.fiscal_code,
    }
    assert client.post(path, facts).context["form"].errors["fiscal_code"]
    assert client.post(path, {**facts, "fiscal_code": "00743110157"}).url == f"/imprese/{future.pk}/"
    assert client.get(path).status_code == 404
