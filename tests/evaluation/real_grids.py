"""Real grids written into a draft as an office writes them: item by item, through the actions; the rules come from ../shared."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from manifattura.calls.actions.draft_items import ItemKind, items_of
from manifattura.calls.actions.save_item import save_item
from manifattura.calls.actions.save_part import save_part
from manifattura.calls.actions.write_draft import stored_method
from manifattura.calls.domain.edition import Edition, Grid
from manifattura.calls.domain.method_checks import ascending_method
from manifattura.calls.domain.problems import Part
from manifattura.calls.domain.scoring import (
    BandRow,
    Level,
    LineNode,
    Method,
    MethodKind,
    ScoredOption,
    Source,
)
from manifattura.calls.models import Call
from manifattura.calls.queries.draft import build_edition
from tests.applications.samples import sample_edition
from tests.factories.calls import draft_call

FILE = "data/regole/griglie_valutazione_reali.json"
EDGE = re.compile(r"(≥ =|≥|≤|>|<)\s*([0-9.,]+)")


def real_grid(shared: Path, identifier: str) -> dict[str, Any]:
    grids = json.loads((shared / FILE).read_text())["griglie"]
    return next(one for one in grids if one["id"] == identifier)


def points(value: Any) -> Decimal:
    return Decimal(str(value))


class Author:
    """An officer at the builder: a call with the sample form, a section of data and an empty grid."""

    def __init__(self, title: str) -> None:
        sample = sample_edition()
        self.call: Call = draft_call(
            template=replace(
                sample, grid=Grid(criteria=()), flags=(), texts=replace(sample.texts, title=title)
            )
        )
        self.by = self.call.head_of_procedure
        self.section = self.add(ItemKind.SECTION, key="dati", title="Dati per i punti")
        self.questions: list[str] = []

    def add(self, kind: ItemKind, key: str = "", options: Any = None, **values: Any) -> Any:
        return save_item(call=self.call, kind=kind, values=values, by=self.by, key=key, options=options)

    def ask(self, key: str, kind: str, options: dict[str, str] | None = None) -> str:
        rows = [{"key": one, "label": label} for one, label in (options or {}).items()] or None
        self.add(
            ItemKind.FIELD, key=key, options=rows, section=self.section, type=kind, label=key, required=False
        )
        self.questions.append(key)
        return key

    def limits(self, key: str, least: Decimal, most: Decimal) -> None:
        """A question that must be answered, between these two."""
        row = items_of(self.call.pk, ItemKind.FIELD).get(key=key)
        values = {"required": True, "min_value": least, "max_value": most}
        self.call.refresh_from_db()
        save_item(
            call=self.call,
            kind=ItemKind.FIELD,
            values=values,
            by=self.by,
            item_id=row.pk,
            revision=self.call.revision,
        )

    def criterion(self, key: str, title: str, most: Any, method: Method | None, **more: Any) -> Any:
        return self.add(
            ItemKind.CRITERION, key=key, title=title, max=points(most), method=stored_method(method), **more
        )

    def part(self, criterion: Any, key: str, title: str, most: Any, method: Method) -> None:
        self.add(
            ItemKind.PART,
            key=key,
            criterion=criterion,
            title=title,
            max=points(most),
            method=stored_method(method),
        )

    def flag(self, key: str, question: str) -> str:
        when = {"op": "eq", "field": question, "value": True}
        self.add(ItemKind.FLAG, key=key, title=f"Chi risponde sì a {question}", when=when)
        return key

    def rules(self, part: Part = Part.GRID, **values: Any) -> None:
        self.call.refresh_from_db()
        save_part(call=self.call, part=part, values=values, revision=self.call.revision, by=self.by)

    def change(self, key: str, method: Method) -> None:
        row = items_of(self.call.pk, ItemKind.PART).get(key=key)
        self.call.refresh_from_db()
        save_item(
            call=self.call,
            kind=ItemKind.PART,
            values={"method": stored_method(method)},
            by=self.by,
            item_id=row.pk,
            revision=self.call.revision,
        )

    @property
    def edition(self) -> Edition:
        self.call.refresh_from_db()
        return build_edition(self.call)


def measured(field: str, rows: list[dict[str, Any]], *, edges_once: bool = True) -> Method:
    """Bands as the act writes them; `edges_once`: where two share an edge, it belongs to the upper one."""
    return ascending_method(
        Method(
            MethodKind.BANDS,
            value={"field": field},
            bands=tuple(_band(row, edges_once=edges_once) for row in rows),
        )
    )


def _band(row: dict[str, Any], *, edges_once: bool) -> BandRow:
    found = EDGE.findall(row["condizione"])
    band: dict[str, Any] = {"points": points(row["punti"])}
    for sign, number in found:
        value = number.replace(".", "").replace(",", ".")
        if sign.startswith(("≥", ">")):
            band |= {"low": value, "low_in": sign != ">"}
        else:
            band |= {"high": value, "high_in": sign == "≤" and not edges_once}
    return BandRow(**band)


def chosen(field: str, rows: list[dict[str, Any]], take: str = "one") -> Method:
    options = tuple(
        ScoredOption(f"v{at}", row["condizione"], points(row["punti"]))
        for at, row in enumerate(rows, start=1)
    )
    return Method(MethodKind.OPTIONS, field=field, options=options, take=take)


def choices(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {f"v{at}": row["condizione"][:160] for at, row in enumerate(rows, start=1)}


# ------------------------------------------------------------------ the grids


def build_roma(rule: dict[str, Any], *, edges_once: bool = True) -> Author:
    author = Author("Lotto industriale")
    for criterion in rule["criteri"]:
        key = f"k{criterion['codice'].replace('.', '')}"
        name, most = criterion["nome"], criterion["punti_massimi"]
        minimum = {"min": points(criterion["punti_minimi"])} if "punti_minimi" in criterion else {}
        if "sottocriteri" in criterion:
            _roma_parts(author, author.criterion(key, name, most, None, **minimum), criterion, edges_once)
        elif criterion["codice"] in ("6.6.3", "6.6.4"):
            author.ask(key, "number")
            author.criterion(key, name, most, _roma_ranges(key, criterion["voci"]))
        else:
            several = criterion["modo"] == "somma"
            author.ask(key, "choices" if several else "choice", choices(criterion["voci"]))
            take = "sum" if several else "one"
            author.criterion(key, name, most, chosen(key, criterion["voci"], take))
    for question, last in (("enlarges", False), ("sold_a_lot", True)):
        author.ask(question, "yes_no")
        author.add(ItemKind.PRECEDENCE, flag=author.flag(f"f_{question}", question), title="", last=last)
    author.add(ItemKind.TIE, by="arrival", ref="", seed_rule="")
    author.rules(total_min=points(rule["soglia_totale"]))
    return author


def _roma_ranges(key: str, rows: list[dict[str, Any]]) -> Method:
    bands = []
    for row in rows:
        numbers = re.findall(r"[0-9]+", row["condizione"])
        if row["condizione"].startswith(">"):
            bands.append(BandRow(points(row["punti"]), low=numbers[0], low_in=False))
        else:
            bands.append(BandRow(points(row["punti"]), low=numbers[0], high=numbers[1], high_in=True))
    return ascending_method(Method(MethodKind.BANDS, value={"field": key}, bands=tuple(bands)))


def _roma_parts(author: Author, criterion: Any, rule: dict[str, Any], edges_once: bool) -> None:
    for part in rule["sottocriteri"]:
        key = f"p{part['codice'].replace('.', '')}"
        if "voci" in part:
            author.ask(key, "number")
            method = measured(key, part["voci"], edges_once=edges_once)
        elif part["punti_massimi"] == 3:
            method = Method(
                MethodKind.OPTIONS,
                source=Source.OFFICE,
                take="sum",
                options=tuple(ScoredOption(f"i{n}", f"Indice {n}", Decimal(1)) for n in (1, 2, 3)),
            )
        else:
            author.ask(key, "yes_no")
            method = Method(MethodKind.YES_NO, field=key)
        author.part(criterion, key, part["nome"], part["punti_massimi"], method)


def build_lazio(rule: dict[str, Any]) -> Author:
    author = Author("Donne e impresa")
    first, second, third, fourth, fifth = rule["criteri"]
    for key, kind in (
        ("founded", "date"),
        ("turnover", "number"),
        ("share", "number"),
        ("young_firm", "yes_no"),
        ("green", "yes_no"),
        ("periphery", "yes_no"),
    ):
        author.ask(key, kind)
    author.limits(
        "share", points(rule["contributo"]["quota_min"]) * 100, points(rule["contributo"]["quota_max"]) * 100
    )

    def line(field: str, nodes: list[tuple[str, Any]]) -> Method:
        rows = tuple(LineNode(at, points(value)) for at, value in nodes)
        return ascending_method(Method(MethodKind.LINE, value={"field": field}, nodes=rows))

    dates = [(at.split()[-1], value) for at, value in first["punti"]]
    shares = [(re.findall(r"[0-9]+", at)[0], value) for at, value in third["punti"]]
    low = {"lower_only": True}
    author.criterion("k1", first["nome"], first["punti_massimi"], line("founded", dates), **low)
    turnover = [(str(at), value) for at, value in second["punti"]]
    author.criterion("k2", second["nome"], second["punti_massimi"], line("turnover", turnover), **low)
    author.criterion("k3", third["nome"], third["punti_massimi"], line("share", shares), **low)
    author.criterion(
        "k4", fourth["nome"], fourth["punti_massimi"], Method(MethodKind.YES_NO, field="young_firm"), **low
    )
    author.criterion(
        "k5", fifth["nome"], fifth["punti_massimi"], Method(MethodKind.YES_NO, field="green"), **low
    )
    aid = rule["contributo"]
    author.rules(
        Part.MONEY,
        budget=points(rule["dotazione_eur"]),
        aid_rate=points(aid["quota_max"]),
        aid_cap=points(aid["massimo_eur"]),
        aid_rate_question="share",
        aid_regime=aid["regime"],
    )
    author.flag("quarter", "periphery")
    author.add(
        ItemKind.RANKING,
        key="reserve",
        title=rule["riserva"]["area"],
        flag="quarter",
        amount=points(rule["riserva"]["eur"]),
        returns=True,
        spills=True,
        threshold_times=Decimal(2),
    )
    author.add(ItemKind.TIE, by="criteria", ref="", seed_rule="")
    author.rules(threshold_times=Decimal(2))
    return author


def build_liguria(rule: dict[str, Any]) -> Author:
    author = Author("Rilocazione")
    quality, jobs, credit, ready, legality = rule["criteri"]
    top = points(quality["punti_massimi"])
    levels = tuple(Level(row["condizione"], points(row["punti"]) / top) for row in quality["voci"])
    author.criterion("k1", quality["nome"], top, Method(MethodKind.COMMITTEE, levels=levels))
    author.ask("jobs", "number")
    bands = (
        BandRow(Decimal(0), high="1"),
        BandRow(Decimal(3), low="1", high="3"),
        BandRow(Decimal(4), low="3", high="5"),
        BandRow(Decimal(5), low="5"),
    )
    jobs_method = Method(MethodKind.BANDS, value={"field": "jobs"}, bands=bands)
    author.criterion("k2", jobs["nome"], jobs["punti_massimi"], jobs_method, above_zero=True)
    office = replace(chosen("", credit["voci"]), source=Source.OFFICE)
    author.criterion("k3", credit["nome"], credit["punti_massimi"], office, above_zero=True)
    author.ask("ready", "choice", choices(ready["voci"]))
    author.criterion("k4", ready["nome"], ready["punti_massimi"], chosen("ready", ready["voci"]))
    author.ask("legality", "yes_no")
    author.criterion(
        "k5", legality["nome"], legality["punti_massimi"], Method(MethodKind.YES_NO, field="legality")
    )
    author.rules(total_min=points(rule["soglia_totale"]), by_arrival=True)
    return author


def build_fabriq(rule: dict[str, Any]) -> Author:
    author = Author("Imprese in periferia")
    aid = rule["contributo"]
    author.ask("women", "yes_no")
    author.criterion("k1", "Progetto", 100, None)
    author.rules(
        Part.MONEY,
        budget=Decimal(270_000),
        aid_rate=points(aid["quota"]),
        aid_cap=points(aid["massimo_eur"]),
        cost_min=None,
        cost_max=None,
    )
    author.flag("premium", "women")
    author.add(
        ItemKind.PREMIUM,
        flag="premium",
        title="Quota premiale",
        rate=points(aid["quota_premiale"]),
        cap=points(aid["massimo_premiale_eur"]),
    )
    author.rules(most_funded=aid["massimo_progetti"])
    return author


def build_giambellino(rule: dict[str, Any]) -> Author:
    author = Author("Botteghe di quartiere")
    author.criterion("k1", "Progetto", 100, None)
    rows = rule["contributo"]["scaglioni"]
    author.rules(
        Part.MONEY,
        budget=Decimal(1_200_000),
        aid_rate=points(rows[-1]["quota"]),
        aid_cap=Decimal(140_000),
        cost_min=Decimal(30_000),
        cost_max=None,
    )
    for row in rows[:-1]:
        low, high = (Decimal(number.replace(".", "")) for number in row["costo"].split("–"))
        author.add(
            ItemKind.BRACKET,
            rate=points(row["quota"]),
            low=low,
            low_in=low == 30_000,
            high=high,
            high_in=True,
        )
    return author
