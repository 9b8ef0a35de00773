"""What a template of a call is, and how it becomes an edition: dates, office and address come from whoever starts the call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from ..aid import compute_aid
from ..edition import (
    Act,
    Aid,
    Beneficiaries,
    Declaration,
    Edition,
    EligibilityQuestion,
    Flag,
    FormSection,
    Grid,
    Lot,
    NamesRule,
    Requirement,
    ResponsibleOffice,
    Round,
    Texts,
    Timetable,
)

Build = Callable[[str, ResponsibleOffice, datetime, datetime], Edition]
"""Slug, office, opening, deadline → version 1 of the call, without its act."""

NO_ACT = Act(number="", adopted_on=date(1970, 1, 1))
ANSWERS_BEFORE = timedelta(days=14)
DE_MINIMIS_REGIME = "Aiuto de minimis, Reg. (UE) 2023/2831"


@dataclass(frozen=True)
class Template:
    """`title` and `description` are Italian texts to translate: the office reads them, the call does not hold them."""

    key: str
    title: str
    description: str
    build: Build


@dataclass(frozen=True)
class Content:
    """Everything of a call that does not depend on its office and dates."""

    texts: Texts
    budget: Decimal
    aid: Aid
    beneficiaries: Beneficiaries
    form: tuple[FormSection, ...] = ()
    grid: Grid = Grid(criteria=())
    declarations: tuple[Declaration, ...] = ()
    eligibility: tuple[EligibilityQuestion, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    flags: tuple[Flag, ...] = ()
    is_sample: bool = True


def edition_of(
    content: Content, slug: str, office: ResponsibleOffice, opens_at: datetime, deadline_at: datetime
) -> Edition:
    """Version 1 of a ranking call with one round and one lot; its act has no number until publication."""
    return Edition(
        call=slug,
        version=1,
        kind="ranking",
        texts=content.texts,
        office=office,
        act=NO_ACT,
        timetable=timetable_of(opens_at, deadline_at),
        budget=content.budget,
        aid=content.aid,
        beneficiaries=content.beneficiaries,
        names_rule=NamesRule.NAME,
        form=content.form,
        grid=content.grid,
        rounds=(Round(1, content.budget),),
        lots=(Lot("unico", content.texts.title, content.budget),),
        declarations=content.declarations,
        eligibility=content.eligibility,
        requirements=content.requirements,
        flags=content.flags,
        is_sample=content.is_sample,
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
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,")) + " €"
