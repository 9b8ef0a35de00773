"""Who of the office reads and writes the threads: those who run the call, never who scores in its committee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from manifattura.applications.permissions import may_write_to_applicant
from manifattura.applications.queries.applications import application_by_code

from ..domain.states import MemberRole
from ..models import CommitteeMember, OfficerStatement

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application


def thread_for(request: HttpRequest, code: str) -> Application:
    """The sent application of an office that the person works for; 404 for anybody else, its committee included."""
    application = application_by_code(code)
    if (
        application is None
        or getattr(application, "submission", None) is None
        or not may_write_to_applicant(request.person, application)
        or application.call_id in set(calls_scored_by(request.person))
    ):
        raise Http404
    return application


def calls_scored_by(person: Person) -> QuerySet[CommitteeMember, int]:
    """Ids of the calls in whose committee the person scores now."""
    return (
        CommitteeMember.objects.filter(person_id=person.pk, left_at=None, declined_at=None)
        .exclude(role=MemberRole.SECRETARY)
        .values_list("committee__call_id", flat=True)
    )


def is_recused(person: Person, application: Application) -> bool:
    """Whether the officer declared a conflict with this applicant: a colleague writes."""
    return OfficerStatement.objects.filter(
        review__application_id=application.pk, person_id=person.pk, has_conflict=True
    ).exists()
