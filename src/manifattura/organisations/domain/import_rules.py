"""How tables of firms are read: numbers with their check digits, activities with their edition, what is the same firm."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from manifattura.kernel.tables.cells import Cell, is_blank, plain, says_nothing, text_of
from manifattura.kernel.tables.check import Column, Rules, Sameness
from manifattura.kernel.tables.faults import MISSING, Fault, Reading, error, warning
from manifattura.kernel.tables.numbers import number
from manifattura.kernel.tables.texts import choice, email, phone, text
from manifattura.territory.domain.place_columns import place_columns, place_of
from manifattura.territory.domain.places import Places

from .fiscal_numbers import FiscalNumberError, checked_number, clean_vat_number
from .kinds import LegalForm

FORMS = {
    "ditta individuale": LegalForm.SOLE_TRADER, "impresa individuale": LegalForm.SOLE_TRADER, "D.I.": LegalForm.SOLE_TRADER,
    "libero professionista": LegalForm.OTHER,
    "S.r.l.": LegalForm.SRL, "SRL": LegalForm.SRL, "società a responsabilità limitata": LegalForm.SRL,
    "S.r.l.s.": LegalForm.SRLS, "SRLS": LegalForm.SRLS, "S.r.l. semplificata": LegalForm.SRLS,
    "S.r.l. unipersonale": LegalForm.SRL,
    "S.p.A.": LegalForm.SPA, "SPA": LegalForm.SPA, "società per azioni": LegalForm.SPA,
    "S.n.c.": LegalForm.SNC, "SNC": LegalForm.SNC, "società in nome collettivo": LegalForm.SNC,
    "S.a.s.": LegalForm.SAS, "SAS": LegalForm.SAS, "società in accomandita semplice": LegalForm.SAS,
    "cooperativa": LegalForm.COOPERATIVE, "società cooperativa": LegalForm.COOPERATIVE, "soc. coop.": LegalForm.COOPERATIVE,
    "coop": LegalForm.COOPERATIVE, "scarl": LegalForm.COOPERATIVE,
    "consorzio": LegalForm.CONSORTIUM, "associazione": LegalForm.ASSOCIATION, "APS": LegalForm.ASSOCIATION,
    "fondazione": LegalForm.FOUNDATION, "altro": LegalForm.OTHER, "altra forma": LegalForm.OTHER,
}  # fmt: skip
FORM_WORDS = frozenset(
    "srl srls spa snc sas coop cooperativa soc societa di c s r l p a n ditta individuale scarl e".split()
)
STATES = {
    "attiva": "active",
    "attivo": "active",
    "cessata": "ceased",
    "cessato": "ceased",
    "inattiva": "ceased",
}
FOREIGN = re.compile(r"(?!IT)[A-Z]{2}[A-Z0-9]{8,12}")
FIRST_YEAR = 1000

AtecoCheck = Callable[[str, str], bool]
"""Whether the edition holds the code."""


def organisation_rules(places: Places, today: date, is_ateco: AtecoCheck) -> Rules:
    """The rules for tables of firms; `is_ateco(code, edition)` asks the list of activities."""
    columns = (
        Column("name", ("denominazione", "ragione sociale", "impresa", "nome", "nome impresa", "ditta", "azienda", "denominazione impresa", "insegna", "società", "socio", "intestazione"), text(most=200, kept=200), required=True, essential=True),
        Column("legal_form", ("forma giuridica", "natura giuridica", "tipo società", "forma"), choice(FORMS, unknown="warning")),
        Column("vat_number", ("partita iva", "p iva", "piva", "p.iva", "partitaiva", "vat", "iva", "numero partita iva"), vat_number, required=True),
        Column("fiscal_code", ("codice fiscale", "cf", "cod fiscale", "c f", "cod fisc", "codicefiscale"), fiscal_code),
        Column("ateco", ("codice ateco", "ateco", "codice ateco 2007", "codice attività", "ateco 2025", "codice ateco 2025", "attività ateco", "cod ateco"), ateco_reader(is_ateco)),
        Column("activity", ("attività", "settore", "descrizione attività", "attività prevalente", "genere merceologico"), text()),
        Column("start_year", ("anno di inizio", "anno inizio attività", "anno fondazione", "anno di fondazione", "anno costituzione", "inizio attività", "anno"), year_reader(today)),
        *place_columns(address_required=False),
        Column("email", ("email", "e mail", "posta elettronica", "mail", "indirizzo email"), email),
        Column("pec", ("pec", "posta certificata", "indirizzo pec", "domicilio digitale"), email),
        Column("phone", ("telefono", "tel", "cellulare", "recapito telefonico", "numero telefono"), phone),
        Column("employees", ("addetti", "dipendenti", "numero addetti", "n addetti", "occupati", "numero dipendenti", "personale"), number(low=0, whole=True, ranges=True, most=20_000)),
        Column("state", ("stato", "stato attività", "stato impresa", "situazione"), choice(STATES, unknown="warning")),
        Column("notes", ("note", "annotazioni", "osservazioni"), text()),
    )  # fmt: skip

    def check_row(readings: dict[str, Reading]) -> tuple[dict[str, Any], list[Fault]]:
        values = {key: reading.value for key, reading in readings.items()}
        place, faults = place_of(readings, places, outside="warning")
        # a firm's list may hold no places at all
        if all(
            readings[key].missing
            for key in ("address", "postal_code", "latitude", "longitude", "coordinates")
        ):
            faults = [fault for fault in faults if fault.code != "position_missing"]
        return values | place, faults

    return Rules(
        "organisations", columns, check_row, organisation_identity, compare_organisations,
        probable_organisation, "vat_number", "name",
    )  # fmt: skip


def vat_number(cell: Cell, heading: str) -> Reading:
    """Eleven digits with their check digit, with or without spaces and country."""
    del heading
    written = text_of(cell)
    if is_blank(cell) or says_nothing(written):
        return Reading(missing=True)
    code = re.sub(r"[\s.\-]", "", written).upper()
    if re.fullmatch(r"\d+(?:[.,]\d+)?E\+?\d+", written.upper()):
        return Reading(None, (error("vat_scientific", value=written),))
    if re.fullmatch(r"[A-Z]{6}\w{10}", code):
        return Reading(None, (error("vat_is_person", value=written),))
    if FOREIGN.fullmatch(code):
        return Reading(None, (warning("vat_foreign", value=written),))
    digits = code.removeprefix("IT")
    if not digits.isdigit() or len(digits) != 11:
        return Reading(None, (error("vat_length", value=written, digits=len(digits)),))
    if not digits.strip("0"):
        return Reading(None, (error("vat_zeros", value=written),))
    try:
        return Reading(clean_vat_number(digits))
    except FiscalNumberError:
        return Reading(None, (error("vat_check", value=written),))


def fiscal_code(cell: Cell, heading: str) -> Reading:
    """Eleven digits or sixteen characters, with their check."""
    del heading
    written = text_of(cell)
    if is_blank(cell) or says_nothing(written):
        return MISSING
    try:
        return Reading(checked_number(written))
    except FiscalNumberError as refusal:
        return Reading(None, (error(f"fiscal_{refusal.reason}", value=written),))


def ateco_reader(is_ateco: AtecoCheck) -> Callable[[Cell, str], Reading]:
    """A code with its edition: that of the cell, else of the heading, else the one of 2025."""

    def read(cell: Cell, heading: str) -> Reading:
        written = text_of(cell)
        if is_blank(cell) or says_nothing(written):
            return MISSING
        edition = _edition(heading) or "2025"
        own = _edition(written)
        code = ateco_code(re.sub(r"(?i)ateco\s*(20\d\d)?\s*[:.]?", "", written))
        if not code:
            return Reading(None, (error("ateco", value=written[:60]),))
        faults: tuple[Fault, ...] = ()
        if own and own != edition:
            faults, edition = (warning("ateco_edition", value=written, edition=own),), own
        if not is_ateco(code, edition):
            return Reading(None, (*faults, error("ateco_unknown", value=written, edition=edition)))
        if len(code) < 8 and not faults:
            faults = (warning("ateco_coarse", value=written),)
        return Reading((code, edition), faults)

    return read


def _edition(written: str) -> str:
    match = re.search(r"\b(2007|2022|2025)\b", written)
    return match[1] if match else ""


def ateco_code(written: str) -> str:
    """Both `561011` and `56.10.11` as `56.10.11`; "" when it is no code."""
    digits = re.sub(r"[\s.]", "", written.split(" - ", maxsplit=1)[0].split(" – ", maxsplit=1)[0])
    if not digits.isdigit() or not 2 <= len(digits) <= 6:
        return ""
    return ".".join(digits[start : start + 2] for start in range(0, len(digits), 2))


def year_reader(today: date) -> Callable[[Cell, str], Reading]:
    def read(cell: Cell, heading: str) -> Reading:
        del heading
        written = text_of(cell)
        if is_blank(cell) or says_nothing(written):
            return MISSING
        match = re.fullmatch(r"(?:\d{1,2}[/.-]\d{1,2}[/.-])?(\d{4})(?:-\d{2}-\d{2})?", written)
        if match is None or int(match[1]) < FIRST_YEAR:
            return Reading(None, (error("year", value=written),))
        if int(match[1]) > today.year:
            return Reading(None, (error("future_year", value=written),))
        return Reading(int(match[1]))

    return read


def organisation_identity(values: Mapping[str, Any]) -> str:
    """The partita IVA, else the codice fiscale."""
    return str(values.get("vat_number") or values.get("fiscal_code") or "")


def compare_organisations(one: Mapping[str, Any], other: Mapping[str, Any]) -> Sameness:
    """Whether two rows of one number are the same firm."""
    names = [str(row.get("name") or "") for row in (one, other)]
    if not all(names):
        return "different"
    if plain(names[0]) == plain(names[1]):
        return "same"
    first, second = (bare_name(name) for name in names)
    alike = first == second or SequenceMatcher(None, first, second).ratio() >= 0.8
    return "alike" if alike else "different"


def probable_organisation(values: Mapping[str, Any]) -> str:
    """Same name, legal form off, at the same address: probably one firm under two numbers."""
    name, address = bare_name(str(values.get("name") or "")), plain(str(values.get("address") or ""))
    return f"{name}|{address}" if name and address else ""


def bare_name(name: str) -> str:
    """The name without its legal form: "Oxford S.r.l." is "oxford"."""
    return " ".join(word for word in plain(name).split() if word not in FORM_WORDS)
