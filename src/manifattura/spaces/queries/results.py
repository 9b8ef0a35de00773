"""The figures of the results' page: real ones where there are any, else the sample's, never both together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from manifattura.calls.queries.target_areas import named_areas
from manifattura.evaluation.queries.lot_awards import lots_decided
from manifattura.kernel.money import ZERO

from ..domain.agreements import PUBLISHED, AgreementKind, AgreementState
from ..domain.results import Used, Year, by_year, share_in, surface
from ..domain.words import OFFERED, PUBLIC
from ..models import Agreement, Space

AREA = "periphery"


@dataclass(frozen=True)
class Results:
    """`vacant_days`: mean of the spaces on offer whose vacancy is known (`vacant_known` of `offered`); None: of none."""

    today: date
    is_sample: bool
    census: int
    offered: int
    vacant_known: int
    vacant_days: int | None
    used_now: int
    m2_now: Decimal
    m2_ever: Decimal
    share: Decimal | None
    area: str
    lots: int
    void: int
    foregone: Decimal
    years: tuple[Year, ...]


def results(today: date) -> Results:
    """Four statements and those of the rankings with lots."""
    counted = Space.objects.filter(state__in=PUBLIC).aggregate(
        real=Count("pk", filter=Q(is_sample=False)), sample=Count("pk", filter=Q(is_sample=True))
    )
    sample = not counted["real"]
    vacant = [
        (today - day).days if day else None
        for day in Space.objects.filter(state__in=OFFERED, is_sample=sample).values_list(
            "vacant_since", flat=True
        )
    ]
    known = [days for days in vacant if days is not None and days >= 0]
    used = _used(sample)
    now = [one for one in used if one.until is None]
    area = next((one.area for one in named_areas() if one.key == AREA), None)
    years = by_year(used, today)
    lots, void = lots_decided(sample=sample)
    return Results(
        today=today,
        is_sample=sample,
        census=counted["sample"] if sample else counted["real"],
        offered=len(vacant),
        vacant_known=len(known),
        vacant_days=round(sum(known) / len(known)) if known else None,
        used_now=len({one.space for one in now}),
        m2_now=surface(now),
        m2_ever=surface(used),
        share=share_in(now, area.nils) if area else None,
        area=area.name if area else "",
        lots=lots,
        void=void,
        foregone=years[-1].foregone if years else ZERO,
        years=years,
    )


def _used(sample: bool) -> list[Used]:
    rows = (
        Agreement.objects.filter(state__in=PUBLISHED, active_on__isnull=False, is_sample=sample)
        .exclude(kind=AgreementKind.OWNER_PACT)
        .values_list(
            "space_id",
            "space__net_m2",
            "space__nil_id",
            "active_on",
            "closed_on",
            "market_rent",
            "rent",
            "state",
            "part_m2",
        )
    )
    return [
        Used(
            space, m2 or Decimal(0), nil, since, None if state == AgreementState.ACTIVE else until, market or ZERO, rent or ZERO,
            part,
        )
        for space, m2, nil, since, until, market, rent, state, part in rows
        if since is not None
    ]  # fmt: skip
