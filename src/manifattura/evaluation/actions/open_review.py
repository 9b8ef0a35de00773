"""Open the formal review of a session whose deadline has passed: one review per application, automatic checks done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.move_application import move_applications
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.queries.applications import live_applications, payload_of
from manifattura.applications.queries.late_tickets import tickets_hold_until
from manifattura.applications.queries.moments import moment_words
from manifattura.calls.actions.move_round import move_round
from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.sessions import in_session
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.rounds import deadline_passed, lock_round
from manifattura.kernel import audit
from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.working_days import term_end

from ..domain.check_texts import check_text
from ..domain.checks import Evidence
from ..domain.states import CheckOutcome
from ..models import FormalReview, Review, ReviewCheck
from ..permissions import may_review
from ..queries.automatic_checks import automatic_checks

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application
    from manifattura.calls.models import Call, CallRound

BATCH = 1000


def open_review(*, call: Call, by: Person, round: CallRound | None = None) -> FormalReview:
    """Close receiving for good and start the review; `Refused` before the deadline or when it was opened already.

    `round`: the session; None means the only one of the call.
    """
    if not may_review(by, call):
        raise PermissionRefused(_("Solo l’ufficio del bando può avviare l’istruttoria."))
    with transaction.atomic():
        # those who are sending hold the call's row: the last of them is in before the list is read
        locked = type(call).objects.select_for_update(of=("self",)).get(pk=call.pk)
        session = lock_round(locked, round)
        if locked.state != CallState.PUBLISHED or session.state != CallState.PUBLISHED:
            raise Refused(_("L’istruttoria di questo bando è già stata avviata."), code="state")
        edition = current_edition(locked)
        moment = database_now()
        if not deadline_passed(session, moment):
            raise Refused(
                _("La scadenza non è ancora passata: le domande possono ancora arrivare."), code="early"
            )
        hold_until = tickets_hold_until(session.deadline_at)
        if hold_until is not None and moment < hold_until:
            raise Refused(
                _(
                    "Prima della scadenza il sito, pieno, ha rifiutato degli invii e ha dato un biglietto: quelle domande "
                    "possono arrivare fino a %(moment)s."
                )
                % {"moment": moment_words(hold_until)},
                code="early",
            )
        applications = list(live_applications(locked.pk).filter(bids__round=session))
        phase = FormalReview.objects.create(
            call=locked,
            round=session,
            opened_by=by,
            # from the deadline, as the page of the call tells everybody: a late start gives no more days
            due_on=term_end(
                session.deadline_at.astimezone(ROME).date(), edition.timetable.review_days, city_calendar()
            ),
        )
        move_round(round=session, target=CallState.UNDER_REVIEW, by=by)
        move_applications(applications=applications, target=ApplicationState.UNDER_REVIEW, by=by)
        create_reviews(phase, applications, in_session(edition, session.number))
        audit.record(
            "review_opened",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            after={
                "round": session.number,
                "applications": len(applications),
                "due_on": phase.due_on.isoformat(),
            },
        )
    call.refresh_from_db()
    return phase


def create_reviews(phase: FormalReview, applications: list[Application], edition: Edition) -> None:
    """One review per application, with what the automatic checks find."""
    reviews = Review.objects.bulk_create(
        [Review(phase=phase, application=application) for application in applications], batch_size=BATCH
    )
    checks = [
        _check(review, key, evidence)
        for review, application in zip(reviews, applications, strict=True)
        for key, evidence in automatic_checks(
            application, payload_of(application), edition, application.submission.received_at
        ).items()
    ]
    ReviewCheck.objects.bulk_create(checks, batch_size=BATCH)


def _check(review: Review, key: str, evidence: Evidence) -> ReviewCheck:
    refused = evidence.outcome is CheckOutcome.NOT_MET
    return ReviewCheck(
        review=review,
        requirement_key=key,
        outcome=evidence.outcome or "",
        is_automatic=True,
        evidence={"code": evidence.code, "facts": dict(evidence.facts)},
        # the words the firm may read, in the language of the procedure; the officer can change them
        note=check_text(evidence.code, evidence.facts) if refused else "",
    )
