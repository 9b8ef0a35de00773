"""A call's edition with one of every kind of question, and answers that complete it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.edition import (
    Act,
    Aid,
    Beneficiaries,
    Bonus,
    Criterion,
    Declarant,
    Declaration,
    Edition,
    EligibilityQuestion,
    FieldType,
    Flag,
    FormField,
    FormSection,
    Grid,
    Lot,
    NamesRule,
    Option,
    ResponsibleOffice,
    Round,
    TargetArea,
    Texts,
    Timetable,
)

NOON = datetime(2026, 12, 18, 11, 0, tzinfo=UTC)

PROJECT = FormSection(
    key="project",
    title="Progetto",
    help="Racconta che cosa vuoi fare.",
    fields=(
        FormField("project_title", FieldType.TEXT, "Titolo del progetto", max_length=120),
        FormField("description", FieldType.LONG_TEXT, "Descrizione", max_length=2000),
        FormField("months", FieldType.NUMBER, "Durata in mesi", min_value=Decimal(1), max_value=Decimal(24)),
        FormField("start_on", FieldType.DATE, "Data di inizio", required=False),
        FormField(
            "kind",
            FieldType.CHOICE,
            "Tipo di progetto",
            options=(Option("machines", "Macchine"), Option("craft", "Artigianato")),
        ),
        FormField(
            "themes",
            FieldType.CHOICES,
            "Temi",
            required=False,
            options=(Option("reuse", "Riuso"), Option("digital", "Digitale")),
        ),
        FormField("young", FieldType.YES_NO, "Impresa giovanile?"),
        FormField(
            "young_share",
            FieldType.NUMBER,
            "Quota dei soci giovani",
            shown_if={"op": "eq", "field": "young", "value": True},
        ),
        FormField("seat", FieldType.SEAT, "Sede del progetto"),
    ),
)
COSTS = FormSection(
    key="costs",
    title="Piano dei costi",
    fields=(
        FormField(
            "expenses",
            FieldType.EXPENSES,
            "Voci di spesa",
            options=(
                Option("goods", "Beni strumentali"),
                Option("works", "Opere e impianti", Decimal("0.30")),
            ),
        ),
        FormField(
            "loan", FieldType.MONEY, "Prestito già ottenuto", required=False, max_value=Decimal(50_000)
        ),
    ),
)
FILES = FormSection(
    key="files",
    title="Allegati",
    fields=(
        FormField("plan", FieldType.FILE, "Scheda di progetto", accept=("pdf",), max_megabytes=1),
        FormField("quotes", FieldType.FILE, "Preventivi", required=False, accept=("pdf", "zip"), max_files=2),
    ),
)
DECLARATIONS = FormSection(
    key="declarations",
    title="Dichiarazioni",
    fields=(
        FormField("d-seat", FieldType.DECLARATION, "Sede", declaration="seat-in-area"),
        FormField("d-size", FieldType.DECLARATION, "Dimensione", declaration="size"),
    ),
)
SECTIONS = (PROJECT, COSTS, FILES, DECLARATIONS)


def sample_edition(**changes: Any) -> Edition:
    """A complete edition; `changes` replace its parts."""
    edition = Edition(
        call="bando-campione",
        version=1,
        kind="ranking",
        texts=Texts("Bando campione", "Sommario", "Scopo"),
        office=ResponsibleOffice(
            "Ufficio campione",
            "ufficio@example.org",
            "Responsabile campione",
            "Direzione campione",
            phone="020202",
            address="Piazza campione 1, Milano",
            opening_hours="dal lunedì al venerdì, 9–12",
            substitute_power_email="direzione@example.org",
        ),
        act=Act("123/2026", date(2026, 11, 2)),
        timetable=Timetable(NOON - timedelta(days=30), NOON),
        budget=Decimal("300000.00"),
        aid=Aid(Decimal("0.75"), Decimal("75000.00"), Decimal("30000.00"), Decimal("100000.00")),
        beneficiaries=Beneficiaries(
            participant_kinds=("firm", "self_employed", "grouping"),
            size_classes=("micro", "small"),
            ateco_prefixes=("C", "74.1"),
            target_area=TargetArea("Quartieri fuori dal Municipio 1", excluded_municipi=(1,)),
        ),
        names_rule=NamesRule.NAME,
        form=SECTIONS,
        grid=Grid(
            criteria=(Criterion("quality", "Qualità", Decimal(60)),),
            bonuses=(Bonus("young", "Giovani", Decimal(5), {"op": "eq", "field": "young", "value": True}),),
        ),
        rounds=(Round(1, Decimal("300000.00")),),
        lots=(Lot("unico", "Lotto unico", Decimal("300000.00")),),
        declarations=(
            Declaration(
                "seat-in-area",
                "Sede",
                "La sede del progetto è a Milano.",
                "art. 46 DPR 445/2000",
                facts=("seat",),
            ),
            Declaration(
                "size",
                "Dimensione",
                "L’impresa è micro o piccola.",
                "Racc. 2003/361/CE",
                declarant=Declarant.EACH_MEMBER,
            ),
        ),
        eligibility=(
            EligibilityQuestion(
                "in-milan", "Hai o aprirai una sede a Milano?", True, "Serve una sede a Milano."
            ),
            EligibilityQuestion(
                "insolvent", "L’impresa è in liquidazione?", False, "Un’impresa in liquidazione non può."
            ),
        ),
        flags=(Flag("young", "Giovani", {"op": "eq", "field": "young", "value": True}),),
        is_sample=True,
    )
    return replace(edition, **changes)


def complete_answers(**changes: Any) -> dict[str, Any]:
    """Answers that complete `sample_edition()`, files and declarations apart."""
    return {
        "project_title": "Arredi da scarti di legno",
        "description": "Una linea di arredi smontabili.",
        "months": "10",
        "kind": "machines",
        "young": True,
        "young_share": "66.7",
        "seat": {"address": "Via campione 1", "postal_code": "20158", "nil": 77, "municipio": 9},
        "expenses": [
            {"category": "goods", "description": "Fresatrice", "amount": "48000.00"},
            {"category": "works", "description": "Impianto", "amount": "16000.00"},
        ],
        **changes,
    }


APPLICANT: dict[str, Any] = {
    "kind": "firm",
    "name": "Impresa campione",
    "size_class": "micro",
    "ateco": [{"code": "31.00.11", "edition": "2025", "is_main": True}],
    "seats": [{"kind": "operating", "nil": 77, "municipio": 9}],
    "members": [],
}
