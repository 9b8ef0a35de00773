"""End a remedy request: answered, expired, or withdrawn by the office. The application goes back under review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.close_form import close_form
from manifattura.applications.actions.move_application import move_application
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.domain.form_states import FormState
from manifattura.applications.domain.states import ApplicationState
from manifattura.calls.actions.close_term import close_term
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.remedies import RemedyState
from ..models import RemedyRequest
from ..permissions import may_review
from ..queries.message_words import TEMPLATES
from ..queries.reviews import lock_review
from .lock_review import touch
from .rerun_checks import rerun_checks
from .stop_for_remedy import go_on_after_remedy

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def settle_remedy(*, request_id: int) -> RemedyRequest:
    """The reply came, or the term is over: whichever is first. Settling twice changes nothing.

    The form's own lock decides: when it was sent the request is answered, even if the job of the expiry comes
    later; when it could be closed it is expired and no reply can come any more, but one that had arrived in time on paper
    or by certified mail and is typed later.
    """
    with transaction.atomic():
        request = _locked(request_id)
        assert request.form is not None
        typed_later = request.state == RemedyState.EXPIRED and request.form.state == FormState.SENT
        if request.state != RemedyState.SENT and not typed_later:
            return request
        answered = typed_later or not close_form(form=request.form)
        _end(request, RemedyState.ANSWERED if answered else RemedyState.EXPIRED, by=None)
    return request


def withdraw_remedy(*, request: RemedyRequest, reason: str, by: Person) -> RemedyRequest:
    """The office asks no more; the applicant is told why. `Refused` when it was answered or is over."""
    with transaction.atomic():
        locked = _locked(request.pk)
        application = locked.review.application
        if not may_review(by, application.call):
            raise PermissionRefused
        if not reason.strip():
            raise Refused(_("Scrivi perché la ritiri."), field="reason")
        if locked.state != RemedyState.SENT:
            raise Refused(_("La richiesta è già chiusa."), code="state")
        assert locked.form is not None
        if not close_form(form=locked.form, by=by):
            raise Refused(_("L’impresa ha appena risposto: leggi la risposta."), code="answered")
        locked.closing_reason = reason.strip()
        _end(locked, RemedyState.WITHDRAWN, by=by)
        send_message(
            application=application,
            template=TEMPLATES.REMEDY_WITHDRAWN,
            context={"reason": reason.strip()},
            once_key=f"remedy_withdrawn:{locked.pk}",
            by=by,
        )
    return locked


def drop_remedy(*, request_id: int) -> None:
    """The applicant withdrew the application: nothing is waited for any more."""
    with transaction.atomic():
        request = _locked(request_id)
        if request.state == RemedyState.SENT:
            assert request.form is not None
            close_form(form=request.form)
            _end(request, RemedyState.WITHDRAWN, by=None)


def _locked(request_id: int) -> RemedyRequest:
    """The request with its review locked first, as every act on a review does."""
    review_id = RemedyRequest.objects.values_list("review_id", flat=True).get(pk=request_id)
    review = lock_review(review_id)
    request = (
        RemedyRequest.objects.select_for_update(of=("self",))
        .select_related("form", "term")
        .get(pk=request_id)
    )
    request.review = review
    return request


def _end(request: RemedyRequest, state: RemedyState, *, by: Person | None) -> None:
    application = request.review.application
    request.state, request.closed_at, request.closed_by = state, now(), by
    request.save(update_fields=["state", "closed_at", "closed_by", "closing_reason"])
    if request.term is not None:
        close_term(term=request.term, outcome=state.value, by=by)
    go_on_after_remedy(request, by)
    if application.state == ApplicationState.REMEDY_REQUESTED:
        move_application(
            application=application, target=ApplicationState.UNDER_REVIEW, by=by, reason=state.value
        )
    touch(request.review)
    audit.record(
        f"remedy_{state.value}",
        by=by,
        subject=application,
        scope=application.audit_scope,
        after={"number": request.number, "reason": request.closing_reason},
    )
    if state is RemedyState.ANSWERED:
        rerun_checks(request.review)
