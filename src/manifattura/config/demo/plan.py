"""Observations on the city plan: one that waits, one in charge, one forwarded, two with their outcome."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from manifattura.kernel.clock import today
from manifattura.spaces.actions.file_plan_observation import file_plan_observation
from manifattura.spaces.actions.settle_plan_observation import (
    answer_plan_observation,
    forward_plan_observation,
    take_plan_observation,
)
from manifattura.spaces.domain.plan_observations import ObservationState, Observer
from manifattura.spaces.models import PlanObservation, Space
from manifattura.territory.models import Nil

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

S = ObservationState
ARTICLE = "Piano delle Regole (esempio), art. 5"
SAMPLES = (
    (Observer.FIRM, "Laboratori nei cortili: una sola pratica", S.ACCEPTED, "Basta una comunicazione sola (esempio)."),
    (Observer.OFFICE, "Cambio d’uso senza opere per chi ripara", S.PARTLY, "Vale fino a 250 metri quadri (esempio)."),
    (Observer.CITIZEN, "Botteghe con prova aperta al pubblico", S.FORWARDED, "Commissione urbanistica di esempio"),
    (Observer.FIRM, "Carico e scarico davanti ai laboratori", S.TAKEN, ""),
)  # fmt: skip
TEXT = "Osservazione di esempio: la regola di oggi allunga i tempi e non protegge nessuno di più."
SPACE = "campione009"


def seed_plan(people: dict[str, Person]) -> None:
    officer, day = people["istruttoria"], today() - timedelta(days=3)
    space = Space.objects.filter(code_key=SPACE).first()
    nil = Nil.objects.order_by("pk").first()
    for place, (observer, title, state, words) in enumerate(SAMPLES):
        found = file_plan_observation(
            text=TEXT,
            observer=observer,
            article=ARTICLE,
            space=space if place == 0 else None,
            nil=nil.pk if nil and place == 1 else None,
            by=officer,
        )
        found = take_plan_observation(
            observation=found, title=title, summary=TEXT, article=ARTICLE, by=officer
        )
        if state is S.FORWARDED:
            forward_plan_observation(observation=found, to=words, on=day, by=officer)
        elif state is not S.TAKEN:
            answer_plan_observation(observation=found, outcome=state, reason=words, on=day, by=officer)
    file_plan_observation(text=TEXT, observer=Observer.CITIZEN, by=officer)
    PlanObservation.objects.update(is_sample=True)
