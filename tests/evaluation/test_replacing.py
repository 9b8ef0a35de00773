"""Replacing a member: with an act; the newcomer declares and scores from the start, and closed sittings are redone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Notice
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.open_sitting import open_sitting
from manifattura.evaluation.actions.replace_member import replace_member
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import Sheet
from manifattura.evaluation.queries.candidates import compute_ranking
from manifattura.evaluation.queries.committees import members_of, undeclared
from manifattura.evaluation.queries.sitting_minutes import sitting_document
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.evaluation import (
    appointed,
    closed_desk,
    convened,
    declare_none,
    fill_sheet,
    scored_desk,
    sitting_desk,
)

pytestmark = pytest.mark.django_db


def replace(desk, member, person=None, **changes):
    facts = {
        "person": person or StaffFactory(role=Role.COMMITTEE_MEMBER),
        "act_number": "201",
        "act_on": database_now().astimezone(ROME).date(),
        "reason": "Trasferimento ad altro ente",
        "by": desk.head,
        **changes,
    }
    return replace_member(member=member, **facts)


@pytest.mark.parametrize("role", [MemberRole.PRESIDENT, MemberRole.MEMBER])
def test_the_newcomer_takes_the_seat_and_scores_from_blank_sheets(client, role):
    desk = sitting_desk(2)
    leaving = desk.member(role)
    sitting = desk.sitting
    for sheet in Sheet.objects.filter(sitting=sitting):
        fill_sheet(sheet, "0.8")
    newcomer = replace(desk, leaving)
    assert (newcomer.role, newcomer.public_number) == (role, leaving.public_number)
    assert newcomer in members_of(desk.committee)
    assert leaving not in members_of(desk.committee)
    assert not Sheet.objects.filter(member=leaving).exists()
    assert newcomer not in sitting.attended.all(), "present once they have accepted and declared"
    sheet = Sheet.objects.filter(member=newcomer).first()
    signed_in(client, newcomer.person)
    address = reverse("evaluation:sheet", args=[sheet.pk])
    assert client.get(address).status_code == 404, "conflicts first"
    assert len(undeclared(newcomer)) == 2
    declare_none(newcomer)
    assert newcomer in sitting.attended.all()
    assert client.get(address).status_code == 200
    president = next(one for one in members_of(desk.committee) if one.role == MemberRole.PRESIDENT)
    with pytest.raises(Refused):
        close_sitting(sitting=sitting, notes="", by=president.person)
    for sheet in Sheet.objects.filter(member=newcomer):
        fill_sheet(sheet, "0.7")
    close_sitting(sitting=sitting, notes="", by=president.person)
    document = compute_ranking(desk.call, draw_seed="x").document
    assert document["assessors"] == ["m1", "m2", "m3"]
    facts = dict(sitting_document(sitting.minutes, database_now())["facts"])
    said = facts["Sostituzioni a seduta aperta"]
    assert said.startswith(f"{newcomer.person.full_name} al posto di {leaving.person.full_name}, ")
    signed_in(client, leaving.person)
    assert desk.call.title not in client.get(reverse("evaluation:committee_home")).content.decode()
    assert client.get(reverse("evaluation:sitting", args=[sitting.pk])).status_code == 404


def test_it_is_written_in_the_trail_and_told_to_both():
    desk = appointed(closed_desk(1))
    leaving = desk.member()
    for member in members_of(desk.committee):
        declare_none(member)
    convened(desk)
    newcomer = replace(desk, leaving)
    told = Notice.objects.get(kind="committee_appointed", person=newcomer.person)
    assert "È già convocata la seduta 1" in told.body
    entry = AuditEntry.objects.get(verb="committee_member_replaced")
    assert entry.after["act"] == "201"
    assert entry.after["why"] == "Trasferimento ad altro ente"
    assert entry.before["members"] == leaving.person.full_name
    told = Notice.objects.filter(kind__in=["committee_left", "committee_appointed"])
    assert {leaving.person_id, newcomer.person_id} <= set(told.values_list("person_id", flat=True))


def test_what_is_refused():
    desk = appointed(closed_desk(1))
    leaving = desk.member()
    with pytest.raises(PermissionRefused):
        replace(desk, leaving, by=desk.officer)
    for field, bad in (
        ("act_number", {"act_number": " "}),
        ("act_on", {"act_on": database_now().astimezone(ROME).date() + timedelta(days=2)}),
        ("act_on", {"act_on": database_now().astimezone(ROME).date() - timedelta(days=2)}),
        ("reason", {"reason": ""}),
        ("person", {"person": desk.member(MemberRole.MEMBER).person}),
        ("person", {"person": desk.head}),
        ("person", {"person": desk.officer}),
        ("person", {"person": StaffFactory(role=Role.EDITOR)}),
    ):
        with pytest.raises(Refused) as refusal:
            replace(desk, leaving, **bad)
        assert refusal.value.field == field, bad
    newcomer = replace(desk, leaving)
    with pytest.raises(Refused) as again:
        replace(desk, leaving)
    assert again.value.code == "left"
    with pytest.raises(Refused) as former:
        replace(desk, newcomer, leaving.person)
    assert former.value.field == "person"


def test_after_a_closed_sitting_the_comparison_is_redone_whole(client):
    desk = scored_desk(["0.8"])
    first = desk.committee.sittings.get()
    leaving = desk.member()
    with pytest.raises(Refused) as late:
        replace(desk, leaving)
    assert (late.value.code, late.value.field) == ("late", "redo")
    newcomer = replace(desk, leaving, redo=True)
    told = Notice.objects.filter(kind="sitting_annulled").values_list("person_id", flat=True)
    stay = {one.person_id for one in members_of(desk.committee) if one.pk != newcomer.pk}
    assert set(told) == stay, "who came and who left have their own words"
    first.refresh_from_db()
    assert first.state == "annulled"
    with pytest.raises(Refused) as unscored:
        compute_ranking(desk.call, draw_seed="x")
    assert unscored.value.code == "unscored"
    assert Notice.objects.filter(kind="sitting_closed", subject__endswith=desk.call.title).exists()
    declare_none(newcomer)
    shown = {}
    for person in (newcomer.person, desk.member(MemberRole.MEMBER).person):
        signed_in(client, person)
        page = client.get(reverse("evaluation:sitting", args=[first.pk])).content.decode()
        signed = client.get(reverse("evaluation:sitting_minutes", args=[first.pk])).content.decode()
        shown[person.pk] = ("0,8" in page, "da una scheda bianca" in page, "solo chi c’era" in signed)
    assert shown == {
        newcomer.person_id: (False, True, True),
        desk.member(MemberRole.MEMBER).person_id: (True, False, False),
    }, "whoever marks again reads no mark of the annulled sitting"
    sitting = open_sitting(
        sitting=convened(desk),
        attended=[member.pk for member in members_of(desk.committee)],
        by=newcomer.person,
    )
    for sheet in Sheet.objects.filter(sitting=sitting):
        fill_sheet(sheet, "0.6")
    close_sitting(sitting=sitting, notes="", by=newcomer.person)
    ranked = compute_ranking(desk.call, draw_seed="x")
    assert ranked.document["assessors"] == ["m1", "m2", "m3"]
    assert set(ranked.document["applications"][0]["coefficients"]["a1"].values()) == {"0.6"}


def test_a_secretary_who_enters_during_a_sitting_declares_too():
    desk = sitting_desk(1)
    for sheet in Sheet.objects.all():
        fill_sheet(sheet, "0.8")
    secretary = replace(
        desk, desk.member(MemberRole.SECRETARY), StaffFactory(role=Role.SECRETARY, office=desk.call.office)
    )
    with pytest.raises(Refused) as silent:
        close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)
    assert silent.value.code == "unready"
    assert secretary.person.full_name in silent.value.message
    declare_none(secretary)
    close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)


def test_a_secretary_leaves_without_redoing_anything():
    desk = scored_desk(["0.8"])
    replace(
        desk, desk.member(MemberRole.SECRETARY), StaffFactory(role=Role.SECRETARY, office=desk.call.office)
    )
    assert desk.committee.sittings.get().state == "closed"


def test_from_the_page(client):
    desk = appointed(closed_desk(1))
    leaving, person = desk.member(), StaffFactory(role=Role.COMMITTEE_MEMBER)
    address = reverse("evaluation:committee_replace", args=[desk.call.pk])
    signed_in(client, desk.officer)
    assert client.get(address).status_code == 403
    signed_in(client, desk.head)
    committee = reverse("evaluation:committee", args=[desk.call.pk])
    assert address in client.get(committee).content.decode()
    assert client.post(address, {}).status_code == 422
    data = {
        "member": leaving.pk,
        "person": person.pk,
        "act_number": "201",
        "act_on": database_now().astimezone(ROME).date().isoformat(),
        "reason": "Trasferimento",
    }
    assert client.post(address, {**data, "reason": " "}).status_code == 422
    assert client.post(address, data).url == committee
    page = client.get(committee).content.decode()
    assert person.full_name in page
    assert f"al posto di {leaving.person.full_name}" in page


def test_the_page_says_that_closed_sittings_are_redone(client):
    desk = scored_desk(["0.8"])
    signed_in(client, desk.head)
    page = client.get(reverse("evaluation:committee_replace", args=[desk.call.pk])).content.decode()
    assert "Le sedute già chiuse si annullano" in page
