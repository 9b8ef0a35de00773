"""The allocation of lots a second time, slowly, with fractions, straight from docs/formats.md.

Shares no code with the project and assigns in another way: everybody asks at once for as many lots as it may win,
every lot refuses all but the best of those who ask, and so on until nobody is refused.
"""

import hashlib
from fractions import Fraction
from functools import cmp_to_key
from math import floor
from typing import Any

Document = dict[str, Any]
ZERO = Fraction(0)


def half_up(value: Fraction) -> Fraction:
    return Fraction(floor(value * 100 + Fraction(1, 2)), 100)


def shown(value: Fraction | None) -> str | None:
    if value is None:
        return None
    cents = value * 100
    assert cents.denominator == 1
    return f"{cents.numerator // 100}.{cents.numerator % 100:02d}"


class SlowLot:
    """One lot with its bids, as rows: `id` of the applicant, `arrival`, `technical`, `offer`, then what is computed."""

    def __init__(self, lot: Document, applicants: list[Document]) -> None:
        self.lot, self.award = lot, lot["award"]
        self.rows: list[Document] = []
        self.faults: list[Document] = []
        for applicant in applicants:
            for bid in applicant["bids"]:
                if bid["lot"] == lot["id"]:
                    self.take(applicant, bid)
        offers = [row["offer"] for row in self.rows if row["offer"] is not None]
        self.best = max(offers) if offers else None
        for row in self.rows:
            row["economic"] = self.economic(row["offer"]) if self.award["rule"] == "meat" else None
            row["total"] = {
                "meat": lambda row=row: row["technical"] + row["economic"],
                "highest_offer": lambda row=row: row["offer"],
                "technical_only": lambda row=row: row["technical"],
            }[self.award["rule"]]()
        self.rows.sort(key=cmp_to_key(lambda one, other: self.compared(one, other)[0]))

    def take(self, applicant: Document, bid: Document) -> None:
        row: Document = {"id": applicant["id"], "arrival": applicant["arrival"]}
        for name in ("technical", "offer"):
            row[name] = Fraction(bid[name]) if name in bid else None
        least = Fraction(self.award.get("technical_min", "0"))
        fault: Document | None = None
        if row["technical"] is not None and row["technical"] < least:
            fault = {
                "code": "TECHNICAL_BELOW_MIN",
                "technical": shown(row["technical"]),
                "min": shown(least),
            }
        elif row["offer"] is not None and row["offer"] < Fraction(self.lot["base"]):
            base = Fraction(self.lot["base"])
            fault = {"code": "OFFER_BELOW_BASE", "offer": shown(row["offer"]), "base": shown(base)}
        if fault is None:
            self.rows.append(row)
        else:
            self.faults.append({"applicant": applicant["id"], "reasons": [fault]})

    def economic(self, offer: Fraction) -> Fraction:
        most, best = Fraction(self.award["economic_max"]), self.best
        assert best is not None
        if self.award["formula"] == "proportional":
            return half_up(most * offer / best) if best else ZERO
        base = Fraction(self.lot["base"])
        return half_up(most * (offer - base) / (best - base)) if best != base else ZERO

    def compared(self, one: Document, other: Document) -> tuple[int, str | None]:
        """Below zero when `one` goes first, and the tie breaker that says so."""
        if one["total"] != other["total"]:
            return (-1 if one["total"] > other["total"] else 1), None
        for breaker in self.lot["tie_breakers"]:
            if breaker["by"] == "draw":
                left, right = [
                    (hashlib.sha256(f"{breaker['seed']}:{row['id']}".encode()).hexdigest(), row["id"])
                    for row in (one, other)
                ]
            else:
                sign = 1 if breaker["by"] == "arrival" else -1
                left, right = sign * one[breaker["by"]], sign * other[breaker["by"]]
            if left != right:
                return (-1 if left < right else 1), breaker["by"]
        return 0, None

    def place(self, applicant: str) -> int | None:
        found = [at for at, row in enumerate(self.rows) if row["id"] == applicant]
        return found[0] if found else None

    def order(self) -> list[Document]:
        return [
            {
                "position": at + 1,
                "applicant": row["id"],
                **{name: shown(row[name]) for name in ("technical", "offer", "economic", "total")},
                "tie_break": self.compared(self.rows[at - 1], row)[1] if at else None,
            }
            for at, row in enumerate(self.rows)
        ]


class SlowAllocation:
    def __init__(self, document: Document) -> None:
        self.call, self.applicants = document["call"], document["applicants"]
        self.lots = {lot["id"]: SlowLot(lot, self.applicants) for lot in document["lots"]}
        self.winners = self.assign()

    def assign(self) -> dict[str, str]:
        refused: set[tuple[str, str]] = set()
        while True:
            asked: dict[str, list[str]] = {}
            for applicant in self.applicants:
                open_lots = [
                    lot
                    for lot in applicant["preferences"]
                    if self.lots[lot].place(applicant["id"]) is not None
                    and (applicant["id"], lot) not in refused
                ]
                for lot in open_lots[: applicant["max_lots"]]:
                    asked.setdefault(lot, []).append(applicant["id"])
            winners = {
                lot: next(row["id"] for row in self.lots[lot].rows if row["id"] in names)
                for lot, names in asked.items()
            }
            more = {(name, lot) for lot, names in asked.items() for name in names if name != winners[lot]}
            if not more:
                return winners
            refused |= more

    def outcome(self, applicant: Document, lot: str) -> Document:
        rank, name, slow = applicant["preferences"].index(lot), applicant["id"], self.lots[lot]
        won = [one for one in applicant["preferences"] if self.winners.get(one) == name]
        fault = next((one for one in slow.faults if one["applicant"] == name), None)
        reason: Document
        if fault:
            kind, reason = "inadmissible", fault["reasons"][0] | {"lot": lot}
        elif lot in won:
            at = slow.place(name)
            assert at is not None
            kind, reason = "won", {"code": "WON", "lot": lot, "position": at + 1}
        elif len(won) == applicant["max_lots"] and all(
            applicant["preferences"].index(one) < rank for one in won
        ):
            kind, reason = "not_needed", {"code": "HOLDS_PREFERRED", "lot": lot, "held": won}
        else:
            winner = next(row for row in slow.rows if row["id"] == self.winners[lot])
            own = next(row for row in slow.rows if row["id"] == name)
            sign, label = slow.compared(winner, own)
            assert sign < 0
            theirs, mine = shown(winner["total"]), shown(own["total"])
            text = f"{theirs} = {mine} ({label})" if label else f"{theirs} > {mine}"
            kind = "lost"
            reason = {
                "code": "LOST",
                "lot": lot,
                "to": winner["id"],
                "winner_total": theirs,
                "total": mine,
                "tie_break": label,
                "text": f"lost {lot} to {winner['id']}: {text}",
            }
        return {"lot": lot, "preference": rank + 1, "outcome": kind, "reasons": [reason]}

    def result(self) -> Document:
        applicants = [
            {
                "id": one["id"],
                "won": [lot for lot in one["preferences"] if self.winners.get(lot) == one["id"]],
                "outcomes": [self.outcome(one, lot) for lot in one["preferences"]],
            }
            for one in self.applicants
        ]
        lost = {
            (one["id"], outcome["lot"])
            for one in applicants
            for outcome in one["outcomes"]
            if outcome["outcome"] == "lost"
        }
        return {
            "format": "manifattura-allocation-result/1",
            "call": self.call["id"],
            "lots": [
                {
                    "id": name,
                    "best_offer": shown(slow.best),
                    "order": slow.order(),
                    "inadmissible": slow.faults,
                    "winner": self.winners.get(name),
                    "reserve": [row["id"] for row in slow.rows if (row["id"], name) in lost],
                    "void_reason": self.why_void(name),
                }
                for name, slow in self.lots.items()
            ],
            "applicants": applicants,
            "void_lots": [name for name in self.lots if name not in self.winners],
        }

    def why_void(self, name: str) -> str | None:
        if name in self.winners:
            return None
        if self.lots[name].rows:
            return "BIDDERS_HOLD_PREFERRED"
        return "NO_ADMISSIBLE_BIDS" if self.lots[name].faults else "NO_BIDS"


def slow_result(document: Document) -> Document:
    return SlowAllocation(document).result()
