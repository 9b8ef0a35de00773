"""Last year's call, decided: what comes after a final ranking. One application came on paper, one question is a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.calls.domain.templates.catalogue import template_by_key
from manifattura.evaluation.actions.accept_award import accept_award
from manifattura.evaluation.actions.publish_new_version import publish_new_version
from manifattura.evaluation.actions.record_leaving import record_leaving
from manifattura.evaluation.domain.states import DepartureKind, RankingStage
from manifattura.evaluation.models import Acceptance, Observation, ObservationAnswer, Ranking, RankingEntry
from manifattura.kernel.clock import today

from .calls import publish_in_the_past, write_call
from .draws import draw_in_the_past
from .paper import enter_on_paper
from .participants import Participant
from .publishing import ask_delivered, days_ago, publish_on, signer_of
from .receiving import receive
from .reviewing import review_all
from .scoring import appoint, close, declare_all, score, sit

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person
    from manifattura.calls.models import Call
    from manifattura.organisations.models import Organisation

    People = dict[str, Person]

CONCLUDED = 12
PROVISIONAL, OBSERVED, ANSWERED, FINAL = -25, -21, -12, -2
"""Days from today."""

TRAINING = FormField(
    "courses",
    FieldType.GROUP,
    "I corsi che vuoi aprire al quartiere",
    help="Uno per riga: che cosa si impara e quante ore dura.",
    fields=(
        FormField("subject", FieldType.TEXT, "Che cosa si impara", max_length=120),
        FormField("hours", FieldType.NUMBER, "Ore", min_value=Decimal(1), max_value=Decimal(200)),
    ),
    min_items=1,
    max_items=6,
    item_title="Corso",
)
HOURS = FormField(
    "course_hours",
    FieldType.COMPUTED,
    "Ore di corso in tutto",
    required=False,
    formula={"op": "sum", "field": "courses.hours"},
    decimals=0,
    unit="ore",
)


def seed_concluded(
    office: Office, people: People, participants: Sequence[Participant], impresa: Organisation
) -> None:
    """M1 of last year: the final ranking has a second version, because a funded firm gave up and a reserve came in."""
    *on_line, last = participants
    call = _written(office, people)
    receive(call, on_line, maker=(impresa, people["impresa"]))
    enter_on_paper(call, last, people["istruttoria"])
    review_all(call, people, refused_every=11)
    committee = appoint(call, people, act_number="C-2025/203", act_on=today() - timedelta(days=40))
    declare_all(committee, conflicts=0)
    sitting = sit(committee, people)
    score(sitting, {one.organisation.pk: one.firm.strength for one in participants} | {impresa.pk: 0.95})
    close(sitting, people)
    draw_in_the_past(call, people)
    publish_on(call, people, RankingStage.PROVISIONAL, days=PROVISIONAL, act="")
    _observe(call, people)
    publish_on(call, people, RankingStage.FINAL, days=FINAL, act="D-2026/12")
    _accept_and_roll_down(call, people, impresa)


def _written(office: Office, people: People) -> Call:
    template = template_by_key("m1").edition
    form = template.form
    section = FormSection(
        "corsi", "I corsi", "Chi riceve il contributo li apre al quartiere.", (TRAINING, HOURS)
    )
    call = write_call(
        "m1",
        "nuovi-laboratori-2025",
        title="Nuovi laboratori 2025",
        title_en="New workshops 2025",
        opens=-140,
        closes=-95,
        office=office,
        people=people,
        form=(*form[:-2], section, *form[-2:]),
        # nobody in part: what one gives up goes to the first of the reserve
        grid=replace(template.grid, partial_last=False),
        budget=Decimal("90000.00"),
    )
    return publish_in_the_past(call, act_number="C-2025/171", people=people)


def _observe(call: Call, people: People) -> None:
    """One on the reserve list wrote in time, and was answered before the final version."""
    ranking = Ranking.objects.get(call=call)
    row = _rows(ranking, "reserve_list", "below_threshold")[0]
    application = row.bid.application
    observation = Observation.objects.create(
        call=call,
        ranking=ranking,
        application=application,
        number=1,
        text="Nel punteggio del criterio B1 non vediamo gli accordi con le scuole, che erano nella domanda.",
        sent_by=signer_of(application),
        sent_at=days_ago(OBSERVED),
    )
    ObservationAnswer.objects.create(
        observation=observation,
        accepted=False,
        text="Gli accordi sono stati letti e contano nel criterio C3, come dice il bando. Il punteggio non cambia.",
        answered_by=people["responsabile"],
        answered_at=days_ago(ANSWERED),
    )


def _accept_and_roll_down(call: Call, people: People, impresa: Organisation) -> None:
    """All accept but the demo's maker, who has still to answer, and one who gives up: the first of the reserve comes in."""
    ranking = Ranking.objects.filter(call=call).order_by("-version")[0]
    ask_delivered(ranking)
    waiting = list(
        Acceptance.objects.filter(ranking=ranking).select_related("application__lead").order_by("pk")
    )
    others = [one for one in waiting if one.application.lead_id != impresa.pk]
    gives_up = max(others, key=lambda one: one.amount)
    for one in others:
        if one is not gives_up:
            accept_award(acceptance=one, by=signer_of(one.application))
    leaving = gives_up.application
    record_leaving(
        application=leaving,
        kind=DepartureKind.DECLINED,
        reason="Non abbiamo più il locale: non riusciamo ad aprire nei tempi del bando.",
        by=signer_of(leaving),
    )
    version = publish_new_version(
        call=call,
        base_version=ranking.version,
        act_number="D-2026/31",
        act_on=today(),
        note="Un’impresa ha rinunciato: il contributo passa alla prima in lista d’attesa.",
        by=people["responsabile"],
    )
    ask_delivered(version)


def _rows(ranking: Ranking, *statuses: str) -> Sequence[RankingEntry]:
    found = RankingEntry.objects.filter(ranking=ranking, status__in=statuses)
    return list(found.select_related("bid__application").order_by("order"))
