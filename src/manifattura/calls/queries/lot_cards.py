"""The public card of the space that a lot gives: a floor above knows them and says how to find them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class LotCard:
    """Where the card is, and what the space is called there."""

    url: str
    title: str


Finder = Callable[[Collection[str]], Mapping[str, LotCard]]
_finders: list[Finder] = []


def register_lot_cards(finder: Finder) -> None:
    """`finder`: codes as offices write them → those that have a public card. Called once, when the app is ready."""
    if finder not in _finders:
        _finders.append(finder)


def lot_cards(codes: Collection[str]) -> dict[str, LotCard]:
    """Code → its public card; codes that no census knows are left out."""
    wanted = [code for code in codes if code]
    found: dict[str, LotCard] = {}
    for finder in _finders if wanted else []:
        found |= finder(wanted)
    return found
