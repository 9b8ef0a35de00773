"""The lots of a call on its page: a table, each lot linked to the card of its space where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.ui.formats import money_text

from ...domain.allocation import Allocation, SpaceLot
from ...domain.edition import Edition
from ...domain.grid_checks import total_points
from ...domain.lot_questions import deposit_of
from ...queries.lot_cards import lot_cards
from ...queries.lot_words import allocation_rules, area_text, flag_titles, lot_award


@dataclass(frozen=True)
class LotRow:
    """One line of the table; amounts as Decimal or None."""

    lot: SpaceLot
    card: str
    area: str
    award: str
    deposit: object


def lot_rows(edition: Edition) -> list[LotRow]:
    """Empty for a call without lots."""
    allocation = edition.allocation
    if allocation is None:
        return []
    cards = lot_cards([lot.space for lot in allocation.lots])
    technical, flags = total_points(edition.grid), flag_titles(edition)
    return [
        LotRow(
            lot,
            cards[lot.space].url if lot.space in cards else "",
            area_text(lot.area) if lot.area is not None else "",
            lot_award(lot, technical, flags),
            deposit_of(lot, allocation),
        )
        for lot in allocation.lots
    ]


def lot_rules(edition: Edition) -> Sequence[str]:
    """What the lots share, rule by rule."""
    return allocation_rules(edition.allocation, edition.grid) if edition.allocation else ()


def lots_fact(allocation: Allocation) -> tuple[str, str, str]:
    """The figure under the title: how many lots, and from which rent."""
    count = len(allocation.lots)
    bases = [lot.base for lot in allocation.lots if lot.base]
    least = _("canone base da %(least)s l’anno") % {"least": money_text(min(bases), "round")} if bases else ""
    return _("Spazi"), ngettext("un lotto", "%(n)s lotti", count) % {"n": count}, least
