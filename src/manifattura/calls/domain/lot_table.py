"""How a table of lots is read: its columns by meaning, rows of the same code are the same lot."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from manifattura.kernel.tables.check import Column, Rules, Sameness
from manifattura.kernel.tables.faults import Fault, Reading
from manifattura.kernel.tables.numbers import number
from manifattura.kernel.tables.texts import choice, text

from .allocation import LotRule

EURO: dict[str, Decimal | int | str] = {"anno": 1, "annui": 1, "annuo": 1, "all anno": 1, "euro": 1, "eur": 1}
SQUARE_METRES: dict[str, Decimal | int | str] = {"mq": 1, "m2": 1, "metri quadri": 1, "metri quadrati": 1}
RULES = {
    "punti e offerta": LotRule.MEAT.value,
    "offerta economicamente più vantaggiosa": LotRule.MEAT.value,
    "oepv": LotRule.MEAT.value,
    "offerta più alta": LotRule.HIGHEST_OFFER.value,
    "massimo rialzo": LotRule.HIGHEST_OFFER.value,
    "solo offerta": LotRule.HIGHEST_OFFER.value,
    "solo punti": LotRule.TECHNICAL_ONLY.value,
    "solo tecnica": LotRule.TECHNICAL_ONLY.value,
}

COLUMNS = (
    Column("key", ("lotto", "codice", "numero lotto", "n lotto", "codice lotto", "id lotto"), text(most=24, kept=24), required=True, essential=True),
    Column("title", ("nome", "titolo", "denominazione", "descrizione"), text(most=120, kept=120)),
    Column("address", ("indirizzo", "dove", "ubicazione", "via", "quartiere", "zona", "nil"), text(most=200, kept=200)),
    Column("space", ("spazio", "scheda", "codice spazio", "scheda dello spazio", "codice scheda"), text(most=60, kept=60)),
    Column("area", ("superficie", "mq", "metri quadri", "m2", "superficie mq"), number(units=SQUARE_METRES, positive=True, most=100_000)),
    Column("base", ("canone base", "canone", "base", "canone annuo", "base annua", "canone base annuo", "base asta", "base eur anno"), number(units=EURO, positive=True, most=10_000_000)),
    Column("places", ("posti", "quanti lo possono vincere", "numero posti"), number(positive=True, most=500, whole=True)),
    Column("rule", ("regola", "criterio", "come si assegna", "criterio di aggiudicazione", "aggiudicazione"), choice(RULES)),
    Column("economic_max", ("punti offerta", "punti economici", "punteggio economico"), number(positive=True, most=1000)),
    Column("technical_min", ("soglia tecnica", "soglia", "minimo tecnico", "punteggio minimo"), number(low=0, most=1000)),
)  # fmt: skip


def lot_table_rules() -> Rules:
    """For `kernel.tables.check`."""
    return Rules(
        kind="lots",
        columns=COLUMNS,
        check_row=_row,
        identity=lambda values: str(values.get("key") or "").casefold(),
        compare=_compare,
        probable=lambda values: "",
        identity_key="key",
        probable_key="title",
    )


def _row(cells: dict[str, Reading]) -> tuple[dict[str, Any], list[Fault]]:
    return {key: reading.value for key, reading in cells.items()}, []


def _compare(one: Mapping[str, Any], other: Mapping[str, Any]) -> Sameness:
    return "same" if dict(one) == dict(other) else "alike"
