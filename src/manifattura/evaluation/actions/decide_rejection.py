"""Decide after a notice of intended rejection: answer each observation, keep or drop each reason, add only what they brought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from manifattura.applications.actions.move_application import move_application
from manifattura.applications.actions.release_application import release_application
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.domain.states import ApplicationState
from manifattura.kernel import audit
from manifattura.kernel.clock import now, today
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain import rejection_notices as rules
from ..domain.rejection_notices import TO_DECIDE, Decision, NoticeState, Reason, decision_problems
from ..domain.states import CheckOutcome, ReviewState
from ..models import NoticeObservation, NoticeReason, RejectionNotice, Review
from ..permissions import may_direct, may_review
from ..queries.appeals import appeal_on
from ..queries.awaited_replies import refuse_before_arrived
from ..queries.message_words import TEMPLATES
from ..queries.reviews import lock_review
from .decide_review import refuse_scoring_member, write_decision
from .lock_review import refuse_stale, refuse_without_statement, touch
from .procedure_term import end_procedure
from .send_rejection_notice import reasons_text

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

# kept with the decision, in the language of the procedure
FROM_OBSERVATION = "Da un’osservazione"
ACCEPTED = "Osservazioni accolte dopo il preavviso."


def decide_rejection(
    *, notice: RejectionNotice, decision: Decision, base_version: int, by: Person
) -> RejectionNotice:
    """Not admitted when a reason stays (only the head of procedure), else the review goes on. The applicant reads the
    answers at once.

    `Refused` with field `answer-<n>`, `new-<n>`; `Conflict` when a colleague changed the review since the page.
    """
    with transaction.atomic():
        review = lock_review(notice.review_id)
        locked = RejectionNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
        locked.review = review
        _refuse_who_may_not(review, decision, by)
        refuse_stale(review, base_version)
        refuse_without_statement(review, by)
        refuse_scoring_member(review, by)
        if locked.state not in TO_DECIDE:
            raise Refused(
                _("Si decide quando arrivano le osservazioni o quando il termine è passato."), code="state"
            )
        refuse_before_arrived(review)
        reasons, observations = list(locked.reasons.all()), list(locked.observations.all())
        _refuse_bad(decision, reasons, observations)
        stays = _write(locked, decision, reasons, observations)
        _drop_lifted(review, reasons, by)
        locked.state, locked.rejects = NoticeState.DECIDED, decision.rejects
        locked.closed_at, locked.closed_by = now(), by
        locked.save(update_fields=["state", "rejects", "closed_at", "closed_by"])
        audit.record(
            "rejection_decided",
            by=by,
            subject=review.application,
            scope=review.application.audit_scope,
            after={"rejects": decision.rejects, "reasons": [reason.title for reason in stays]},
        )
        if decision.rejects:
            _reject(locked, stays, observations, by)
        else:
            _lift(locked, observations, by)
    return locked


def _refuse_who_may_not(review: Review, decision: Decision, by: Person) -> None:
    call = review.application.call
    if not may_review(by, call):
        raise PermissionRefused
    if decision.rejects and not may_direct(by, call):
        raise PermissionRefused(_("Non ammettere dopo il preavviso spetta al responsabile del procedimento."))


def _refuse_bad(
    decision: Decision, reasons: Sequence[NoticeReason], observations: Sequence[NoticeObservation]
) -> None:
    for code, number in decision_problems(decision, reasons=len(reasons), observations=len(observations)):
        text, field = {
            rules.NO_ANSWER: (_("Rispondi a ogni osservazione."), f"answer-{number}"),
            rules.UNKNOWN_REASON: (_("Questo motivo non è nel preavviso."), "kept"),
            rules.UNTIED: (
                _("Un motivo nuovo deve nascere da un’osservazione: scegli quale."),
                f"new-{number}",
            ),
            rules.NO_WORDS: (_("Scrivi il motivo."), f"new-{number}"),
        }[code]
        raise Refused(text, field=field, code=code)


def _write(
    notice: RejectionNotice,
    decision: Decision,
    reasons: list[NoticeReason],
    observations: Sequence[NoticeObservation],
) -> list[Reason]:
    """Answers and fate of each reason; returns those that the refusal rests on."""
    for row in observations:
        row.answer = decision.answers[row.position].strip()
    NoticeObservation.objects.bulk_update(observations, ["answer"])
    for reason in reasons:
        reason.kept = reason.position in decision.kept
    NoticeReason.objects.bulk_update(reasons, ["kept"])
    for place, new in enumerate(decision.new, start=len(reasons) + 1):
        reasons.append(
            NoticeReason.objects.create(
                notice=notice,
                position=place,
                title=FROM_OBSERVATION,
                text=new.text.strip(),
                kept=True,
                observation=observations[new.observation - 1],
            )
        )
    return [reason.reason for reason in reasons if reason.kept]


def _drop_lifted(review: Review, reasons: Sequence[NoticeReason], by: Person) -> None:
    """A requirement whose reason fell is met: the observations showed it."""
    lifted = [reason.requirement_key for reason in reasons if reason.kept is False]
    for check in review.checks.filter(requirement_key__in=lifted, outcome=CheckOutcome.NOT_MET):
        check.outcome, check.is_automatic = CheckOutcome.MET, False
        check.note = ACCEPTED
        check.checked_by, check.version = by, review.version + 1
        check.save()


def _reject(
    notice: RejectionNotice,
    stays: Sequence[Reason],
    observations: Sequence[NoticeObservation],
    by: Person,
) -> None:
    review = notice.review
    application, appeal = review.application, appeal_on(today())
    write_decision(review, ReviewState.NOT_ADMITTED, "\n".join(reason.text for reason in stays), by)
    review.communicated_at = now()
    review.save(update_fields=["communicated_at"])
    move_application(application=application, target=ApplicationState.NOT_ADMITTED, by=by)
    end_procedure(review, "not_admitted", by)
    send_message(
        application=application,
        template=TEMPLATES.NOTICE_UPHELD,
        context={
            "reasons": reasons_text(stays),
            "answers": lazy(answers_text, str)(observations),
            "court": appeal.court,
            "court_days": appeal.court_days,
            "president_days": appeal.president_days,
        },
        once_key=f"rejection_decided:{notice.pk}",
        by=by,
    )
    release_application(application=application, by=by)


def _lift(notice: RejectionNotice, observations: Sequence[NoticeObservation], by: Person) -> None:
    review = notice.review
    move_application(application=review.application, target=ApplicationState.UNDER_REVIEW, by=by)
    touch(review)
    send_message(
        application=review.application,
        template=TEMPLATES.NOTICE_LIFTED,
        context={"answers": lazy(answers_text, str)(observations)},
        once_key=f"rejection_decided:{notice.pk}",
        by=by,
    )


def answers_text(observations: Sequence[NoticeObservation]) -> str:
    """Each observation with its answer, as the message shows them."""
    if not observations:
        return _("Non sono arrivate osservazioni.")
    return "\n\n".join(
        _("Osservazione %(n)s: %(text)s\nRisposta: %(answer)s")
        % {"n": row.position, "text": row.text or _("documenti allegati"), "answer": row.answer}
        for row in observations
    )
