"""The version 2 rule a second time, slowly, with fractions, straight from docs/formats.md §3: what the fast one must equal.

Shares no code with the project. Takes a valid document; gives the result document without its digest.
"""

from tests.evaluation.domain.version2.slow_money import SlowMoney
from tests.evaluation.domain.version2.slow_scores import ZERO, Document, money


class SlowRanking(SlowMoney):
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
