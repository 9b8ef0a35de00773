"""The yearly confirmation of register entries: asked, reminded, received or missed, by jobs and by what the firm sends."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.close_form import close_form
from manifattura.applications.actions.open_form import open_form
from manifattura.applications.actions.send_message import send_message
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.clock import now, today

from ..domain.confirmation_form import STILL, confirmation_form, lost
from ..domain.register import REMINDER_DAYS, EntryState, EventKind, next_confirmation
from ..models import RegisterEntry
from ..queries.message_words import TEMPLATES
from ..queries.registers import SUBJECT, lock_entry
from .note_event import note_event, rule_of

PURPOSE = "confirmation"
SUSPENSION = "suspension"


def ask_confirmations() -> int:
    """Open the form of every entry whose confirmation is near; how many. Asking twice asks once."""
    asked = 0
    entries = RegisterEntry.objects.filter(
        state=EntryState.ACTIVE, confirmation=None, confirm_by__isnull=False
    ).select_related("call")
    for entry in entries:
        assert entry.confirm_by is not None
        if entry.confirm_by - timedelta(days=rule_of(entry.call).confirmation_days) <= today():
            asked += ask_confirmation(entry=entry)
    return asked


def ask_confirmation(*, entry: RegisterEntry) -> bool:
    """Form, message, and a term that waits for the delivery; False when it was asked already or the entry is not active."""
    with transaction.atomic():
        locked = lock_entry(entry.pk)
        if locked.state != EntryState.ACTIVE or locked.confirmation_id or locked.confirm_by is None:
            return False
        call, application = locked.call, locked.application
        days = rule_of(call).confirmation_days
        locked.confirmation = open_form(
            application=application,
            purpose=PURPOSE,
            sections=confirmation_form(current_edition(call).requirements),
            declarations=(STILL,),
            title=_("Conferma dell’iscrizione n. %(n)s") % {"n": locked.full_number},
            by=call.head_of_procedure,
            subject_type=SUBJECT,
            subject_id=str(locked.pk),
        )
        message = send_message(
            application=application,
            template=TEMPLATES.CONFIRMATION,
            context={"entry": locked.full_number, "due": locked.confirm_by, "days": days},
            once_key=f"confirmation:{locked.confirmation.pk}",
            by=None,
        )
        locked.term = start_term(
            kind=TermKind.CONFIRMATION,
            office=call.office,
            label=_("Conferma annuale: %(firm)s") % {"firm": locked.name},
            days=days,
            subject_type=SUBJECT,
            subject_id=locked.pk,
            call=call,
            application_code=application.code,
            notice_ref=message.notice_ref,
            url_name="evaluation:entry",
            url_args=[locked.pk],
            by=None,
        )
        locked.reminded_at = None
        locked.version += 1
        locked.save()
        note_event(locked, EventKind.CONFIRMATION_ASKED, form=locked.confirmation, by=None)
        audit.record("confirmation_asked", by=None, subject=locked, scope=locked.audit_scope)
    return True


def remind_confirmations() -> int:
    """One reminder per confirmation, some days before it is due; how many."""
    near = RegisterEntry.objects.filter(
        confirmation__isnull=False,
        reminded_at=None,
        confirm_by__lte=today() + timedelta(days=REMINDER_DAYS),
    )
    return sum(_remind(pk) for pk in near.values_list("pk", flat=True))


def _remind(pk: int) -> bool:
    with transaction.atomic():
        entry = lock_entry(pk)
        if entry.confirmation_id is None or entry.reminded_at is not None:
            return False
        entry.reminded_at = now()
        entry.save(update_fields=["reminded_at"])
        # asked late, the days run from the delivery and end after the day that was fixed
        days = (entry.confirm_by, entry.term.due_on if entry.term else None)
        send_message(
            application=entry.application,
            template=TEMPLATES.REMINDER,
            context={"entry": entry.full_number, "due": max(day for day in days if day)},
            once_key=f"confirmation_reminder:{entry.confirmation_id}",
            by=None,
        )
    return True


def settle_confirmation(*, entry_id: int) -> bool:
    """The confirmation came, or its term is over: whichever is first. Settling twice changes nothing.

    A missed one, or one that says that a requirement is lost, proposes the suspension: a person decides.
    """
    with transaction.atomic():
        entry = lock_entry(entry_id)
        form = entry.confirmation
        if form is None:
            return False
        received = not close_form(form=form)
        reason = ""
        if received:
            answers = json.loads(form.submission.payload)["answers"]
            gone = lost(answers, current_edition(entry.call).requirements)
            reason = ", ".join(row.title for row in gone)
            if gone:
                entry.proposal = SUSPENSION
        else:
            entry.proposal = SUSPENSION
        if entry.term is not None:
            close_term(term=entry.term, outcome="answered" if received else "expired")
        assert entry.confirm_by is not None
        following = next_confirmation(entry.confirm_by, entry.expires_on, rule_of(entry.call))
        entry.confirmation, entry.term = None, None
        entry.confirm_by = following.due_on if following else None
        entry.version += 1
        entry.save()
        kind = EventKind.CONFIRMED if received else EventKind.CONFIRMATION_MISSED
        note_event(entry, kind, reason=reason, form=form, by=None)
        audit.record(
            f"entry_{kind.value}",
            by=None,
            subject=entry,
            scope=entry.audit_scope,
            after={"lost": reason, "confirm_by": entry.confirm_by.isoformat() if entry.confirm_by else None},
        )
    return True
