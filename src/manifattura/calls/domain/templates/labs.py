"""What the two measures for shared workshops have in common: M1 opens new ones, M2 renews registered ones."""

from decimal import Decimal

from ..edition import (
    CriteriaGroup,
    Criterion,
    Declaration,
    FieldType,
    FormField,
    FormSection,
    Grid,
    Option,
    TieBreaker,
)
from . import declarations as shared
from .declarations import WARNING
from .questions import FIRM_FACTS, SEAT, TITLE, expenses_section, number, story, yes_no
from .texts import DRAW

OPENING = Declaration(
    key="opening",
    title="Laboratorio aperto a tutti",
    text="Dichiaro che il laboratorio sarà aperto al pubblico per le ore indicate, una sera o il sabato compresi, con prezzi "
    "e regole pubblici. Lo resterà per 3 anni dal saldo del contributo." + WARNING,
    law="DPR 445/2000, art. 47",
    facts=("seat", "opening_hours"),
)
SAFETY = Declaration(
    key="safety",
    title="Sicurezza delle macchine",
    text="Dichiaro che chi usa le macchine riceve prima una formazione. Avremo il documento di valutazione dei rischi, i "
    "registri delle macchine e un’assicurazione di responsabilità civile." + WARNING,
    law="D.Lgs 81/2008; DPR 445/2000, art. 47",
    facts=("machines",),
)
MACHINES = FormField(
    key="machines",
    type=FieldType.CHOICES,
    label="Macchine disponibili alla fine del progetto",
    help="Per l’elenco qualificato ne servono almeno quattro tipi. Criterio A1.",
    options=(
        Option("printer_3d", "Stampante 3D"),
        Option("laser", "Taglio laser"),
        Option("cnc", "Fresa a controllo numerico (CNC)"),
        Option("electronics", "Banco di elettronica"),
        Option("sewing", "Macchine per tessuti e cucito"),
        Option("plotter", "Plotter da taglio"),
        Option("scanner", "Scanner 3D"),
    ),
)


def project_section(*more: FormField) -> FormSection:
    """What the workshop is and when it starts; `more` are the questions of one measure."""
    return FormSection(
        key="progetto",
        title="Il progetto",
        help="Raccontalo come a chi non ti conosce. Accanto a ogni domanda trovi il criterio con cui la valutiamo.",
        fields=(
            TITLE,
            *more,
            story(
                "description",
                "Che cosa fai e per chi",
                "Attività, servizi, chi userà il laboratorio. Criterio A1.",
            ),
            MACHINES,
            story(
                "technology",
                "Le tecnologie",
                "Che cosa compri, a che cosa serve, come si usa. Criterio A1.",
                1500,
            ),
            story(
                "innovation",
                "Condivisione e apertura",
                "Prezzi, accesso, documentazione aperta. Criterio A2.",
                1500,
            ),
            number(
                "activation_days",
                "Giorni per partire",
                "Dall’accettazione del contributo all’uso di ciò che compri. Criterio B1.",
                1,
                365,
            ),
            story(
                "activation_plan",
                "Come arrivi in tempo",
                "Locale, permessi, forniture, persone. Criterio B2.",
                1200,
            ),
        ),
    )


def firm_section(*more: FormField) -> FormSection:
    """Who applies; the flags are neutral: they give no points."""
    return FormSection(
        key="impresa",
        title="Chi presenta la domanda",
        fields=(
            *more,
            story(
                "team",
                "Le persone e le competenze",
                "Chi segue il laboratorio e che cosa sa fare. Criterio A3.",
                1500,
            ),
            yes_no(
                "women_led",
                "Siete a prevalenza femminile?",
                "Più di metà del capitale, dei soci o di chi amministra. Serve solo per le statistiche.",
            ),
            yes_no(
                "under_35_led",
                "Siete a prevalenza di persone sotto i 35 anni?",
                "Più di metà del capitale, dei soci o di chi amministra. Serve solo per le statistiche.",
            ),
            *FIRM_FACTS,
        ),
    )


def seat_section(*more: FormField) -> FormSection:
    """Where the workshop is and what it does for the quarter."""
    return FormSection(
        key="sede",
        title="La sede e il quartiere",
        fields=(
            *SEAT,
            *more,
            number(
                "opening_hours",
                "Ore di apertura alla settimana",
                "Almeno 20, una sera o il sabato compresi.",
                20,
                168,
            ),
            story("events", "Eventi e corsi", "Quanti, per chi, con chi. Criterio C1.", 1500),
            story(
                "agreements",
                "Accordi con scuole, negozi e associazioni",
                "Con chi, per fare che cosa, da quando. Criteri C2 e C3.",
                1500,
            ),
            story(
                "quarter_need",
                "Perché in questo quartiere",
                "Bisogni e laboratori vicini. Criteri D1 e D2.",
                1500,
            ),
        ),
    )


EXPENSES = expenses_section(
    (
        Option("capital_goods", "Macchine e attrezzature"),
        Option("intangibles", "Software e licenze"),
        Option("connectivity", "Rete e connettività"),
        Option("works", "Sistemazione degli spazi e impianti"),
        Option("consultancy", "Progettazione e consulenze (massimo 10%)", Decimal("0.10")),
    ),
    story(
        "sustainability",
        "I conti dopo il contributo",
        "Come paghi la tua quota e come va avanti il laboratorio nei tre anni dopo. Criterio A3.",
        1500,
    ),
)


def declarations_with(*own: Declaration) -> tuple[Declaration, ...]:
    """The declarations of both measures; `own` come after the requirements."""
    return (
        shared.PLACE,
        *own,
        shared.STANDING,
        shared.CONTRIBUTIONS,
        shared.SIZE,
        shared.DE_MINIMIS,
        shared.COSTS,
        OPENING,
        SAFETY,
        shared.INSURANCE,
    )


GROUPS = (
    CriteriaGroup("A", "Qualità del progetto"),
    CriteriaGroup("B", "Tempi di attivazione"),
    CriteriaGroup("C", "Coinvolgimento del territorio"),
    CriteriaGroup("D", "Periferia e quartieri senza laboratori"),
)
CRITERIA = (
    (
        "A1",
        "Chiarezza del progetto, macchine e servizi",
        15,
        "Obiettivi chiari, macchine adatte, spese coerenti.",
    ),
    ("A2", "Apertura e condivisione", 10, "Prezzi, orari, accesso senza barriere, documentazione aperta."),
    (
        "A3",
        "Competenze e conti dopo il contributo",
        15,
        "Persone adatte, quota propria coperta, tre anni credibili.",
    ),
    ("B1", "Giorni per partire", 12, "Meno giorni, più punti, se il piano è credibile."),
    ("B2", "Solidità del piano di avvio", 8, "Locale, permessi e forniture già pronti o sicuri."),
    ("C1", "Eventi e corsi aperti al quartiere", 10, "Quanti, per chi, con quale continuità."),
    ("C2", "Accordi con scuole e associazioni", 8, "Accordi scritti, attività concrete."),
    ("C3", "Accordi con negozi e imprese artigiane", 7, "Accordi scritti, servizi alle imprese vicine."),
    ("D1", "Bisogno del quartiere", 8, "Quartiere periferico, bisogni dimostrati."),
    ("D2", "Distanza da altri laboratori iscritti", 7, "Più punti dove nel quartiere non ce ne sono."),
)
GRID = Grid(
    groups=GROUPS,
    criteria=tuple(
        Criterion(key=key, title=title, max=Decimal(f"{most}.00"), group=key[0], guidance=guidance)
        for key, title, most, guidance in CRITERIA
    ),
    total_min=Decimal("60.00"),
    tie_breakers=(TieBreaker("group", "C"), TieBreaker("group", "A"), DRAW),
    partial_last=True,
    partial_min_share=Decimal("0.60"),
)
"""Headings 40, 20, 25 and 15 of the measures of 2017; how they split into criteria is a sample."""
