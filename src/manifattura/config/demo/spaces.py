"""Forty sample spaces in the neighbourhoods of the demo city: invented addresses, figures near those of real calls."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from manifattura.kernel.clock import today
from manifattura.spaces.actions.verify_space import verify_space, withdraw_space
from manifattura.spaces.domain.words import (
    Accessibility,
    Condition,
    CurrentUse,
    OwnerKind,
    PermittedUse,
    SpaceState,
)
from manifattura.spaces.models import Space
from manifattura.territory.models import Nil

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

HOW_MANY = 40
TO_SEE, WITHDRAWN = 6, 1
# (use, name, square metres, euro per square metre and year): the range of real lots
KINDS = (
    (PermittedUse.CRAFT, "Laboratorio artigianale", (50, 150), (32, 58)),
    (PermittedUse.LIGHT_PRODUCTION, "Capannone", (180, 650), (30, 45)),
    (PermittedUse.MIXED, "Laboratorio con negozio", (45, 110), (40, 65)),
    (PermittedUse.RETAIL, "Negozio su strada", (33, 95), (55, 140)),
    (PermittedUse.DEPOT, "Deposito", (19, 145), (14, 22)),
)
STREETS = ("Via campione", "Viale campione", "Piazza campione")


def seed_spaces(people: dict[str, Person]) -> None:
    """Most are verified, some wait to be seen, one left the census."""
    draw = random.Random(2026)
    nils = list(Nil.objects.order_by("pk"))
    by = people["istruttoria"]
    for number in range(1, HOW_MANY + 1):
        space = _sample(number, nils[(number * 7) % len(nils)], draw)
        if number > TO_SEE:
            verify_space(
                space=space,
                on=today() - timedelta(days=draw.randrange(10, 200)),
                how="Sopralluogo di esempio.",
                seen=SpaceState.REPORTED,
                by=by,
            )
        if number > HOW_MANY - WITHDRAWN:
            withdraw_space(space=space, because="Venduto (esempio).", seen=SpaceState.VERIFIED, by=by)


def _sample(number: int, nil: Nil, draw: random.Random) -> Space:
    use, name, size, rent = KINDS[number % len(KINDS)]
    surface = draw.randrange(*size)
    base = Decimal(surface * draw.randrange(*rent))
    return Space.objects.create(
        code=f"CAMPIONE-{number:03d}",
        code_key=f"campione{number:03d}",
        name=f"{name}, {nil.name}",
        address=f"{STREETS[number % len(STREETS)]} {number}",
        nil=nil,
        # near the approximate centre, so that two are never on one point
        latitude=nil.latitude + Decimal(draw.randrange(-2500, 2500)) / 1_000_000,
        longitude=nil.longitude + Decimal(draw.randrange(-3500, 3500)) / 1_000_000,
        net_m2=surface,
        floor=draw.choice(("terra", "terra", "terra", "primo", "seminterrato")),
        clear_height_m=Decimal(draw.randrange(28, 62)) / 10,
        floor_load_kg=draw.choice((300, 400, 500, 800, 1500)),
        power_kw=draw.choice((6, 10, 15, 30, 50)),
        three_phase=draw.random() < 0.6,
        gas=draw.random() < 0.5,
        water=True,
        loading_bay=draw.random() < 0.4,
        lift=draw.random() < 0.2,
        door_width_m=Decimal(draw.randrange(9, 35)) / 10,
        current_use=draw.choice(list(CurrentUse)),
        permitted_use=use,
        condition=draw.choice(list(Condition)),
        accessibility=draw.choice(list(Accessibility)),
        owner_kind=draw.choice(list(OwnerKind)),
        consent_on=today() - timedelta(days=300) if number > TO_SEE else None,
        consent_how="Modulo di esempio." if number > TO_SEE else "",
        energy_class=draw.choice("BCDEFG"),
        base_rent=base,
        market_rent=(base * Decimal("1.11")).quantize(Decimal(1)),
        vacant_since=today() - timedelta(days=draw.randrange(200, 2500)),
        available_from=today() + timedelta(days=draw.randrange(0, 200)),
        is_sample=True,
        source="Dati di esempio",
    )
