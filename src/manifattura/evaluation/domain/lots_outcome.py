"""What an allocation of lots means for each application, in the shape of the ranking's entries; and lot by lot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from manifattura.evaluation.domain.ranking.model import Status

Document = Mapping[str, Any]
Broken = Mapping[str, Mapping[str, Sequence[str]]]
ORDER = (Status.FUNDED.value, Status.RESERVE_LIST.value)
NO_OFFER = "LOT_NO_OFFER"
TIES = {
    "technical": "LOT_LOST_TECHNICAL",
    "offer": "LOT_LOST_OFFER",
    "improved": "LOT_LOST_IMPROVED",
    "draw": "LOT_LOST_DRAW",
}
WON = (
    "LOT_WON",
    "LOT_WON_IMPROVED",
    "LOT_WON_TOGETHER",
    "LOT_WON_RESERVED",
    "LOT_WON_BY_RIGHT",
    "LOT_FROM_RESERVE",
)
"""Reasons in words that say that a lot was won."""
RESERVED = "reserved:"
PREEMPTION = "preemption"
"""Of a place, before the flag it is for."""
RANKED = frozenset({Status.FUNDED.value})
"""A technical result without places: whoever is above the thresholds is in, and lots decide the rest."""


@dataclass(frozen=True)
class LotTable:
    """One lot: every admissible bid in order, who won, who may not, why it is void (empty when somebody won)."""

    id: str
    in_money: bool
    """Totals are offers, not points."""
    base: str | None
    rows: tuple[Mapping[str, Any], ...]
    """As the result document has them, with `won` and what became of the bid (`outcome`)."""
    inadmissible: tuple[Mapping[str, Any], ...]
    void_reason: str

    @property
    def winners(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(row for row in self.rows if row["won"])


def lot_tables(document: Document, result: Document) -> tuple[LotTable, ...]:
    """The lots in the order of the call, whichever version of the format they were computed by."""
    rules = {lot["id"]: lot for lot in document["lots"]}
    became = {
        (one["id"], row["lot"]): row["outcome"] for one in result["applicants"] for row in one["outcomes"]
    }
    return tuple(
        LotTable(
            id=lot["id"],
            in_money=_in_money(rules[lot["id"]]),
            base=rules[lot["id"]].get("base"),
            rows=tuple(
                {
                    **row,
                    "won": row["applicant"] in _winners(lot),
                    "outcome": became[row["applicant"], lot["id"]],
                    "place": _of_winners(lot, "place").get(row["applicant"], ""),
                    "price": _of_winners(lot, "price").get(row["applicant"]) or row["offer"],
                    "improved": row.get("improved"),
                }
                for row in lot["order"]
            ),
            inadmissible=tuple(lot["inadmissible"]),
            void_reason=lot["void_reason"] or "",
        )
        for lot in result["lots"]
    )


def _winners(lot: Document) -> list[str]:
    if "winners" in lot:
        return [one["applicant"] for one in lot["winners"]]
    return [lot["winner"]] if lot["winner"] is not None else []


def _of_winners(lot: Document, fact: str) -> dict[str, Any]:
    """Winner → its place or price; version 1 has one kind of place, and the price is the offer."""
    return {one["applicant"]: one[fact] for one in lot.get("winners", ())}


def won_keys(reasons: Iterable[Document]) -> list[str]:
    """The lots that these reasons of an entry give it."""
    return [reason["lot"] for reason in reasons if reason["code"] in WON]


def _in_money(lot: Document) -> bool:
    return lot["award"]["rule"] in ("highest_offer", "best_offer")


def lot_entries(
    technical: Sequence[Document],
    document: Document,
    result: Document,
    wished: Mapping[str, Sequence[str]],
    broken: Broken | None = None,
) -> list[dict[str, Any]]:
    """The technical entries with what the lots decided: status, reasons lot by lot, lots won; winners first.

    `wished`: code → the lots the application asked for, most wanted first (those without a readable offer too).
    `broken`: code → lot → those it wanted that lot with, and where it could not be compared.
    Who is below a threshold of the grid, not admitted or gone keeps its own row and reason.
    """
    money = {lot["id"]: _in_money(lot) for lot in document["lots"]}
    improved = {lot["id"]: _improved_offers(lot) for lot in result["lots"]}
    outcomes = {one["id"]: one for one in result["applicants"]}
    entries = [
        _entry(
            entry,
            outcomes.get(entry["id"]),
            money,
            improved,
            wished.get(entry["id"], ()),
            (broken or {}).get(entry["id"], {}),
        )
        for entry in technical
    ]
    first = [one for status in ORDER for one in _by_points(entries, status)]
    return [*first, *(one for one in entries if one["status"] not in ORDER)]


def _by_points(entries: Iterable[dict[str, Any]], status: str) -> list[dict[str, Any]]:
    return sorted(
        (one for one in entries if one["status"] == status), key=lambda one: -Decimal(one["total"] or 0)
    )


def _entry(
    entry: Document,
    outcome: Document | None,
    money: Mapping[str, bool],
    improved: Mapping[str, Mapping[str, str]],
    wished: Sequence[str],
    broken: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    bare = {**entry, "position": None, "tie_break": None, "granted": "0.00", "lots": ""}
    by_lot = bare.pop("by_lot", {})
    if entry["status"] not in RANKED and not (by_lot and entry["status"] == Status.BELOW_THRESHOLD.value):
        return bare
    rows = {row["lot"]: row for row in outcome["outcomes"]} if outcome else {}
    reasons = [
        _improvement(
            _reason(rows[lot], money[lot], _with(rows[lot], rows)), rows[lot], entry["id"], improved[lot]
        )
        if lot in rows
        else _not_compared(lot, by_lot.get(lot), broken.get(lot, ()))
        for lot in wished
    ]
    won = list(outcome["won"]) if outcome else []
    admissible = [row for row in rows.values() if row["outcome"] != "inadmissible"]
    status = Status.FUNDED if won else Status.RESERVE_LIST if admissible else Status.BELOW_THRESHOLD
    return {
        **bare,
        "status": status.value,
        "granted": format(Decimal(len(won)), ".2f"),
        "lots": ", ".join(won),
        "reasons": reasons,
    }


def _with(row: Document, rows: Mapping[str, Document]) -> list[str]:
    """The other lots of the line of preferences of this one: they were wanted all or none."""
    return [
        lot for lot, other in rows.items() if other["preference"] == row["preference"] and other is not row
    ]


def _not_compared(lot: str, technical: Document | None, missing: Sequence[str]) -> dict[str, Any]:
    """Why a bid is in no order: a lot it was wanted with is in none, its own points are below a threshold, or no offer was read."""
    if missing:
        return {"code": "LOT_TOGETHER_OUT", "lot": lot, "held": list(missing)}
    if technical is None or technical["status"] in RANKED:
        return {"code": NO_OFFER, "lot": lot}
    failed = technical["reasons"][0]
    score = failed["total"] if "total" in failed else failed["score"]
    return {"code": "LOT_BELOW_GRID", "lot": lot, "score": score, "min": failed["min"]}


TOLD: dict[str, tuple[str, dict[str, str]]] = {
    "FROM_RESERVE": ("LOT_FROM_RESERVE", {}),
    "PASSED_OVER": ("LOT_PASSED_OVER", {}),
    "PREEMPTED": ("LOT_PREEMPTED", {}),
    "TECHNICAL_BELOW_MIN": ("LOT_BELOW_MIN", {"score": "technical", "min": "min"}),
    "OFFER_BELOW_BASE": ("LOT_OFFER_LOW", {"amount": "offer", "base": "base"}),
    "OFFER_ABOVE_BASE": ("LOT_OFFER_HIGH", {"amount": "offer", "base": "base"}),
}
"""Reason → its code in words, and which of its facts the words need, by the name they have there."""


def _reason(row: Document, in_money: bool, together: Sequence[str] = ()) -> dict[str, Any]:
    """The outcome of one bid as a reason that can be put in words, with only what the words need.

    `together`: the other lots of its bundle.
    """
    reason, lot = row["reasons"][0], {"lot": row["lot"]}
    match reason["code"]:
        case "WON":
            return {**lot, **_won(reason, together)}
        case "LOST":
            return {**lot, **_lost(reason, in_money)}
        case "HOLDS_PREFERRED":
            return {"code": "LOT_NOT_NEEDED", **lot, "held": list(reason["held"])}
        case "GROUP_HOLDS":
            return {"code": "LOT_GROUP_FULL", **lot, "held": [*reason["held"], *reason["given_back"]]}
        case "BUNDLE_INCOMPLETE":
            return _incomplete(reason, lot)
        case "BUNDLE_BREAKS":
            return {"code": "LOT_TOGETHER_BREAKS", **lot, "held": [*together]}
        case "BUNDLE_DOES_NOT_FIT":
            if together:
                return {"code": "LOT_TOGETHER_TOO_MANY", **lot, "held": list(together)}
            return {"code": "LOT_TOGETHER_NO_ROOM", **lot, "held": list(reason["bundle"])}
        case "PLACES_RESERVED":
            return {"code": "LOT_RESERVED", **lot, "flag": reason["flags"][0]}
    code, facts = TOLD[reason["code"]]
    return {"code": code, **lot, **{name: reason[theirs] for name, theirs in facts.items()}}


def _incomplete(reason: Document, lot: Mapping[str, str]) -> dict[str, Any]:
    """Lost by itself, or only because another of its bundle was."""
    others = [one for one in reason["missing"] if one != lot["lot"]]
    if lot["lot"] in reason["missing"]:
        return {
            "code": "LOT_TOGETHER_LOST",
            **lot,
            "held": [one for one in reason["bundle"] if one != lot["lot"]],
        }
    return {"code": "LOT_TOGETHER_MISSING", **lot, "held": others}


def _won(reason: Document, together: Sequence[str]) -> dict[str, Any]:
    place = reason.get("place", "")
    if place.startswith(RESERVED):
        flag = place.removeprefix(RESERVED)
        return {"code": "LOT_WON_RESERVED", "position": reason["position"], "flag": flag}
    if place == PREEMPTION:
        return {"code": "LOT_WON_BY_RIGHT"}
    if together:
        return {"code": "LOT_WON_TOGETHER", "held": list(together)}
    return {"code": "LOT_WON", "position": reason["position"]}


def _lost(reason: Document, in_money: bool) -> dict[str, Any]:
    if reason["tie_break"]:
        return {"code": TIES[reason["tie_break"]], _own(in_money): reason["total"]}
    theirs = "winner_amount" if in_money else "winner_total"
    code = "LOT_LOST_MONEY" if in_money else "LOT_LOST"
    return {"code": code, theirs: reason["winner_total"], _own(in_money): reason["total"]}


def _improved_offers(lot: Document) -> dict[str, str]:
    """Applicant → its improved offer, or the first where it did not improve; empty where nobody did."""
    rows = [row for row in lot["order"] if row["offer"] is not None]
    if not any(row.get("improved") for row in rows):
        return {}
    return {row["applicant"]: row.get("improved") or row["offer"] for row in rows}


def _improvement(
    told: dict[str, Any], row: Document, applicant: str, offers: Mapping[str, str]
) -> dict[str, Any]:
    """The reason with the offers that told the equal apart: both for who lost, its own for who won by it."""
    if told["code"] == "LOT_LOST_IMPROVED":
        return {
            "code": told["code"],
            "lot": told["lot"],
            "winner_amount": offers[row["reasons"][0]["to"]],
            "amount": offers[applicant],
        }
    if told["code"] == "LOT_WON" and applicant in offers:
        return {**told, "code": "LOT_WON_IMPROVED", "amount": offers[applicant]}
    return told


def _own(in_money: bool) -> str:
    return "amount" if in_money else "total"


def drawn_groups(result: Document) -> tuple[tuple[str, ...], ...]:
    """Applications that only the draw tells apart in some lot, group by group; each group once."""
    groups: dict[tuple[str, ...], None] = {}
    for lot in result["lots"]:
        tied: list[list[str]] = []
        for row in lot["order"]:
            if row["tie_break"] != "draw":
                tied.append([])
            tied[-1].append(row["applicant"])
        groups |= {tuple(sorted(group)): None for group in tied if len(group) > 1}
    return tuple(groups)


@dataclass(frozen=True)
class Equals:
    """Those whose offers on a lot are the same, by id, where the call lets them improve."""

    lot: str
    offer: str
    falls: bool
    """The lower offer is the better one."""
    applicants: tuple[str, ...]


def equal_offers(document: Document, result: Document) -> tuple[Equals, ...]:
    """Lot by lot, the groups that may offer better (RD 827/1924 art. 77), in order; withdrawn ones are asked nothing."""
    rules = {lot["id"]: lot for lot in document["lots"]}
    gone = {(one["applicant"], lot) for one in document.get("withdrawals", ()) for lot in one["lots"]}
    found = []
    for lot in result["lots"]:
        rule = rules[lot["id"]]
        if not any(breaker["by"] == "improved" for breaker in rule["tie_breakers"]):
            continue
        groups: dict[str, list[str]] = {}
        for row in lot["order"]:
            if (row["applicant"], lot["id"]) not in gone:
                groups.setdefault(row["offer"], []).append(row["applicant"])
        found += [
            Equals(lot["id"], offer, rule["award"]["offers"] == "discount", tuple(sorted(codes)))
            for offer, codes in groups.items()
            if len(codes) > 1
        ]
    return tuple(found)


def lots_summary(entries: Iterable[Document], document: Document, result: Document) -> dict[str, Any]:
    """Plain figures for the head of the page: counts by status, lots assigned, lots without a winner."""
    listed = list(entries)
    counts = {status.value: 0 for status in Status}
    for entry in listed:
        counts[entry["status"]] = counts.get(entry["status"], 0) + 1
    void = list(result["void_lots"])
    return {
        "applications": len(listed),
        "counts": counts,
        "lots": len(document["lots"]),
        "assigned": len(document["lots"]) - len(void),
        "void": void,
    }
