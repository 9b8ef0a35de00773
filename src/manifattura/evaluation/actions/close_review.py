"""Close the formal review of a session: the outcomes become the applications' states, and each firm is told its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.applications.actions.move_application import move_applications
from manifattura.applications.domain.states import ApplicationState
from manifattura.calls.actions.move_round import move_round
from manifattura.calls.domain.grid_facts import committee_criteria
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.rounds import round_of
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer

from ..domain.states import ReviewState
from ..models import Committee, FormalReview, Review
from ..permissions import may_direct
from ..queries.committees import members_of
from ..queries.reviews import OPEN_STATES
from .notify_members import notify_members

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound

ANNOUNCE_TASK = "evaluation.announce_outcomes"
TARGETS = {
    ReviewState.ADMITTED: ApplicationState.ADMITTED,
    ReviewState.NOT_ADMITTED: ApplicationState.NOT_ADMITTED,
}


def close_review(*, call: Call, by: Person, round: CallRound | None = None) -> FormalReview:
    """Only the head of procedure, when every review is decided. Scoring can start once there is a committee.

    `round`: the session; None means the only one of the call. What was withdrawn meanwhile waits for no outcome.
    """
    if not may_direct(by, call):
        raise PermissionRefused(_("L’istruttoria la chiude il responsabile del procedimento."))
    with transaction.atomic():
        session = round_of(call, round)
        phase = FormalReview.objects.select_for_update().filter(round=session, closed_at=None).first()
        if phase is None:
            raise Refused(_("Non c’è un’istruttoria aperta da chiudere."), code="state")
        reviews = list(
            Review.objects.select_for_update(of=("self",))
            .select_related("application")
            .filter(phase=phase, application__is_live=True)
        )
        waiting = sum(review.state in OPEN_STATES for review in reviews)
        if waiting:
            text = ngettext(
                "Manca ancora l’esito di una domanda.", "Mancano ancora gli esiti di %(n)s domande.", waiting
            )
            raise Refused(text % {"n": waiting}, code="incomplete")
        moment = now()
        fresh = [review for review in reviews if review.communicated_at is None]
        for state, target in TARGETS.items():
            chosen = [review.application for review in fresh if review.state == state]
            move_applications(applications=chosen, target=target, by=by)
        Review.objects.filter(pk__in=[review.pk for review in fresh]).update(communicated_at=moment)
        phase.closed_at, phase.closed_by = moment, by
        phase.save(update_fields=["closed_at", "closed_by"])
        admitted = sum(review.state == ReviewState.ADMITTED for review in reviews)
        audit.record(
            "review_closed",
            by=by,
            subject=call,
            scope=call.audit_scope,
            after={"round": session.number, "admitted": admitted, "not_admitted": len(reviews) - admitted},
        )
        # a grid that computes every point needs no committee, and a session where nobody was admitted neither
        committee = Committee.objects.select_related("call").filter(call=call).first()
        needed = bool(admitted and committee_criteria(current_edition(call).grid))
        if committee is not None or not needed:
            move_round(round=session, target=CallState.IN_EVALUATION, by=by)
        if committee is not None and admitted:
            _tell_committee(committee)
        defer(ANNOUNCE_TASK, review_ids=[review.pk for review in fresh])
    call.refresh_from_db()
    return phase


def _tell_committee(committee: Committee) -> None:
    """The list of applicants is ready: members declare their conflicts on each."""
    notify_members(
        committee=committee,
        members=members_of(committee),
        kind="conflicts_to_declare",
        words=lambda: (
            _("È pronto l’elenco delle imprese da valutare"),
            _(
                "Dichiara se hai conflitti di interesse, impresa per impresa. Fino ad allora nessuna domanda si apre."
            ),
        ),
        url=f"/commissione/{committee.pk}/conflitti/",
    )
