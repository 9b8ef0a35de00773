"""Save outcomes and notes of the checklist; an officer never overwrites what a colleague has just written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.domain.states import ApplicationState
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..domain.states import CheckOutcome, ReviewState
from ..models import OfficerStatement, Review, ReviewCheck
from ..permissions import may_review
from ..queries.requirements import requirements_of
from ..queries.reviews import OPEN_STATES, lock_review

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

LONGEST_NOTE = 2000


@dataclass(frozen=True)
class CheckInput:
    """What the officer gave for one requirement; None leaves that part as it is. `outcome` "" takes it back."""

    outcome: str | None = None
    note: str | None = None


def save_check(
    *, review: Review, given: Mapping[str, CheckInput], base_version: int, by: Person, keep_mine: bool = False
) -> int:
    """Save checks by requirement key; returns the version that the page may go on from.

    `base_version`: the review's version when the page was read. `Conflict` (with `theirs`: requirement → outcome,
    note, who, when) when a colleague changed one of them since; `keep_mine` overwrites knowingly.
    """
    with transaction.atomic():
        locked = lock_review(review.pk)
        refuse_unless_workable(locked, by)
        known = {requirement.key for requirement in requirements_of(locked.application)}
        checks = {check.requirement_key: check for check in locked.checks.select_related("checked_by")}
        changed = []
        theirs: dict[str, object] = {}
        for key, value in given.items():
            _refuse_bad(key, value, known)
            check = checks.get(key) or ReviewCheck(review=locked, requirement_key=key)
            if not _differs(check, value):
                continue
            if check.version > base_version and check.checked_by_id != by.pk and not keep_mine:
                theirs[key] = {
                    "outcome": check.outcome,
                    "note": check.note,
                    "by": check.checked_by.full_name if check.checked_by else "",
                    "at": check.checked_at.isoformat(),
                }
                continue
            changed.append((check, value))
        if theirs:
            raise Conflict(_("Un collega ha cambiato lo stesso controllo mentre lo facevi."), theirs=theirs)
        before = locked.version
        if changed:
            _write(locked, changed, by)
    # colleagues' changes in between stay unseen by this page: it must go on from what it knows
    return locked.version if before == base_version else base_version


def refuse_unless_workable(review: Review, by: Person) -> None:
    """`Refused` when the review is decided, or when this officer declared a conflict."""
    if not may_review(by, review.application.call):
        raise PermissionRefused
    if OfficerStatement.objects.filter(review=review, person_id=by.pk, has_conflict=True).exists():
        raise PermissionRefused(_("Hai dichiarato un conflitto: questa domanda la istruisce un collega."))
    if review.state not in OPEN_STATES:
        raise Refused(_("La domanda è già decisa: per cambiarla va riaperta."), code="state")
    if review.application.state == ApplicationState.REJECTION_NOTICE:
        raise Refused(
            _("C’è un preavviso di rigetto aperto: i motivi non cambiano, si risponde alle osservazioni."),
            code="notice",
        )


def take_over(review: Review, by: Person) -> list[str]:
    """A review that nobody had becomes of whoever works on it; returns the changed fields."""
    review.version += 1
    review.state = ReviewState.IN_PROGRESS
    fields = ["version", "state"]
    if review.officer_id is None:
        review.officer, review.assigned_at = by, now()
        fields += ["officer", "assigned_at"]
    return fields


def _refuse_bad(key: str, value: CheckInput, known: set[str]) -> None:
    if key not in known:
        raise Refused(_("Il bando non ha questo requisito."), field=key)
    if value.outcome and value.outcome not in set(CheckOutcome):
        raise Refused(_("Scegli un esito della lista."), field=key)
    if value.note and len(value.note) > LONGEST_NOTE:
        raise Refused(
            _("La nota è troppo lunga: al massimo %(n)s caratteri.") % {"n": LONGEST_NOTE}, field=key
        )


def _differs(check: ReviewCheck, value: CheckInput) -> bool:
    return (value.outcome is not None and value.outcome != check.outcome) or (
        value.note is not None and value.note.strip() != check.note
    )


def _write(review: Review, changed: list[tuple[ReviewCheck, CheckInput]], by: Person) -> None:
    fields = take_over(review, by)
    for check, value in changed:
        before = {"outcome": check.outcome, "note": check.note}
        if value.outcome is not None and value.outcome != check.outcome:
            check.outcome = value.outcome
            check.is_automatic = False
        if value.note is not None:
            check.note = value.note.strip()
        check.checked_by = by
        check.version = review.version
        check.save()
        audit.record(
            "check_saved",
            by=by,
            subject=review.application,
            scope=review.application.audit_scope,
            before={"requirement": check.requirement_key, **before},
            after={"requirement": check.requirement_key, "outcome": check.outcome, "note": check.note},
        )
    review.save(update_fields=fields)
