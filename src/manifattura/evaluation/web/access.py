"""Finds what an address names, and answers 404 to whoever has nothing to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from manifattura.calls.queries.calls import calls_for_staff

from ..models import Committee, CommitteeMember, Review, Sheet, Sitting
from ..permissions import is_caseworker, may_review, may_see_committee_work, member_of
from ..queries.reviews import review_by_code

if TYPE_CHECKING:
    from manifattura.calls.models import Call


def caseworkers_only(request: HttpRequest) -> None:
    """Editors and administrators have no applications to see."""
    if not is_caseworker(request.person):
        raise PermissionDenied


def review_for(request: HttpRequest, code: str) -> Review:
    """The review, when its call belongs to the person's office."""
    review = review_by_code(code)
    if review is None or not may_review(request.person, review.application.call):
        raise Http404
    return review


def call_for(request: HttpRequest, pk: int) -> Call:
    """The published call, when the person's office runs it."""
    call = calls_for_staff(request.person).filter(pk=pk, current_edition__isnull=False).first()
    if call is None or not may_review(request.person, call):
        raise Http404
    return call


@dataclass(frozen=True)
class Seat:
    """A committee and the person's place in it."""

    committee: Committee
    member: CommitteeMember


def seat_for(request: HttpRequest, pk: int) -> Seat:
    """The committee, when the person sits in it."""
    committee = Committee.objects.select_related("call").filter(pk=pk).first()
    member = member_of(request.person, committee) if committee else None
    if committee is None or member is None:
        raise Http404
    return Seat(committee, member)


@dataclass(frozen=True)
class SittingDesk:
    """A sitting, the person's place in its committee (None for the office), and the page to extend."""

    sitting: Sitting
    member: CommitteeMember | None

    @property
    def base(self) -> str:
        return "ui/base_committee.html" if self.member else "ui/base_office.html"

    @property
    def sees_marks(self) -> bool:
        """Who scores reads others' marks after declaring; those of an annulled sitting only if they gave them there.

        Its applications are marked again: whoever took a seat meanwhile starts from a blank sheet.
        """
        if self.member is None or not self.member.scores:
            return True
        if self.member.conflicts_declared_at is None:
            return False
        return self.sitting.annulled_at is None or self.sitting.attended.contains(self.member)


def sitting_for(request: HttpRequest, pk: int) -> SittingDesk:
    """The sitting, when the person sits in the committee or their office runs the call."""
    found = (
        Sitting.objects.select_related("committee__call", "closed_by", "opened_by", "convened_by")
        .prefetch_related("pauses")
        .filter(pk=pk)
        .first()
    )
    member = member_of(request.person, found.committee) if found else None
    if found is None or not may_see_committee_work(request.person, found.committee.call, member):
        raise Http404
    return SittingDesk(found, member)


def sheet_for(request: HttpRequest, pk: int) -> Sheet:
    """The person's own sheet: nobody opens another's, nor any before declaring. Who is in conflict: see `recused`."""
    sheet = (
        Sheet.objects.select_related(
            "member__person",
            "sitting__committee__call",
            "bid__application__lead",
            "bid__application__submission",
        )
        .filter(
            pk=pk,
            member__person_id=request.person.pk,
            member__left_at=None,
            member__conflicts_declared_at__isnull=False,
            sitting__cancelled_at=None,
            sitting__annulled_at=None,
        )
        .first()
    )
    if sheet is None:
        raise Http404
    return sheet
