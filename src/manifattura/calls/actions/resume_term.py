"""Let a suspended term go on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused

from ..models import Term
from .reckon_term import reckon_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def resume_term(
    *, term: Term, on: date, ground: str | None = None, proven: bool = False, by: Person | None
) -> Term:
    """The count goes on after the day `on` (it may lie ahead: ten days after the observations).

    `ground` names the stops that count (None: all). The stop without an end gets it; else the last stop that has not
    ended ends on `on` instead; with `proven` (by what arrived in time and was typed later) also one that has ended. The caller has checked who may. `Refused` when nothing stops the term.
    """
    with transaction.atomic():
        locked = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
        if locked.closed_at or locked.expired_at:
            raise Refused(_("Il termine è già finito."), code="state")
        stops = locked.suspensions.all() if ground is None else locked.suspensions.filter(ground=ground)
        stop = stops.filter(until=None).first() or stops.order_by("-until").first()
        if stop is None:
            raise Refused(_("Il termine non è sospeso."), code="state")
        if stop.until is not None and stop.until < today() and stop.until != on and not proven:
            raise Refused(_("La sospensione è già finita."), code="state")
        if on < stop.since:
            raise Refused(_("La ripresa viene dopo la sospensione."), field="on")
        before = {"until": stop.until.isoformat() if stop.until else None}
        stop.until, stop.resumed_by = on, by
        stop.save(update_fields=["until", "resumed_by"])
        reckon_term(locked)
        audit.record(
            "term_resumed",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            before=before,
            after={"until": on.isoformat(), "due_on": locked.due_on.isoformat() if locked.due_on else None},
        )
    return locked
