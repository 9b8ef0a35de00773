"""The committee: composition, conflicts, sheets; nobody's marks change or show before their time."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Notice, Person
from manifattura.calls.domain.states import CallState
from manifattura.evaluation.actions.appoint_committee import appoint_committee
from manifattura.evaluation.actions.close_review import close_review
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.declare_conflicts import Declared, declare_conflicts, report_conflict
from manifattura.evaluation.actions.save_sheet import complete_sheet, reopen_sheet, save_sheet
from manifattura.evaluation.domain.sheets import Given
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import Mark, Sheet
from manifattura.evaluation.queries.committees import tasks_of, undeclared
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from tests.factories.accounts import RoleAssignmentFactory, StaffFactory
from tests.factories.evaluation import (
    accept,
    appointed,
    closed_desk,
    decide,
    desk_of,
    fill_sheet,
    reviewed_desk,
    running_call,
    scored_desk,
    sitting_desk,
)

pytestmark = pytest.mark.django_db


def people(desk, members=2):
    scoring = [StaffFactory(role=Role.COMMITTEE_MEMBER) for _ in range(members + 1)]
    secretary = StaffFactory(role=Role.SECRETARY, office=desk.call.office)
    roles = [MemberRole.PRESIDENT, *[MemberRole.MEMBER] * members, MemberRole.SECRETARY]
    return list(zip([*scoring, secretary], roles, strict=True))


def appoint(desk, seats, **changes):
    facts = {
        "act_number": "200",
        "act_on": database_now().astimezone(ROME).date(),
        "by": desk.head,
        **changes,
    }
    return appoint_committee(call=desk.call, seats=seats, **facts)


def test_it_is_appointed_only_after_the_deadline():
    desk = desk_of(running_call())
    with pytest.raises(Refused) as early:
        appoint(desk, people(desk))
    assert early.value.code == "early"


def test_only_the_head_appoints_with_an_act_of_after_the_deadline():
    desk = reviewed_desk(1)
    with pytest.raises(PermissionRefused):
        appoint(desk, people(desk), by=desk.officer)
    with pytest.raises(Refused) as act:
        appoint(desk, people(desk), act_number=" ")
    assert act.value.field == "act_number"
    for days in (-30, 3):
        with pytest.raises(Refused) as day:
            appoint(desk, people(desk), act_on=database_now().astimezone(ROME).date() + timedelta(days=days))
        assert day.value.field == "act_on"


def test_the_composition_is_odd_and_independent():
    desk = reviewed_desk(1)
    decide(desk, desk.reviews[0])
    with pytest.raises(Refused) as even:
        appoint(desk, people(desk, members=3))
    assert even.value.code == "even"
    seats = people(desk)
    with pytest.raises(Refused) as head:
        appoint(desk, [(desk.head, MemberRole.PRESIDENT), *seats[1:]])
    assert head.value.code == "head_of_procedure"
    with pytest.raises(Refused) as reviewed:
        appoint(desk, [(desk.officer, MemberRole.PRESIDENT), *seats[1:]])
    assert reviewed.value.code == "reviewed"
    with pytest.raises(Refused) as stranger:
        appoint(desk, [(StaffFactory(role=Role.EDITOR), MemberRole.PRESIDENT), *seats[1:]])
    assert stranger.value.field == "members"
    committee = appoint(desk, seats)
    assert sorted(committee.members.exclude(public_number=None).values_list("public_number", flat=True)) == [
        1,
        2,
        3,
    ]
    assert Notice.objects.filter(kind="committee_appointed").count() == 4
    with pytest.raises(Refused):
        appoint(desk, people(desk))


def test_who_scores_does_not_admit_even_when_appointed_first():
    desk = reviewed_desk(1)
    seats = people(desk)
    RoleAssignmentFactory(person=desk.officer, role=Role.COMMITTEE_MEMBER, office=None)
    desk.officer = Person.objects.get(pk=desk.officer.pk)
    appoint(desk, [(desk.officer, MemberRole.PRESIDENT), *seats[1:]])
    with pytest.raises(PermissionRefused):
        decide(desk, desk.reviews[0])


def test_appointed_during_the_review_it_waits_for_its_closing():
    desk = reviewed_desk(1)
    appointed(desk)
    desk.call.refresh_from_db()
    assert desk.call.state == CallState.UNDER_REVIEW
    member = desk.member()
    assert undeclared(member) == []
    with pytest.raises(Refused) as early:
        declare_conflicts(member=member, answers={}, by=member.person)
    assert early.value.code == "early"
    decide(desk, desk.reviews[0])
    close_review(call=desk.call, by=desk.head)
    assert Notice.objects.filter(kind="conflicts_to_declare").count() == 4
    assert len(undeclared(member)) == 1


def test_members_declare_on_every_applicant_at_once_and_only_on_the_admitted():
    desk = appointed(closed_desk(3, rejected=1))
    member = desk.member()
    applications = undeclared(member)
    assert len(applications) == 2
    with pytest.raises(Refused) as unaccepted:
        declare_conflicts(member=member, answers={}, by=member.person)
    assert unaccepted.value.code == "unaccepted"
    accept(member)
    with pytest.raises(PermissionRefused):
        declare_conflicts(member=member, answers={}, by=desk.officer)
    with pytest.raises(Refused) as incomplete:
        declare_conflicts(member=member, answers={applications[0].pk: Declared(False)}, by=member.person)
    assert incomplete.value.code == "incomplete"
    answers = {applications[0].pk: Declared(True, " "), applications[1].pk: Declared(False)}
    with pytest.raises(Refused) as reason:
        declare_conflicts(member=member, answers=answers, by=member.person)
    assert reason.value.code == "reason"
    answers[applications[0].pk] = Declared(True, "Socio di un parente")
    assert declare_conflicts(member=member, answers=answers, by=member.person) == 1
    assert undeclared(member) == []


def test_a_sheet_is_written_by_its_member_alone_and_completed_with_reasons():
    desk = sitting_desk(1)
    president, other = desk.member(), desk.member(MemberRole.MEMBER)
    sheet = Sheet.objects.get(member=president)
    with pytest.raises(PermissionRefused):
        save_sheet(sheet=sheet, marks={}, by=other.person)
    save_sheet(sheet=sheet, marks={"a1": Given(Decimal("0.8"), "")}, by=president.person)
    with pytest.raises(Refused) as reason:
        complete_sheet(sheet=sheet, by=president.person)
    assert reason.value.field == "a1:reason"
    save_sheet(sheet=sheet, marks={"a1": Given(Decimal("0.8"), "Chiaro")}, by=president.person)
    with pytest.raises(Refused) as coefficient:
        complete_sheet(sheet=sheet, by=president.person)
    assert coefficient.value.field == "b1:coefficient"
    for bad in ({"z9": Given(Decimal(1), "x")}, {"a1": Given(Decimal(1), "x" * 5000)}):
        with pytest.raises(Refused):
            save_sheet(sheet=sheet, marks=bad, by=president.person)
    fill_sheet(sheet, "0.8")
    with pytest.raises(Refused) as complete:
        save_sheet(sheet=sheet, marks={"a1": Given(Decimal(1), "x")}, by=president.person)
    assert complete.value.code == "complete"
    complete_sheet(sheet=sheet, by=president.person)
    reopen_sheet(sheet=sheet, by=president.person)
    save_sheet(sheet=sheet, marks={"a1": Given(Decimal(1), "Ripensato")}, by=president.person)


def test_the_audit_trail_never_holds_a_mark():
    desk = sitting_desk(1)
    sheet = Sheet.objects.get(member=desk.member())
    save_sheet(sheet=sheet, marks={"a1": Given(Decimal("0.37"), "Segretissimo")}, by=sheet.member.person)
    texts = [f"{entry.before} {entry.after}" for entry in AuditEntry.objects.all()]
    assert not any("0.37" in text or "Segretissimo" in text for text in texts)


def test_the_president_closes_when_every_sheet_is_complete():
    desk = sitting_desk(1)
    president = desk.member()
    with pytest.raises(PermissionRefused):
        close_sitting(sitting=desk.sitting, notes="", by=desk.member(MemberRole.MEMBER).person)
    with pytest.raises(Refused) as incomplete:
        close_sitting(sitting=desk.sitting, notes="", by=president.person)
    assert incomplete.value.code == "incomplete"
    for sheet in Sheet.objects.all():
        fill_sheet(sheet, "0.8")
    sitting = desk.sitting
    close_sitting(sitting=sitting, notes="Nessuna osservazione.", by=president.person)
    with pytest.raises(Refused):
        close_sitting(sitting=sitting, notes="", by=president.person)
    sheet = Sheet.objects.first()
    for act in (
        lambda: save_sheet(sheet=sheet, marks={}, by=sheet.member.person),
        lambda: reopen_sheet(sheet=sheet, by=sheet.member.person),
    ):
        with pytest.raises(Refused) as closed:
            act()
        assert closed.value.code == "closed"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evaluation_mark SET coefficient = 1",
        "DELETE FROM evaluation_mark",
        "UPDATE evaluation_sheet SET completed_at = NULL",
        "INSERT INTO evaluation_mark (sheet_id, criterion_key, coefficient, reason) SELECT id, 'z', 1, '' FROM evaluation_sheet LIMIT 1",
        "UPDATE evaluation_sitting SET closed_at = NULL",
        "DELETE FROM evaluation_sitting",
    ],
)
def test_the_database_itself_refuses_to_touch_a_closed_sitting(statement):
    scored_desk(["0.8"])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_marks_of_an_open_sitting_can_change_and_go():
    desk = sitting_desk(1)
    fill_sheet(Sheet.objects.get(member=desk.member()), "0.4", complete=False)
    Mark.objects.update(reason="x")
    Mark.objects.all().delete()


def test_a_conflict_found_later_takes_the_sheet_away():
    desk = sitting_desk(2)
    member = desk.member(MemberRole.MEMBER)
    target = desk.reviews[0].application_id
    with pytest.raises(PermissionRefused):
        report_conflict(member=member, application_id=target, reason="x", by=desk.officer)
    with pytest.raises(Refused):
        report_conflict(member=member, application_id=target, reason=" ", by=member.person)
    with pytest.raises(Refused):
        report_conflict(member=member, application_id=0, reason="x", by=member.person)
    report_conflict(member=member, application_id=target, reason="Nuovo socio", by=member.person)
    sheet = Sheet.objects.get(member=member, bid__application_id=target)
    with pytest.raises(Refused) as recused:
        save_sheet(sheet=sheet, marks={}, by=member.person)
    assert recused.value.code == "conflict"
    assert [task.state for task in tasks_of(member, desk.sitting)] == ["recused", "to_do"]
    for other in Sheet.objects.exclude(pk=sheet.pk):
        fill_sheet(other, "0.7")
    close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)
    with pytest.raises(Refused) as late:
        report_conflict(
            member=member, application_id=desk.reviews[1].application_id, reason="x", by=member.person
        )
    assert late.value.code == "late"


def test_a_sitting_without_anybody_left_for_an_application_does_not_close():
    desk = sitting_desk(1)
    for member in desk.committee.members.exclude(role=MemberRole.SECRETARY):
        report_conflict(
            member=member, application_id=desk.reviews[0].application_id, reason="x", by=member.person
        )
    with pytest.raises(Refused) as nobody:
        close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)
    assert nobody.value.code == "nobody"
