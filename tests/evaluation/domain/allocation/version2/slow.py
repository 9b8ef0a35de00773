"""Version 2 of the allocation a second time, slowly, with fractions, straight from docs/formats.md §8.

Shares no code with the project. Groups ask one after the other in any sequence, and a lot fills place by place from everybody
who ever asked for it. Gives orders, winners and outcomes, without the reasons.
"""

import hashlib
import random
from fractions import Fraction
from math import floor
from typing import Any

Document = dict[str, Any]
Key = tuple[str, int]


def half_up(value: Fraction) -> Fraction:
    return Fraction(floor(value * 100 + Fraction(1, 2)), 100)


def shown(value: Fraction | None) -> str | None:
    if value is None:
        return None
    return f"{floor(value)}.{int(value * 100) % 100:02d}"


class SlowLot:
    def __init__(self, lot: Document, applicants: list[Document]) -> None:
        self.lot, self.award = lot, lot["award"]
        self.falls = self.award.get("offers") == "discount"
        rows = [
            {
                name: Fraction(bid[name]) if name in bid else None
                for name in ("technical", "offer", "improved")
            }
            | {"id": one["id"], "arrival": one["arrival"], "flags": one.get("flags", [])}
            for one in applicants
            for bid in one["bids"]
            if bid["lot"] == lot["id"]
        ]
        self.faulty = {row["id"] for row in rows if self.is_faulty(row)}
        self.rows: list[Document] = [row for row in rows if row["id"] not in self.faulty]
        offers = [row["offer"] for row in self.rows if row["offer"] is not None]
        self.best = (min if self.falls else max)(offers) if offers else None
        for row in self.rows:
            row["economic"] = self.economic(row["offer"]) if self.award["rule"] == "meat" else None
            row["total"] = (
                row["offer"]
                if self.award["rule"] == "best_offer"
                else row["technical"] + (row["economic"] or 0)
            )
            row["order"] = [self.signed(row["total"], price=self.award["rule"] == "best_offer")]
            row["order"] += [self.tie(breaker, row) for breaker in lot["tie_breakers"]]
        self.rows.sort(key=lambda row: row["order"])

    def is_faulty(self, row: Document) -> bool:
        if row["technical"] is not None and row["technical"] < Fraction(self.award.get("technical_min", 0)):
            return True
        if row["offer"] is None:
            return False
        base = Fraction(self.lot["base"])
        return bool(row["offer"] > base if self.falls else row["offer"] < base)

    def economic(self, offer: Fraction) -> Fraction:
        most, base, best = Fraction(self.award["economic_max"]), Fraction(self.lot["base"]), self.best
        assert best is not None
        if self.award["formula"] == "interpolated":
            return half_up(most * (offer - base) / (best - base)) if best != base else Fraction(0)
        if self.falls:
            return half_up(most * best / offer) if offer else most
        return half_up(most * offer / best) if best else Fraction(0)

    def signed(self, value: Fraction, *, price: bool) -> Fraction:
        return value if price and self.falls else -value

    def tie(self, breaker: Document, row: Document) -> Any:
        if breaker["by"] == "draw":
            return hashlib.sha256(f"{breaker['seed']}:{row['id']}".encode()).hexdigest()
        if breaker["by"] == "arrival":
            return row["arrival"]
        value = row[breaker["by"]]
        if value is None:
            value = row["offer"]
        return self.signed(value, price=breaker["by"] != "technical")

    def separator(self, one: Document, other: Document) -> str | None:
        if one["order"][0] != other["order"][0]:
            return None
        at = next(at for at, value in enumerate(one["order"]) if value != other["order"][at])
        return str(self.lot["tie_breakers"][at - 1]["by"])

    def kept(self, asked: set[str]) -> dict[str, str]:
        """Place by place."""
        places: list[tuple[str, Any]] = []
        right = self.lot.get("preemption", {})
        if right.get("exercised") and right["applicant"] in asked:
            places.append(("preemption", lambda row: row["id"] == right["applicant"]))
        reserves = self.lot.get("reserves", [])
        for one in reserves:
            has_flag = lambda row, flag=one["flag"]: flag in row["flags"]  # noqa: E731
            places += [(f"reserved:{one['flag']}", has_flag)] * one["places"]
        taken_open = sum(one["places"] for one in reserves) + (bool(places) and places[0][0] == "preemption")
        places += [("open", lambda row: True)] * (self.lot.get("places", 1) - taken_open)
        found: dict[str, str] = {}
        spare = 0
        falls_back = {f"reserved:{one['flag']}" for one in reserves if one["fallback"]}
        for name, fits in places:
            row = next(
                (one for one in self.rows if one["id"] in asked and one["id"] not in found and fits(one)),
                None,
            )
            if row is not None:
                found[row["id"]] = name
            elif name in falls_back:
                spare += 1
        for row in self.rows:
            if spare and row["id"] in asked and row["id"] not in found:
                found[row["id"]] = "open"
                spare -= 1
        return found


class SlowAllocation:
    def __init__(self, document: Document, seed: int = 0) -> None:
        self.document, self.chance = document, random.Random(seed)
        self.applicants = {one["id"]: one for one in document["applicants"]}
        self.lots = {one["id"]: SlowLot(one, document["applicants"]) for one in document["lots"]}
        self.wishes: dict[Key, list[str]] = {
            (name, at): [line] if isinstance(line, str) else line
            for name, one in self.applicants.items()
            for at, line in enumerate(one["preferences"], start=1)
        }
        linked = document.get("groups", [])
        self.groups = [(one["max_lots"], one["members"]) for one in linked]
        in_group = {name for one in linked for name in one["members"]}
        self.groups += [
            (one["max_lots"], [name]) for name, one in self.applicants.items() if name not in in_group
        ]
        self.gone: set[tuple[str, str]] = set()
        self.given_back: list[str] = []
        withdrawals = document.get("withdrawals", [])
        self.assign()
        self.prices = self.rights()
        if withdrawals and document["call"]["after_withdrawal"] == "again":
            for one in withdrawals:
                for name, lot in self.leave(one):
                    if name in self.holders[lot]:
                        self.given_back.append(name)
            self.assign()
            self.prices = self.rights() | self.prices
        elif withdrawals:
            self.counted = [name for places in self.holders.values() for name in places]
            for one in withdrawals:
                self.hand_down(one)

    def leave(self, withdrawal: Document) -> set[tuple[str, str]]:
        leaving = {
            (name, lot)
            for (name, _), lots in self.wishes.items()
            if name == withdrawal["applicant"] and set(lots) & set(withdrawal["lots"])
            for lot in lots
        }
        self.gone |= leaving
        return leaving

    def dead(self, key: Key) -> bool:
        name, lots = key[0], self.wishes[key]
        return any((name, lot) in self.gone or name in self.lots[lot].faulty for lot in lots)

    def turn(self, key: Key) -> tuple[int, str, int]:
        return self.applicants[key[0]]["arrival"], key[0], key[1]

    def assign(self) -> None:
        dead = {key for key in self.wishes if self.dead(key)}
        self.out = set(dead)
        while broken := self.run():
            self.out.add(max(broken, key=self.turn))
        tried: set[Key] = set()
        while True:
            for key in sorted(self.out - dead - tried, key=self.turn):
                asked, whole = self.could_ask(key), self.is_whole(key)
                if asked is None and whole:
                    break
            else:
                break
            tried.add(key)
            before = set(self.out)
            self.out = before - {key}
            if self.run():
                self.out = before
                self.run()
        for key in self.out - dead:
            if (why := self.could_ask(key)) is not None:
                self.reasons[key] = why

    def could_ask(self, key: Key) -> str | None:
        """Why it would not even be asked for if it were put back."""
        out, self.out = self.out, self.out - {key}
        group = next(group for group in self.groups if key[0] in group[1])
        why = self.choice(group, self.refused)[1].get(key)
        self.out = out
        return why

    def is_whole(self, key: Key) -> bool:
        return all(
            key[0] in self.lots[lot].kept(set(self.holders[lot]) | {key[0]}) for lot in self.wishes[key]
        )

    def run(self) -> list[Key]:
        asked: dict[str, set[str]] = {lot: set() for lot in self.lots}
        while True:
            self.holders = {lot: self.lots[lot].kept(names) for lot, names in asked.items()}
            refused = {(name, lot) for lot, names in asked.items() for name in names - set(self.holders[lot])}
            self.refused = refused
            wanted = [key for group in self.groups for key in self.choice(group, refused)[0]]
            offers = [(key[0], lot) for key in wanted for lot in self.wishes[key]]
            new = [(name, lot) for name, lot in offers if name not in asked[lot]]
            if not new:
                self.reasons = {
                    k: why for group in self.groups for k, why in self.choice(group, refused)[1].items()
                }
                return [key for key in wanted if any((key[0], lot) in refused for lot in self.wishes[key])]
            name, lot = self.chance.choice(new)
            asked[lot].add(name)

    def choice(
        self, group: tuple[int, list[str]], refused: set[tuple[str, str]]
    ) -> tuple[list[Key], dict[Key, str]]:
        left, members = group
        left -= sum(name in members for name in self.given_back)
        own = {name: self.applicants[name]["max_lots"] - self.given_back.count(name) for name in members}
        keys = sorted(
            (key for key in self.wishes if key[0] in members),
            key=lambda key: (key[1], self.applicants[key[0]]["arrival"], key[0]),
        )
        chosen: list[Key] = []
        why: dict[Key, str] = {}
        for key in keys:
            lots = self.wishes[key]
            if key in self.out or (len(lots) == 1 and (key[0], lots[0]) in refused):
                continue
            if len(lots) > own[key[0]]:
                own[key[0]] = 0
                why[key] = "not_needed"
            elif len(lots) > left:
                left = 0
                why[key] = "group_full"
            else:
                own[key[0]] -= len(lots)
                left -= len(lots)
                chosen.append(key)
        return chosen, why

    def held(self, names: list[str]) -> int:
        """With what they gave back."""
        return sum(name in names for name in self.counted)

    def hand_down(self, withdrawal: Document) -> None:
        leaving = self.leave(withdrawal)
        for lot in self.lots:
            name = withdrawal["applicant"]
            if (name, lot) not in leaving or name not in self.holders[lot]:
                continue
            place = self.holders[lot].pop(name)
            flag = place.partition(":")[2]
            reserve = next(
                (one for one in self.lots[lot].lot.get("reserves", []) if one["flag"] == flag), None
            )
            heirs = [row for row in self.lots[lot].rows if self.may_inherit(row["id"], lot)]
            flagged = [row for row in heirs if flag in row["flags"]]
            if reserve is None or (not flagged and reserve["fallback"]):
                flagged, place = heirs, "open"
            if flagged:
                self.holders[lot][flagged[0]["id"]] = place
                self.counted.append(flagged[0]["id"])

    def may_inherit(self, name: str, lot: str) -> bool:
        most, members = next(group for group in self.groups if name in group[1])
        return (
            name not in self.holders[lot]
            and (name, lot) not in self.gone
            and any(self.wishes[key] == [lot] for key in self.wishes if key[0] == name)
            and self.held([name]) < self.applicants[name]["max_lots"]
            and self.held(members) < most
        )

    def outcome(self, key: Key, lot: str) -> str:
        name = key[0]
        if name in self.lots[lot].faulty:
            return "inadmissible"
        if (name, lot) in self.gone:
            return "withdrawn"
        if name in self.holders[lot]:
            return "won"
        if key in self.reasons:
            return self.reasons[key]
        return "incomplete" if key in self.out else "lost"

    def rights(self) -> dict[tuple[str, str], Fraction | None]:
        """(lot, applicant) → what whoever comes first by a right pays."""
        found: dict[tuple[str, str], Fraction | None] = {}
        for lot, slow in self.lots.items():
            refused: list[Document] = []
            for row in slow.rows:
                if self.holders[lot].get(row["id"]) == "preemption":
                    offers = [one["improved"] or one["offer"] for one in [*refused[:1], row]]
                    found[lot, row["id"]] = (
                        None if offers[0] is None else (min if slow.falls else max)(offers)
                    )
                key = next(key for key in self.wishes if key[0] == row["id"] and lot in self.wishes[key])
                if self.outcome(key, lot) == "lost":
                    refused.append(row)
        return found

    def price(self, lot: str, row: Document) -> str | None:
        offered = row["improved"] or row["offer"]
        if self.holders[lot][row["id"]] == "preemption":
            offered = self.prices[lot, row["id"]]
        return shown(offered)

    def result(self) -> Document:
        kinds = {(key[0], lot): self.outcome(key, lot) for key in self.wishes for lot in self.wishes[key]}
        lots = []
        for name, slow in self.lots.items():
            lost = [row for row in slow.rows if kinds[row["id"], name] == "lost"]
            lots.append(
                {
                    "id": name,
                    "order": [
                        (
                            row["id"],
                            shown(row["total"]),
                            shown(row["economic"]),
                            (at and slow.separator(slow.rows[at - 1], row)) or None,
                        )
                        for at, row in enumerate(slow.rows)
                    ],
                    "winners": [
                        (row["id"], self.holders[name][row["id"]], self.price(name, row))
                        for row in slow.rows
                        if row["id"] in self.holders[name]
                    ],
                    "reserve": [row["id"] for row in lost],
                }
            )
        return {"lots": lots, "kinds": kinds}


def slow_result(document: Document, seed: int = 0) -> Document:
    return SlowAllocation(document, seed).result()
