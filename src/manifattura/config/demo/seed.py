"""The demo city: one office, calls of the three kinds at different stages, 157 applications in one session. Samples."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from manifattura.applications.actions.record_samples import Sample, SampleFile, record_samples
from manifattura.applications.actions.start_application import start_application
from manifattura.applications.queries.applications import live_of
from manifattura.calls.actions.submit_for_approval import submit_for_approval
from manifattura.calls.domain.edition import Edition, FieldType
from manifattura.calls.models import Call, CallRound
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.rounds import round_of
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.kernel.clock import now, today

from .answers import answers_of, sample_pdf
from .calls import publish_in_the_past, write_call
from .city import settle_city
from .draws import draw_in_the_past
from .firms import SEED, SampleFirm, sample_firms
from .letters import write_threads, write_to_the_maker
from .participants import Participant, settle_firms, settle_impresa
from .register import seed_register
from .reviewing import review_all
from .scoring import appoint, close, compare, declare_all, score, sit

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person
    from manifattura.organisations.models import Organisation

    People = dict[str, Person]

REVIEWED, IN_THIRD, SCORED, OPEN = 36, 7, 16, 9
FIRST_SITTING = 5
PRESSURE = 157
"""Applications in the ranked session: those of a real call, "Valori in gioco" 2019 (157 for 17 spaces)."""


def seed_demo_city() -> None:
    """Fill an empty database; the caller wraps it in one transaction."""
    office, people = settle_city()
    impresa = settle_impresa(people["impresa"], people["collega"])
    firms = iter(settle_firms(sample_firms(PRESSURE - 1 + REVIEWED + IN_THIRD + SCORED + OPEN)))
    _rolling(office, people, impresa, firms)
    _being_scored(office, people, list(islice(firms, SCORED)))
    _open(office, people, impresa, list(firms))
    _in_approval(office, people)
    seed_register(office, people, impresa)


SESSIONS = ((-120, -62), (-58, -7), (-3, 57), (80, 140))
"""Days from today on which the sessions of the rolling call open and close."""


def _rolling(office: Office, people: People, impresa: Organisation, firms: Iterator[Participant]) -> None:
    """F1 with four sessions: the first is ranked, the second half reviewed, the third open, the fourth to come.

    The sessions are comparisons: the call says that no notice comes before a refusal (L. 241/1990 art. 10-bis).
    """
    call = write_call(
        "f1-sessioni",
        "manifattura-in-quartiere-2026",
        title="Manifattura in Quartiere 2026",
        opens=SESSIONS[0][0],
        closes=SESSIONS[-1][1],
        sessions=SESSIONS,
        rejection_notice=False,
        office=office,
        people=people,
    )
    publish_in_the_past(call, act_number="C-2026/118", people=people)
    first, second, third, _fourth = call.rounds.order_by("number")
    participants = list(islice(firms, PRESSURE - 1))
    _receive(call, participants, maker=(impresa, people["impresa"]), round=first)
    review_all(call, people, refused_every=13, round=first)
    committee = appoint(call, people, act_number="C-2026/164", act_on=today() - timedelta(days=20))
    declare_all(committee, conflicts=3)
    sitting = sit(committee, people)
    score(sitting, _strengths(participants, impresa))
    close(sitting, people)
    draw_in_the_past(call, people, round=first)
    publish_provisional_ranking(call=call, round=first, by=people["responsabile"])
    if (mine := live_of(call.pk, impresa.pk)) is not None:
        write_to_the_maker(mine, people)
    _receive(call, list(islice(firms, REVIEWED)), round=second)
    review_all(call, people, refused_every=9, left=REVIEWED // 2, round=second)
    write_threads(second, people)
    _receive(call, list(islice(firms, IN_THIRD)), round=third)


def _being_scored(office: Office, people: People, participants: list[Participant]) -> None:
    """M2: the committee closed a first sitting, with its comparison and minutes; the second is open and half done."""
    call = write_call(
        "m2", "rinnovo-laboratori-2026", title="", opens=-75, closes=-30, office=office, people=people
    )
    publish_in_the_past(call, act_number="C-2026/141", people=people)
    _receive(call, participants)
    review_all(call, people, refused_every=7)
    committee = appoint(call, people, act_number="C-2026/170", act_on=today() - timedelta(days=4))
    declare_all(committee, conflicts=0)
    strengths = {one.organisation.pk: one.firm.strength for one in participants}
    first = sit(committee, people, at_most=FIRST_SITTING)
    score(first, strengths)
    compare(first, people)
    close(first, people)
    score(sit(committee, people), strengths, share=0.5)


def _open(office: Office, people: People, impresa: Organisation, participants: list[Participant]) -> None:
    """M1: open; some have applied, the demo's maker has begun."""
    call = write_call(
        "m1", "nuovi-laboratori-2026", title="", opens=-14, closes=24, office=office, people=people
    )
    publish_in_the_past(call, act_number="C-2026/171", people=people)
    _receive(call, participants)
    expected = {question.key: question.expected for question in current_edition(call).eligibility}
    start_application(call=call, lead=impresa, answers=expected, by=people["impresa"])


def _in_approval(office: Office, people: People) -> None:
    """Next year's edition, written and waiting for the second officer."""
    call = write_call(
        "f1",
        "manifattura-in-quartiere-2027",
        title="Manifattura in Quartiere 2027",
        opens=40,
        closes=100,
        office=office,
        people=people,
    )
    submit_for_approval(call=call, by=people["istruttoria"])


def _receive(
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


def _strengths(participants: Sequence[Participant], impresa: Organisation) -> dict[int, float]:
    return {one.organisation.pk: one.firm.strength for one in participants} | {impresa.pk: 0.83}
