"""Kinds of activity, and what each usually lets out and lets hear; the person sees it and may say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .words import Emissions, PermittedUse


class Process(StrEnum):
    WOOD = "wood"
    METAL = "metal"
    TEXTILE = "textile"
    CERAMICS = "ceramics"
    FOOD = "food"
    PRINTING = "printing"
    ELECTRONICS = "electronics"
    DIGITAL = "digital"
    REPAIR = "repair"


class Noise(StrEnum):
    """How loud the machines are outside the room."""

    QUIET = "quiet"
    SOME = "some"
    LOUD = "loud"


@dataclass(frozen=True)
class Profile:
    """What the kind of activity brings with it; `emits`: what must be allowed, `shop`: it may work behind a shop window."""

    emits: Emissions
    noise: Noise
    shop: bool = False


PROFILES: Mapping[Process, Profile] = {
    Process.WOOD: Profile(Emissions.FILTERED, Noise.LOUD),
    Process.METAL: Profile(Emissions.PERMIT, Noise.LOUD),
    Process.TEXTILE: Profile(Emissions.NONE, Noise.SOME, shop=True),
    Process.CERAMICS: Profile(Emissions.FILTERED, Noise.QUIET, shop=True),
    Process.FOOD: Profile(Emissions.FILTERED, Noise.SOME, shop=True),
    Process.PRINTING: Profile(Emissions.FILTERED, Noise.SOME),
    Process.ELECTRONICS: Profile(Emissions.FILTERED, Noise.QUIET, shop=True),
    Process.DIGITAL: Profile(Emissions.FILTERED, Noise.SOME, shop=True),
    Process.REPAIR: Profile(Emissions.NONE, Noise.SOME, shop=True),
}
"""A starting point of the house, said on the page; the authorisation that an activity needs is another matter."""

WORKSHOPS = frozenset({PermittedUse.CRAFT, PermittedUse.LIGHT_PRODUCTION, PermittedUse.MIXED})
LEAST_CLASS: Mapping[Noise, int] = {Noise.SOME: 3, Noise.LOUD: 4}
"""From which acoustic class on (DPCM 14 November 1997) such noise is usual; the limit in decibels is the class's own."""
LETS_OUT: Mapping[Emissions, frozenset[Emissions]] = {
    Emissions.FILTERED: frozenset({Emissions.FILTERED, Emissions.PERMIT}),
    Emissions.PERMIT: frozenset({Emissions.PERMIT}),
}
"""Where each kind of emission is allowed."""
