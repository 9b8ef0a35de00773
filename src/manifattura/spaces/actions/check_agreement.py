"""The yearly check of an agreement that runs: what was found, and the next one in a year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..domain.agreement_dates import next_check
from ..domain.agreement_files import CheckOutcome
from ..domain.agreements import AgreementState
from ..models import Agreement, YearlyCheck
from .take_step import (
    close_office_terms,
    locked,
    needs,
    open_office_term,
    record,
    refuse_before,
    refuse_future,
    tell_tenant,
)

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def check_agreement(
    *, agreement: Agreement, on: date, outcome: CheckOutcome, note: str, seen: str, by: Person
) -> YearlyCheck:
    """The tenant reads what was found. Raises `Refused`, `Conflict`."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        if stored.state != AgreementState.ACTIVE:
            raise Refused(_("Si controlla un accordo attivo."))
        refuse_future(on, "on")
        refuse_before(on, stored.active_on, "on")
        note = needs(note, _("Scrivi che cosa hai trovato: lo legge l’assegnatario."), "note")
        if stored.checks.filter(on=on).exists():
            raise Refused(_("C’è già un controllo di questo giorno."), field="on")
        check = YearlyCheck.objects.create(agreement=stored, on=on, outcome=outcome, note=note, by=by)
        stored.save()
        close_office_terms(stored, "check", outcome="done", by=by)
        open_office_term(
            stored,
            "check",
            label=_("Controllo annuale: {space}").format(space=stored.space.code),
            since=on,
            until=next_check(on, ()),
            by=by,
        )
        record("agreement_checked", stored, by, outcome=outcome.value, because=note)
        tell_tenant(
            stored, "checked", lambda: (_("Controllo dell’accordo {code}").format(code=stored.code), note)
        )
    return check
