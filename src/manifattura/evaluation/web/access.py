"""Finds what an address names, and answers 404 to whoever has nothing to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from manifattura.calls.queries.calls import calls_for_staff

from ..models import Committee, CommitteeMember, ConflictDeclaration, Review, Sheet
from ..permissions import is_caseworker, may_review, member_of
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


def sheet_for(request: HttpRequest, pk: int) -> Sheet:
    """The person's own sheet, unless they declared a conflict: nobody opens another's."""
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
        )
        .exclude(
            bid__application__in=_recused(request),
        )
        .first()
    )
    if sheet is None:
        raise Http404
    return sheet


def _recused(request: HttpRequest) -> Any:
    return ConflictDeclaration.objects.filter(member__person_id=request.person.pk, has_conflict=True).values(
        "application_id"
    )
