"""An agreement ends on its day, or before it with the reason; the space is on offer again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.agreements import RUNNING, Step
from ..models import Agreement
from ..permissions import may_sign_agreements
from .take_step import (
    TERMS,
    close_office_terms,
    locked,
    move,
    needs,
    record,
    refuse_before,
    refuse_future,
    tell_tenant,
)

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def end_agreement(*, agreement: Agreement, on: date, note: str, seen: str, by: Person) -> Agreement:
    """The time is over and the space came back; `note`: how it was found."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        refuse_future(on, "on")
        if stored.ends_on is not None and on < stored.ends_on:
            raise Refused(_("Il contratto dura ancora: se finisce prima, usa «Chiudi prima»."), field="on")
        if stored.renewals.filter(state__in=RUNNING).exists():
            raise Refused(_("C’è un rinnovo firmato: registra l’inizio di quello."))
        _close(stored, Step.END, on, needs(note, _("Scrivi come è tornato lo spazio."), "note"), by)
        record("agreement_ended", stored, by, closed_on=on)
    return stored


def terminate_agreement(*, agreement: Agreement, on: date, because: str, seen: str, by: Person) -> Agreement:
    """Before its day: for a breach, or because a party withdrew. The reason is read by the tenant."""
    if not may_sign_agreements(by):
        raise PermissionRefused
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        refuse_future(on, "on")
        refuse_before(on, stored.signed_on, "on")
        because = needs(because, _("Scrivi perché si chiude prima: lo legge l’assegnatario."), "because")
        _close(stored, Step.TERMINATE, on, because, by)
        # nothing falls due any more
        stored.instalments.filter(paid_on=None, from_on__gt=on).delete()
        record("agreement_terminated", stored, by, closed_on=on, because=because)
        tell_tenant(
            stored,
            "terminated",
            lambda: (
                _("L’accordo {code} si chiude prima").format(code=stored.code),
                because,
            ),
        )
    return stored


def _close(stored: Agreement, step: Step, on: date, text: str, by: Person) -> None:
    stored.closed_on, stored.closed_because = on, text
    move(stored, step)
    stored.save()
    close_office_terms(stored, *TERMS, outcome="done", by=by)
