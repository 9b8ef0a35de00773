"""How tables of spaces are read: the columns by meaning, and what makes two rows the same space."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from manifattura.kernel.tables.cells import plain
from manifattura.kernel.tables.check import Column, Rules, Sameness
from manifattura.kernel.tables.dates import day
from manifattura.kernel.tables.faults import Fault, Reading, warning
from manifattura.kernel.tables.numbers import number
from manifattura.kernel.tables.texts import choice, email, phone, text, yes_no
from manifattura.territory.domain.place_columns import place_columns, place_of
from manifattura.territory.domain.places import Places

from .table_words import (
    ACCESS,
    ACOUSTIC_CLASSES,
    CONDITIONS,
    CURRENT_USES,
    EMISSIONS,
    PERMITTED_USES,
    USE_CLASSES,
    owner_kinds,
)

SQUARE_METRES: dict[str, Decimal | int | str] = {
    "mq": 1, "m2": 1, "metri quadri": 1, "metri quadrati": 1, "m q": 1, "metri q": 1, "mq circa": 1, "ha": 10000, "ettari": 10000,
}  # fmt: skip
EURO_A_YEAR: dict[str, Decimal | int | str] = {
    "anno": 1, "annui": 1, "annuo": 1, "all anno": 1, "anno iva esclusa": 1, "iva": 1, "iva esclusa": 1, "annue": 1,
}  # fmt: skip
METRES: dict[str, Decimal | int | str] = {"m": 1, "mt": 1, "metri": 1, "ml": 1, "cm": "0.01"}
LARGEST = 20_000
"""Square metres above which a surface asks to be looked at again."""


def space_rules(places: Places, today: date) -> Rules:
    """The rules for tables of spaces in this city; `today`: surveys after it get a warning."""
    columns = (
        Column("code", (
            "codice", "codice spazio", "id spazio", "identificativo", "id", "codice immobile", "cod", "codice locale",
            "numero spazio", "numero locale", "codice unità", "rif", "riferimento", "n progressivo", "codice scheda", "id immobile",
        ), text(most=40, kept=60), required=True),
        Column("name", ("denominazione", "nome", "nome spazio", "descrizione", "titolo", "nome immobile", "denominazione spazio", "denominazione locale"), text(most=200, kept=200)),
        Column("data_kind", ("tipo di dato", "tipo dato", "natura del dato", "campione"), text()),
        *place_columns(address_required=True),
        Column("net_m2", (
            "superficie", "superficie netta", "mq", "sup", "superficie mq", "metri quadri", "metratura", "mq netti",
            "superficie utile", "superficie calpestabile", "metri quadrati", "slp", "area mq", "dimensione mq", "superficie totale", "superficie complessiva",
        ), number(units=SQUARE_METRES, heading_units={"ettari": 10000, "ha": 10000}, positive=True, most=LARGEST), required=True),
        Column("gross_m2", ("superficie lorda", "mq lordi", "superficie commerciale", "sup lorda", "slp lorda"), number(units=SQUARE_METRES, positive=True, most=LARGEST)),
        Column("floor", ("piano", "piani", "livello", "piano fuori terra", "ubicazione piano"), text(most=40, kept=40)),
        Column("clear_height_m", ("altezza", "altezza utile", "altezza interna", "altezza netta", "h utile", "altezza libera", "altezza soffitto", "h interna"), number(units=METRES, heading_units={"cm": "0.01"}, positive=True, most=30)),
        Column("floor_load_kg", ("portata", "portata solaio", "carico solaio", "sovraccarico", "carico ammissibile", "portata pavimento", "carico utile", "portanza solaio"), number(units={"kg mq": 1, "kg m2": 1, "kg": 1, "kn mq": "101.97", "kn m2": "101.97", "t mq": 1000}, heading_units={"kn": "101.97"}, positive=True, most=10_000)),
        Column("power_kw", ("potenza", "potenza elettrica", "kw", "potenza impegnata", "potenza disponibile", "energia elettrica kw", "kw disponibili"), number(units={"kw": 1, "kva": 1, "w": "0.001"}, low=0, most=2000)),
        Column("three_phase", ("trifase", "corrente trifase", "forza motrice", "380 v", "allaccio trifase"), yes_no),
        Column("gas", ("gas", "allaccio gas", "metano"), yes_no),
        Column("water", ("acqua", "allaccio acqua", "allaccio idrico"), yes_no),
        Column("loading_bay", ("carico e scarico", "area di carico", "carico scarico", "baia di carico", "zona carico"), yes_no),
        Column("lift", ("montacarichi", "ascensore", "elevatore"), yes_no),
        Column("door_width_m", ("larghezza porta", "larghezza ingresso", "larghezza accesso", "luce porta", "portone"), number(units=METRES, heading_units={"cm": "0.01"}, positive=True, most=20)),
        Column("current_use", ("uso attuale", "utilizzo attuale", "destinazione attuale", "stato di utilizzo", "stato d uso", "situazione attuale", "utilizzo", "occupazione", "stato occupativo", "stato occupazione", "stato di occupazione", "situazione occupativa"), choice(CURRENT_USES)),
        Column("permitted_use", ("uso ammesso", "usi ammessi", "destinazione d uso", "destinazione ammessa", "destinazione urbanistica", "uso consentito", "usi consentiti", "funzione ammessa"), choice(PERMITTED_USES), expected=True),
        Column("condition", ("stato di conservazione", "condizioni", "stato manutentivo", "stato di manutenzione", "conservazione", "stato conservativo", "condizione", "stato immobile", "stato"), choice(CONDITIONS)),
        Column("accessibility", ("accessibile", "accessibilità", "accessibile disabili", "accesso disabili", "barriere architettoniche", "accessibilità disabili"), choice(ACCESS, unknown="warning")),
        Column("owner_kind", ("tipo di proprietà", "proprietà", "titolo di proprietà", "tipo proprietà", "natura proprietà", "natura giuridica proprietà", "ente o privato", "tipologia proprietà", "tipologia di proprietario", "tipo proprietario"), choice(owner_kinds(places.city)), required=True),
        Column("owner_name", ("proprietario", "ente proprietario", "nome proprietario", "intestatario", "titolare"), text(most=200, kept=200)),
        Column("cadastral", ("dati catastali", "catasto", "foglio particella subalterno", "identificativo catastale", "foglio mappale"), text(most=120, kept=120)),
        Column("cadastral_class", ("categoria catastale", "classe catastale", "cat catastale"), text(most=12, kept=12)),
        Column("energy_class", ("classe energetica", "ape", "prestazione energetica"), text(most=4, kept=4)),
        Column("base_rent", (
            "canone annuo", "canone", "canone base", "affitto annuo", "canone di locazione", "importo canone", "canone annuale",
            "base d asta", "canone richiesto", "affitto", "canone mensile",
        ), number(units=EURO_A_YEAR, heading_units={"mensile": 12, "mese": 12, "mensili": 12, "euro mese": 12, "trimestrale": 4, "semestrale": 2}, low=0, most=1_000_000)),
        Column("rent_a_metre", (
            "canone al mq", "canone mq anno", "canone mq mese", "canone unitario", "canone unitario mq", "affitto al mq", "affitto mq anno",
        ), number(units={"mq": 1, "mq anno": 1, "m2": 1, "m2 anno": 1}, heading_units={"mensile": 12, "mese": 12}, low=0, most=2000)),
        Column("market_rent", ("canone di mercato", "valore di mercato", "canone mercato"), number(units=EURO_A_YEAR, heading_units={"mensile": 12, "mese": 12}, low=0, most=2_000_000)),
        Column("works_estimate", ("costo lavori", "stima lavori", "lavori necessari importo", "preventivo lavori", "costo opere"), number(low=0, most=10_000_000)),
        Column("vacant_since", ("vuoto dal", "libero dal anno", "inutilizzato dal", "sfitto dal", "dismesso dal"), day(today=today, past=True)),
        Column("available_from", ("disponibile dal", "disponibilità", "data disponibilità", "disponibile da", "libero dal", "data di disponibilità", "disponibile a partire dal", "data disponibile", "disponibile", "utilizzabile dal", "data di consegna"), day(today=today)),
        Column("surveyed_on", ("data rilevazione", "rilevato il", "data rilievo", "data sopralluogo", "data censimento", "data di rilevazione", "aggiornato il", "data aggiornamento", "ultimo aggiornamento"), day(today=today, past=True)),
        Column("use_class", ("categoria funzionale", "categoria d uso", "classe d uso", "macrocategoria funzionale", "categoria urbanistica"), choice(USE_CLASSES, unknown="warning")),
        Column("change_of_use", ("cambio d uso", "cambio di destinazione d uso", "cambio destinazione", "serve cambio d uso", "cambio d uso necessario"), yes_no),
        Column("acoustic_class", ("classe acustica", "zona acustica", "zonizzazione acustica", "classe di zonizzazione acustica"), choice(ACOUSTIC_CLASSES, unknown="warning")),
        Column("emissions", ("emissioni", "emissioni in atmosfera", "fumi e odori", "emissioni ammesse"), choice(EMISSIONS, unknown="warning")),
        Column("limits", ("limiti", "limiti di orario", "limiti di rumore", "orari e rumore", "limitazioni"), text(most=500, kept=500)),
        Column("constraints", ("vincoli", "vincolo", "vincoli urbanistici", "vincoli e servitù"), text(most=500, kept=500)),
        Column("works_needed", ("lavori da fare", "opere necessarie", "interventi necessari", "descrizione lavori", "lavori previsti"), text(most=1000, kept=1000)),
        Column("owner_contact", ("referente proprietà", "contatto proprietario", "referente proprietario", "contatto proprietà", "amministratore"), text(most=200, kept=200)),
        Column("owner_email", ("email proprietario", "e mail proprietario", "mail proprietario", "email proprietà", "email referente"), email),
        Column("owner_phone", ("telefono proprietario", "tel proprietario", "telefono proprietà", "telefono referente"), phone),
        Column("consent_on", ("consenso del", "data consenso", "consenso proprietario", "consenso dato il"), day(today=today, past=True)),
        Column("consent_how", ("modalità consenso", "come ha dato il consenso", "atto di consenso"), text(most=300, kept=300)),
        Column("blurred", ("posizione riservata", "indirizzo riservato", "ubicazione riservata", "posizione da non pubblicare"), yes_no),
        Column("notes", ("note", "annotazioni", "osservazioni", "commenti", "altre informazioni", "note e osservazioni"), text()),
    )  # fmt: skip

    def check_row(readings: dict[str, Reading]) -> tuple[dict[str, Any], list[Fault]]:
        values = {key: reading.value for key, reading in readings.items()}
        place, faults = place_of(readings, places, outside="error")
        values |= place
        net, gross, a_metre = values["net_m2"], values["gross_m2"], values.pop("rent_a_metre")
        if values["base_rent"] is None and net and a_metre is not None:
            values["base_rent"] = (net * a_metre).quantize(Decimal("0.01"))
        if net and gross and gross < net:
            faults.append(warning("gross_below_net", "gross_m2"))
        values["acoustic_class"] = int(values["acoustic_class"]) if values["acoustic_class"] else None
        return values, faults

    return Rules(
        "spaces", columns, check_row, space_identity, compare_spaces, probable_space, "code", "address"
    )


def space_identity(values: Mapping[str, Any]) -> str:
    """The code without the accidents of typing: "sq-0220" and "SQ 0220" are one."""
    return re.sub(r"[^a-z0-9]", "", plain(str(values.get("code") or "")))


SAME = ("address", "net_m2", "floor", "current_use", "condition", "owner_kind", "base_rent", "available_from")


def compare_spaces(one: Mapping[str, Any], other: Mapping[str, Any]) -> Sameness:
    """Whether two rows of the same code say the same."""
    if all(_comparable(one.get(key)) == _comparable(other.get(key)) for key in SAME):
        return "same" if plain(str(one.get("name") or "")) == plain(str(other.get("name") or "")) else "alike"
    return "different"


def probable_space(values: Mapping[str, Any]) -> str:
    """Same street and number, surface and floor: probably the same space under another code."""
    if not values.get("address") or not values.get("net_m2"):
        return ""
    return (
        f"{street(values['address'])}|{values['net_m2'].normalize()}|{plain(str(values.get('floor') or ''))}"
    )


SHORT = {
    "v": "via", "vle": "viale", "v le": "viale", "p zza": "piazza", "pza": "piazza", "pzza": "piazza", "p za": "piazza",
    "c so": "corso", "cso": "corso", "l go": "largo", "lgo": "largo", "p le": "piazzale", "ple": "piazzale", "pzle": "piazzale",
}  # fmt: skip


def street(address: str) -> str:
    """The address without the accidents of typing: "P.zza Duomo, n. 1" is "piazza duomo 1"."""
    words = re.sub(r"\b(n|nr|num|numero|civ|civico)\b(?=\s*\d)", " ", plain(address))
    for short, long in SHORT.items():
        words = re.sub(rf"^{short}\b", long, words)
    return " ".join(words.split())


def _comparable(value: Any) -> Any:
    return plain(value) if isinstance(value, str) else value
