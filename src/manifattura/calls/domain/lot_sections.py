"""Questions and criteria that count lot by lot: each stands once for every lot, under a key of its own."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from .allocation import Allocation, SpaceLot
from .edition import Edition, FieldType, FormField, FormSection
from .expressions import Expression
from .grid import Criterion
from .grid_facts import committee_criteria, committee_edition

JOINT = "--"
"""Between a key and the key of a lot."""
LONGEST_KEY = 90
"""Of a question or a criterion with its lot: two keys of forty, and what joins them."""
NOT_PER_LOT = frozenset(
    {FieldType.EXPENSES, FieldType.SEAT, FieldType.DECLARATION, FieldType.STAMP_DUTY, FieldType.COMPUTED}
)
"""Answers that an application gives once."""


def key_in(key: str, lot: str) -> str:
    """What a question or a criterion is called in one lot."""
    return f"{key}{JOINT}{lot}"


# ------------------------------------------------------------------ questions


def asked_per_lot(
    section: FormSection, allocation: Allocation, shown: Mapping[str, Expression]
) -> FormSection:
    """The section with its questions once for each lot; `shown`: lot → the condition that the lot is asked for."""
    own = {item.key for item in section.fields}
    fields = tuple(
        _asked_in(item, lot, shown[lot.key], own) for lot in allocation.lots for item in section.fields
    )
    return replace(section, fields=fields, asked=section.fields)


def as_written(section: FormSection) -> FormSection:
    """The section as the office wrote it."""
    return replace(section, fields=section.asked, asked=()) if section.asked else section


def asked_once(edition: Edition) -> Edition:
    """The edition with the questions of its sections as the office wrote them: what its conditions may name."""
    return replace(edition, form=tuple(as_written(section) for section in edition.form))


def _asked_in(item: FormField, lot: SpaceLot, shown: Expression, own: Collection[str]) -> FormField:
    condition = (
        shown if item.shown_if is None else {"op": "all", "of": [shown, _within(item.shown_if, lot, own)]}
    )
    return replace(
        item, key=key_in(item.key, lot.key), label=f"{lot.title}: {item.label}", shown_if=condition
    )


def _within(node: Any, lot: SpaceLot, own: Collection[str]) -> Any:
    """The same condition, reading the answers for this lot where it reads a question of the section."""
    if isinstance(node, Mapping):
        return {
            name: key_in(value, lot.key) if name == "field" and value in own else _within(value, lot, own)
            for name, value in node.items()
        }
    if isinstance(node, list | tuple):
        return [_within(one, lot, own) for one in node]
    return node


# ------------------------------------------------------------------ criteria


def has_lot_criteria(edition: Edition) -> bool:
    """Whether some technical points are given lot by lot."""
    return edition.allocation is not None and any(item.per_lot for item in edition.grid.criteria)


def scored_lots(allocation: Allocation, lots: Collection[str]) -> tuple[SpaceLot, ...]:
    """Those of `lots` where technical points count, in the order of the call."""
    return tuple(lot for lot in allocation.lots if lot.key in lots and lot.wants_points)


def sheet_edition(edition: Edition, lots: Collection[str] | None = None) -> Edition:
    """The edition with what a member marks: criteria of the whole application, then those of each lot it asks for.

    `lots`: the lots asked for; None: all of the call.
    """
    found = committee_edition(edition)
    if not has_lot_criteria(edition):
        return found
    grid = replace(found.grid, criteria=tuple(_marked(edition, lots)))
    return replace(found, grid=grid)


def _marked(edition: Edition, lots: Collection[str] | None) -> Iterator[Criterion]:
    allocation, criteria = edition.allocation, committee_criteria(edition.grid)
    assert allocation is not None
    yield from (item for item in criteria if not item.per_lot)
    wanted = [lot.key for lot in allocation.lots] if lots is None else lots
    for lot in scored_lots(allocation, wanted):
        for item in criteria:
            if item.per_lot:
                yield replace(item, key=key_in(item.key, lot.key), title=f"{lot.title}: {item.title}")


def marked_criteria(edition: Edition, marked: Collection[str]) -> tuple[Criterion, ...]:
    """The criteria of one application as its marks say: those of the whole, and those of the lots that were marked."""
    return tuple(
        item for item in sheet_edition(edition).grid.criteria if not item.per_lot or item.key in marked
    )
