"""Eight spaces assigned lot by lot, one without a winner; three more in a call that is open, to be visited before asking for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from manifattura.calls.domain.allocation import Allocation, SpaceLot
from manifattura.calls.domain.templates.catalogue import template_by_key
from manifattura.calls.queries.demo_codes import sample_code
from manifattura.evaluation.actions.give_share import give_share
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.kernel.clock import today
from manifattura.spaces.actions.certify_visit import ask_for_certificate
from manifattura.spaces.actions.follow_calls import follow_calls
from manifattura.spaces.actions.verify_space import verify_space
from manifattura.spaces.domain.words import Condition, OwnerKind, PermittedUse, SpaceState
from manifattura.spaces.models import Space
from manifattura.territory.models import Nil
from manifattura.territory.queries.places import current_places

from .calls import publish_in_the_past, write_call
from .receiving import receive
from .reviewing import review_all
from .scoring import appoint, close, declare_all, score, sit
from .sealed import KEEPERS, name_keepers
from .visits import OPEN as WITH_VISITS

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person
    from manifattura.organisations.models import Organisation

    from .participants import Participant

BIDDERS = 14
SLUG = "spazi-alla-manifattura-2026"
OPEN_SLUG = "tre-laboratori-2026"
QUARTERS = (76, 77, 35, 49, 41, 55, 65, 23)
"""NIL of each lot, in the order of the template."""
USES = (PermittedUse.CRAFT, PermittedUse.MIXED, PermittedUse.RETAIL, PermittedUse.CRAFT)


def seed_lots(
    office: Office, people: dict[str, Person], participants: list[Participant], impresa: Organisation
) -> None:
    """Everything up to the provisional assignment; observations are open."""
    base = template_by_key("f2").edition
    assert base.allocation is not None
    lots = tuple(
        _with_card(lot, number, people["istruttoria"])
        for number, lot in enumerate(base.allocation.lots, start=1)
    )
    call = write_call(
        "f2",
        SLUG,
        title="Spazi alla manifattura 2026: otto lotti",
        title_en="Spaces for makers 2026: eight lots",
        opens=-110,
        closes=-50,
        office=office,
        people=people,
        texts=replace(base.texts, title_en="Spaces for makers 2026: eight lots"),
        allocation=Allocation(
            lots, base.allocation.most_bids, base.allocation.most_won, base.allocation.deposit
        ),
    )
    name_keepers(call, people)
    publish_in_the_past(call, act_number="C-2026/121", people=people)
    follow_calls()
    receive(call, participants, maker=(impresa, people["impresa"]))
    review_all(call, people, refused_every=99)
    committee = appoint(call, people, act_number="C-2026/159", act_on=today() - timedelta(days=9))
    declare_all(committee, conflicts=0)
    sitting = sit(committee, people)
    strengths = {one.organisation.pk: one.firm.strength for one in participants}
    score(sitting, strengths | {impresa.pk: 0.74})
    close(sitting, people)
    for key in KEEPERS[:2]:
        give_share(call=call, code=sample_code(call, people[key]), by=people[key])
    publish_provisional_ranking(
        call=call, by=people["responsabile"], act_number="C-2026/171", act_on=today() - timedelta(days=1)
    )


def seed_open_lots(office: Office, people: dict[str, Person]) -> None:
    """A call for three spaces with turns of visits; who asks for one attaches the certificate of its visit."""
    spaces = [Space.objects.get(code_key=key) for key in WITH_VISITS]
    base = template_by_key("f2").edition
    assert base.allocation is not None
    lots = tuple(
        replace(
            lot,
            title=f"Lotto {number}",
            address=space.nil.name if space.nil else "",
            space=space.code,
            area=space.net_m2,
            base=space.base_rent,
        )
        for number, (lot, space) in enumerate(zip(base.allocation.lots, spaces, strict=False), start=1)
    )
    call = write_call(
        "f2",
        OPEN_SLUG,
        title="Spazi alla manifattura: tre laboratori",
        title_en="Spaces for makers: three workshops",
        opens=-5,
        closes=33,
        office=office,
        people=people,
        texts=replace(
            base.texts,
            summary="Tre laboratori della città per chi produce, in affitto. Li visiti, ne chiedi fino a tre in ordine di "
            "preferenza, ne vinci uno.",
            summary_en="Three workshops of the city to let to makers. Visit them, ask for up to three in order of "
            "preference, win one.",
            what_you_get="Un contratto di locazione di sei anni, rinnovabile per altri sei. Il canone è quello che offri. I lavori "
            "approvati si scontano dal canone, fino a 36 mensilità.",
        ),
        allocation=replace(base.allocation, lots=lots),
    )
    name_keepers(call, people)
    publish_in_the_past(call, act_number="C-2026/174", people=people)
    follow_calls()
    for space in spaces:
        ask_for_certificate(space=space, question=f"{call.pk}:visit", by=people["istruttoria"])


def _with_card(lot: SpaceLot, number: int, by: Person) -> SpaceLot:
    """The lot with a card of the census: the same surface, the same base rent."""
    nil = Nil.objects.filter(pk=QUARTERS[number - 1]).first()
    code = f"LOTTO-2026-{number}"
    space = Space.objects.create(
        code=code,
        code_key=f"lotto2026{number}",
        name=f"{lot.title} del bando 2026, {lot.address}",
        address=f"Via campione {100 + number}",
        nil=nil,
        municipio_id=current_places().likely_municipio(float(nil.longitude), float(nil.latitude))
        if nil
        else None,
        latitude=nil.latitude if nil else None,
        longitude=nil.longitude if nil else None,
        net_m2=lot.area,
        floor="terra",
        permitted_use=USES[number % len(USES)],
        condition=list(Condition)[number % len(Condition)],
        owner_kind=next(iter(OwnerKind)),
        base_rent=lot.base,
        is_sample=True,
        source="Dati di esempio",
    )
    verify_space(
        space=space,
        on=today() - timedelta(days=120),
        how="Sopralluogo di esempio.",
        seen=SpaceState.REPORTED,
        by=by,
    )
    return replace(lot, space=code)
