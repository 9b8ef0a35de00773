"""A draw in words: its state, and the command that recomputes a ticket anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manifattura.calls.domain.edition import Grid

    from ..models import OfferImprovement, PublicDraw


def draw_state(draw: PublicDraw | OfferImprovement) -> str:
    """A key of the vocabularies `draw` and `improvement`."""
    if draw.annulled_at:
        return "annulled"
    return "held" if draw.held_at else "convened"


def ticket_command(seed: str, identifier: str) -> str:
    """For a terminal: single quotes inside the seed are escaped."""
    quoted = f"{seed}:{identifier}".replace("'", "'\\''")
    return f"printf '%s' '{quoted}' | sha256sum"


def seed_rule(grid: Grid) -> str:
    """What the call itself says about the seed."""
    return next((rule.seed_rule for rule in grid.tie_breakers if rule.by == "draw"), "")
