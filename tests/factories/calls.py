"""Calls for tests, made through the actions; dates are placed relative to the database's now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Office, Person
from manifattura.calls.actions.create_call import create_call
from manifattura.calls.actions.publish_call import publish_call
from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.states import CallState
from manifattura.calls.domain.templates.base import with_sessions
from manifattura.calls.domain.unfinished import NOT_YET
from manifattura.calls.models import Call
from manifattura.calls.queries.draft import draft_document
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import database_now
from tests.applications.samples import sample_edition
from tests.factories.accounts import OfficeFactory, StaffFactory
from tests.factories.kept import kept

DAY = timedelta(days=1)


def draft_call(
    *,
    template: Edition | None = None,
    slug: str = "",
    office: Office | None = None,
    by: Person | None = None,
    opens_in: timedelta = -DAY,
    ends_in: timedelta = DAY,
    **changes: Any,
) -> Call:
    """A complete draft from `template`, or from the small sample edition with `changes`."""
    office = office or OfficeFactory()
    head = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=office)
    edition = replace(template or sample_edition(), **changes)
    now = database_now()
    times = replace(edition.timetable, opens_at=now + opens_in, deadline_at=now + ends_in)
    if any(one.opens_at == NOT_YET for one in edition.rounds):
        edition = with_sessions(edition, times.opens_at, times.deadline_at)
    slug = slug or f"bando-campione-{Call.objects.count() + 1}"
    return create_call(
        slug=slug,
        title=edition.texts.title,
        office=office,
        head_of_procedure=head,
        by=by or StaffFactory(role=Role.CASE_OFFICER, office=office),
        template=replace(edition, timetable=times),
    )


def approved_call(**options: Any) -> Call:
    """A draft approved by a second officer."""
    call = draft_call(**options)
    call.refresh_from_db()
    call.state = CallState.APPROVED
    call.approved_by = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    call.approved_at = database_now()
    call.approved_sha256 = sha256_hex(draft_document(call))
    call.save()
    return call


@kept
def published_call(**options: Any) -> Call:
    """A call open from yesterday to tomorrow, unless `opens_in` and `ends_in` say otherwise (deadline in the future)."""
    call = approved_call(**options)
    publish_call(call=call, act_number="100", act_on=date(2026, 11, 2), by=call.head_of_procedure)
    return call
