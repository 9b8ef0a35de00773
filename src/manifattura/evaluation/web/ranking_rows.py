"""Rows of a ranking as pages, CSV and minutes show them: public label, points per criterion, the reason in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.grid_facts import leaves
from manifattura.calls.domain.lot_sections import JOINT, has_lot_criteria
from manifattura.ui.formats import money_text, short_points_text

from ..domain.explain import Names, explain, explanation_text
from ..domain.explain_texts import Language, Level
from ..domain.ranking_input import neutral_flags
from ..domain.states import LEFT_ROWS
from ..models import Ranking, RankingEntry
from ..queries.rankings import labels_of, named_in

LONGEST_CODE = 8


@dataclass(frozen=True)
class Column:
    """A criterion as the table heads it: a short code, the title beside it for readers and in the legend."""

    key: str
    code: str
    title: str
    max: Decimal
    min: Decimal | None


@dataclass(frozen=True)
class Cell:
    """Points of one criterion; None where there are none."""

    code: str
    points: Decimal | None


@dataclass(frozen=True)
class Row:
    """One row: `cells` in the order of the criteria."""

    order: int
    position: int | None
    label: str
    code: str
    status: str
    cells: tuple[Cell, ...]
    bonus: Decimal | None
    total: Decimal | None
    requested: Decimal | None
    granted: Decimal
    reason: str
    line_before: str = ""
    """The line drawn above this row: `money` (here the money ends), `gone` (those who left), `threshold`, `not_admitted`."""
    ranking: str = ""
    """The ranking that placed it, where a call has several."""
    heading: str = ""
    """The ranking that begins with this row."""


def page_language() -> Language:
    """The language in which sentences are written."""
    return Language.ENGLISH if (get_language() or "").startswith("en") else Language.ITALIAN


def columns_of(edition: Edition) -> tuple[Column, ...]:
    """The criteria of the grid; long keys become C1, C2…"""
    return tuple(
        Column(
            item.key,
            item.key.replace(JOINT, ".").upper() if len(item.key) <= LONGEST_CODE else f"C{at}",
            item.title,
            item.max,
            item.min,
        )
        for at, item in enumerate(edition.grid.criteria, start=1)
    )


def table_columns(edition: Edition) -> tuple[Column, ...]:
    """The criteria with one figure for each application: what is marked lot by lot stands with its lot."""
    keys = (
        {item.key for item in edition.grid.criteria if item.per_lot} if has_lot_criteria(edition) else set()
    )
    return tuple(column for column in columns_of(edition) if column.key not in keys)


def names_for(edition: Edition, labels: Mapping[str, str]) -> Names:
    """Titles of criteria, groups, flags and precedences, and the public labels of the applications that reasons name."""
    neutral = neutral_flags(edition)
    return Names(
        applications=labels,
        criteria={
            **{leaf.key: leaf.title for leaf in leaves(edition.grid)},
            **{item.key: item.title for item in edition.grid.criteria},
        },
        groups={item.key: item.title for item in edition.grid.groups},
        flags={neutral[item.key]: item.title for item in edition.flags},
        precedences={neutral[one.flag]: one.title for one in edition.grid.precedence},
        rankings={
            "main": _("graduatoria principale"),
            **{one.key: one.title for one in edition.grid.rankings},
        },
        places=not edition.gives_money,
        lots={one.key: one.title for one in (edition.allocation.lots if edition.allocation else ())},
    )


def rows_of(
    ranking: Ranking, edition: Edition, entries: Sequence[RankingEntry], *, level: Level = Level.PUBLIC
) -> list[Row]:
    """One statement more than the entries themselves: the labels that the sentences name."""
    codes = {code for entry in entries for code in named_in(entry.reasons)}
    known = {entry.pseudonym: entry.public_label for entry in entries}
    labels = {**labels_of(ranking, codes - set(known)), **known}
    names, language = names_for(edition, labels), page_language()
    columns = table_columns(edition)
    lines = _lines(ranking, entries)
    rows: list[Row] = []
    before: RankingEntry | None = None
    for entry, line in zip(entries, lines, strict=True):
        row = _row(entry, columns, names, language, level, line)
        if edition.grid.rankings:
            title = names.rankings.get(entry.ranking_key, "")
            begins = before is None or before.ranking_key != entry.ranking_key
            row = replace(row, ranking=title, heading=title if begins else "")
        rows.append(row)
        before = entry
    return rows


def _lines(ranking: Ranking, entries: Sequence[RankingEntry]) -> list[str]:
    """The line above each row. Where a limit skips somebody the money ends further down, with the last who has some."""
    befores = [None, *entries][: len(entries)]
    lines = [_line(before, entry) for before, entry in zip(befores, entries, strict=True)]
    if "money" not in lines:
        return lines
    paid = RankingEntry.objects.filter(ranking=ranking, status__in=FUNDED).order_by()
    last = dict(paid.values_list("ranking_key").annotate(last=Max("order")))
    return [
        "" if line == "money" and before is not None and before.order < last[before.ranking_key] else line
        for line, before in zip(lines, befores, strict=True)
    ]


@dataclass(frozen=True)
class MoneyRow:
    """A ranking's resources: its name and the figures under `money_heads`."""

    name: str
    figures: tuple[str, ...]


def money_heads() -> tuple[str, ...]:
    """What the figures of a `MoneyRow` are."""
    return (_("Del bando"), _("Ricevute"), _("Passate ad altre"), _("Concesse"), _("Restano"))


def money_rows(summary: Mapping[str, Any], edition: Edition) -> list[MoneyRow]:
    """Ranking by ranking what it had, received, gave away and granted; empty where the call has one only."""
    names = names_for(edition, {}).rankings
    write = money_text if edition.gives_money else short_points_text
    return [
        MoneyRow(
            str(names.get(one["id"], one["id"])),
            tuple(write(one[figure]) for figure in ("own", "received", "given", "granted", "left")),
        )
        for one in summary.get("rankings", ())
    ]


def sentence(
    reasons: Sequence[Mapping[str, Any]], granted: str, names: Names, language: Language, level: Level
) -> str:
    return explanation_text(explain(reasons, granted, level=level, names=names), language)


def _row(
    entry: RankingEntry, columns: Sequence[Column], names: Names, language: Language, level: Level, line: str
) -> Row:
    return Row(
        order=entry.order,
        position=entry.position,
        label=entry.public_label,
        code=entry.pseudonym,
        status=entry.status,
        cells=tuple(
            Cell(one.code, Decimal(entry.scores[one.key]) if one.key in entry.scores else None)
            for one in columns
        ),
        bonus=entry.bonus,
        total=entry.total,
        requested=entry.requested,
        granted=entry.granted,
        reason=sentence(entry.reasons, format(entry.granted, ".2f"), names, language, level),
        line_before=line,
    )


FUNDED = ("funded", "partially_funded")


def _line(before: RankingEntry | None, entry: RankingEntry) -> str:
    """Where money ends, where the threshold falls, where the admitted end; only between rows of the page."""
    if before is None or before.status == entry.status:
        return ""
    if entry.status in LEFT_ROWS:
        return "" if before.status in LEFT_ROWS else "gone"
    if entry.status == "not_admitted":
        return "not_admitted"
    if entry.status == "below_threshold":
        return "threshold"
    return "money" if before.status in FUNDED and entry.status == "reserve_list" else ""
