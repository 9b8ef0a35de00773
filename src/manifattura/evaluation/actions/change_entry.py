"""Keep, suspend, reinstate and remove register entries; let them expire. Each step is a row of the entry's history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.release_application import release_application
from manifattura.applications.actions.send_message import send_message
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.kernel import audit
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..domain.register import IN_REGISTER, EntryState, EventKind, may_move
from ..models import RegisterEntry
from ..permissions import may_direct
from ..queries.act_steps import before_removal
from ..queries.appeals import appeal_on
from ..queries.message_words import TEMPLATES
from ..queries.registers import SUBJECT, lock_entry
from .note_event import note_event, refuse_bad_act, rule_of
from .renew_entry import close_end_term, drop_confirmation, end_term, move_entry

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

REMOVAL = "removal"


def keep_entry(*, entry: RegisterEntry, reason: str, base_version: int, by: Person) -> RegisterEntry:
    """Nothing is wrong after all: the suspension that was proposed is set aside. Only the head of procedure."""
    with transaction.atomic():
        locked = _locked(entry, base_version, by)
        if locked.state != EntryState.ACTIVE or not locked.proposal:
            raise Refused(_("Non c’è una sospensione da decidere."), code="state")
        _refuse_silent(reason)
        move_entry(locked, EntryState.ACTIVE, EventKind.KEPT, reason=reason.strip(), by=by)
    return locked


def suspend_entry(*, entry: RegisterEntry, reason: str, base_version: int, by: Person) -> RegisterEntry:
    """The entry is suspended, with days to cure from the delivery of the message. Only the head of procedure."""
    with transaction.atomic():
        locked = _locked(entry, base_version, by)
        _refuse_unless(locked, EntryState.SUSPENDED)
        _refuse_silent(reason)
        days = rule_of(locked.call).cure_days
        drop_confirmation(locked)
        message = send_message(
            application=locked.application,
            template=TEMPLATES.SUSPENDED,
            context={
                "entry": locked.full_number,
                "reason": reason.strip(),
                "days": days,
                "office": locked.call.office.name,
                "head": locked.call.head_of_procedure.full_name,
            },
            once_key=f"entry_suspended:{locked.pk}:{locked.version}",
            by=by,
        )
        locked.term = start_term(
            kind=TermKind.CURE,
            office=locked.call.office,
            label=_("Rimedio alla sospensione: %(firm)s") % {"firm": locked.name},
            days=days,
            subject_type=SUBJECT,
            subject_id=locked.pk,
            call=locked.call,
            application_code=locked.application.code,
            notice_ref=message.notice_ref,
            url_name="evaluation:entry",
            url_args=[locked.pk],
            by=by,
        )
        move_entry(locked, EntryState.SUSPENDED, EventKind.SUSPENDED, reason=reason.strip(), by=by)
    return locked


def miss_cure(*, entry_id: int) -> bool:
    """The days to cure are over: the removal is proposed; a person decides. Missing twice changes nothing."""
    with transaction.atomic():
        entry = lock_entry(entry_id)
        if entry.state != EntryState.SUSPENDED or entry.proposal == REMOVAL:
            return False
        if entry.term is not None:
            close_term(term=entry.term, outcome="expired")
        entry.proposal, entry.term = REMOVAL, None
        entry.version += 1
        entry.save()
        note_event(entry, EventKind.NOT_CURED, by=None)
        audit.record("entry_not_cured", by=None, subject=entry, scope=entry.audit_scope)
    return True


def reinstate_entry(*, entry: RegisterEntry, reason: str, base_version: int, by: Person) -> RegisterEntry:
    """What was lost is there again, and the office has checked it. Only the head of procedure."""
    with transaction.atomic():
        locked = _locked(entry, base_version, by)
        _refuse_unless(locked, EntryState.ACTIVE)
        _refuse_silent(reason)
        end_term(locked, "cured", by)
        move_entry(locked, EntryState.ACTIVE, EventKind.REINSTATED, reason=reason.strip(), by=by)
        send_message(
            application=locked.application,
            template=TEMPLATES.REINSTATED,
            context={
                "entry": locked.full_number,
                "reason": reason.strip(),
                "expires": locked.expires_on,
            },
            once_key=f"entry_reinstated:{locked.pk}:{locked.version}",
            by=by,
        )
    return locked


def remove_entry(
    *,
    entry: RegisterEntry,
    reason: str,
    act_number: str,
    act_on: date,
    on_request: bool,
    base_version: int,
    by: Person,
) -> RegisterEntry:
    """By an act: when the days to cure are over, or because the firm asks (`on_request`). It may apply again."""
    with transaction.atomic():
        locked = _locked(entry, base_version, by)
        _refuse_unless(locked, EntryState.REMOVED)
        _refuse_silent(reason)
        refuse_bad_act(locked.call, act_number, act_on, before_removal(locked, on_request=on_request))
        if not on_request and locked.proposal != REMOVAL:
            raise Refused(
                _("Prima si sospende e si lasciano %(n)s giorni per rimediare, o lo chiede l’impresa.")
                % {"n": rule_of(locked.call).cure_days},
                code="cure",
            )
        drop_confirmation(locked)
        end_term(locked, "removed", by)
        close_end_term(locked, "removed", by)
        move_entry(
            locked,
            EntryState.REMOVED,
            EventKind.REMOVED,
            reason=reason.strip(),
            act_number=act_number.strip(),
            act_on=act_on,
            by=by,
        )
        appeal = appeal_on(today())
        send_message(
            application=locked.application,
            template=TEMPLATES.REMOVED,
            context={
                "entry": locked.full_number,
                "reason": reason.strip(),
                "act": act_number.strip(),
                "court": appeal.court,
                "court_days": appeal.court_days,
                "president_days": appeal.president_days,
            },
            once_key=f"entry_removed:{locked.pk}",
            by=by,
        )
        release_application(application=locked.application, by=by)
    return locked


def expire_entries() -> int:
    """Entries whose last day is over; how many."""
    over = RegisterEntry.objects.filter(state__in=IN_REGISTER, expires_on__lt=today())
    return sum(_expire(pk) for pk in over.values_list("pk", flat=True))


def _expire(pk: int) -> bool:
    with transaction.atomic():
        entry = lock_entry(pk)
        if not may_move(EntryState(entry.state), EntryState.EXPIRED) or not entry.is_over(today()):
            return False
        drop_confirmation(entry)
        end_term(entry, "expired", None)
        close_end_term(entry, "over", None)
        move_entry(entry, EntryState.EXPIRED, EventKind.EXPIRED, by=None)
        send_message(
            application=entry.application,
            template=TEMPLATES.EXPIRED,
            context={"entry": entry.full_number, "expires": entry.expires_on},
            once_key=f"entry_expired:{entry.pk}",
            by=None,
        )
        release_application(application=entry.application, by=None)
    return True


def _locked(entry: RegisterEntry, base_version: int, by: Person) -> RegisterEntry:
    locked = lock_entry(entry.pk)
    if not may_direct(by, locked.call):
        raise PermissionRefused(_("Decide il responsabile del procedimento."))
    if locked.version != base_version:
        last = locked.events.order_by("-pk").select_related("by").first()
        raise Conflict(
            _("L’iscrizione è cambiata mentre la guardavi: leggi che cosa è successo, poi decidi."),
            theirs={
                "event": last.kind if last else "",
                "by": last.by.full_name if last and last.by else "",
                "reason": last.reason if last else "",
            },
        )
    return locked


def _refuse_unless(entry: RegisterEntry, target: EntryState) -> None:
    if not may_move(EntryState(entry.state), target):
        raise Refused(_("Nello stato di adesso questo non si può fare."), code="state")


def _refuse_silent(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Scrivi il motivo."), field="reason")
