"""Calls on their way from the deadline to the ranking, made through the actions; and large ones, written at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Person
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application, Bid, Submission
from manifattura.calls.domain.document import edition_to_document
from manifattura.calls.domain.edition import CriteriaGroup, Criterion, Edition, Grid, Requirement, TieBreaker
from manifattura.calls.models import Call, CallEdition
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.actions.admit_application import admit_application
from manifattura.evaluation.actions.answer_appointment import answer_appointment
from manifattura.evaluation.actions.appoint_committee import appoint_committee
from manifattura.evaluation.actions.close_review import close_review
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.confirm_bonus import confirm_bonus
from manifattura.evaluation.actions.convene_sitting import convene_sitting
from manifattura.evaluation.actions.declare_conflicts import Declared, declare_conflicts
from manifattura.evaluation.actions.declare_officer_conflict import declare_officer_conflict
from manifattura.evaluation.actions.open_review import open_review
from manifattura.evaluation.actions.open_sitting import open_sitting
from manifattura.evaluation.actions.reject_application import reject_application
from manifattura.evaluation.actions.save_check import CheckInput, save_check
from manifattura.evaluation.actions.save_sheet import complete_sheet, save_sheet
from manifattura.evaluation.domain.member_declarations import APPOINTMENT_TEXTS, Answer
from manifattura.evaluation.domain.sheets import Given
from manifattura.evaluation.domain.states import MemberRole, ReviewState
from manifattura.evaluation.models import (
    Committee,
    CommitteeMember,
    FormalReview,
    Mark,
    Review,
    Sheet,
    Sitting,
)
from manifattura.evaluation.queries.committees import members_of, undeclared
from manifattura.evaluation.queries.sheet_criteria import sheet_edition_of
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import ROME, database_now
from manifattura.organisations.models import Organisation
from tests.factories.accounts import PersonFactory, StaffFactory
from tests.factories.applications import submitted_application
from tests.factories.calls import published_call
from tests.factories.kept import kept
from tests.factories.organisations import sample_vat

REQUIREMENTS = (
    Requirement("in-time", "Arrivata nei termini", automatic="in_time"),
    Requirement("area", "Sede nell’area del bando", automatic="area"),
    Requirement("durc", "DURC regolare", "richiesto dall’ufficio"),
)
GRID = Grid(
    criteria=(
        Criterion("a1", "Qualità del progetto", Decimal(60), group="a"),
        Criterion("b1", "Effetti sul quartiere", Decimal(40), min=Decimal(10), group="b"),
    ),
    groups=(CriteriaGroup("a", "Progetto"), CriteriaGroup("b", "Quartiere")),
    total_min=Decimal(60),
    tie_breakers=(TieBreaker("criterion", "b1"), TieBreaker("draw")),
    partial_last=True,
    partial_min_share=Decimal("0.20"),
)


@dataclass
class Desk:
    """A call under way with the people who work on it."""

    call: Call
    officer: Person
    head: Person

    @property
    def reviews(self) -> list[Review]:
        return list(
            Review.objects.filter(application__call=self.call).order_by("application__submission__arrival")
        )

    @property
    def committee(self) -> Committee:
        return Committee.objects.get(call=self.call)

    def member(self, role: MemberRole = MemberRole.PRESIDENT, at: int = 0) -> CommitteeMember:
        return list(self.committee.members.filter(role=role))[at]

    @property
    def sitting(self) -> Sitting:
        return self.committee.sittings.get(closed_at=None)


@kept
def running_call(**changes: Any) -> Call:
    """A call that receives applications, with a grid of two criteria and three requirements."""
    facts = {"requirements": REQUIREMENTS, "grid": GRID, **changes}
    return published_call(**facts)


def new_edition(call: Call, **changes: Any) -> Edition:
    """Another edition, written straight into its table: what an amendment does, without its procedure."""
    old = current_edition(call)
    edition = replace(old, version=old.version + 1, **changes)
    document = edition_to_document(edition)
    call.current_edition = CallEdition.objects.create(
        call=call,
        version=edition.version,
        document=document,
        sha256=sha256_hex(document),
        act_number="101",
        act_on=date(2026, 11, 3),
        published_by=call.head_of_procedure,
    )
    call.save(update_fields=["current_edition"])
    return edition


def end_term(call: Call) -> None:
    """The deadline passes: a minute ago by the database's clock."""
    moment = database_now() - timedelta(minutes=1)
    times = current_edition(call).timetable
    new_edition(call, timetable=replace(times, opens_at=moment - timedelta(days=30), deadline_at=moment))
    call.rounds.update(deadline_at=moment)


def desk_of(call: Call) -> Desk:
    return Desk(call, StaffFactory(role=Role.CASE_OFFICER, office=call.office), call.head_of_procedure)


@kept
def reviewed_desk(applications: int = 2, **changes: Any) -> Desk:
    """A call whose review has just been opened."""
    call = running_call(**changes)
    for _ in range(applications):
        submitted_application(call)
    end_term(call)
    desk = desk_of(call)
    move_arrivals(call)
    open_review(call=call, by=desk.officer)
    return desk


def move_arrivals(call: Call) -> None:
    """Arrivals a day before: rows are written once, so the trigger is put aside for the test's own transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE applications_submission DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE applications_submission s SET received_at = received_at - interval '1 day' "
            "FROM applications_application a WHERE a.id = s.application_id AND a.call_id = %s",
            [call.pk],
        )
        cursor.execute("ALTER TABLE applications_submission ENABLE TRIGGER USER")


def decide(desk: Desk, review: Review, *, admit: bool = True) -> Review:
    """The whole formal review of one application."""
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=desk.officer)
    claimed = json.loads(review.application.submission.payload)["bonuses_claimed"]
    for key in claimed:
        confirm_bonus(review=review, bonus_key=key, confirmed=True, note="", by=desk.officer)
    review.refresh_from_db()
    keys = [requirement.key for requirement in current_edition(desk.call).requirements]
    given = {key: CheckInput("met", "") for key in keys}
    if not admit:
        given[keys[-1]] = CheckInput("not_met", "Manca il DURC.")
    version = save_check(review=review, given=given, base_version=review.version, by=desk.officer)
    if admit:
        return admit_application(review=review, base_version=version, by=desk.officer)
    return reject_application(review=review, reason="", base_version=version, by=desk.officer)


@kept
def closed_desk(applications: int = 2, rejected: int = 0, **changes: Any) -> Desk:
    """The formal review is closed: the last `rejected` applications are not admitted."""
    desk = reviewed_desk(applications, **changes)
    for at, review in enumerate(desk.reviews):
        decide(desk, review, admit=at < applications - rejected)
    close_review(call=desk.call, by=desk.head)
    return desk


def appointed(desk: Desk, members: int = 2) -> Desk:
    """President, members and secretary are appointed."""
    people = [StaffFactory(role=Role.COMMITTEE_MEMBER) for _ in range(members + 1)]
    secretary = StaffFactory(role=Role.SECRETARY, office=desk.call.office)
    roles = [MemberRole.PRESIDENT, *[MemberRole.MEMBER] * members, MemberRole.SECRETARY]
    appoint_committee(
        call=desk.call,
        seats=list(zip([*people, secretary], roles, strict=True)),
        act_number="200",
        act_on=database_now().astimezone(ROME).date(),
        by=desk.head,
    )
    return desk


def accept(member: CommitteeMember) -> None:
    """The appointment is accepted, with nothing against it."""
    member.refresh_from_db()
    if member.accepted_at is None:
        answers = {text.kind: Answer(is_clear=True) for text in APPOINTMENT_TEXTS}
        answer_appointment(member=member, answers=answers, by=member.person)
        member.refresh_from_db()


def convened(desk: Desk, bid_ids: Sequence[int] | None = None) -> Sitting:
    """The secretary convenes a sitting for ten minutes from now."""
    return convene_sitting(
        committee=desk.committee,
        starts_at=database_now() + timedelta(minutes=10),
        place="Sala campione",
        link="",
        agenda="Esame delle domande ammesse",
        bid_ids=bid_ids,
        by=desk.member(MemberRole.SECRETARY).person,
    )


def open_now(desk: Desk, bid_ids: Sequence[int] | None = None) -> Sitting:
    """Convened, and opened by the president with everybody there."""
    attended = [member.pk for member in members_of(desk.committee)]
    return open_sitting(sitting=convened(desk, bid_ids), attended=attended, by=desk.member().person)


def declare_none(member: CommitteeMember, *, conflicts: Sequence[int] = ()) -> None:
    """Accept the appointment; then no conflict, but with the applications given."""
    accept(member)
    answers = {
        application.pk: Declared(
            application.pk in conflicts, "Parente" if application.pk in conflicts else ""
        )
        for application in undeclared(member)
    }
    declare_conflicts(member=member, answers=answers, by=member.person)


@kept
def sitting_desk(applications: int = 2, rejected: int = 0, **changes: Any) -> Desk:
    """A sitting is open on all the admitted applications."""
    desk = appointed(closed_desk(applications, rejected, **changes))
    for member in desk.committee.members.all():
        declare_none(member)
    open_now(desk)
    return desk


def fill_sheet(
    sheet: Sheet, coefficient: str, *, complete: bool = True, reason: str = "Buon progetto."
) -> None:
    edition = sheet_edition_of(sheet.bid.application, current_edition(sheet.sitting.committee.call))
    marks = {item.key: Given(Decimal(coefficient), reason) for item in edition.grid.criteria}
    save_sheet(sheet=sheet, marks=marks, by=sheet.member.person)
    if complete:
        complete_sheet(sheet=sheet, by=sheet.member.person)


@kept
def scored_desk(coefficients: Sequence[str] = ("0.9", "0.7"), rejected: int = 0, **changes: Any) -> Desk:
    """The sitting is closed: application n got `coefficients[n]` from everybody."""
    desk = sitting_desk(len(coefficients) + rejected, rejected, **changes)
    order = {review.application_id: at for at, review in enumerate(desk.reviews)}
    for sheet in Sheet.objects.filter(sitting=desk.sitting).select_related("bid", "member__person"):
        fill_sheet(sheet, coefficients[order[sheet.bid.application_id]])
    close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)
    desk.call.refresh_from_db()
    return desk


def many_applications(
    call: Call, count: int, *, state: ApplicationState = ApplicationState.SUBMITTED
) -> list[Application]:
    """Hundreds of sent applications in a few statements, all with the content of one."""
    model = submitted_application(call)
    payload = json.loads(model.submission.payload)
    person = PersonFactory()
    firms = Organisation.objects.bulk_create(
        [
            Organisation(
                kind="firm",
                name=f"Impresa campione {at:04d}",
                legal_form="srl",
                fiscal_code=sample_vat(500_000 + at),
                size_class="micro",
                created_by=person,
            )
            for at in range(count - 1)
        ]
    )
    applications = Application.objects.bulk_create(
        [
            Application(
                call=call,
                edition_id=model.edition_id,
                lead=firm,
                state=state,
                is_live=True,
                code=f"Z{at:05d}",
                project_title="Progetto campione",
                project_cost=model.project_cost,
                requested_amount=model.requested_amount,
                nil_id=model.nil_id,
                created_by=person,
            )
            for at, firm in enumerate(firms)
        ]
    )
    bid = model.bids.get()
    Bid.objects.bulk_create(
        [Bid(application=one, round_id=bid.round_id, lot_id=bid.lot_id) for one in applications]
    )
    Submission.objects.bulk_create(
        [
            Submission(
                application=one,
                arrival=1_000_000 + at,
                received_at=model.submission.received_at,
                payload=json.dumps({**payload, "code": one.code}),
                payload_sha256="0" * 64,
                submitted_by=person,
                on_behalf=firms[at],
                idempotency_key=f"many-{one.code}",
                registration_year=2026,
                registration_number=100_000 + at,
            )
            for at, one in enumerate(applications)
        ]
    )
    return [model, *applications]


def large_ranking(count: int = 2000) -> Desk:
    """A call whose `count` applications were scored, written at once."""
    call = running_call()
    applications = many_applications(call, count, state=ApplicationState.ADMITTED)
    desk = desk_of(call)
    applications[0].state = ApplicationState.ADMITTED
    applications[0].save()
    phase = FormalReview.objects.create(
        call=call,
        round=call.rounds.get(),
        opened_by=desk.officer,
        due_on=date(2026, 12, 31),
        closed_by=desk.head,
    )
    Review.objects.bulk_create(
        Review(phase=phase, application=one, state=ReviewState.ADMITTED) for one in applications
    )
    committee = Committee.objects.create(
        call=call, act_number="1", act_on=date(2026, 11, 24), appointed_by=desk.head
    )
    member = CommitteeMember.objects.create(
        committee=committee, person=PersonFactory(), role="president", public_number=1
    )
    sitting = Sitting.objects.create(
        committee=committee, number=1, opened_by=desk.officer, opened_at=database_now()
    )
    sheets = Sheet.objects.bulk_create(
        Sheet(member=member, bid=one.bids.get(), sitting=sitting) for one in applications
    )
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion_key=key, coefficient=f"0.{(at * 7919) % 9973:04d}", reason="x")
        for at, sheet in enumerate(sheets)
        for key in ("a1", "b1")
    )
    Sitting.objects.update(closed_at=phase.opened_at, closed_by=desk.head)
    call.state = "in_evaluation"
    call.save()
    call.rounds.update(state="in_evaluation")
    return desk
