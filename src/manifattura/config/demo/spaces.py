"""Forty sample spaces in the neighbourhoods of the demo city: invented addresses, figures near those of real calls."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from manifattura.kernel.clock import today
from manifattura.spaces.actions.keep_space_file import add_space_file
from manifattura.spaces.actions.save_space import save_space_section, section_values
from manifattura.spaces.actions.verify_space import verify_space, withdraw_space
from manifattura.spaces.domain.owners import ASKED
from manifattura.spaces.domain.sections import Section
from manifattura.spaces.domain.words import (
    Accessibility,
    Condition,
    CurrentUse,
    Emissions,
    FileKind,
    OwnerKind,
    PermittedUse,
    SpaceState,
    UseClass,
)
from manifattura.spaces.models import Space
from manifattura.territory.models import Nil
from manifattura.territory.queries.places import current_places

from .plans import sample_plan

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.territory.domain.places import Places

HOW_MANY = 40
TO_SEE, WITHDRAWN = 6, 1
PLANNED, KEPT_BACK = (7, 8, 12, 20), 9
OLD = {10: 350, 11: 380}
"""Two cards whose data are to be confirmed: days since they were seen."""
# (use, name, square metres, euro per square metre and year): the range of real lots
KINDS = (
    (PermittedUse.CRAFT, "Laboratorio artigianale", (50, 150), (32, 58)),
    (PermittedUse.LIGHT_PRODUCTION, "Capannone", (180, 650), (30, 45)),
    (PermittedUse.MIXED, "Laboratorio con negozio", (45, 110), (40, 65)),
    (PermittedUse.RETAIL, "Negozio su strada", (33, 95), (55, 140)),
    (PermittedUse.DEPOT, "Deposito", (19, 145), (14, 22)),
)
ACOUSTIC = dict(zip((use for use, *_rest in KINDS), (3, 5, 3, 2, 4), strict=True))
EMISSIONS = dict(
    zip(
        (use for use, *_rest in KINDS),
        (Emissions.FILTERED, Emissions.PERMIT, Emissions.FILTERED, Emissions.NONE, ""),
        strict=True,
    )
)
CLASSES = dict(
    zip(
        (use for use, *_rest in KINDS),
        (UseClass.PRODUCTIVE, UseClass.PRODUCTIVE, UseClass.RETAIL, UseClass.RETAIL, UseClass.PRODUCTIVE),
        strict=True,
    )
)
STREETS = ("Via campione", "Viale campione", "Piazza campione")


def seed_spaces(people: dict[str, Person]) -> None:
    """Most are verified, some wait to be seen, one left the census."""
    draw = random.Random(2026)
    nils = list(Nil.objects.order_by("pk"))
    places = current_places()
    by = people["istruttoria"]
    for number in range(1, HOW_MANY + 1):
        space = _sample(number, nils[(number * 7) % len(nils)], places, draw)
        if number > TO_SEE:
            verify_space(
                space=space,
                on=today() - timedelta(days=OLD.get(number) or draw.randrange(10, 200)),
                how="Sopralluogo di esempio.",
                seen=SpaceState.REPORTED,
                by=by,
            )
        if number > HOW_MANY - WITHDRAWN:
            withdraw_space(space=space, because="Venduto (esempio).", seen=SpaceState.VERIFIED, by=by)
        if number in PLANNED:
            plan = sample_plan(float(space.net_m2 or 60))
            add_space_file(
                space=space, kind=FileKind.PLAN, caption="Pianta di esempio: laboratorio, deposito, servizi",
                name="pianta.png", content=plan, size=len(plan), by=by,
            )  # fmt: skip
        if number == KEPT_BACK:
            values = section_values(space, Section.PLACE) | {
                "blurred": True,
                "name": "Laboratorio in cortile",
            }
            save_space_section(space=space, section=Section.PLACE, values=values, seen=1, by=by)


def _sample(number: int, nil: Nil, places: Places, draw: random.Random) -> Space:
    use, name, size, rent = KINDS[number % len(KINDS)]
    surface = draw.randrange(*size)
    owner = draw.choice(list(OwnerKind))
    base = Decimal(surface * draw.randrange(*rent))
    # near the approximate centre, so that two are never on one point
    latitude = nil.latitude + Decimal(draw.randrange(-2500, 2500)) / 1_000_000
    longitude = nil.longitude + Decimal(draw.randrange(-3500, 3500)) / 1_000_000
    return Space.objects.create(
        code=f"CAMPIONE-{number:03d}",
        code_key=f"campione{number:03d}",
        name=f"{name}, {nil.name}",
        address=f"{STREETS[number % len(STREETS)]} {number}",
        nil=nil,
        municipio_id=places.likely_municipio(float(longitude), float(latitude)),
        latitude=latitude,
        longitude=longitude,
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
        owner_kind=owner,
        owner_name="Proprietà campione",
        owner_email=f"proprieta{number}@esempio.it" if owner in ASKED else "",
        consent_on=today() - timedelta(days=220) if owner in ASKED else None,
        consent_how="Lettera di esempio" if owner in ASKED else "",
        acoustic_class=ACOUSTIC[use],
        emissions=EMISSIONS[use],
        use_class=CLASSES[use],
        change_of_use=use in (PermittedUse.RETAIL, PermittedUse.DEPOT),
        limits="Macchine ferme dalle 20 alle 8." if number % 3 == 0 else "",
        constraints="Cortile in comune con altri due laboratori." if number % 5 == 0 else "",
        works_needed="Quadro elettrico\nSerramenti sul cortile" if number % 2 else "",
        works_estimate=Decimal(surface * 120) if number % 2 else None,
        energy_class=draw.choice("BCDEFG"),
        base_rent=base,
        market_rent=(base * Decimal("1.11")).quantize(Decimal(1)),
        vacant_since=today() - timedelta(days=draw.randrange(200, 2500)),
        available_from=today() + timedelta(days=draw.randrange(0, 200)),
        is_sample=True,
        source="Dati di esempio",
    )
