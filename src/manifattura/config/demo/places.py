"""A call that gives places and no money, decided: who has a place is asked to take it, the others wait in the reserve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from manifattura.calls.domain.templates.catalogue import template_by_key
from manifattura.evaluation.actions.accept_award import accept_award
from manifattura.evaluation.domain.states import RankingStage
from manifattura.evaluation.models import Acceptance, Ranking
from manifattura.kernel.clock import today

from .calls import publish_in_the_past, write_call
from .draws import draw_in_the_past
from .publishing import ask_delivered, publish_on, signer_of
from .receiving import receive
from .reviewing import review_all
from .scoring import appoint, close, declare_all, score, sit

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person
    from manifattura.organisations.models import Organisation

    from .participants import Participant

APPLICANTS, PLACES = 5, 3
"""Firms beside the demo's own; places of the call, one of them kept for firms led by people under 35."""


def seed_places(
    office: Office, people: dict[str, Person], participants: Sequence[Participant], impresa: Organisation
) -> None:
    """Up to the final ranking: one has accepted, the demo's firm has still to answer."""
    template = template_by_key("p1").edition
    grid, texts = template.grid, template.texts
    call = write_call(
        "p1",
        "accompagnamento-2026",
        title="Accompagnamento per nuove imprese 2026",
        title_en="Support for new firms 2026",
        opens=-110,
        closes=-80,
        office=office,
        people=people,
        places=PLACES,
        texts=replace(
            texts,
            title_en="Support programme for new firms 2026",
            summary="Sei mesi con esperti, laboratori e altre imprese. Tre posti, gratis. Non è un contributo in denaro.",
            summary_en="Six months with experts, workshops and other firms. Three places, free. It is not a grant.",
        ),
        grid=replace(grid, areas=tuple(replace(area, least=1) for area in grid.areas)),
    )
    publish_in_the_past(call, act_number="C-2026/96", people=people)
    receive(call, participants, maker=(impresa, people["impresa"]))
    review_all(call, people, refused_every=99)
    committee = appoint(call, people, act_number="C-2026/125", act_on=today() - timedelta(days=50))
    declare_all(committee, conflicts=0)
    sitting = sit(committee, people)
    score(sitting, {one.organisation.pk: one.firm.strength for one in participants} | {impresa.pk: 0.9})
    close(sitting, people)
    draw_in_the_past(call, people)
    publish_on(call, people, RankingStage.PROVISIONAL, days=-30, act="")
    publish_on(call, people, RankingStage.FINAL, days=-3, act="D-2026/14")
    ask_delivered(Ranking.objects.filter(call=call).order_by("-version")[0])
    taken = Acceptance.objects.filter(ranking__call=call).exclude(application__lead=impresa).order_by("pk")[0]
    accept_award(acceptance=taken, by=signer_of(taken.application))
