"""The formal review: opened after the deadline, checked, decided, closed, reopened; two officers never overwrite each other."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Notice
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application, Message
from manifattura.calls.domain.states import CallState
from manifattura.calls.domain.timeline import Phase
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.public_times import milestones_of
from manifattura.evaluation.actions.admit_application import admit_application
from manifattura.evaluation.actions.assign_reviews import assign_reviews, preview_assignment
from manifattura.evaluation.actions.close_review import close_review
from manifattura.evaluation.actions.confirm_bonus import confirm_bonus
from manifattura.evaluation.actions.declare_officer_conflict import declare_officer_conflict
from manifattura.evaluation.actions.open_review import open_review
from manifattura.evaluation.actions.reject_application import reject_application
from manifattura.evaluation.actions.remind_officers import remind_officers
from manifattura.evaluation.actions.reopen_review import reopen_review
from manifattura.evaluation.actions.save_check import CheckInput, save_check
from manifattura.evaluation.domain.states import ReviewState
from manifattura.evaluation.models import Review
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from tests.applications.samples import sample_edition
from tests.factories.accounts import OfficeFactory, StaffFactory
from tests.factories.applications import submitted_application
from tests.factories.evaluation import (
    appointed,
    closed_desk,
    decide,
    desk_of,
    end_term,
    many_applications,
    reviewed_desk,
    running_call,
)

pytestmark = pytest.mark.django_db


def test_the_review_opens_only_after_the_deadline_and_once():
    call = running_call()
    application = submitted_application(call)
    desk = desk_of(call)
    with pytest.raises(Refused) as early:
        open_review(call=call, by=desk.officer)
    assert early.value.code == "early"
    end_term(call)
    open_review(call=call, by=desk.officer)
    application.refresh_from_db()
    assert call.state == CallState.UNDER_REVIEW
    assert application.state == ApplicationState.UNDER_REVIEW
    with pytest.raises(Refused):
        open_review(call=call, by=desk.officer)


def test_a_review_opened_late_ends_on_the_day_the_page_of_the_call_tells():
    call = running_call()
    end_term(call)
    late = database_now() - timedelta(days=12)
    call.rounds.update(opens_at=late - timedelta(days=30), deadline_at=late)
    phase = open_review(call=call, by=desk_of(call).officer)
    times = replace(current_edition(call).timetable, deadline_at=late)
    told = {one.phase: one.on for one in milestones_of(times, CallState.UNDER_REVIEW, database_now())}
    assert phase.due_on == told[Phase.REVIEW]


def test_only_the_calls_own_office_opens_and_reads_it():
    call = running_call()
    end_term(call)
    stranger = StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory())
    with pytest.raises(PermissionRefused):
        open_review(call=call, by=stranger)


def test_automatic_checks_say_what_they_found():
    desk = reviewed_desk(1)
    checks = {check.requirement_key: check for check in desk.reviews[0].checks.all()}
    assert set(checks) == {"in-time", "area"}
    assert checks["in-time"].outcome == "met"
    assert checks["area"].evidence["code"] == "AREA_MET"
    assert all(check.is_automatic for check in checks.values())


def test_a_late_application_gets_its_note_in_the_words_of_the_procedure():
    call = running_call()
    submitted_application(call)
    end_term(call)  # the arrival is now after the deadline
    desk = desk_of(call)
    open_review(call=call, by=desk.officer)
    check = desk.reviews[0].checks.get(requirement_key="in-time")
    assert check.outcome == "not_met"
    assert "dopo la scadenza" in check.note


def test_opening_five_hundred_takes_few_statements(django_assert_max_num_queries):
    call = running_call()
    many_applications(call, 500)
    end_term(call)
    desk = desk_of(call)
    with django_assert_max_num_queries(60):
        open_review(call=call, by=desk.officer)
    assert Review.objects.count() == 500


def test_a_review_nobody_had_becomes_of_whoever_works_on_it():
    desk = reviewed_desk(1)
    review = desk.reviews[0]
    save_check(review=review, given={"durc": CheckInput("met", "Regolare")}, base_version=0, by=desk.officer)
    review.refresh_from_db()
    assert (review.officer, review.state, review.version) == (desk.officer, ReviewState.IN_PROGRESS, 1)


def test_admitting_needs_every_check_the_statement_and_the_bonuses():
    desk = reviewed_desk(1)
    review = desk.reviews[0]
    with pytest.raises(Refused) as no_statement:
        admit_application(review=review, base_version=0, by=desk.officer)
    assert no_statement.value.field == "conflict"
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=desk.officer)
    with pytest.raises(Refused) as incomplete:
        admit_application(review=review, base_version=0, by=desk.officer)
    assert incomplete.value.code == "incomplete"
    version = save_check(review=review, given={"durc": CheckInput("met")}, base_version=0, by=desk.officer)
    admit_application(review=review, base_version=version, by=desk.officer)
    review.refresh_from_db()
    assert review.state == ReviewState.ADMITTED
    review.application.refresh_from_db()
    assert review.application.state == ApplicationState.UNDER_REVIEW, (
        "the firm is told when the review closes"
    )


def test_not_admitting_needs_a_requirement_that_is_missing_and_its_note():
    desk = reviewed_desk(1)
    review = desk.reviews[0]
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=desk.officer)
    version = save_check(review=review, given={"durc": CheckInput("met")}, base_version=0, by=desk.officer)
    with pytest.raises(Refused) as all_met:
        reject_application(review=review, reason="", base_version=version, by=desk.officer)
    assert all_met.value.code == "all_met"
    version = save_check(
        review=review, given={"durc": CheckInput("not_met")}, base_version=version, by=desk.officer
    )
    with pytest.raises(Refused) as no_note:
        reject_application(review=review, reason="Così", base_version=version, by=desk.officer)
    assert no_note.value.field == "durc"
    with pytest.raises(Refused):
        admit_application(review=review, base_version=version, by=desk.officer)
    version = save_check(
        review=review,
        given={"durc": CheckInput(None, "DURC scaduto.")},
        base_version=version,
        by=desk.officer,
    )
    reject_application(review=review, reason="", base_version=version, by=desk.officer)
    review.refresh_from_db()
    assert (review.state, review.reason) == (ReviewState.NOT_ADMITTED, "DURC scaduto.")


def test_an_officer_with_a_conflict_is_out():
    desk = reviewed_desk(1)
    review = desk.reviews[0]
    assign_reviews(reviews=[review], officer=desk.officer, by=desk.head)
    with pytest.raises(Refused):
        declare_officer_conflict(review=review, has_conflict=True, reason=" ", by=desk.officer)
    declare_officer_conflict(review=review, has_conflict=True, reason="È mio cugino", by=desk.officer)
    review.refresh_from_db()
    assert review.officer is None
    assert Notice.objects.filter(person=desk.head, kind="officer_conflict").exists()
    with pytest.raises(PermissionRefused):
        save_check(review=review, given={"durc": CheckInput("met")}, base_version=0, by=desk.officer)
    assert not preview_assignment(reviews=[review], officer=desk.officer, by=desk.head)[0].done


def test_two_officers_on_one_check_are_both_told():
    desk = reviewed_desk(1)
    review, other = desk.reviews[0], StaffFactory(role=Role.CASE_OFFICER, office=desk.call.office)
    save_check(review=review, given={"durc": CheckInput("met", "Visto")}, base_version=0, by=desk.officer)
    with pytest.raises(Conflict) as told:
        save_check(review=review, given={"durc": CheckInput("not_met", "No")}, base_version=0, by=other)
    assert told.value.theirs["durc"]["outcome"] == "met"
    assert told.value.theirs["durc"]["by"] == desk.officer.full_name
    # another check of the same page is no conflict, but the page does not learn what it has not seen
    assert save_check(review=review, given={"area": CheckInput(None, "Bene")}, base_version=0, by=other) == 0
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=other)
    with pytest.raises(Conflict):
        admit_application(review=review, base_version=0, by=other)
    save_check(
        review=review, given={"durc": CheckInput("not_met", "No")}, base_version=0, by=other, keep_mine=True
    )
    assert review.checks.get(requirement_key="durc").outcome == "not_met"


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_the_same_instant():
    desk = reviewed_desk(1)
    review = desk.reviews[0]
    officers = [desk.officer, StaffFactory(role=Role.CASE_OFFICER, office=desk.call.office)]
    start, told = threading.Barrier(2), []

    def work(officer, outcome):
        close_old_connections()
        start.wait()
        try:
            save_check(review=review, given={"durc": CheckInput(outcome, "x")}, base_version=0, by=officer)
        except Conflict:
            told.append(officer)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=work, args=pair) for pair in zip(officers, ("met", "not_met"), strict=True)
    ]
    [thread.start() for thread in threads]
    [thread.join(20) for thread in threads]
    assert len(told) == 1
    review.refresh_from_db()
    assert review.version == 1


def test_bad_checks_are_refused():
    desk = reviewed_desk(1)
    review = desk.reviews[0]
    for given in (
        {"nobody": CheckInput("met")},
        {"durc": CheckInput("maybe")},
        {"durc": CheckInput("met", "x" * 3000)},
    ):
        with pytest.raises(Refused):
            save_check(review=review, given=given, base_version=0, by=desk.officer)
    save_check(review=review, given={"durc": CheckInput("met")}, base_version=0, by=desk.officer)
    save_check(
        review=review, given={"durc": CheckInput("", "ancora da vedere")}, base_version=1, by=desk.officer
    )
    assert review.checks.get(requirement_key="durc").outcome == ""


def test_closing_tells_each_firm_and_moves_the_applications(run_jobs):
    desk = reviewed_desk(2)
    decide(desk, desk.reviews[0])
    with pytest.raises(Refused) as waiting:
        close_review(call=desk.call, by=desk.head)
    assert waiting.value.code == "incomplete"
    decide(desk, desk.reviews[1], admit=False)
    with pytest.raises(PermissionRefused):
        close_review(call=desk.call, by=desk.officer)
    close_review(call=desk.call, by=desk.head)
    run_jobs()
    states = set(Application.objects.values_list("state", flat=True))
    assert states == {ApplicationState.ADMITTED, ApplicationState.NOT_ADMITTED}
    assert Notice.objects.filter(kind="message").count() == 2
    assert "Manca il DURC." in Message.objects.get(template="evaluation.not_admitted").text().body
    assert AuditEntry.objects.filter(verb="review_closed").exists()
    with pytest.raises(Refused):
        close_review(call=desk.call, by=desk.head)


def test_the_head_reopens_until_the_committee_is_there():
    desk = closed_desk(2)
    review = desk.reviews[0]
    with pytest.raises(PermissionRefused):
        reopen_review(review=review, reason="Riesame", by=desk.officer)
    with pytest.raises(Refused):
        reopen_review(review=review, reason=" ", by=desk.head)
    reopen_review(review=review, reason="Documento non visto", by=desk.head)
    review.refresh_from_db()
    review.application.refresh_from_db()
    assert review.state == ReviewState.IN_PROGRESS
    assert review.application.state == ApplicationState.UNDER_REVIEW
    with pytest.raises(Refused):
        reopen_review(review=review, reason="Ancora", by=desk.head)
    decide(desk, review, admit=False)
    close_review(call=desk.call, by=desk.head)
    appointed(desk)
    with pytest.raises(Refused) as late:
        reopen_review(review=desk.reviews[1], reason="Tardi", by=desk.head)
    assert late.value.code == "late"


def test_bulk_assignment_answers_row_by_row():
    desk = reviewed_desk(3)
    decide(desk, desk.reviews[2])
    results = assign_reviews(reviews=desk.reviews, officer=desk.officer, by=desk.head)
    assert [result.done for result in results] == [True, True, False]
    assert Notice.objects.filter(person=desk.officer, kind="review_assigned").count() == 1
    again = assign_reviews(reviews=desk.reviews, officer=desk.officer, by=desk.head)
    assert not any(result.done for result in again)
    colleague = StaffFactory(role=Role.CASE_OFFICER, office=desk.call.office)
    moved = assign_reviews(reviews=desk.reviews[:1], officer=colleague, by=desk.head)
    assert desk.officer.full_name in moved[0].text
    stranger = StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory())
    assert not assign_reviews(reviews=desk.reviews[:1], officer=stranger, by=desk.head)[0].done
    assert not assign_reviews(reviews=desk.reviews[:1], officer=colleague, by=stranger)[0].done


def test_reminders_go_once_a_day_to_those_who_have_work():
    desk = reviewed_desk(3)
    decide(desk, desk.reviews[2])
    assign_reviews(reviews=desk.reviews[:1], officer=desk.officer, by=desk.head)
    stranger = StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory())
    assert not any(result.done for result in remind_officers(reviews=desk.reviews, by=stranger))
    results = remind_officers(reviews=desk.reviews, by=desk.head)
    assert [result.done for result in results] == [True, False, False]
    assert Notice.objects.filter(person=desk.officer, kind="review_reminded").count() == 1
    assert not any(result.done for result in remind_officers(reviews=desk.reviews, by=desk.head))


def test_bonuses_are_confirmed_or_refused_with_a_reason():
    grid = sample_edition().grid
    desk = reviewed_desk(1, grid=grid)
    review = desk.reviews[0]
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=desk.officer)
    version = save_check(review=review, given={"durc": CheckInput("met")}, base_version=0, by=desk.officer)
    with pytest.raises(Refused) as waiting:
        admit_application(review=review, base_version=version, by=desk.officer)
    assert waiting.value.field == "bonuses"
    with pytest.raises(Refused):
        confirm_bonus(review=review, bonus_key="young", confirmed=False, note="", by=desk.officer)
    with pytest.raises(Refused):
        confirm_bonus(review=review, bonus_key="other", confirmed=True, note="", by=desk.officer)
    confirm_bonus(review=review, bonus_key="young", confirmed=False, note="Soci adulti", by=desk.officer)
    review.refresh_from_db()
    admit_application(review=review, base_version=review.version, by=desk.officer)
    with pytest.raises(Refused):
        confirm_bonus(review=review, bonus_key="young", confirmed=True, note="", by=desk.officer)
