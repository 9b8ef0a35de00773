"""Tell firm and office that a register entry is about to end, in time for a new one."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.release_application import release_application
from manifattura.applications.actions.send_message import send_message
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.clock import today
from manifattura.kernel.parameters import legal_parameter

from ..domain.register import IN_REGISTER, EventKind, is_expiring
from ..models import RegisterEntry
from ..queries.message_words import TEMPLATES
from ..queries.registers import END_SUBJECT, lock_entry
from .note_event import note_event

NOTICE_DAYS = "register.expiry_notice_days"


def tell_ends() -> int:
    """How many were told now: once per entry, on the day fixed by the parameter or as soon after as the job runs."""
    day = today()
    last = day + timedelta(days=legal_parameter(NOTICE_DAYS, day).count)
    near = RegisterEntry.objects.filter(
        state__in=IN_REGISTER, expires_on__gte=day, expires_on__lte=last
    ).exclude(events__kind=EventKind.ENDING_TOLD)
    return sum(_tell(pk) for pk in near.values_list("pk", flat=True))


def _tell(pk: int) -> bool:
    with transaction.atomic():
        entry, day = lock_entry(pk), today()
        days = legal_parameter(NOTICE_DAYS, day).count
        told = entry.events.filter(kind=EventKind.ENDING_TOLD).exists()
        if told or entry.state not in IN_REGISTER or not is_expiring(entry.expires_on, day, days):
            return False
        call, application = entry.call, entry.application
        send_message(
            application=application,
            template=TEMPLATES.ENDING,
            context={
                "entry": entry.full_number,
                "expires": entry.expires_on,
                "days": current_edition(call).timetable.procedure_term_days
                or legal_parameter("procedure.default_days", day).count,
            },
            once_key=f"entry_ending:{entry.pk}",
            by=None,
        )
        start_term(
            kind=TermKind.ENTRY_END,
            office=call.office,
            label=_("Fine dell’iscrizione: %(name)s") % {"name": entry.name},
            days=max((entry.expires_on - day).days, 1),
            subject_type=END_SUBJECT,
            subject_id=entry.pk,
            call=call,
            application_code=application.code,
            starts_on=min(day, entry.expires_on - timedelta(days=1)),
            url_name="evaluation:entry",
            url_args=[entry.pk],
            by=None,
        )
        note_event(entry, EventKind.ENDING_TOLD, by=None)
        audit.record(
            "entry_ending_told",
            by=None,
            subject=entry,
            on_behalf=application.lead,
            scope=entry.audit_scope,
            after={"expires_on": entry.expires_on.isoformat()},
        )
        # whoever wants to stay applies now, not after a gap: the entry holds until its end, or until the new one
        release_application(application=application, by=None)
    return True
