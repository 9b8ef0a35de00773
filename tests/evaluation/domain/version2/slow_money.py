"""The slow ranking’s order and money: ties, rankings, limits, reserves, the walk (docs/formats.md §3)."""

import hashlib
from fractions import Fraction
from functools import cmp_to_key
from math import floor
from typing import Any

from tests.evaluation.domain.version2.slow_scores import ZERO, Document, SlowScores, money, value_of


class SlowMoney(SlowScores):
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

    def turn(self, row: Document) -> tuple[int, list[Document]]:
        rules = self.call.get("precedence", [])
        for at, rule in enumerate(rules, start=1):
            if rule["place"] == "last" and rule["flag"] in row.get("flags", []):
                return at, [{"code": "GOES_LAST", "flag": rule["flag"]}]
        for at, rule in enumerate(rules):
            if rule["flag"] in row.get("flags", []):
                return at - len(rules), [{"code": "GOES_FIRST", "flag": rule["flag"]}]
        return 0, []

    def separator(self, one: Document, other: Document) -> tuple[int, str | None]:
        turns = [self.turn(row)[0] for row in (one, other)]
        if turns[0] != turns[1]:
            return (-1 if turns[0] < turns[1] else 1), None
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
            place: Document = {
                "ranking": ranking,
                "position": at + 1,
                "tie_break": None,
                "reasons": self.turn(row)[1],
            }
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
