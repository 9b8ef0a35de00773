"""The ranking rule a second time, slowly, with fractions, straight from docs/formats.md: what the fast one must equal.

Shares no code with the project. Takes a valid document; gives the result document without its digest.
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


def shown(value: Fraction) -> str:
    cents = value * 100
    assert cents.denominator == 1
    return f"{cents.numerator // 100}.{cents.numerator % 100:02d}"


class SlowRanking:
    def __init__(self, document: Document) -> None:
        self.call = document["call"]
        self.rows = {one["id"]: dict(one) for one in document["applications"] if one["admitted"]}
        self.refused = sorted(one["id"] for one in document["applications"] if not one["admitted"])
        self.maxima = {one["id"]: Fraction(one["max"]) for one in self.call["criteria"]}
        self.groups = self.call.get("groups", [])

    # -------------------------------------------------------------- scores

    def score_all(self) -> None:
        cap = Fraction(self.call.get("bonus_cap", "0"))
        for row in self.rows.values():
            row["raw"] = {}
            for criterion, maximum in self.maxima.items():
                marks = [Fraction(mark) for mark in row["coefficients"][criterion].values()]
                row["raw"][criterion] = half_up(sum(marks, ZERO) / len(marks) * maximum)
            row["bonus"] = min(cap, sum((Fraction(one["points"]) for one in row.get("bonus", [])), ZERO))
            row["scores"] = dict(row["raw"])

    def total(self, row: Document) -> Fraction:
        return sum(row["scores"].values(), ZERO) + row["bonus"]

    def group(self, row: Document, identifier: str) -> Fraction:
        members = next(one["criteria"] for one in self.groups if one["id"] == identifier)
        return sum((row["scores"][criterion] for criterion in members), ZERO)

    def rescale(self, among: list[Document]) -> None:
        for criterion, maximum in self.maxima.items():
            best = max([row["raw"][criterion] for row in among], default=ZERO)
            for row in among:
                if best:
                    row["scores"][criterion] = half_up(row["raw"][criterion] * maximum / best)

    def check_minima(self) -> None:
        for row in self.rows.values():
            row["failures"] = []
            for one in self.call["criteria"]:
                score = row["scores"][one["id"]]
                if "min" in one and score < Fraction(one["min"]):
                    row["failures"].append(
                        {
                            "code": "BELOW_CRITERION_MIN",
                            "criterion": one["id"],
                            "score": shown(score),
                            "min": shown(Fraction(one["min"])),
                        }
                    )
            for one in self.groups:
                score = self.group(row, one["id"])
                if "min" in one and score < Fraction(one["min"]):
                    row["failures"].append(
                        {
                            "code": "BELOW_GROUP_MIN",
                            "group": one["id"],
                            "score": shown(score),
                            "min": shown(Fraction(one["min"])),
                        }
                    )
            least = self.call.get("total_min")
            if least is not None and self.total(row) < Fraction(least):
                row["failures"].append(
                    {
                        "code": "BELOW_TOTAL_MIN",
                        "total": shown(self.total(row)),
                        "min": shown(Fraction(least)),
                    }
                )

    # -------------------------------------------------------------- order

    def compare_by(self, breaker: Document, one: Document, other: Document) -> int:
        """Below zero when `one` goes first."""
        if breaker["by"] == "group":
            left, right = -self.group(one, breaker["id"]), -self.group(other, breaker["id"])
        elif breaker["by"] == "criterion":
            left, right = -one["scores"][breaker["id"]], -other["scores"][breaker["id"]]
        elif breaker["by"] == "flag":
            left, right = [breaker["id"] not in row.get("flags", []) for row in (one, other)]
        elif breaker["by"] == "arrival":
            left, right = one["arrival"], other["arrival"]
        else:
            left, right = [
                (hashlib.sha256(f"{breaker['seed']}:{row['id']}".encode()).hexdigest(), row["id"])
                for row in (one, other)
            ]
        return (left > right) - (left < right)

    def separator(self, one: Document, other: Document) -> tuple[int, str | None]:
        if self.total(one) != self.total(other):
            return (-1 if self.total(one) > self.total(other) else 1), None
        for breaker in self.call["tie_breakers"]:
            sign = self.compare_by(breaker, one, other)
            if sign:
                label = breaker["by"] if "id" not in breaker else f"{breaker['by']}:{breaker['id']}"
                return sign, label
        return 0, None

    def listed(self) -> list[Document]:
        passing = sorted(
            (row for row in self.rows.values() if not row["failures"]), key=lambda row: row["id"]
        )
        passing.sort(key=cmp_to_key(lambda one, other: self.separator(one, other)[0]))
        for at, row in enumerate(passing):
            row["position"], row["tie_break"], row["placing"] = at + 1, None, []
            if at:
                sign, label = self.separator(passing[at - 1], row)
                if sign == 0:
                    row["position"] = passing[at - 1]["position"]
                row["tie_break"] = label
                if label:
                    row["placing"].append({"code": "TIE_BROKEN", "by": label, "with": passing[at - 1]["id"]})
        for row in passing:
            others = [one["id"] for one in passing if one["position"] == row["position"] and one is not row]
            if others:
                row["placing"].append({"code": "EX_AEQUO", "with": others})
        return passing

    # -------------------------------------------------------------- money

    def pay(self, listed: list[Document]) -> Fraction:
        rule = self.call["budget"]
        reserves = rule.get("reserves", [])
        pot = Fraction(rule["amount"]) - sum((Fraction(one["amount"]) for one in reserves), ZERO)
        positions = sorted({row["position"] for row in listed})
        classes = [[row for row in listed if row["position"] == position] for position in positions]
        for row in listed:
            row["wants"], row["drawn"] = Fraction(row["requested"]), {}
        for reserve in reserves:
            pot += self.walk_reserve(reserve, classes)
        self.stopped, self.misfits = None, 0
        for members in classes:
            pending = [row for row in members if self.open(row) > 0]
            for row in members:
                if self.open(row) == 0:
                    self.full(row)
            if pending:
                pot = self.offer(pending, pot)
        return pot

    def offer(self, pending: list[Document], pot: Fraction) -> Fraction:
        asked_now = sum((self.open(row) for row in pending), ZERO)
        if self.stopped is None and asked_now <= pot:
            for row in pending:
                self.full(row)
            return pot - asked_now
        for row in pending:
            pot += sum(row["drawn"].values(), ZERO)
            row["drawn"], row["granted"], row["status"] = {}, ZERO, "reserve_list"
            row["money"] = [{"code": "AFTER_STOP", "stopped_at": self.stopped}]
        if self.stopped is None:
            self.misfits += 1
            pot = self.misfit(pending, pot, first=self.misfits == 1)
            if not self.call["budget"]["skip_unaffordable"]:
                self.stopped = pending[0]["position"]
        return pot

    def open(self, row: Document) -> Fraction:
        return row["wants"] - sum(row["drawn"].values(), ZERO)

    def walk_reserve(self, reserve: Document, classes: list[list[Document]]) -> Fraction:
        left = Fraction(reserve["amount"])
        for members in classes:
            takers = [
                row for row in members if reserve["flag"] in row.get("flags", []) and self.open(row) > 0
            ]
            needed = sum((self.open(row) for row in takers), ZERO)
            if needed > left:
                if len(takers) == 1 and left > 0:
                    takers[0]["drawn"][reserve["flag"]] = left
                    left = ZERO
                return left
            for row in takers:
                row["drawn"][reserve["flag"]] = self.open(row)
            left -= needed
        return left

    def full(self, row: Document) -> None:
        row["status"], row["granted"] = "funded", row["wants"]
        row["money"] = [
            {
                "code": "FUNDED",
                "from_reserves": [
                    {"flag": flag, "amount": shown(amount)} for flag, amount in row["drawn"].items()
                ],
                "from_general": shown(self.open(row)),
            }
        ]

    def misfit(self, pending: list[Document], pot: Fraction, *, first: bool) -> Fraction:
        rule = self.call["budget"]
        allowed, share = rule["partial_last"]["allowed"], Fraction(rule["partial_last"]["min_share"])
        asked = sum((row["wants"] for row in pending), ZERO)
        amounts = {"available": shown(pot), "requested": shown(asked)}
        alone = len(pending) == 1
        splits = alone or rule["edge_ties"] == "pro_rata"
        if first and allowed and splits and pot > 0 and pot >= share * asked:
            code = "PARTIAL_LAST" if alone else "PARTIAL_PRO_RATA"
            given = ZERO
            for row in pending:
                part = pot if alone else Fraction(floor(pot * row["wants"] / asked * 100), 100)
                row["status"], row["granted"] = "partially_funded", part
                row["money"] = [{"code": code, **amounts, "min_share": shown(share)}]
                given += part
            return pot - given
        why: Document = {"code": "BELOW_MIN_SHARE", "min_share": shown(share)}
        if not splits:
            why = {"code": "EDGE_TIE"}
        if not allowed:
            why = {"code": "PARTIAL_NOT_ALLOWED"}
        if not first:
            why = {"code": "NOT_FIRST_MISFIT"}
        for row in pending:
            row["money"] = [{"code": "DOES_NOT_FIT", **amounts}, why]
        return pot

    # -------------------------------------------------------------- all of it

    def result(self) -> Document:
        self.score_all()
        everybody = list(self.rows.values())
        if self.call["minima_on"] == "rescaled":
            self.rescale(everybody)
        self.check_minima()
        if self.call["rescale"] and self.call["minima_on"] == "raw":
            self.rescale([row for row in everybody if not row["failures"]])
        listed = self.listed()
        left = self.pay(listed)
        entries = [self.entry(row, row["placing"] + row["money"]) for row in listed]
        for identifier in sorted(row["id"] for row in everybody if row["failures"]):
            row = self.rows[identifier] | {
                "position": None,
                "tie_break": None,
                "status": "below_threshold",
                "granted": ZERO,
            }
            entries.append(self.entry(row, row["failures"]))
        entries += [
            {
                "id": identifier,
                "position": None,
                "status": "not_admitted",
                "total": None,
                "raw_scores": {},
                "scores": {},
                "groups": {},
                "bonus": None,
                "granted": "0.00",
                "tie_break": None,
                "reasons": [{"code": "NOT_ADMITTED"}],
            }
            for identifier in self.refused
        ]
        return {
            "format": "manifattura-ranking-result/1",
            "call": self.call["id"],
            "budget_left": shown(left),
            "entries": entries,
        }

    def entry(self, row: Document, reasons: list[Document]) -> Document:
        return {
            "id": row["id"],
            "position": row["position"],
            "status": row["status"],
            "total": shown(self.total(row)),
            "raw_scores": {name: shown(value) for name, value in row["raw"].items()},
            "scores": {name: shown(value) for name, value in row["scores"].items()},
            "groups": {one["id"]: shown(self.group(row, one["id"])) for one in self.groups},
            "bonus": shown(row["bonus"]),
            "granted": shown(row["granted"]),
            "tie_break": row["tie_break"],
            "reasons": reasons,
        }


def slow_result(document: Document) -> Document:
    return SlowRanking(document).result()
