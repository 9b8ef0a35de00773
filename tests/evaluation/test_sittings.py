"""Sittings: convened when everybody may sit, opened at their hour by the president, adjourned, resumed."""

from datetime import timedelta
from decimal import Decimal

import pytest

from manifattura.accounts.models import Notice
from manifattura.evaluation.actions.adjourn_sitting import adjourn_sitting, resume_sitting
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.convene_sitting import cancel_sitting, convene_sitting
from manifattura.evaluation.actions.open_sitting import open_sitting
from manifattura.evaluation.actions.save_sheet import save_sheet
from manifattura.evaluation.domain.sheets import Given
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import Sheet, SittingPause
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from tests.factories.evaluation import (
    accept,
    appointed,
    closed_desk,
    declare_none,
    open_now,
    scored_desk,
    sitting_desk,
)

pytestmark = pytest.mark.django_db


def convene(desk, **changes):
    facts = {
        "starts_at": database_now() + timedelta(minutes=10),
        "place": "Sala campione",
        "link": "",
        "agenda": "Esame delle domande",
        "by": desk.member(MemberRole.SECRETARY).person,
        **changes,
    }
    return convene_sitting(committee=desk.committee, **facts)


def everybody(desk):
    return [member.pk for member in desk.committee.members.all()]


def declared_desk(applications=2):
    """Everybody has accepted and declared; nothing is convened."""
    desk = appointed(closed_desk(applications))
    for member in desk.committee.members.all():
        declare_none(member)
    return desk


def test_a_sitting_is_convened_when_everybody_has_accepted_and_declared():
    desk = appointed(closed_desk(2))
    secretary, president, member = (
        desk.member(MemberRole.SECRETARY),
        desk.member(),
        desk.member(MemberRole.MEMBER),
    )
    with pytest.raises(Refused, match=f"accettare la nomina: .*{member.person.full_name}") as silent:
        convene(desk)
    assert silent.value.code == "unready"
    for one in (secretary, president, desk.member(MemberRole.MEMBER, 1)):
        declare_none(one)
    accept(member)
    with pytest.raises(Refused, match=f"dichiarare i conflitti: {member.person.full_name}"):
        convene(desk)
    declare_none(member)
    convene(desk)


def test_who_declined_convenes_and_revokes_nothing():
    desk = declared_desk()
    secretary = desk.member(MemberRole.SECRETARY)
    sitting = convene(desk)
    type(secretary).objects.filter(pk=secretary.pk).update(declined_at=database_now(), accepted_at=None)
    with pytest.raises(PermissionRefused):
        cancel_sitting(sitting=sitting, reason="Non posso", by=secretary.person)
    cancel_sitting(sitting=sitting, reason="Non può", by=desk.member().person)
    with pytest.raises(PermissionRefused):
        convene(desk)
    with pytest.raises(Refused, match="vanno sostituiti"):
        convene(desk, by=desk.member().person)


def test_a_sitting_is_convened_with_day_place_agenda_and_something_to_examine():
    desk = declared_desk()
    with pytest.raises(PermissionRefused):
        convene(desk, by=desk.member(MemberRole.MEMBER).person)
    for field, changes in (
        ("starts_at", {"starts_at": database_now() - timedelta(days=2)}),
        ("starts_at", {"starts_at": database_now() - timedelta(minutes=6)}),
        ("place", {"place": " "}),
        ("agenda", {"agenda": ""}),
        ("bids", {"bid_ids": []}),
    ):
        with pytest.raises(Refused) as missing:
            convene(desk, **changes)
        assert missing.value.field == field
    one = desk.reviews[0].application.bids.get()
    sitting = convene(desk, bid_ids=[one.pk])
    assert sitting.state == "convened"
    assert Notice.objects.filter(kind="sitting_convened").count() == 4
    assert Sheet.objects.count() == 0
    with pytest.raises(Refused) as already:
        convene(desk)
    assert already.value.code == "open"
    with pytest.raises(Refused):
        cancel_sitting(sitting=sitting, reason=" ", by=desk.member().person)
    cancel_sitting(sitting=sitting, reason="Un componente è malato", by=desk.member().person)
    assert convene(desk).examined.count() == 2


def test_the_president_opens_it_with_everybody_declared_and_present():
    desk = declared_desk()
    secretary, president = desk.member(MemberRole.SECRETARY), desk.member()
    sitting = convene(desk)
    silent_member = desk.member(MemberRole.MEMBER)
    type(silent_member).objects.filter(pk=silent_member.pk).update(accepted_at=None)
    with pytest.raises(PermissionRefused):
        open_sitting(sitting=sitting, attended=everybody(desk), by=secretary.person)
    with pytest.raises(Refused) as silent:
        open_sitting(sitting=sitting, attended=everybody(desk), by=president.person)
    assert silent.value.code == "unready"
    accept(silent_member)
    for absent in everybody(desk):
        with pytest.raises(Refused) as missing:
            open_sitting(sitting=sitting, attended=set(everybody(desk)) - {absent}, by=president.person)
        assert missing.value.code == "absent"
    open_sitting(sitting=sitting, attended=everybody(desk), by=president.person)
    assert Sheet.objects.filter(sitting=sitting).count() == 6
    with pytest.raises(Refused) as already:
        open_sitting(sitting=sitting, attended=everybody(desk), by=president.person)
    assert already.value.code == "state"


def test_it_opens_from_some_minutes_before_its_hour():
    desk = declared_desk()
    sitting = convene(desk, starts_at=database_now() + timedelta(minutes=16))
    with pytest.raises(Refused, match=r"si apre al massimo 15 minuti prima.*revocala") as early:
        open_sitting(sitting=sitting, attended=everybody(desk), by=desk.member().person)
    assert early.value.code == "early"
    cancel_sitting(sitting=sitting, reason="Siamo già tutti qui", by=desk.member().person)
    now = convene(desk, starts_at=database_now())
    open_sitting(sitting=now, attended=everybody(desk), by=desk.member().person)


def test_an_adjourned_sitting_goes_on_at_its_hour_which_may_be_changed():
    desk = sitting_desk(1)
    president, sitting = desk.member().person, desk.sitting
    later = {"resumes_at": database_now() + timedelta(days=1), "reason": "È tardi", "by": president}
    adjourn_sitting(sitting=sitting, **later)
    with pytest.raises(Refused, match="cambia il giorno e l’ora") as early:
        resume_sitting(sitting=sitting, attended=everybody(desk), by=president)
    assert early.value.code == "early"
    sooner = later | {"resumes_at": database_now() + timedelta(minutes=10), "reason": "Possiamo oggi"}
    pause = adjourn_sitting(sitting=sitting, **sooner)
    assert list(sitting.pauses.all()) == [pause]
    assert Notice.objects.filter(kind="sitting_adjourned", body__contains="Possiamo oggi").count() == 4
    resume_sitting(sitting=sitting, attended=everybody(desk), by=president)
    assert desk.sitting.state == "open"


def test_an_empty_sitting_is_refused_with_the_reason():
    desk = scored_desk(["0.8"])
    with pytest.raises(Refused) as empty:
        convene(desk)
    assert empty.value.code == "empty"
    assert "seduta vuota" in empty.value.message


def test_a_committee_where_all_have_a_conflict_cannot_examine():
    desk = appointed(closed_desk(1))
    target = desk.reviews[0].application_id
    for member in desk.committee.members.all():
        declare_none(member, conflicts=[target])
    with pytest.raises(Refused) as nobody:
        open_now(desk)
    assert nobody.value.code == "nobody"


def test_the_recused_get_no_sheet():
    desk = appointed(closed_desk(2))
    recused = desk.member(MemberRole.MEMBER)
    target = desk.reviews[0].application_id
    for member in desk.committee.members.all():
        declare_none(member, conflicts=[target] if member.pk == recused.pk else [])
    open_now(desk)
    assert Sheet.objects.filter(member=recused).count() == 1
    assert Sheet.objects.filter(bid__application_id=target).count() == 2


def test_while_it_is_adjourned_nobody_writes_nor_closes():
    desk = sitting_desk(1)
    president, sitting = desk.member().person, desk.sitting
    sheet = Sheet.objects.get(member=desk.member())
    for changes in ({"resumes_at": database_now()}, {"reason": ""}, {"by": desk.officer}):
        facts = {"resumes_at": database_now() + timedelta(days=1), "reason": "È tardi", "by": president}
        with pytest.raises(Refused):
            adjourn_sitting(sitting=sitting, **{**facts, **changes})
    adjourn_sitting(sitting=sitting, **facts)
    for act in (
        lambda: save_sheet(sheet=sheet, marks={}, by=president),
        lambda: close_sitting(sitting=sitting, notes="", by=president),
        lambda: resume_sitting(sitting=sitting, attended=everybody(desk)[1:], by=president),
    ):
        with pytest.raises(Refused):
            act()
    SittingPause.objects.update(resumes_at=database_now())
    resume_sitting(sitting=sitting, attended=everybody(desk), by=president)
    save_sheet(sheet=sheet, marks={"a1": Given(Decimal("0.4"), "Ripresa")}, by=president)
    with pytest.raises(Refused):
        resume_sitting(sitting=sitting, attended=everybody(desk), by=president)
