"""Changes between two versions as pages, files and minutes show them: one row per application, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from manifattura.ui.formats import money_text, points_text
from manifattura.ui.statuses import find_status

from ..domain.changes import Cause


@dataclass(frozen=True)
class ChangeRow:
    """`what`: the differences, one phrase each."""

    code: str
    label: str
    what: tuple[str, ...]
    why: str


def change_rows(
    changes: Iterable[Mapping[str, Any]], labels: Mapping[str, str], words: str = "application"
) -> list[ChangeRow]:
    """One row per application, in the order of the list; `words`: the vocabulary of outcomes of the call."""
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for change in changes:
        # a place that comes or goes is said by the status
        if words == "application" or change["what"] != "granted":
            grouped.setdefault(change["id"], []).append(change)
    return [
        ChangeRow(
            code,
            labels.get(code, code),
            tuple(change_words(one, words) for one in some),
            why_words(some, words),
        )
        for code, some in grouped.items()
    ]


def change_words(change: Mapping[str, Any], words: str) -> str:
    before, after = change["before"], change["after"]
    match change["what"]:
        case "position":
            return _("posizione da %(a)s a %(b)s") % {"a": before or "–", "b": after or "–"}
        case "total":
            return _("totale da %(a)s a %(b)s") % {"a": _points(before), "b": _points(after)}
        case "granted":
            return _("concessi da %(a)s a %(b)s") % {"a": money_text(before), "b": money_text(after)}
        case "lots":
            return _("lotti da «%(a)s» a «%(b)s»") % {"a": before or "–", "b": after or "–"}
        case "status":
            return _("da «%(a)s» a «%(b)s»") % {"a": _status(before, words), "b": _status(after, words)}
    return _("non c’è più") if before else _("è nuova")


def why_words(changes: Iterable[Mapping[str, Any]], outcome: str) -> str:
    """The distinct reasons of one application's changes; versions published before reasons were kept have none."""
    words = _causes() if outcome == "application" else {**_causes(), **_causes_of_places()}
    causes = dict.fromkeys(Cause(one["why"]) for one in changes if one.get("why"))
    # that others moved is said only where nothing else is
    if len(causes) > 1:
        causes.pop(Cause.OTHERS, None)
    return "; ".join(words[cause] for cause in causes)


def _causes() -> dict[Cause, str]:
    return {
        Cause.OBSERVATION: _("osservazione accolta"),
        Cause.WITHDRAWN: _("domanda ritirata"),
        Cause.DECLINED: _("rinuncia"),
        Cause.FORFEITED: _("decadenza"),
        Cause.EXCLUDED_LATE: _("esclusione decisa dopo"),
        Cause.REVIEW: _("istruttoria o punteggi corretti"),
        Cause.RESCORING: _("punteggi ricalcolati per atto"),
        Cause.ROLL_DOWN: _("scorrimento: risorse liberate da chi è uscito"),
        Cause.MORE_MONEY: _("altre risorse"),
        Cause.DRAW: _("sorteggio"),
        Cause.OTHERS: _("si sono mosse altre domande"),
    }


def _causes_of_places() -> dict[Cause, str]:
    return {
        Cause.ROLL_DOWN: _("scorrimento: posti liberati da chi è uscito"),
        Cause.MORE_MONEY: _("altri posti"),
    }


def _points(value: Any) -> str:
    """With the decimals that the document has: two, or three."""
    return points_text(value, max(2, len(str(value).partition(".")[2]))) if value is not None else "–"


def _status(value: str, words: str) -> str:
    return str(find_status(words, value).word)
