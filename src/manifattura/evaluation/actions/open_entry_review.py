"""Begin the review of an application to an open register: each by itself, as soon as it arrives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.applications.actions.move_application import move_application
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.queries.applications import live_applications
from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.calls import public_calls
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import ROME
from manifattura.kernel.jobs import defer
from manifattura.kernel.working_days import term_end

from ..models import FormalReview, Review
from .open_review import create_reviews
from .procedure_term import open_procedure_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application
    from manifattura.calls.models import Call

OPEN_TASK = "evaluation.open_entry_reviews"


def defer_entry_reviews(call: Call) -> None:
    """Queue the opening, when the call is a register."""
    if call.kind == CallKind.REGISTER:
        defer(OPEN_TASK, call_id=call.pk)


def open_waiting_reviews(*, call_id: int | None = None) -> int:
    """For one register, or for all that are public: what the job and the sweep after a crash do."""
    registers = public_calls().filter(kind=CallKind.REGISTER)
    if call_id is not None:
        registers = registers.filter(pk=call_id)
    return sum(open_entry_reviews(call=call) for call in registers)


def open_entry_reviews(*, call: Call, by: Person | None = None) -> int:
    """How many reviews were opened; running again opens none."""
    waiting = list(live_applications(call.pk).filter(state=ApplicationState.SUBMITTED))
    return sum(_open(call, application, by) for application in waiting)


def _open(call: Call, application: Application, by: Person | None) -> bool:
    with transaction.atomic():
        phase = _phase(call)
        bid = application.bids.select_related("round").get()
        phase = phase or FormalReview.objects.create(
            call=call,
            round=bid.round,
            opened_by=by or call.head_of_procedure,
            due_on=_due_on(call, application),
        )
        if Review.objects.filter(application=application).exists():
            return False
        move_application(application=application, target=ApplicationState.UNDER_REVIEW, by=by)
        create_reviews(phase, [application], current_edition(call))
        review = Review.objects.select_related("application__call", "application__lead", "phase__round").get(
            application=application
        )
        open_procedure_term(review, by)
        audit.record(
            "entry_review_opened",
            by=by,
            subject=application,
            scope=application.audit_scope,
            after={"due_on": _due_on(call, application).isoformat()},
        )
    return True


def _phase(call: Call) -> FormalReview | None:
    """The one review of the register, which never closes; locked, so that two jobs open no application twice."""
    return FormalReview.objects.select_for_update().filter(call=call).first()


def _due_on(call: Call, application: Application) -> date:
    days = current_edition(call).timetable.review_days
    return term_end(application.submission.received_at.astimezone(ROME).date(), days, city_calendar())
