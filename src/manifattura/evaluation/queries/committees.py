"""The committee of a call, its members' declarations, sittings and sheets: what each may see, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from ..domain.sheets import SheetState
from ..domain.states import MemberRole, ReviewState
from ..models import Committee, CommitteeMember, ConflictDeclaration, Review, Sheet, Sitting

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application, Bid


def committee_of(call_id: int) -> Committee | None:
    """The committee of the call, with the call."""
    return Committee.objects.select_related("call").filter(call_id=call_id).first()


def seats_of(person: Person) -> QuerySet[CommitteeMember]:
    """The person's seats, the newest committee first."""
    return (
        CommitteeMember.objects.filter(person_id=person.pk, left_at=None)
        .select_related("committee__call", "person")
        .order_by("-committee__appointed_at")
    )


def members_of(committee: Committee) -> list[CommitteeMember]:
    """In the order of the act, with their people; those who were replaced are not members any more."""
    return list(committee.members.filter(left_at=None).select_related("person", "replaces__person"))


def scoring(members: Iterable[CommitteeMember]) -> list[CommitteeMember]:
    """President and members, not the secretary."""
    return [member for member in members if member.role != MemberRole.SECRETARY]


def admitted_reviews(call_id: int) -> QuerySet[Review]:
    """Applications that the committee examines: admitted, and told so; in order of arrival."""
    return (
        Review.objects.filter(
            application__call_id=call_id, state=ReviewState.ADMITTED, communicated_at__isnull=False
        )
        .select_related("application__lead", "application__submission", "phase")
        .defer("application__submission__payload")
        .order_by("application__submission__arrival")
    )


def undeclared(member: CommitteeMember) -> list[Application]:
    """Applicants on whom the member has still to declare: names only, no file is open yet."""
    reviews = admitted_reviews(member.committee.call_id).filter(phase__closed_at__isnull=False)
    declared = ConflictDeclaration.objects.filter(member=member).values("application_id")
    return [review.application for review in reviews.exclude(application_id__in=declared)]


def conflicts_in(committee: Committee) -> dict[int, set[int]]:
    """Application id → ids of the members who are recused from it."""
    found: dict[int, set[int]] = {}
    for application_id, member_id in ConflictDeclaration.objects.filter(
        member__committee=committee, member__left_at=None, has_conflict=True
    ).values_list("application_id", "member_id"):
        found.setdefault(application_id, set()).add(member_id)
    return found


def open_sitting_of(committee: Committee) -> Sitting | None:
    return committee.sittings.filter(closed_at=None).first()


def unexamined_bids(committee: Committee) -> list[Bid]:
    """Bids of admitted applications that no sitting has examined yet, in order of arrival."""
    reviews = admitted_reviews(committee.call_id).prefetch_related("application__bids__examined_in")
    return [
        bid
        for review in reviews
        for bid in review.application.bids.all()
        if getattr(bid, "examined_in", None) is None
    ]


def count_to_score(call_id: int) -> int:
    """Admitted applications not examined in a closed sitting."""
    return (
        admitted_reviews(call_id)
        .exclude(application__bids__examined_in__sitting__closed_at__isnull=False)
        .order_by()
        .count()
    )


@dataclass(frozen=True)
class Task:
    """One application in a member's list."""

    sheet: Sheet
    state: SheetState
    application: Application


def tasks_of(member: CommitteeMember, sitting: Sitting) -> list[Task]:
    """The member's own sheets in a sitting, those recused included (they open nothing), in order of arrival."""
    recused = set(
        ConflictDeclaration.objects.filter(member=member, has_conflict=True).values_list(
            "application_id", flat=True
        )
    )
    sheets = (
        Sheet.objects.filter(member=member, sitting=sitting)
        .select_related("bid__application__lead", "bid__application__submission")
        .defer("bid__application__submission__payload")
        .annotate(marks_given=Count("marks", filter=~Q(marks__coefficient=None)))
        .order_by("bid__application__submission__arrival")
    )
    return [Task(sheet, _state(sheet, sheet.marks_given, recused), sheet.bid.application) for sheet in sheets]


def _state(sheet: Sheet, marks_given: int, recused: set[int]) -> SheetState:
    if sheet.bid.application_id in recused:
        return SheetState.RECUSED
    if sheet.completed_at:
        return SheetState.CLOSED
    return SheetState.DRAFT if marks_given else SheetState.TO_DO


@dataclass(frozen=True)
class Work:
    """How far a member's sheets of a sitting are: numbers only, never marks."""

    member: CommitteeMember
    done: int
    total: int


def sitting_work(sitting: Sitting) -> list[Work]:
    """Progress of every scoring member; recused sheets do not count."""
    conflicts = conflicts_in(sitting.committee)
    done: dict[int, int] = {}
    total: dict[int, int] = {}
    for member_id, application_id, completed_at in Sheet.objects.filter(sitting=sitting).values_list(
        "member_id", "bid__application_id", "completed_at"
    ):
        if member_id in conflicts.get(application_id, ()):
            continue
        total[member_id] = total.get(member_id, 0) + 1
        done[member_id] = done.get(member_id, 0) + (completed_at is not None)
    return [
        Work(member, done.get(member.pk, 0), total.get(member.pk, 0))
        for member in scoring(members_of(sitting.committee))
    ]
