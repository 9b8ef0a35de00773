"""Sample applications that arrive while a session is open."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from manifattura.applications.actions.record_samples import Sample, SampleFile, record_samples
from manifattura.calls.domain.edition import Edition, FieldType
from manifattura.calls.models import Call, CallRound
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.rounds import round_of
from manifattura.kernel.clock import now

from .answers import answers_of, sample_pdf
from .firms import SEED, SampleFirm, sample_firms
from .participants import Participant

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.organisations.models import Organisation


def receive(
    call: Call,
    participants: Sequence[Participant],
    *,
    maker: tuple[Organisation, Person] | None = None,
    round: CallRound | None = None,
) -> None:
    """Applications spread over the time the session was open, most of them near its end."""
    edition, session = current_edition(call), round_of(call, round)
    dice = random.Random(f"{SEED}:arrivals:{call.slug}:{session.number}")
    window = (session.opens_at, min(session.deadline_at, now()))
    samples = [
        _sample(edition, one.firm, one.organisation, one.representative, dice, window) for one in participants
    ]
    if maker is not None:
        firm = sample_firms(1, first=9001)[0]
        samples.append(_sample(edition, firm, *maker, dice, window))
    record_samples(call=call, samples=samples)


def _sample(
    edition: Edition,
    firm: SampleFirm,
    lead: Organisation,
    by: Person,
    dice: random.Random,
    window: tuple[datetime, datetime],
) -> Sample:
    opens_at, until = window
    before = timedelta(seconds=int((until - opens_at).total_seconds() * dice.random() ** 2.5) + 60)
    files = [
        SampleFile(form_field.key, f"{form_field.key}.pdf", sample_pdf(f"{form_field.label}: {lead.name}"))
        for section in edition.form
        for form_field in section.fields
        if form_field.type is FieldType.FILE and form_field.required
    ]
    return Sample(
        lead=lead, by=by, answers=answers_of(edition, firm), received_at=until - before, files=tuple(files)
    )
