"""The officers' work on the sample applications: checks, bonuses, outcomes."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from manifattura.applications.models import Application
from manifattura.applications.queries.applications import payload_of
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.actions.close_review import close_review
from manifattura.evaluation.actions.open_review import open_review
from manifattura.evaluation.domain.states import CheckOutcome, ReviewState
from manifattura.evaluation.models import Review, ReviewBonus, ReviewCheck
from manifattura.kernel.clock import now

from .firms import SEED

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound

REFUSALS = (
    "La sede indicata non è nell’area del bando: la visura riporta un indirizzo del Municipio 1.",
    "I preventivi non coprono la spesa principale: manca quello della macchina.",
    "L’impresa risulta in liquidazione alla data della domanda.",
)


def review_all(
    call: Call,
    people: dict[str, Person],
    *,
    refused_every: int,
    left: int = 0,
    round: CallRound | None = None,
) -> None:
    """Open the review and decide every application but the last `left`; close it when none is left."""
    phase = open_review(call=call, round=round, by=people["istruttoria"])
    officers = (people["istruttoria"], people["istruttoria2"])
    reviews = list(
        Review.objects.filter(phase=phase)
        .select_related("application__submission", "application__lead")
        .prefetch_related("checks")
        .order_by("application__submission__arrival")
    )
    for number, review in enumerate(reviews):
        review.officer = officers[number % 2] if number < len(reviews) - left // 2 else None
        review.assigned_at = now() if review.officer else None
    decided = reviews[: len(reviews) - left] if left else reviews
    _decide(call, decided, officers, refused_every)
    Review.objects.bulk_update(
        reviews, ["officer", "assigned_at", "state", "reason", "decided_by", "decided_at"], batch_size=500
    )
    if not left:
        close_review(call=call, round=round, by=people["responsabile"])


def _decide(call: Call, reviews: list[Review], officers: tuple[Person, Person], refused_every: int) -> None:
    edition = current_edition(call)
    dice = random.Random(f"{SEED}:review:{call.slug}")
    fresh: list[ReviewCheck] = []
    changed: list[ReviewCheck] = []
    bonuses: list[ReviewBonus] = []
    for number, review in enumerate(reviews, start=1):
        refused = number % refused_every == 0
        reason = dice.choice(REFUSALS)
        existing = {check.requirement_key: check for check in review.checks.all()}
        failing = next(r.key for r in reversed(edition.requirements) if not r.automatic)
        for requirement in edition.requirements:
            check = existing.get(requirement.key) or ReviewCheck(
                review=review, requirement_key=requirement.key, checked_by=review.officer
            )
            fails = refused and requirement.key == failing
            check.outcome = CheckOutcome.NOT_MET if fails else CheckOutcome.MET
            check.note = reason if fails else ""
            (changed if check.pk else fresh).append(check)
        bonuses += _bonuses(review, dice)
        review.state = ReviewState.NOT_ADMITTED if refused else ReviewState.ADMITTED
        review.reason = reason if refused else ""
        review.decided_by = review.officer
        review.decided_at = now()
    ReviewCheck.objects.bulk_create(fresh, batch_size=1000)
    ReviewCheck.objects.bulk_update(changed, ["outcome", "note"], batch_size=1000)
    ReviewBonus.objects.bulk_create(bonuses, batch_size=1000)


def _bonuses(review: Review, dice: random.Random) -> list[ReviewBonus]:
    """The officer confirms nearly all the bonuses a firm declared."""
    application: Application = review.application
    return [
        ReviewBonus(
            review=review,
            bonus_key=key,
            confirmed=dice.random() < 0.9,
            checked_by=review.officer,
        )
        for key in payload_of(application)["bonuses_claimed"]
    ]
