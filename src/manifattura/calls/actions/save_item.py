"""Add an item to one of the draft's lists, or change one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..models import FieldOptionDraft
from .change_draft import DraftChange, changing_draft
from .draft_items import ITEMS, ItemKind, follow_sessions, item_label, items_of, target_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call

LONGEST_KEY = 40


def save_item(
    *,
    call: Call,
    kind: ItemKind,
    values: Mapping[str, Any],
    by: Person,
    item_id: int | None = None,
    revision: int = 0,
    key: str = "",
    options: Sequence[Mapping[str, Any]] | None = None,
) -> Any:
    """Write one item and return it. A new one goes last; its `key` is made from its title unless given, and never changes.

    `options`: the choices of a question (`key`, `label`, `max_share`), in order, replacing those it had.
    """
    target = target_of(kind, item_id) if item_id else f"{kind.value}:new"
    with changing_draft(
        call=call,
        part=ITEMS[kind].part,
        target=target,
        revision=revision if item_id else call.revision + 1_000_000,
        verb="call_item_saved",
        by=by,
    ) as change:
        item = _existing(change, kind, item_id) if item_id else _new(change, kind, key, values)
        for name in ITEMS[kind].names:
            if name in values:
                change.note(f"{item_label(item)}.{name}", _shown(item, name), _plain(values[name]))
                setattr(item, name, values[name])
        _grow_text_version(kind, item, change)
        item.save()
        if kind is ItemKind.ROUND:
            follow_sessions(change.call)
        if options is not None:
            _replace_options(item, options, change)
    return item


SAME_CODES = dict.fromkeys((ItemKind.CRITERION, ItemKind.PART), (ItemKind.CRITERION, ItemKind.PART))
"""Marks are kept under one code: a criterion and a part of another do not share it."""


def _existing(change: DraftChange, kind: ItemKind, item_id: int) -> Any:
    item = items_of(change.call.pk, kind).filter(pk=item_id).first()
    if item is None:
        raise Refused(_("Questa voce non c’è più: qualcuno l’ha tolta."), code="gone")
    return item


def _new(change: DraftChange, kind: ItemKind, key: str, values: Mapping[str, Any]) -> Any:
    rows = items_of(change.call.pk, kind)
    last = rows.aggregate(last=Max("position"))["last"]
    item = ITEMS[kind].model(call=change.call, position=0 if last is None else last + 1)
    if ITEMS[kind].has_key:
        taken = {
            used
            for other in SAME_CODES.get(kind, (kind,))
            for used in items_of(change.call.pk, other).values_list("key", flat=True)
        }
        if key and key in taken:
            raise Refused(_("Questo codice è già usato. Scegline un altro."), field="key")
        item.key = key or free_key(_title_of(values) or kind.value, taken)
    change.after["added"] = item_label(item)
    return item


def _title_of(values: Mapping[str, Any]) -> str:
    return str(values.get("title") or values.get("label") or values.get("question") or "")


def free_key(title: str, taken: set[str]) -> str:
    """A readable key that is not taken: `il-progetto`, `il-progetto-2`."""
    base = slugify(title)[: LONGEST_KEY - 4].strip("-") or "voce"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def _shown(item: Any, name: str) -> Any:
    return _plain(getattr(item, name, None)) if item.pk else None


def _plain(value: Any) -> Any:
    """A related item by its key."""
    return value.key if hasattr(value, "key") else value


def _grow_text_version(kind: ItemKind, item: Any, change: DraftChange) -> None:
    """A declaration whose published text changes gets a new version: earlier ticks do not cover it."""
    if kind is not ItemKind.DECLARATION or not item.pk or change.call.current_edition_id is None:
        return
    if f"{item.key}.text" in change.after:
        item.text_version += 1


def _replace_options(item: Any, options: Sequence[Mapping[str, Any]], change: DraftChange) -> None:
    before = [[row.key, row.label, row.max_share] for row in item.options.all()]
    taken: set[str] = set()
    rows: list[FieldOptionDraft] = []
    for position, option in enumerate(options):
        key = option.get("key") or free_key(str(option["label"]), taken)
        if key in taken:
            raise Refused(_("Due scelte hanno lo stesso codice: %(key)s.") % {"key": key}, field="options")
        taken.add(key)
        rows.append(
            FieldOptionDraft(
                field=item,
                position=position,
                key=key,
                label=option["label"],
                max_share=option.get("max_share"),
            )
        )
    after = [[row.key, row.label, row.max_share] for row in rows]
    if before == after:
        return
    change.note(f"{item_label(item)}.options", before, after)
    item.options.all().delete()
    FieldOptionDraft.objects.bulk_create(rows)
