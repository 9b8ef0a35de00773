"""The deposit: lodged before the hand-over, released once the agreement is over, less what is kept with a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused
from manifattura.kernel.money import ZERO

from ..domain.agreements import PUBLISHED, RUNNING
from ..models import Agreement
from .take_step import locked, needs, record, refuse_before, refuse_future, tell_tenant

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def lodge_deposit(*, agreement: Agreement, on: date, how: str, seen: str, by: Person) -> Agreement:
    """The whole deposit is there: money, or a surety with its number."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        if stored.state not in RUNNING or not stored.deposit_due or stored.deposit_lodged_on:
            raise Refused(_("Non c’è un deposito da ricevere."))
        refuse_future(on, "on")
        stored.deposit_how = needs(how, _("Scrivi come: bonifico, o fideiussione con il numero."), "how")
        stored.deposit_lodged_on = on
        stored.save()
        record("agreement_deposit_lodged", stored, by, amount=stored.deposit_due, how=stored.deposit_how)
    return stored


def release_deposit(
    *, agreement: Agreement, on: date, kept: Decimal, note: str, seen: str, by: Person
) -> Agreement:
    """After the end; `kept`: what stays with the city, never without a reason."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        if (
            stored.state not in PUBLISHED - RUNNING
            or not stored.deposit_lodged_on
            or stored.deposit_released_on
        ):
            raise Refused(_("Il deposito si restituisce ad accordo chiuso, una volta sola."))
        refuse_future(on, "on")
        refuse_before(on, stored.closed_on, "on")
        if kept > (stored.deposit_due or ZERO):
            raise Refused(_("Non si trattiene più del deposito."), field="kept")
        stored.deposit_note = needs(note, _("Scrivi perché lo trattieni."), "note") if kept else note.strip()
        stored.deposit_released_on, stored.deposit_kept = on, kept
        stored.save()
        record("agreement_deposit_released", stored, by, kept=kept, because=stored.deposit_note)
        tell_tenant(
            stored,
            "deposit",
            lambda: (
                _("Il deposito dell’accordo {code}").format(code=stored.code),
                _(
                    "L’ufficio lo ha restituito. Nell’area personale trovi quanto e, se qualcosa resta, perché."
                ),
            ),
        )
    return stored
