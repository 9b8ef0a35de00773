"""A workshop in a space of the city, the yearly rent offered in a sealed envelope: scores are closed, the keepers may open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from manifattura.calls.domain.edition import (
    CommitteeRule,
    Criterion,
    Edition,
    FieldType,
    FormField,
    FormSection,
    Grid,
    Recusal,
)
from manifattura.calls.domain.scoring import Method, MethodKind
from manifattura.calls.domain.templates.catalogue import template_by_key
from manifattura.calls.models import Call, KeyHolder
from manifattura.calls.queries.demo_codes import sample_code
from manifattura.calls.queries.key_holders import holder_context
from manifattura.kernel.clock import today
from manifattura.kernel.sealing import key_pair_of_code

from .calls import publish_in_the_past, write_call
from .receiving import receive
from .reviewing import review_all
from .scoring import appoint, close, declare_all, score, sit

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person
    from manifattura.organisations.models import Organisation

    from .participants import Participant

SEALED = 6
SLUG = "laboratorio-in-via-campione-2026"
KEEPERS = ("istruttoria", "istruttoria2", "responsabile")
FOR_RENT = Decimal("20.00")
COMMITTEE_SHARE = Decimal("0.8")
RENT = FormField(
    "yearly_rent",
    FieldType.MONEY,
    "Canone annuo offerto",
    help="Più è alto, più punti dà. Nessuno lo legge prima della chiusura dei punteggi della commissione.",
    sealed=True,
    min_value=Decimal(3_000),
    max_value=Decimal(30_000),
)
OFFER = FormSection("offer", "Offerta economica", fields=(RENT,))


def seed_sealed(
    office: Office, people: dict[str, Person], participants: list[Participant], impresa: Organisation
) -> None:
    """Everything up to the opening; it is left to who visits the demo."""
    base = template_by_key("m1").edition
    call = write_call(
        "m1",
        SLUG,
        title="Un laboratorio in via Campione 2026",
        title_en="A workshop in via Campione 2026",
        opens=-80,
        closes=-24,
        office=office,
        people=people,
        texts=replace(
            base.texts,
            title_en="A workshop in via Campione 2026",
            summary="Uno spazio del Comune per un laboratorio condiviso, con un contributo per attrezzarlo. Il canone si "
            "offre in busta chiusa.",
            summary_en="A space of the city for a shared workshop, with a grant to equip it. The rent is offered in a sealed "
            "envelope.",
        ),
        form=(*base.form[:-1], OFFER, base.form[-1]),
        grid=_grid(base),
        committee=CommitteeRule(Recusal.REPLACEMENT, harmonisation=False),
    )
    name_keepers(call, people)
    publish_in_the_past(call, act_number="C-2026/133", people=people)
    receive(call, participants, maker=(impresa, people["impresa"]))
    review_all(call, people, refused_every=99)
    committee = appoint(call, people, act_number="C-2026/168", act_on=today() - timedelta(days=6))
    declare_all(committee, conflicts=0)
    sitting = sit(committee, people)
    strengths = {one.organisation.pk: one.firm.strength for one in participants}
    score(sitting, strengths | {impresa.pk: 0.83})
    close(sitting, people)


def _grid(base: Edition) -> Grid:
    """The template's criteria for four fifths of the points, the rent for the rest."""
    technical = tuple(replace(one, max=one.max * COMMITTEE_SHARE) for one in base.grid.criteria)
    rent = Criterion(
        "E1",
        "Canone annuo offerto",
        FOR_RENT,
        method=Method(MethodKind.NORMALISED, value={"field": RENT.key}, best="highest", scale="best"),
    )
    return replace(base.grid, criteria=(*technical, rent))


def name_keepers(call: Call, people: dict[str, Person]) -> None:
    """Three of the office, each with the code that the demo gives out on the opening's page."""
    assert call.opens_at is not None
    moment = call.opens_at - timedelta(days=6)
    KeyHolder.objects.bulk_create(
        KeyHolder(
            call=call,
            person=people[key],
            number=number,
            public_key=key_pair_of_code(sample_code(call, people[key]), holder_context(call.slug)).public,
            given_at=moment,
            kept_at=moment,
        )
        for number, key in enumerate(KEEPERS, start=1)
    )
