"""Stop a term from a day on, with the reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused

from ..models import Term, TermSuspension
from .reckon_term import reckon_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def suspend_term(
    *,
    term: Term,
    since: date,
    reason: str,
    until: date | None = None,
    ground: str = "",
    by: Person | None,
) -> Term:
    """The count stops after the day `since`; it goes on after `until`, or when somebody resumes it.

    `ground` says what stops it ("remedy", "rejection_notice"); blank is a decision of the head of procedure. The caller
    has checked who may. `Refused` for a term that does not run, a day that has not come, or a stop within another.
    """
    with transaction.atomic():
        locked = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
        _check(locked, since, until, reason)
        before = locked.due_on
        TermSuspension.objects.create(
            term=locked, since=since, until=until, reason=reason.strip()[:400], ground=ground, by=by
        )
        reckon_term(locked)
        audit.record(
            "term_suspended",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            before={"due_on": before.isoformat() if before else None},
            after={
                "since": since.isoformat(),
                "until": until.isoformat() if until else None,
                "reason": reason.strip(),
                "due_on": locked.due_on.isoformat() if locked.due_on else None,
            },
        )
    return locked


def _check(term: Term, since: date, until: date | None, reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Scrivi il motivo della sospensione."), field="reason")
    if term.closed_at or term.expired_at:
        raise Refused(_("Il termine è già finito: non si sospende più."), code="state")
    if term.starts_on is None or since < term.starts_on:
        raise Refused(_("Il termine non è ancora partito in quel giorno."), field="since")
    if since > today():
        raise Refused(_("La sospensione non può partire da un giorno futuro."), field="since")
    if until is not None and until < since:
        raise Refused(_("La ripresa viene dopo la sospensione."), field="until")
    if term.due_on is not None and since > term.due_on:
        raise Refused(_("In quel giorno il termine era già finito."), field="since")
    if term.suspensions.filter(until=None).exists():
        raise Refused(_("Il termine è già sospeso: prima va ripreso."), code="state")
