"""Move an item of a list one place up or down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from .change_draft import changing_draft
from .draft_items import ITEMS, ItemKind, follow_sessions, item_label, items_of, target_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call

Direction = Literal["up", "down"]


def move_item(*, call: Call, kind: ItemKind, item_id: int, direction: Direction, by: Person) -> None:
    """Change places with the neighbour; at the end of its list nothing happens."""
    with changing_draft(
        call=call,
        part=ITEMS[kind].part,
        target=f"{target_of(kind, item_id)}:place",
        revision=call.revision + 1_000_000,
        verb="call_item_moved",
        by=by,
    ) as change:
        rows = list(items_of(change.call.pk, kind))
        item = next((row for row in rows if row.pk == item_id), None)
        if item is None:
            raise Refused(_("Questa voce non c’è più: qualcuno l’ha tolta."), code="gone")
        within = ITEMS[kind].within
        siblings = [
            row for row in rows if not within or getattr(row, f"{within}_id") == getattr(item, f"{within}_id")
        ]
        place = siblings.index(item)
        other = place + (1 if direction == "down" else -1)
        if not 0 <= other < len(siblings):
            return
        siblings[place], siblings[other] = siblings[other], siblings[place]
        for position, row in enumerate(siblings):
            row.position = position
        ITEMS[kind].model.objects.bulk_update(siblings, ["position"])
        if kind is ItemKind.ROUND:
            follow_sessions(change.call)
        change.note(item_label(item), place + 1, other + 1)
