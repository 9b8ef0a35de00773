"""The version 2 rule a second time, slowly, with fractions, straight from docs/formats.md §3: what the fast one must equal.

Shares no code with the project. Takes a valid document; gives the result document without its digest.
"""

import hashlib
from datetime import date
from fractions import Fraction
from functools import cmp_to_key
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


class SlowRanking:
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

    # -------------------------------------------------------------- order

    def breakers(self) -> list[Document]:
        spelled: list[Document] = []
        for one in self.call["tie_breakers"]:
            every = [{"by": "criterion", "id": criterion["id"]} for criterion in self.call["criteria"]]
            spelled += every if one["by"] == "criteria" else [one]
        return spelled

    def key(self, breaker: Document, row: Document) -> Any:
        match breaker["by"]:
            case "group":
                return -row["groups"][breaker["id"]]
            case "criterion":
                return -row["scores"][breaker["id"]]
            case "flag":
                return breaker["id"] not in row.get("flags", [])
            case "arrival":
                return row["arrival"]
            case "requested":
                return row["wants"]
            case "fact":
                value = value_of({"fact": breaker["id"]}, self.known(row))
                if value is None:
                    return (1, ZERO)
                return (0, -value if breaker["first"] == "higher" else value)
        return hashlib.sha256(f"{breaker['seed']}:{row['id']}".encode()).hexdigest(), row["id"]

    def separator(self, one: Document, other: Document) -> tuple[int, str | None]:
        arrival = self.call["order"] == "arrival"
        firsts = [row["arrival"] if arrival else -row["total"] for row in (one, other)]
        if firsts[0] != firsts[1]:
            return (-1 if firsts[0] < firsts[1] else 1), None
        for breaker in self.breakers():
            left, right = self.key(breaker, one), self.key(breaker, other)
            if left != right:
                label = breaker["by"] if "id" not in breaker else f"{breaker['by']}:{breaker['id']}"
                return (-1 if left < right else 1), label
        return 0, None

    def placed(self, rows: list[Document], ranking: str) -> list[list[Document]]:
        rows = sorted(rows, key=lambda row: row["id"])
        rows.sort(key=cmp_to_key(lambda one, other: self.separator(one, other)[0]))
        classes: list[list[Document]] = []
        for at, row in enumerate(rows):
            place: Document = {"ranking": ranking, "position": at + 1, "tie_break": None, "reasons": []}
            row.setdefault("places", []).append(place)
            if at:
                sign, label = self.separator(rows[at - 1], row)
                if sign == 0:
                    place["position"] = rows[at - 1]["places"][-1]["position"]
                    classes[-1].append(row)
                    continue
                place["tie_break"] = label
                if label:
                    place["reasons"].append({"code": "TIE_BROKEN", "by": label, "with": rows[at - 1]["id"]})
            classes.append([row])
        for members in classes:
            for row in members:
                others = [one["id"] for one in members if one is not row]
                if others:
                    row["places"][-1]["reasons"].append({"code": "EX_AEQUO", "with": others})
        return classes

    # -------------------------------------------------------------- rankings and money

    def run(self, rows: list[Document], thresholds: list[Any] | None) -> list[Document]:  # noqa: C901 (slow and plain)
        tables: list[Document] = [
            {"rule": rule, "members": [], "received": ZERO, "given": ZERO} for rule in self.call["rankings"]
        ]
        for row in rows:
            row["places"], row["outs"] = [], []
            for table in tables:
                if table["rule"].get("flag") is None or table["rule"]["flag"] in row.get("flags", []):
                    table["members"].append(row)
                    break
        named = {table["rule"]["id"]: table for table in tables}
        self.holders: dict[str, tuple[str, str]] = {}
        for at, table in enumerate(tables):
            rule = table["rule"]
            table["threshold"] = self.threshold(table) if thresholds is None else thresholds[at]
            inside = []
            for row in table["members"]:
                if table["threshold"] is not None and row["total"] < table["threshold"]:
                    texts = {"total": self.shown(row["total"]), "threshold": self.shown(table["threshold"])}
                    row["outs"].append({"code": "BELOW_MOVING_THRESHOLD", "ranking": rule["id"], **texts})
                else:
                    inside.append(row)
            table["classes"] = self.placed(inside, rule["id"])
            self.pay(table)
            if "returns_to" in rule:
                lost = [row for row in inside if row["granted"] == 0]
                out = [row for row in table["members"] if row not in inside]
                named[rule["returns_to"]]["members"] += lost + out
        for table in tables:
            target = named.get(table["rule"].get("spills_to"))
            if target is None or not table["left"] or target["given"]:
                continue
            if all(row["granted"] == row["wants"] for members in target["classes"] for row in members):
                continue
            table["given"] += table["left"]
            target["received"] += table["left"]
            table["left"] = ZERO
            self.pay(target)
        return tables

    def threshold(self, table: Document) -> Fraction | None:
        if "threshold_times" not in table["rule"]:
            return None
        wanted = Fraction(table["rule"]["threshold_times"]) * Fraction(table["rule"]["budget"]["amount"])
        for total in sorted({row["total"] for row in table["members"]}, reverse=True):
            if sum((row["wants"] for row in table["members"] if row["total"] >= total), ZERO) >= wanted:
                return total
        return None

    def pay(self, table: Document) -> None:  # noqa: C901 (slow and plain)
        self.rule = table["rule"]["budget"]
        self.ranking = table["rule"]["id"]
        self.holders = {link: held for link, held in self.holders.items() if held[1] != self.ranking}
        self.counted: list[Document] = []
        reserves = self.rule.get("reserves", [])
        pot = Fraction(self.rule["amount"]) + table["received"]
        pot -= sum((Fraction(one["amount"]) for one in reserves), ZERO)
        classes = table["classes"]
        for members in classes:
            for row in members:
                row["drawn"], row["aside"], row["guaranteed"] = {}, ZERO, None
        for reserve in reserves:
            pot += self.walk_reserve(reserve, classes)
        for area in self.rule.get("areas", []):
            if "least" in area:
                pot = self.guarantee(area, classes, pot)
        self.stopped, self.misfits = None, 0
        for members in classes:
            pending = [row for row in members if self.open(row) > 0]
            for row in members:
                if self.open(row) == 0:
                    self.full(row)
            if self.stopped is None:
                refused = self.refused(pending)
                for row in pending:
                    if row["id"] in refused:
                        pot += self.undo(row)
                        row["status"], row["granted"], row["money"] = (
                            "reserve_list",
                            ZERO,
                            [refused[row["id"]]],
                        )
                pending = [row for row in pending if row["id"] not in refused]
            if pending:
                pot = self.offer(pending, pot)
        table["left"] = pot

    def open(self, row: Document) -> Fraction:
        return row["wants"] - sum(row["drawn"].values(), ZERO) - row["aside"]

    def undo(self, row: Document) -> Fraction:
        back = sum(row["drawn"].values(), ZERO)
        row["drawn"] = {}
        return back

    def count(self, row: Document) -> None:
        if row not in self.counted:
            self.counted.append(row)
            if "link" in row:
                self.holders[row["link"]] = (row["id"], self.ranking)

    def refused(self, members: list[Document]) -> dict[str, Document]:
        found: dict[str, Document] = {}
        waiting = [row for row in members if row not in self.counted]
        if self.call.get("one_per_link"):
            taken = {link: held[0] for link, held in self.holders.items()}
            for row in sorted(waiting, key=lambda one: (one["arrival"], one["id"])):
                if "link" in row and taken.setdefault(row["link"], row["id"]) != row["id"]:
                    found[row["id"]] = {"code": "ONE_PER_LINK", "with": taken[row["link"]]}
        for area in self.rule.get("areas", []):
            flag = area["flag"]
            inside = [row for row in waiting if row["id"] not in found and flag in row.get("flags", [])]
            before = [row for row in self.counted if flag in row.get("flags", [])]
            spent = sum((row["counted_amount"] for row in before), ZERO)
            refusal: Document = {}
            if "most_amount" in area and spent + sum(map(self.open, inside), ZERO) > Fraction(
                area["most_amount"]
            ):
                refusal = {
                    "code": "AREA_AMOUNT",
                    "flag": flag,
                    "amount": money(Fraction(area["most_amount"])),
                }
            if "most" in area and len(before) + len(inside) > area["most"]:
                refusal = {"code": "AREA_MOST", "flag": flag, "most": area["most"]}
            if refusal:
                found |= {row["id"]: refusal for row in inside}
        others = [row for row in waiting if row["id"] not in found]
        if "most" in self.rule and len(self.counted) + len(others) > self.rule["most"]:
            found |= {row["id"]: {"code": "MOST_FUNDED", "most": self.rule["most"]} for row in others}
        return found

    def takers(self, members: list[Document], flag: str) -> list[Document]:
        refused = self.refused(members)
        having = [row for row in members if flag in row.get("flags", []) and self.open(row) > 0]
        return [row for row in having if row["id"] not in refused]

    def walk_reserve(self, reserve: Document, classes: list[list[Document]]) -> Fraction:
        left = Fraction(reserve["amount"])
        for members in classes:
            takers = self.takers(members, reserve["flag"])
            needed = sum(map(self.open, takers), ZERO)
            if needed > left:
                if len(takers) == 1 and left > 0:
                    takers[0]["drawn"][reserve["flag"]] = left
                    left = ZERO
                return left
            for row in takers:
                row["drawn"][reserve["flag"]] = self.open(row)
                row["counted_amount"] = row["wants"]
                self.count(row)
            left -= needed
        return left

    def guarantee(self, area: Document, classes: list[list[Document]], pot: Fraction) -> Fraction:
        places = area["least"]
        for members in classes:
            places -= len(
                [row for row in members if row in self.counted and area["flag"] in row.get("flags", [])]
            )
            takers = self.takers(members, area["flag"])
            needed = sum(map(self.open, takers), ZERO)
            if places <= 0 or len(takers) > places or needed > pot:
                return pot
            for row in takers:
                row["aside"], row["guaranteed"], row["counted_amount"] = self.open(row), area, row["wants"]
                self.count(row)
            places -= len(takers)
            pot -= needed
        return pot

    def offer(self, pending: list[Document], pot: Fraction) -> Fraction:
        asked_now = sum(map(self.open, pending), ZERO)
        if self.stopped is None and asked_now <= pot:
            for row in pending:
                self.full(row)
            return pot - asked_now
        for row in pending:
            pot += self.undo(row)
            row["granted"], row["status"] = ZERO, "reserve_list"
            row["money"] = [{"code": "AFTER_STOP", "stopped_at": self.stopped}]
        if self.stopped is None:
            self.misfits += 1
            pot = self.misfit(pending, pot, first=self.misfits == 1)
            if not self.rule["skip_unaffordable"]:
                self.stopped = pending[0]["places"][-1]["position"]
                self.stopped = next(
                    place["position"] for place in pending[0]["places"] if place["ranking"] == self.ranking
                )
        return pot

    def full(self, row: Document) -> None:
        row["status"], row["granted"], row["counted_amount"] = "funded", row["wants"], row["wants"]
        drawn = [{"flag": flag, "amount": money(amount)} for flag, amount in row["drawn"].items()]
        row["money"] = []
        if row["guaranteed"]:
            facts = {"flag": row["guaranteed"]["flag"], "least": row["guaranteed"]["least"]}
            row["money"].append({"code": "GUARANTEED", **facts})
        general = money(row["wants"] - sum(row["drawn"].values(), ZERO))
        row["money"].append({"code": "FUNDED", "from_reserves": drawn, "from_general": general})
        self.count(row)

    def misfit(self, pending: list[Document], pot: Fraction, *, first: bool) -> Fraction:
        allowed, share = (
            self.rule["partial_last"]["allowed"],
            Fraction(self.rule["partial_last"]["min_share"]),
        )
        asked = sum((row["wants"] for row in pending), ZERO)
        amounts = {"available": money(pot), "requested": money(asked)}
        alone = len(pending) == 1
        splits = alone or self.rule["edge_ties"] == "pro_rata"
        if first and allowed and splits and pot > 0 and pot >= share * asked:
            code = "PARTIAL_LAST" if alone else "PARTIAL_PRO_RATA"
            given = ZERO
            for row in pending:
                part = pot if alone else Fraction(floor(pot * row["wants"] / asked * 100), 100)
                row["status"], row["granted"], row["counted_amount"] = "partially_funded", part, part
                row["money"] = [{"code": code, **amounts, "min_share": money(share)}]
                self.count(row)
                given += part
            return pot - given
        why: Document = {"code": "BELOW_MIN_SHARE", "min_share": money(share)}
        if not splits:
            why = {"code": "EDGE_TIE"}
        if not allowed:
            why = {"code": "PARTIAL_NOT_ALLOWED"}
        if not first:
            why = {"code": "NOT_FIRST_MISFIT"}
        for row in pending:
            row["money"] = [{"code": "DOES_NOT_FIT", **amounts}, why]
        return pot

    def wants(self, row: Document) -> Fraction:
        asked = Fraction(row["requested"])
        if "cost" not in row:
            return asked
        aid, cost, flags = self.call["aid"], Fraction(row["cost"]), row.get("flags", [])
        inside = [one for one in aid.get("brackets", []) if self.inside(cost, one)]
        share = Fraction((inside or [aid])[0]["rate"]) * cost
        if aid.get("progressive") and aid.get("brackets"):
            rest, share = cost, ZERO
            for one in aid["brackets"]:
                low = Fraction(one["from"]["at"]) if "from" in one else ZERO
                high = min(Fraction(one["to"]["at"]), cost) if "to" in one else cost
                part = max(high - low, ZERO)
                share += Fraction(one["rate"]) * part
                rest -= part
            share += Fraction(aid["rate"]) * rest
        better = [one for one in aid.get("premiums", []) if one["flag"] in flags]
        share = max([share, *(Fraction(one["rate"]) * cost for one in better if "rate" in one)])
        cap = max([Fraction(aid["cap"]), *(Fraction(one["cap"]) for one in better if "cap" in one)])
        return min(asked, cap, Fraction(floor(share * 100), 100))

    # -------------------------------------------------------------- all of it

    def result(self) -> Document:
        for row in self.everybody.values():
            row["wants"] = self.wants(row)
        ordered = [self.everybody[name] for name in sorted(self.everybody)]
        rows = [row for row in ordered if row["admitted"] and not row.get("left", {}).get("rescore")]
        self.judge(rows)
        passing = [row for row in rows if not row["failures"]]
        thresholds = None
        if any("left" in row for row in passing):
            thresholds = [table["threshold"] for table in self.run(passing, None)]
        staying = [row for row in passing if "left" not in row]
        tables = self.run(staying, thresholds)
        entries = []
        for table in tables:
            for members in table["classes"]:
                here = [row for row in members if row["places"][-1]["ranking"] == table["rule"]["id"]]
                entries += [self.ranked(row) for row in here]
        gone = [row for row in ordered if row["admitted"] and "left" in row]
        entries += [self.outside(row, row["left"]["status"], [self.left(row)]) for row in gone]
        for row in rows:
            if "left" not in row and (row["failures"] or not row["places"]):
                entries.append(self.outside(row, "below_threshold", row["failures"] or row["outs"]))
        entries += [
            self.outside(row, "not_admitted", [{"code": "NOT_ADMITTED"}])
            for row in ordered
            if not row["admitted"]
        ]
        return {
            "format": "manifattura-ranking-result/2",
            "call": self.call["id"],
            "budget_left": money(sum((table["left"] for table in tables), ZERO)),
            "rankings": [
                {
                    "id": table["rule"]["id"],
                    "received": money(table["received"]),
                    "given": money(table["given"]),
                    "budget_left": money(table["left"]),
                    "threshold": None if table["threshold"] is None else self.shown(table["threshold"]),
                }
                for table in tables
            ],
            "entries": entries,
        }

    def left(self, row: Document) -> Document:
        return {"code": "LEFT", "status": row["left"]["status"]}

    def ranked(self, row: Document) -> Document:
        place, before = row["places"][-1], row["places"][:-1]
        returned = [{"ranking": one["ranking"], "position": one["position"]} for one in before]
        reasons = [{"code": "RETURNED", **one} for one in returned] + place["reasons"] + row["money"]
        return self.outside(row, row["status"], reasons) | {
            "ranking": place["ranking"],
            "position": place["position"],
            "tie_break": place["tie_break"],
            "granted": money(row["granted"]),
            "returned_from": returned,
        }

    def outside(self, row: Document, status: str, reasons: list[Document]) -> Document:
        scored = "scores" in row
        texts = {
            name: {key: self.shown(value) for key, value in row[source].items()} if scored else {}
            for name, source in (
                ("raw_scores", "raw"),
                ("scores", "scores"),
                ("parts", "parts"),
                ("groups", "groups"),
            )
        }
        sources = {"total": "total", "bonus": "extra", "uplift": "uplift"}
        plain = {name: self.shown(row[source]) if scored else None for name, source in sources.items()}
        return {
            "id": row["id"],
            "ranking": None,
            "position": None,
            "status": status,
            **texts,
            **plain,
            "requested": money(row["wants"]),
            "granted": "0.00",
            "tie_break": None,
            "returned_from": [],
            "reasons": [*(row["notes"] if scored else []), *reasons],
        }


def slow_result(document: Document) -> Document:
    return SlowRanking(document).result()
