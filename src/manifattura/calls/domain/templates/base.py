"""What a template of a call is, and how it becomes an edition: dates, office, address and area come from outside."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from ..aid import compute_aid
from ..edition import Aid, Edition, Lot, ResponsibleOffice, Round, TargetArea, Timetable
from ..lot_questions import with_lot_questions
from ..procedures.names import CallKind

ANSWERS_BEFORE = timedelta(days=14)
DE_MINIMIS_REGIME = "Aiuto de minimis, Reg. (UE) 2023/2831"


@dataclass(frozen=True)
class Template:
    """A call without dates. `title` and `description` are Italian texts to translate: the call does not hold them."""

    key: str
    title: str
    description: str
    edition: Edition
    area: str = ""
    """Key of a target area of the city profile, so that no quarter is written in code; empty: the whole city."""

    def build(
        self,
        slug: str,
        office: ResponsibleOffice,
        opens_at: datetime,
        deadline_at: datetime,
        area: TargetArea | None = None,
    ) -> Edition:
        """Version 1 of the call, with its sessions and one lot; its act has no number until publication."""
        budget = self.edition.budget
        edition = replace(
            with_sessions(self.edition, opens_at, deadline_at),
            call=slug,
            office=office,
            timetable=timetable_of(opens_at, deadline_at),
            beneficiaries=replace(self.edition.beneficiaries, target_area=area),
            lots=(Lot("unico", self.edition.texts.title, budget),),
        )
        return with_lot_questions(edition)


def with_sessions(edition: Edition, opens_at: datetime, deadline_at: datetime) -> Edition:
    """The sessions of a rolling call laid one after the other between two instants; one round for another call."""
    if edition.kind != CallKind.ROLLING:
        return replace(edition, rounds=(Round(1, edition.budget, places=edition.places),))
    length = (deadline_at - opens_at) / len(edition.rounds)
    # deadlines are judged to the second: one session ends and the next begins at a whole one
    cuts = [(opens_at + length * place).replace(microsecond=0) for place in range(1, len(edition.rounds))]
    edges = pairwise([opens_at, *cuts, deadline_at])
    return replace(
        edition,
        rounds=tuple(
            replace(one, opens_at=begins, deadline_at=ends)
            for one, (begins, ends) in zip(edition.rounds, edges, strict=True)
        ),
    )


def timetable_of(opens_at: datetime, deadline_at: datetime) -> Timetable:
    """Lengths of the sample calls: review 30 days, committee 45, observations 10, all within 90.

    Questions are answered until 14 days before the deadline, when the call is open that long.
    """
    answered_until = deadline_at - ANSWERS_BEFORE
    return Timetable(
        opens_at=opens_at,
        deadline_at=deadline_at,
        clarifications_until=answered_until if answered_until > opens_at else None,
        review_days=30,
        committee_days=45,
        observations_days=10,
        procedure_term_days=90,
        publication_years=5,
    )


def example_of(aid: Aid, cost: Decimal) -> str:
    """The sentence that shows the rule of the aid on one cost, computed by the rule itself."""
    grant = compute_aid(aid, cost).grant
    return (
        f"Progetto da {euros(cost)}: contributo {euros(grant)}, "
        f"quota tua {euros(cost - grant)}. Importi di esempio, senza IVA."
    )


def euros(amount: Decimal) -> str:
    """EUR as Italians write it: `64.000,00 €`."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,")) + "\u00a0€"
