"""Differences between two versions, with names and values as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.ui.formats import date_text, money_text, percent_text, points_text, to_decimal

from ...domain.differences import Difference
from ...domain.edition import FieldType
from ..field_words import type_words
from .change_names import NAMES

HIDDEN = frozenset({"key", "storage_key", "is_sample"})
MONEY = frozenset({"budget", "cap", "cost_min", "cost_max", "amount"})
POINTS = frozenset({"max", "min", "points", "total_min", "bonus_cap"})
SHARES = frozenset({"rate", "max_share", "partial_min_share"})
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
RECUSALS = {
    "replacement": gettext_lazy("sostituzione per tutta la valutazione"),
    "abstention": gettext_lazy("astensione su quella domanda"),
}

KINDS = {
    "ranking": gettext_lazy("graduatoria"),
    "rolling": gettext_lazy("sportello a sessioni"),
    "register": gettext_lazy("elenco aperto"),
}

APPEALS_FROM = {
    "notice": gettext_lazy("dalla comunicazione"),
    "publication_end": gettext_lazy("dalla fine della pubblicazione all’albo pretorio"),
}


INNER_KIND = gettext_lazy("tipo")
CODES = {"recusal": RECUSALS, "kind": KINDS, "ranking_appeal_from": APPEALS_FROM}


@dataclass(frozen=True)
class Change:
    """One line of the table: where, what it was, what it is; an empty side was not there."""

    where: str
    before: str
    after: str


def changes_in_words(differences: tuple[Difference, ...]) -> list[Change]:
    """The differences that a reader cares about, in order."""
    return [
        Change(_where(one), _value(one.path, one.before), _value(one.path, one.after))
        for one in differences
        if one.path[-1] not in HIDDEN
    ]


def _where(one: Difference) -> str:
    titles = one.titles or ("",) * len(one.path)
    return " › ".join(
        f"«{title}»" if title else str(INNER_KIND if place and name == "kind" else NAMES.get(name, name))
        for place, (name, title) in enumerate(zip(one.path, titles, strict=True))
    )


def _value(path: tuple[str, ...], text: str) -> str:
    name = path[-1]
    words = CODES.get(name) if name != "kind" or len(path) == 1 else None
    if words:
        return str(words.get(text, text))
    if name == "type" and text in set(FieldType):
        return type_words()[FieldType(text)][0]
    if text in ("true", "false"):
        return _("Sì") if text == "true" else _("No")
    return _number(name, text) or _time(text) or text


def _number(name: str, text: str) -> str:
    number = to_decimal(text)
    if number is None:
        return ""
    if name in MONEY:
        return money_text(text, "round")
    if name in SHARES:
        return percent_text(text)
    if name in POINTS:
        return points_text(number, 0 if number == number.to_integral_value() else 2)
    return ""


def _time(text: str) -> str:
    if INSTANT.match(text):
        return date_text(datetime.fromisoformat(text), "hour")
    if DAY.match(text):
        return date_text(date.fromisoformat(text), "")
    return ""
