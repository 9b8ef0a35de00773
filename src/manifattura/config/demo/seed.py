"""The demo city: one office, calls of the three kinds at different stages, 157 applications in one session. Samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from manifattura.applications.actions.start_application import start_application
from manifattura.applications.queries.applications import live_of
from manifattura.calls.actions.submit_for_approval import submit_for_approval
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.kernel.clock import today

from .agreements import seed_agreements
from .appointments import seed_appointments
from .calls import publish_in_the_past, write_call
from .city import settle_city
from .concluded import CONCLUDED, seed_concluded
from .draws import draw_in_the_past
from .enquiries import seed_enquiries
from .firms import sample_firms
from .letters import write_threads, write_to_the_maker
from .lots import BIDDERS, seed_lots, seed_open_lots
from .pages import seed_pages
from .participants import Participant, settle_firms, settle_impresa
from .places import APPLICANTS, seed_places
from .plan import seed_plan
from .receiving import receive
from .register import seed_register
from .reviewing import review_all
from .scoring import appoint, close, compare, declare_all, score, sit
from .sealed import SEALED, seed_sealed
from .spaces import seed_spaces
from .visits import seed_visits

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
    firms = iter(
        settle_firms(
            sample_firms(
                PRESSURE - 1 + REVIEWED + IN_THIRD + SCORED + OPEN + CONCLUDED + BIDDERS + SEALED + APPLICANTS
            )
        )
    )
    _rolling(office, people, impresa, firms)
    _being_scored(office, people, list(islice(firms, SCORED)))
    _open(office, people, impresa, list(islice(firms, OPEN)))
    _in_approval(office, people)
    seed_register(office, people, impresa)
    seed_spaces(people)
    seed_visits(people, impresa)
    seed_open_lots(office, people)
    seed_plan(people)
    concluded = list(islice(firms, CONCLUDED))
    seed_concluded(office, people, concluded, impresa)
    seed_agreements(people, impresa, concluded[0].organisation)
    seed_lots(office, people, list(islice(firms, BIDDERS)), impresa)
    seed_sealed(office, people, list(islice(firms, SEALED)), impresa)
    seed_places(office, people, list(firms), impresa)
    seed_pages(office)
    seed_appointments(office, people["istruttoria"])
    seed_enquiries(people)


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
        title_en="Manufacturing in the Neighbourhood 2026",
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
    receive(call, participants, maker=(impresa, people["impresa"]), round=first)
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
    receive(call, list(islice(firms, REVIEWED)), round=second)
    review_all(call, people, refused_every=9, left=REVIEWED // 2, round=second)
    write_threads(second, people)
    receive(call, list(islice(firms, IN_THIRD)), round=third)


def _being_scored(office: Office, people: People, participants: list[Participant]) -> None:
    """M2: the committee closed a first sitting, with its comparison and minutes; the second is open and half done."""
    call = write_call(
        "m2", "rinnovo-laboratori-2026", title="", opens=-75, closes=-30, office=office, people=people
    )
    publish_in_the_past(call, act_number="C-2026/141", people=people)
    receive(call, participants)
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
    receive(call, participants)
    expected = {question.key: question.expected for question in current_edition(call).eligibility}
    start_application(call=call, lead=impresa, answers=expected, by=people["impresa"])


def _in_approval(office: Office, people: People) -> None:
    """Next year's edition, written and waiting for the second officer."""
    call = write_call(
        "f1",
        "manifattura-in-quartiere-2027",
        title="Manifattura in Quartiere 2027",
        title_en="Manufacturing in the Neighbourhood 2027",
        opens=40,
        closes=100,
        office=office,
        people=people,
    )
    submit_for_approval(call=call, by=people["istruttoria"])


def _strengths(participants: Sequence[Participant], impresa: Organisation) -> dict[int, float]:
    return {one.organisation.pk: one.firm.strength for one in participants} | {impresa.pk: 0.83}
