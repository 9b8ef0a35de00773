"""The committee of a call, its members' declarations, sittings and sheets: what each may see, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from manifattura.calls.domain.states import CallState

from ..domain.sheets import SheetState
from ..domain.states import MemberRole, ReviewState
from ..models import Committee, CommitteeMember, ConflictDeclaration, Review, Sheet, Sitting, SittingBid

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application, Bid
    from manifattura.calls.models import CallRound


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


def former_ids(call_id: int) -> set[int]:
    """Ids of the people who left a seat of the call's committee."""
    left = CommitteeMember.objects.filter(committee__call_id=call_id, left_at__isnull=False)
    return set(left.values_list("person_id", flat=True))


def scoring(members: Iterable[CommitteeMember]) -> list[CommitteeMember]:
    """President and members, not the secretary."""
    return [member for member in members if member.role != MemberRole.SECRETARY]


def admitted_reviews(call_id: int) -> QuerySet[Review]:
    """Applications that the committee examines: admitted, and told so; in order of arrival."""
    return (
        Review.objects.filter(
            application__call_id=call_id,
            application__is_live=True,
            state=ReviewState.ADMITTED,
            communicated_at__isnull=False,
        )
        .select_related("application__lead", "application__submission", "phase")
        .defer("application__submission__payload")
        .order_by("application__submission__received_at", "application__submission__arrival")
    )


def undeclared(member: CommitteeMember) -> list[Application]:
    """Applicants on whom the member has still to declare: names only, no file is open yet."""
    reviews = (
        admitted_reviews(member.committee.call_id)
        .filter(phase__closed_at__isnull=False, application__bids__round__state=CallState.IN_EVALUATION)
        .distinct()
    )
    declared = ConflictDeclaration.objects.filter(member=member).values("application_id")
    return [review.application for review in reviews.exclude(application_id__in=declared)]


def conflicts_in(committee: Committee) -> dict[int, set[int]]:
    """Application id → ids of the members who are recused from it."""
    found: dict[int, set[int]] = {}
    for application_id, member_id in declared_conflicts(committee).values_list("application_id", "member_id"):
        found.setdefault(application_id, set()).add(member_id)
    return found


def declared_conflicts(committee: Committee) -> QuerySet[ConflictDeclaration]:
    """Who of the committee is in conflict with which firm, by member."""
    found = ConflictDeclaration.objects.filter(
        member__committee=committee, member__left_at=None, has_conflict=True
    )
    return found.select_related("member__person", "application__lead").order_by("member__position", "pk")


def live_sitting_of(committee: Committee) -> Sitting | None:
    """The sitting that is convened, open or adjourned: there is one at a time."""
    return committee.sittings.filter(closed_at=None, cancelled_at=None, annulled_at=None).first()


def sittings_at_stake(committee: Committee) -> QuerySet[Sitting]:
    """Sittings that a replacement concerns: those that stand, on applications whose ranking is not published yet."""
    examined = SittingBid.objects.filter(
        sitting__committee=committee, stands=True, bid__round__state=CallState.IN_EVALUATION
    )
    return Sitting.objects.filter(pk__in=examined.values("sitting"))


def in_evaluation(committee: Committee) -> bool:
    """Whether some session of the call is before the committee (its formal review is closed), and the call goes on."""
    call = committee.call
    return (
        call.state not in (CallState.SUSPENDED, CallState.REVOKED, CallState.CONCLUDED)
        and call.rounds.filter(state=CallState.IN_EVALUATION).exists()
    )


def unexamined_bids(committee: Committee) -> list[Bid]:
    """Bids of admitted applications, of sessions under evaluation, that no sitting has or will examine; by arrival."""
    reviews = admitted_reviews(committee.call_id).prefetch_related(
        "application__bids__examined_in", "application__bids__round"
    )
    return [
        bid
        for review in reviews
        for bid in review.application.bids.all()
        if bid.round.state == CallState.IN_EVALUATION
        and not any(examined.stands for examined in bid.examined_in.all())
    ]


def examined_for_good() -> QuerySet[Any]:
    """Ids of the bids examined in a closed sitting that stands."""
    return SittingBid.objects.filter(stands=True, sitting__closed_at__isnull=False).values("bid")


def count_to_score(call_id: int, round: CallRound | None = None) -> int:
    """Admitted applications not examined in a closed sitting, of one session or of all."""
    reviews = admitted_reviews(call_id).exclude(application__bids__in=examined_for_good())
    if round is not None:
        reviews = reviews.filter(phase__round=round)
    return reviews.order_by().count()


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
        .order_by("bid__application__submission__received_at", "bid__application__submission__arrival")
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


def harmonising_work(sitting: Sitting) -> list[Work]:
    """How many of each member's sheets were confirmed or changed in the round; recused sheets do not count."""
    conflicts = conflicts_in(sitting.committee)
    done: dict[int, int] = {}
    total: dict[int, int] = {}
    for member_id, application_id, said in Sheet.objects.filter(sitting=sitting).values_list(
        "member_id", "bid__application_id", "harmonisation__id"
    ):
        if member_id not in conflicts.get(application_id, ()):
            total[member_id] = total.get(member_id, 0) + 1
            done[member_id] = done.get(member_id, 0) + (said is not None)
    return [
        Work(member, done.get(member.pk, 0), total.get(member.pk, 0))
        for member in scoring(members_of(sitting.committee))
    ]


def sheets_to_harmonise(sitting: Sitting, person_id: int) -> list[Sheet]:
    """The person's own sheets of the sitting not answered yet in the round; where they are recused there is none."""
    recused = ConflictDeclaration.objects.filter(member__person_id=person_id, has_conflict=True).values(
        "application_id"
    )
    return list(
        Sheet.objects.filter(
            sitting=sitting, member__person_id=person_id, member__left_at=None, harmonisation=None
        ).exclude(bid__application_id__in=recused)
    )
