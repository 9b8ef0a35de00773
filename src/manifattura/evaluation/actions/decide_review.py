"""What admitting and not admitting share: who may decide, on which complete checklist, against which version."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.states import MemberRole, ReviewState
from ..models import CommitteeMember, Review, ReviewCheck
from ..queries.corrections import content_in_force
from ..queries.gaps import Way, gaps_of
from ..queries.grid_values import missing_office_values
from ..queries.requirements import requirements_of
from ..queries.reviews import lock_review
from .lock_review import refuse_busy, refuse_stale, refuse_without_statement
from .save_check import refuse_unless_workable

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def lock_to_decide(review: Review, base_version: int, by: Person) -> tuple[Review, list[ReviewCheck]]:
    """The locked review and its complete checklist; `Conflict` when a colleague changed something since the page."""
    locked = lock_review(review.pk)
    refuse_unless_workable(locked, by)
    refuse_stale(locked, base_version)
    refuse_without_statement(locked, by)
    refuse_busy(locked)
    refuse_scoring_member(locked, by)
    checks = list(locked.checks.exclude(outcome=""))
    required = requirements_of(locked.application)
    missing = len(required) - len({check.requirement_key for check in checks})
    if missing:
        text = ngettext("Manca ancora un controllo.", "Mancano ancora %(n)s controlli.", missing)
        raise Refused(text % {"n": missing}, code="incomplete")
    return locked, checks


def refuse_scoring_member(review: Review, by: Person) -> None:
    """Who scores the applications does not also admit them, whichever came first."""
    seats = CommitteeMember.objects.filter(
        committee__call_id=review.application.call_id, person_id=by.pk, left_at=None
    )
    if seats.exclude(role=MemberRole.SECRETARY).exists():
        raise PermissionRefused(
            _("Sei nella commissione di questo bando: l’ammissione la decide un collega.")
        )


def refuse_undecided_bonuses(review: Review) -> None:
    """Every bonus the firm declared is confirmed or refused before admitting."""
    claimed = set(content_in_force(review.application)["bonuses_claimed"])
    waiting = claimed - set(review.bonuses.values_list("bonus_key", flat=True))
    if waiting:
        raise Refused(
            _("Conferma o rifiuta prima le premialità dichiarate."), field="bonuses", code="incomplete"
        )


def refuse_without_office_values(review: Review) -> None:
    """What gives points and only the office can say is said before admitting."""
    waiting = missing_office_values(review, current_edition(review.application.call))
    if waiting:
        raise Refused(
            _("Scrivi prima i valori che dà l’ufficio per i punti."), field="values", code="incomplete"
        )


def refuse_without_amount(review: Review) -> None:
    """Where the call gives money, who is admitted asks for some: an application registered as it came may not say how much."""
    content = content_in_force(review.application)
    if not current_edition(review.application.call).gives_money or Decimal(content["requested"] or 0):
        return
    never = any(gap.way is Way.AMOUNT for gap in gaps_of(review.application, content))
    raise Refused(
        _(
            "La domanda è arrivata senza spese: non si sa quanto chiede, e ora non si può più chiedere. Metti No a «La "
            "domanda è completa», scrivi perché e non ammetterla."
        )
        if never
        else _(
            "La domanda è arrivata senza spese: non si sa quanto chiede. Chiedi un’integrazione sulle spese; se non "
            "arrivano, la domanda non si ammette."
        ),
        code="no_amount",
    )


def write_decision(review: Review, state: ReviewState, reason: str, by: Person) -> None:
    """Record the officer's decision; the applicant reads it when the head of procedure closes the review."""
    before = {"state": review.state}
    review.state = state
    review.reason = reason
    review.decided_by = by
    review.decided_at = now()
    review.version += 1
    if review.officer_id is None:
        review.officer = by
    review.save()
    audit.record(
        "review_decided",
        by=by,
        subject=review.application,
        scope=review.application.audit_scope,
        before=before,
        after={"state": state.value, "reason": reason},
    )
