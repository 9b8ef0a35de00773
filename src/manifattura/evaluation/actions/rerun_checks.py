"""Run the automatic checks again, on the facts as corrected; what an officer decided by hand is left alone."""

from __future__ import annotations

from manifattura.calls.domain.sessions import in_session
from manifattura.calls.queries.editions import current_edition

from ..domain.check_texts import check_text
from ..domain.states import CheckOutcome
from ..models import Review, ReviewCheck
from ..queries.automatic_checks import automatic_checks
from ..queries.corrections import content_in_force


def rerun_checks(review: Review) -> list[str]:
    """Keys of the requirements whose outcome changed; the caller holds the review's lock."""
    application = review.application
    found = automatic_checks(
        application,
        content_in_force(application),
        in_session(current_edition(application.call), review.phase.round.number),
        application.submission.received_at,
    )
    checks = {check.requirement_key: check for check in review.checks.all()}
    changed = []
    for key, evidence in found.items():
        check = checks.get(key) or ReviewCheck(review=review, requirement_key=key, is_automatic=True)
        facts = {"code": evidence.code, "facts": dict(evidence.facts)}
        if check.evidence == facts:
            continue
        check.evidence = facts
        if check.is_automatic:
            refused = evidence.outcome is CheckOutcome.NOT_MET
            check.outcome = evidence.outcome or ""
            check.note = check_text(evidence.code, evidence.facts) if refused else ""
        check.version = review.version
        check.save()
        changed.append(key)
    return changed
