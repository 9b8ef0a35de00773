"""Take an item out of one of the draft's lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .change_draft import changing_draft
from .draft_items import ITEMS, ItemKind, follow_sessions, item_label, items_of, target_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call


def remove_item(*, call: Call, kind: ItemKind, item_id: int, revision: int, by: Person) -> None:
    """Delete the item and what hangs on it (the questions of a section); one that is gone already is no error.

    `Conflict` when somebody changed it since the person saw it.
    """
    with changing_draft(
        call=call,
        part=ITEMS[kind].part,
        target=target_of(kind, item_id),
        revision=revision,
        verb="call_item_removed",
        by=by,
    ) as change:
        item = items_of(change.call.pk, kind).filter(pk=item_id).first()
        if item is None:
            return
        change.before["removed"] = item_label(item)
        item.delete()
        if kind is ItemKind.ROUND:
            follow_sessions(change.call)
