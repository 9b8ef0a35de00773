"""Order, by act, that what a list has is discarded; the work itself is a job."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.actions.refuse_early_act import refuse_early_act
from manifattura.kernel import audit
from manifattura.kernel.clock import ROME, database_now, today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.jobs import defer
from manifattura.kernel.parameters import legal_parameter

from ..domain.retention import list_is_stale
from ..models import RetentionRun
from ..permissions import may_direct_retention
from ..queries.retention import due_items, list_sha256
from .set_retention import refuse_without_act

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

DISCARD_TASK = "records.discard_batch"


def order_discard(
    *,
    run: RetentionRun,
    act_number: str,
    act_on: date | None,
    authority_number: str = "",
    authority_on: date | None = None,
    by: Person,
) -> RetentionRun:
    """`Conflict` when it was ordered already, or another list of the call is at work. `Refused` when the list is too
    old or not true any more, without an act, or without the archives' authorisation where there are records.
    """
    with transaction.atomic():
        # the call's lists wait for each other: two orders at once, of one list or of two
        locked = {
            one.pk: one
            for one in RetentionRun.objects.select_for_update(of=("self",))
            .select_related("call")
            .filter(call_id=run.call_id)
            .order_by("pk")
        }[run.pk]
        if not may_direct_retention(by, locked.call):
            raise PermissionRefused
        if locked.ordered_at is not None:
            raise Conflict(
                _("Lo scarto di questo elenco è già stato disposto."), theirs={"act": locked.act_number}
            )
        if RetentionRun.objects.filter(
            call_id=run.call_id, ordered_at__isnull=False, finished_at=None
        ).exists():
            raise Conflict(
                _("Un altro elenco di questo bando è in lavorazione: aspetta che finisca."), theirs={}
            )
        refuse_without_act(act_number, act_on)
        listed = [(locked.listed_at.astimezone(ROME).date(), _("il giorno dell’elenco da scartare"))]
        refuse_early_act(locked.call, act_on, listed)
        if locked.needs_authorisation:
            _refuse_without_authorisation(authority_number, authority_on)
            refuse_early_act(locked.call, authority_on, listed, field="authority_on")
        _refuse_unless_true(locked)
        locked.act_number, locked.act_on = act_number.strip(), act_on
        locked.authority_number, locked.authority_on = authority_number.strip(), authority_on
        locked.ordered_by, locked.ordered_at = by, database_now()
        locked.save(
            update_fields=[
                "act_number",
                "act_on",
                "authority_number",
                "authority_on",
                "ordered_by",
                "ordered_at",
            ]
        )
        audit.record(
            "discard_ordered",
            by=by,
            subject=locked,
            scope=locked.call.audit_scope,
            after={"sha256": locked.sha256, "authority": authority_words(locked)},
        )
        defer(DISCARD_TASK, run_id=locked.pk, by_id=by.pk)
    return locked


def authority_words(run: RetentionRun) -> str:
    """By which authority, as the pages of what was discarded say it; stored with it, in Italian as acts are."""
    words = f"atto n. {run.act_number} del {run.act_on:%d/%m/%Y}"
    if run.authority_number and run.authority_on:
        words += f", autorizzazione n. {run.authority_number} del {run.authority_on:%d/%m/%Y}"
    return words


def _refuse_without_authorisation(number: str, on: date | None) -> None:
    if not number.strip():
        raise Refused(
            _("Nell’elenco ci sono documenti dell’ufficio: serve il numero dell’autorizzazione."),
            field="authority_number",
        )
    if on is None or on > today():
        raise Refused(_("Scrivi la data dell’autorizzazione: non può essere futura."), field="authority_on")


def _refuse_unless_true(run: RetentionRun) -> None:
    days = legal_parameter("retention.list_days", today()).count
    if list_is_stale(run.listed_at.astimezone(ROME).date(), today(), days):
        raise Refused(
            _("L’elenco ha più di %(days)s giorni: preparane uno nuovo.") % {"days": days}, code="stale"
        )
    if list_sha256(due_items(run.call, run.due_on)) != run.sha256:
        raise Refused(
            _("Da quando l’elenco è stato preparato qualcosa è cambiato: preparane uno nuovo."),
            code="changed",
        )
