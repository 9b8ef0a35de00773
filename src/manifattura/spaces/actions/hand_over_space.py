"""The space is handed over and the rent begins; the activity starts in its term."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused
from manifattura.kernel.parameters import legal_parameter

from ..domain.agreement_dates import end_warning, next_check
from ..domain.agreement_files import AgreementFileKind
from ..domain.agreements import AgreementKind, AgreementState, Ground, Step, last_day
from ..models import Agreement
from ..queries.agreements import enters_space
from .keep_rent import write_instalments
from .take_step import (
    close_office_terms,
    locked,
    move,
    needs,
    open_office_term,
    record,
    refuse_before,
    refuse_future,
    tell_tenant,
)

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def hand_over_space(
    *, agreement: Agreement, on: date, meters: str, condition: str, seen: str, by: Person
) -> Agreement:
    """The record of the hand-over: from this day the rent and the length of the contract run. Raises `Refused`."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        move(stored, Step.HAND_OVER)
        refuse_future(on, "on")
        refuse_before(on, stored.signed_on, "on")
        stored.meters = needs(meters, _("Scrivi le letture dei contatori, o che non ce ne sono."), "meters")
        stored.condition_found = needs(condition, _("Scrivi come si trova lo spazio."), "condition")
        if not stored.files.filter(kind__in=[AgreementFileKind.HANDOVER, AgreementFileKind.PHOTO]).exists():
            raise Refused(_("Carica il verbale firmato o una fotografia, poi registra la consegna."))
        if stored.deposit_due and stored.deposit_lodged_on is None:
            raise Refused(_("Manca il deposito cauzionale: registralo, poi consegna lo spazio."))
        stored.handed_over_on = stored.starts_on = on
        stored.ends_on = last_day(on, stored.months)
        stored.activity_due_on = on + timedelta(days=stored.activity_days or 0)
        stored.save()
        write_instalments(stored)
        record("agreement_handed_over", stored, by, handed_over_on=on, meters=meters)
        open_office_term(
            stored,
            "start",
            label=_("Avvio dell’attività: {space}").format(space=stored.space.code),
            since=on,
            until=stored.activity_due_on,
            by=by,
        )
        tell_tenant(
            stored,
            "handed_over",
            lambda: (
                _("Lo spazio è tuo dal giorno della consegna"),
                _(
                    "Nell’area personale ci sono le scadenze del canone e il termine per cominciare l’attività."
                ),
            ),
        )
    return stored


def start_activity(*, agreement: Agreement, on: date, seen: str, by: Person) -> Agreement:
    """The activity began; a renewal or a pact with an owner begins here too, and the first agreement is renewed."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        entered = enters_space(stored)
        refuse_future(on, "on")
        refuse_before(on, stored.handed_over_on or stored.signed_on, "on")
        if stored.ground == Ground.RENEWAL:
            _renew_first(stored, by)
        move(stored, Step.START)
        if not entered:
            if stored.ground != Ground.RENEWAL:
                stored.starts_on = on
            assert stored.starts_on is not None
            refuse_before(on, stored.starts_on, "on")
            stored.ends_on = last_day(stored.starts_on, stored.months)
        stored.active_on = on
        stored.save()
        if not entered and stored.kind != AgreementKind.OWNER_PACT:
            write_instalments(stored)
        close_office_terms(stored, "start", outcome="done", by=by)
        assert stored.ends_on is not None
        open_office_term(
            stored,
            "check",
            label=_("Controllo annuale: {space}").format(space=stored.space.code),
            since=on,
            until=next_check(on, ()),
            by=by,
        )
        notice = legal_parameter("lease.notice_months", today()).count
        warning = end_warning(AgreementKind(stored.kind), stored.ends_on, notice)
        open_office_term(
            stored,
            "end",
            label=_("Rinnovo o fine: {space}").format(space=stored.space.code),
            since=on,
            until=warning,
            by=by,
        )
        record("agreement_started", stored, by, active_on=on)
    return stored


def _renew_first(stored: Agreement, by: Person) -> None:
    first = (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("space")
        .get(pk=stored.renews_id or 0)
    )
    if first.state != AgreementState.ACTIVE:
        raise Refused(_("L’accordo che si rinnova non è più attivo."))
    move(first, Step.RENEW)
    first.closed_on, first.version = today(), first.version + 1
    first.save()
    close_office_terms(first, "check", "end", outcome="done", by=by)
    record("agreement_renewed", first, by, code=stored.code)
