"""The slow ranking’s points: values, methods, checks, uplifts, minima, phases (docs/formats.md §3)."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

Document = dict[str, Any]
ZERO = Fraction(0)


def money(value: Fraction) -> str:
    cents = value * 100
    assert cents.denominator == 1
    return f"{cents.numerator // 100}.{cents.numerator % 100:02d}"


def exact(text: str) -> Fraction:
    return Fraction(date.fromisoformat(text).toordinal()) if "-" in text[1:] else Fraction(text)


def value_of(formula: Document, facts: Document) -> Fraction | None:  # noqa: C901 (as the document lists them)
    if "fact" in formula:
        return exact(facts[formula["fact"]]) if formula["fact"] in facts else None
    if "op" not in formula:
        return exact(formula.get("number") or formula["day"])
    parts = [value_of(part, facts) for part in formula["of"]]
    if None in parts:
        return None
    known = [part for part in parts if part is not None]
    match formula["op"]:
        case "add":
            return sum(known, ZERO)
        case "mul":
            product = Fraction(1)
            for part in known:
                product *= part
            return product
        case "min":
            return min(known)
        case "max":
            return max(known)
        case "sub":
            return known[0] - known[1]
        case "days":
            return known[1] - known[0]
    return known[0] / known[1] if known[1] else None


class SlowScores:
    def __init__(self, document: Document) -> None:
        self.call = document["call"]
        self.everybody = {one["id"]: dict(one) for one in document["applications"]}
        self.assessors = document["assessors"]
        self.later = self.call.get("second_phase", {}).get("criteria", [])

    def rounded(self, value: Fraction) -> Fraction:
        unit = 10 ** self.call["decimals"]
        half = Fraction(1, 2) if self.call["rounding"] == "half_up" else ZERO
        return Fraction(floor(value * unit + half), unit)

    def shown(self, value: Fraction) -> str:
        unit = 10 ** self.call["decimals"]
        scaled = value * unit
        assert scaled.denominator == 1
        return f"{scaled.numerator // unit}.{scaled.numerator % unit:0{self.call['decimals']}d}"

    # -------------------------------------------------------------- scores

    def leaves(self, criterion: Document) -> list[Document]:
        return criterion.get("parts") or [criterion]

    def known(self, row: Document) -> Document:
        return {**row.get("facts", {}), **row.get("checked_facts", {})}

    def leaf(self, leaf: Document, row: Document, facts: Document, among: list[Document]) -> Fraction | None:
        method, maximum = leaf["method"], Fraction(leaf["max"])
        points: Fraction | None = None
        match method["by"]:
            case "committee":
                marks = sorted(Fraction(mark) for mark in row["coefficients"][leaf["id"]].values())
                trim = method.get("trim", 0)
                if trim and len(marks) > 2 * trim:
                    marks = marks[trim:-trim]
                points = sum(marks, ZERO) / len(marks) * maximum
            case "declared":
                counted = row.get("points", {}).get(leaf["id"])
                points = None if counted is None else Fraction(counted)
            case "yes_no":
                answer = facts.get(method["fact"])
                points = None if answer is None else maximum * int(answer)
            case "options":
                worth = {one["id"]: Fraction(one["points"]) for one in method["options"]}
                chosen = facts.get(method["fact"])
                if chosen is not None and method["take"] == "one":
                    points = worth[chosen]
                elif chosen is not None:
                    found = [worth[one] for one in chosen]
                    points = sum(found, ZERO) if method["take"] == "sum" else max(found, default=ZERO)
            case _:
                value = value_of(method["value"], facts)
                if value is not None:
                    points = self.by_value(method, value, maximum, among)
        return None if points is None else self.rounded(min(max(points, ZERO), maximum))

    def by_value(
        self, method: Document, value: Fraction, maximum: Fraction, among: list[Document]
    ) -> Fraction | None:
        if method["by"] == "formula":
            return value
        if method["by"] == "bands":
            return next((Fraction(b["points"]) for b in method["bands"] if self.inside(value, b)), ZERO)
        if method["by"] == "line":
            nodes = [(exact(node["at"]), Fraction(node["points"])) for node in method["nodes"]]
            for (x0, y0), (x1, y1) in pairwise(nodes):
                if x0 <= value <= x1:
                    return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
            return nodes[0][1] if value < nodes[0][0] else nodes[-1][1]
        values = [
            one for one in (value_of(method["value"], self.known(row)) for row in among) if one is not None
        ]
        if not values:
            return None
        high = method["best"] == "highest"
        best, worst = (max(values), min(values)) if high else (min(values), max(values))
        if method["scale"] == "range":
            return maximum if best == worst else maximum * (value - worst) / (best - worst)
        if high:
            return maximum * value / best if best > 0 else ZERO
        if value <= 0:
            return maximum if value <= best else ZERO
        return maximum * best / value

    def inside(self, value: Fraction, band: Document) -> bool:
        low, high = band.get("from"), band.get("to")
        above = low is None or value > exact(low["at"]) or (low["included"] and value == exact(low["at"]))
        below = high is None or value < exact(high["at"]) or (high["included"] and value == exact(high["at"]))
        return above and below

    def score(self, row: Document, criteria: list[Document], among: dict[str, list[Document]]) -> None:
        row["notes"], row["parts"], row["raw"], missing = [], {}, {}, []
        for criterion in criteria:
            name, maximum = criterion["id"], Fraction(criterion["max"])
            points = {
                leaf["id"]: self.leaf(leaf, row, self.known(row), among[name])
                for leaf in self.leaves(criterion)
            }
            missing += [leaf for leaf, found in points.items() if found is None]
            if "parts" in criterion:
                row["parts"] |= {leaf: found or ZERO for leaf, found in points.items()}
            score = min(sum([found or ZERO for found in points.values()], ZERO), maximum)
            if criterion.get("lower_only"):
                before = [
                    self.leaf(leaf, row, row.get("facts", {}), among[name]) for leaf in self.leaves(criterion)
                ]
                declared = min(sum([found or ZERO for found in before], ZERO), maximum)
                if name in row.get("checked_points", {}):
                    score = min(score, Fraction(row["checked_points"][name]))
                if score != declared:
                    code = "LOWERED_BY_CHECK" if score < declared else "NOT_RAISED_BY_CHECK"
                    texts = {"declared": self.shown(declared), "checked": self.shown(score)}
                    row["notes"].append({"code": code, "criterion": name, **texts})
                score = min(score, declared)
            row["raw"][name] = score
        if missing:
            row["notes"].insert(0, {"code": "NO_VALUE", "criteria": missing})
        bonus = sum((Fraction(one["points"]) for one in row.get("bonus", [])), ZERO)
        row["extra"] = min(bonus, Fraction(self.call.get("bonus_cap", "0")))
        row["scores"] = dict(row["raw"])
        self.add_up(row)

    def add_up(self, row: Document) -> None:
        scores = row["scores"]
        row["groups"] = {
            one["id"]: sum((scores.get(name, ZERO) for name in one["criteria"]), ZERO)
            for one in self.call.get("groups", [])
        }
        uplift = ZERO
        for one in self.call.get("uplifts", []):
            base = sum(scores.values(), ZERO)
            if "group" in one:
                base = row["groups"][one["group"]]
            if "criterion" in one:
                base = scores.get(one["criterion"], ZERO)
            if one["flag"] in row.get("flags", []):
                uplift += self.rounded(base * Fraction(one["percent"]) / 100)
        row["uplift"] = (
            min(uplift, Fraction(self.call["uplift_cap"])) if "uplift_cap" in self.call else uplift
        )
        row["total"] = sum(scores.values(), ZERO) + row["extra"] + row["uplift"]

    def rescale(self, rows: list[Document]) -> None:
        best = {
            one["id"]: max([row["raw"][one["id"]] for row in rows], default=ZERO)
            for one in self.call["criteria"]
        }
        for row in rows:
            for one in self.call["criteria"]:
                name, maximum = one["id"], Fraction(one["max"])
                if best[name]:
                    row["scores"][name] = min(self.rounded(row["raw"][name] * maximum / best[name]), maximum)
            self.add_up(row)

    # -------------------------------------------------------------- who passes

    def criterion_failures(self, row: Document, criteria: list[Document]) -> list[Document]:
        found = []
        for one in criteria:
            name, score = one["id"], row["scores"][one["id"]]
            if "min" in one and score < Fraction(one["min"]):
                texts = {"score": self.shown(score), "min": self.shown(Fraction(one["min"]))}
                found.append({"code": "BELOW_CRITERION_MIN", "criterion": name, **texts})
            if one.get("above_zero") and score == 0:
                found.append({"code": "NOT_ABOVE_ZERO", "criterion": name})
        return found

    def failures(self, row: Document) -> list[Document]:
        found = self.criterion_failures(row, self.call["criteria"])
        for one in self.call.get("groups", []):
            score = row["groups"][one["id"]]
            if "min" in one and score < Fraction(one["min"]):
                texts = {"score": self.shown(score), "min": self.shown(Fraction(one["min"]))}
                found.append({"code": "BELOW_GROUP_MIN", "group": one["id"], **texts})
        least = self.call.get("total_min")
        if least is not None and row["total"] < Fraction(least):
            texts = {"total": self.shown(row["total"]), "min": self.shown(Fraction(least))}
            found.append({"code": "BELOW_TOTAL_MIN", **texts})
        return found

    def judge(self, rows: list[Document]) -> None:
        every = self.call["criteria"]
        if self.later:
            self.two_phases(rows)
            return
        for row in rows:
            self.score(row, every, {one["id"]: rows for one in every})
        if self.call["minima_on"] == "rescaled":
            self.rescale(rows)
        for row in rows:
            row["failures"] = self.failures(row)
        if self.call["rescale"] and self.call["minima_on"] == "raw":
            self.rescale([row for row in rows if not row["failures"]])

    def two_phases(self, rows: list[Document]) -> None:
        every, phase = self.call["criteria"], self.call["second_phase"]
        first = [one for one in every if one["id"] not in self.later]
        for row in rows:
            self.score(row, first, {one["id"]: rows for one in first})
            row["failures"] = self.criterion_failures(row, first)
        fit = [row for row in rows if not row["failures"]]
        chosen = []
        for row in fit:
            ahead = sum(other["total"] > row["total"] for other in fit)
            level = sum(other["total"] == row["total"] for other in fit)
            room = phase["first"] - ahead
            if room >= level or (room > 0 and phase["ties"] == "in"):
                chosen.append(row)
            else:
                facts = {"total": self.shown(row["total"]), "first": phase["first"]}
                row["failures"] = [{"code": "NOT_IN_SECOND_PHASE", **facts}]
        for row in chosen:
            among = {one["id"]: chosen if one["id"] in self.later else rows for one in every}
            self.score(row, every, among)
        for row in chosen:
            row["failures"] = self.failures(row)
