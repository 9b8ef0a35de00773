"""What ends the wait of a notice of intended rejection: observations, the end of the term, or a withdrawn application."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.close_form import close_form
from manifattura.applications.domain.form_states import FormState
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.domain.clocks import rejection_suspension
from manifattura.kernel import audit
from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import ROME, now
from manifattura.kernel.parameters import legal_parameter

from ..domain.rejection_notices import NoticeState, observations_in
from ..models import NoticeObservation, RejectionNotice
from ..queries.reviews import lock_review
from .lock_review import touch
from .procedure_term import let_procedure_go_on, stop_procedure

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def settle_notice(*, notice_id: int) -> RejectionNotice:
    """Observations came, or the term is over: whichever is first. Settling twice changes nothing.

    Observations that had arrived in time on paper or by certified mail, typed later, still move the day when the count goes on.
    """
    with transaction.atomic():
        notice = _locked(notice_id)
        assert notice.form is not None
        typed_later = notice.state == NoticeState.EXPIRED and notice.form.state == FormState.SENT
        if notice.state != NoticeState.SENT and not typed_later:
            return notice
        closed = not typed_later and close_form(form=notice.form)
        if closed:
            _end(notice, NoticeState.EXPIRED, None)
        else:
            submission = notice.form.submission
            _write_observations(notice, json.loads(submission.payload))
            notice.observed_at = submission.sent_at
            _end(notice, NoticeState.OBSERVED, submission.sent_at.astimezone(ROME).date())
    return notice


def stop_for_notice(*, notice_id: int, delivered_at: datetime, by: Person | None) -> None:
    """The notice was delivered: from that day the term of the procedure is stopped."""
    with transaction.atomic():
        notice = _locked(notice_id)
        if notice.state == NoticeState.SENT:
            stop_procedure(
                notice.review,
                delivered_at.astimezone(ROME).date(),
                _stop_reason(),
                by,
            )


def drop_notice(*, notice_id: int) -> None:
    """The applicant withdrew the application: there is nothing left to refuse."""
    with transaction.atomic():
        notice = _locked(notice_id)
        if notice.state in (NoticeState.SENT, NoticeState.OBSERVED, NoticeState.EXPIRED):
            assert notice.form is not None
            close_form(form=notice.form)
            notice.state, notice.closed_at = NoticeState.WITHDRAWN, now()
            notice.save(update_fields=["state", "closed_at"])
            if notice.term is not None:
                close_term(term=notice.term, outcome="withdrawn")


def _stop_reason() -> str:
    return _("Preavviso di rigetto (L. 241/1990, art. 10-bis)")


def _locked(notice_id: int) -> RejectionNotice:
    review_id = RejectionNotice.objects.values_list("review_id", flat=True).get(pk=notice_id)
    review = lock_review(review_id)
    notice = (
        RejectionNotice.objects.select_for_update(of=("self",))
        .select_related("form", "term")
        .get(pk=notice_id)
    )
    notice.review = review
    return notice


def _write_observations(notice: RejectionNotice, reply: dict[str, object]) -> None:
    answers, files = reply["answers"], reply["files"]
    assert isinstance(answers, dict)
    assert isinstance(files, list)
    found = observations_in(answers, files, notice.reasons.count())
    NoticeObservation.objects.bulk_create(
        NoticeObservation(
            notice=notice,
            position=position,
            on_reason=row.number,
            text=row.text,
            files=[{key: file[key] for key in ("name", "size", "sha256")} for file in row.files],
        )
        for position, row in enumerate(found, start=1)
    )


def _end(notice: RejectionNotice, state: NoticeState, observed_on: date | None) -> None:
    application = notice.review.application
    notice.state = state
    notice.save(update_fields=["state", "observed_at"])
    term = notice.term
    assert term is not None
    close_term(term=term, outcome="answered" if state is NoticeState.OBSERVED else "expired")
    received = term.starts_on or observed_on
    if received is not None:
        if term.starts_on is None:
            # who answers has received it, also where no proof of delivery was recorded
            stop_procedure(notice.review, received, _stop_reason(), None)
        stop = rejection_suspension(
            received,
            observed_on,
            days=notice.days,
            resume_days=legal_parameter("refusal_notice.resume_days", received).count,
            calendar=city_calendar(),
        )
        assert stop.until is not None
        let_procedure_go_on(notice.review, stop.until, None)
    touch(notice.review)
    audit.record(
        f"rejection_notice_{state.value}",
        by=None,
        subject=application,
        scope=application.audit_scope,
        after={"observations": notice.observations.count()},
    )
