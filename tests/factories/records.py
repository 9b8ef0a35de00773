"""Calls that are over since years, with what is due of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from manifattura.applications.actions.send_message import send_message
from manifattura.applications.models import Application
from manifattura.calls.models import Call
from manifattura.kernel.clock import now, today
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.models import Organisation
from manifattura.records.actions.order_discard import order_discard
from manifattura.records.models import RetentionRun
from tests.factories.applications import started_application, submitted_application
from tests.factories.calls import published_call

YEARS = timedelta(days=366)


def ended_call(*, years: int = 6) -> Call:
    """A concluded call with one application that was not admitted, one funded, and a draft."""
    call = published_call()
    refused, funded = submitted_application(call, lead=None), submitted_application(call, lead=None)
    started_application(call)
    send_message(
        application=refused,
        template="free",
        subject="Sul tuo progetto",
        body="Caro nome",
        by=call.head_of_procedure,
    )
    Application.objects.filter(pk=refused.pk).update(state="not_admitted")
    Application.objects.filter(pk=funded.pk).update(state="accepted")
    Organisation.objects.filter(pk__in=[refused.lead_id, funded.lead_id]).update(legal_form="sole_trader")
    call.rounds.update(opens_at=now() - (years + 1) * YEARS, deadline_at=now() - years * YEARS)
    Call.objects.filter(pk=call.pk).update(state="concluded")
    AuditEntry.objects.create(
        verb="call_moved",
        subject_type="call",
        subject_id=str(call.pk),
        after={"state": "concluded"},
        at=now() - years * YEARS,
    )
    call.refresh_from_db()
    return call


def ordered(run: RetentionRun, **changes: Any) -> RetentionRun:
    """The list is carried out by act, with an authorisation."""
    facts = {
        "act_number": "77",
        "act_on": today(),
        "authority_number": "12/S",
        "authority_on": today(),
        "by": run.call.head_of_procedure,
    } | changes
    return order_discard(run=run, **facts)
