"""Rows of a ranking as pages, CSV and minutes show them: public label, points per criterion, the reason in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from manifattura.calls.domain.edition import Edition

from ..domain.explain import Names, explain, explanation_text
from ..domain.explain_texts import Language, Level
from ..models import Ranking, RankingEntry
from ..queries.rankings import labels_of, named_in


@dataclass(frozen=True)
class Row:
    """One row: `cells` are the points in the order of the criteria, None where there are none."""

    order: int
    position: int | None
    label: str
    code: str
    status: str
    cells: tuple[Decimal | None, ...]
    bonus: Decimal | None
    total: Decimal | None
    requested: Decimal
    granted: Decimal
    reason: str
    line_before: str = ""
    """The line drawn above this row: `money` (here the money ends), `threshold`, `not_admitted`."""


def page_language() -> Language:
    """The language in which sentences are written."""
    return Language.ENGLISH if (get_language() or "").startswith("en") else Language.ITALIAN


def names_for(edition: Edition, labels: Mapping[str, str]) -> Names:
    """Titles of criteria, groups and flags, and the public labels of the applications that reasons name."""
    return Names(
        applications=labels,
        criteria={item.key: item.title for item in edition.grid.criteria},
        groups={item.key: item.title for item in edition.grid.groups},
        flags={item.key: item.title for item in edition.flags},
    )


def rows_of(
    ranking: Ranking, edition: Edition, entries: Sequence[RankingEntry], *, level: Level = Level.PUBLIC
) -> list[Row]:
    """One statement more than the entries themselves: the labels that the sentences name."""
    codes = {code for entry in entries for code in named_in(entry.reasons)}
    known = {entry.pseudonym: entry.public_label for entry in entries}
    labels = {**labels_of(ranking, codes - set(known)), **known}
    names, language = names_for(edition, labels), page_language()
    keys = [item.key for item in edition.grid.criteria]
    rows: list[Row] = []
    before: RankingEntry | None = None
    for entry in entries:
        rows.append(_row(entry, keys, names, language, level, _line(before, entry)))
        before = entry
    return rows


def sentence(
    reasons: Sequence[Mapping[str, Any]], granted: str, names: Names, language: Language, level: Level
) -> str:
    return explanation_text(explain(reasons, granted, level=level, names=names), language)


def _row(
    entry: RankingEntry, keys: Sequence[str], names: Names, language: Language, level: Level, line: str
) -> Row:
    return Row(
        order=entry.order,
        position=entry.position,
        label=entry.public_label,
        code=entry.pseudonym,
        status=entry.status,
        cells=tuple(Decimal(entry.scores[key]) if key in entry.scores else None for key in keys),
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
    if entry.status == "not_admitted":
        return "not_admitted"
    if entry.status == "below_threshold":
        return "threshold"
    return "money" if before.status in FUNDED and entry.status == "reserve_list" else ""
