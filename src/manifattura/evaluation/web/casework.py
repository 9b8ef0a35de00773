"""What the review page shows of remedies, notices, visits and entries, and what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.queries.later_arrivals import late_arrivals, with_arrivals
from manifattura.calls.domain.states import CallKind
from manifattura.kernel.errors import Conflict, Refused

from ..actions.note_event import rule_of
from ..actions.procedure_term import procedure_term
from ..actions.send_rejection_notice import wants_notice
from ..domain.rejection_notices import TO_DECIDE, NoticeState
from ..domain.remedies import RemedyState
from ..domain.visits import OPEN_STATES as OPEN_VISITS
from ..domain.visits import VisitState
from ..models import RegisterEntry, RejectionNotice, RemedyRequest, Review
from ..permissions import may_direct, may_review
from ..queries.registers import renewal_by
from ..queries.remedy_lines import ItemRow, item_rows
from ..queries.reviews import OPEN_STATES

AWAITING = (
    ApplicationState.UNDER_REVIEW,
    ApplicationState.REMEDY_REQUESTED,
    ApplicationState.REJECTION_NOTICE,
)
"""States in which a reply that arrived in time may still be typed."""

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def version_of(request: HttpRequest) -> int:
    """The review's version that the page was read with; 0 when the form does not say it."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def version_for_page(request: HttpRequest, review: Review, problem: Refused | None = None) -> int:
    """The version that the page's form goes on from: once a conflict was shown, the one that caused it."""
    if isinstance(problem, Conflict):
        return int(str(problem.theirs.get("version", review.version)))
    return version_of(request) if request.method == "POST" else review.version


@dataclass(frozen=True)
class RemedyView:
    request: RemedyRequest
    rows: list[ItemRow]

    @property
    def is_open(self) -> bool:
        return self.request.state == RemedyState.SENT


def casework_context(review: Review, person: Person) -> dict[str, Any]:
    """Everything of the piece `_casework.html`."""
    call, state = review.application.call, review.application.state
    in_review = review.state in OPEN_STATES and state == ApplicationState.UNDER_REVIEW
    is_register = call.kind == CallKind.REGISTER
    notices = list(review.notices.prefetch_related("reasons", "observations").select_related("term", "form"))
    visits = list(review.visits.select_related("first_officer", "second_officer"))
    remedies = [
        RemedyView(one, item_rows(one))
        for one in review.remedies.select_related(
            "form__submission", "term", "message", "review__application"
        )
    ]
    asked = [*(view.request for view in remedies), *notices]
    with_arrivals([one.form for one in asked if one.form])
    needs_visit = is_register and rule_of(call).visit_required
    return {
        "remedies": remedies,
        "notices": notices,
        "notice_to_decide": next((one for one in notices if one.state in TO_DECIDE), None),
        "notice_waiting": next((one for one in notices if one.state == NoticeState.SENT), None),
        "visits": visits,
        "open_visit": next((one for one in visits if one.state in OPEN_VISITS), None),
        "visit_passed": any(one.state == VisitState.SIGNED and one.passed for one in visits),
        "needs_visit": needs_visit,
        "is_register": is_register,
        "sends_notice": wants_notice(call),
        "may_ask": in_review,
        "may_enter": in_review and may_direct(person, call),
        "is_busy": state in (ApplicationState.REMEDY_REQUESTED, ApplicationState.REJECTION_NOTICE),
        "entry": RegisterEntry.objects.filter(application_id=review.application_id).first(),
        "renewal": renewal_by(review.application, rule_of(call)) if is_register else None,
        "own_term": procedure_term(review),
        "is_undecided": review.state in OPEN_STATES and state in AWAITING,
        "late_arrivals": list(late_arrivals(review.application)),
        "may_type": may_review(person, call),
    }


def notice_of(review: Review, pk: int) -> RejectionNotice | None:
    """The notice of this review with this number."""
    found: RejectionNotice | None = review.notices.select_related("term", "form").filter(pk=pk).first()
    return found
