"""A published call for these tests, with its deadline placed relative to the database's now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from manifattura.accounts.domain.roles import Role
from manifattura.calls.domain.document import edition_to_document
from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.states import CallState
from manifattura.calls.models import Call, CallEdition, CallLot, CallRound
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import database_now
from tests.applications.samples import sample_edition
from tests.factories.accounts import OfficeFactory, StaffFactory
from tests.factories.kept import kept

DAY = timedelta(days=1)


@kept
def published_call(
    *, opens_in: timedelta = -DAY, ends_in: timedelta = DAY, inclusive: bool = False, **changes: Any
) -> Call:
    """A call whose edition 1 is `sample_edition(**changes)`, open now unless told otherwise."""
    office = OfficeFactory()
    head = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=office)
    now = database_now()
    number = Call.objects.count() + 1
    slug = f"bando-campione-{number}"
    edition = sample_edition(**{"call": slug, **changes})
    times = replace(
        edition.timetable, opens_at=now + opens_in, deadline_at=now + ends_in, deadline_inclusive=inclusive
    )
    edition = replace(edition, timetable=times)
    call = Call.objects.create(
        slug=slug,
        state=CallState.PUBLISHED,
        office=office,
        head_of_procedure=head,
        created_by=head,
        title=edition.texts.title,
        opens_at=times.opens_at,
        deadline_at=times.deadline_at,
        deadline_inclusive=inclusive,
        budget=edition.budget,
        is_sample=True,
    )
    publish_edition(call, edition)
    CallRound.objects.create(
        call=call,
        opens_at=times.opens_at,
        deadline_at=times.deadline_at,
        deadline_inclusive=inclusive,
        budget=edition.budget,
    )
    CallLot.objects.create(call=call, title="Lotto unico", budget=edition.budget)
    return call


def publish_edition(call: Call, edition: Edition) -> CallEdition:
    """One more edition, in force at once."""
    document = edition_to_document(edition)
    row = CallEdition.objects.create(
        call=call,
        version=edition.version,
        document=document,
        sha256=sha256_hex(document),
        act_number=edition.act.number,
        act_on=edition.act.adopted_on,
        published_by=call.head_of_procedure,
    )
    call.current_edition = row
    call.save(update_fields=["current_edition"])
    return row
