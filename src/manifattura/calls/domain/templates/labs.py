"""What the two incentive measures for laboratories share (M1 new ones, M2 registered ones)."""

from decimal import Decimal

from ..edition import Criterion, Declaration, FieldType, FormField, FormSection, Grid, Option, TieBreaker
from .common import (
    CRIMINAL_RECORD,
    DE_MINIMIS,
    EXPENSES_TRUE,
    GOOD_STANDING,
    NO_DOUBLE_FUNDING,
    PRIVACY_READ,
    REQUIREMENTS_HELD,
    declared_in_form,
    file_field,
    long_text,
    seat_fields,
    stamp_duty_fields,
)

MACHINES = (
    Option("stampa-3d", "Stampante 3D"),
    Option("laser", "Taglio laser"),
    Option("cnc", "Fresa CNC"),
    Option("elettronica", "Banco di elettronica"),
    Option("tessile", "Macchine per cucire e tessile"),
    Option("plotter", "Plotter da taglio"),
    Option("scanner", "Scanner 3D"),
)
OPEN_TO_PUBLIC = Declaration(
    key="apertura",
    title="Apertura al pubblico",
    text="Dichiaro che il laboratorio sarà aperto al pubblico almeno 20 ore alla settimana, una sera o il sabato compresi, "
    "con prezzi e regole pubblici, e che lo resterà per 3 anni. So che una dichiarazione falsa fa perdere il contributo "
    "(DPR 445/2000, art. 75) ed è punita dalla legge penale (art. 76).",
    law="DPR 445/2000, art. 47",
    facts=("opening_hours", "seat"),
)
SAFETY = Declaration(
    key="sicurezza",
    title="Sicurezza delle macchine",
    text="Dichiaro che le macchine saranno usate dopo una formazione, con i registri di manutenzione e il documento di "
    "valutazione dei rischi, e che il laboratorio avrà un’assicurazione di responsabilità civile. So che una "
    "dichiarazione falsa fa perdere il contributo (DPR 445/2000, art. 75) ed è punita dalla legge penale (art. 76).",
    law="D.Lgs 81/2008; DPR 445/2000, art. 47",
    facts=("machines",),
)
DECLARATIONS = (
    REQUIREMENTS_HELD,
    GOOD_STANDING,
    CRIMINAL_RECORD,
    DE_MINIMIS,
    NO_DOUBLE_FUNDING,
    EXPENSES_TRUE,
    OPEN_TO_PUBLIC,
    SAFETY,
    PRIVACY_READ,
)


def project_section(*more: FormField) -> FormSection:
    return FormSection(
        key="progetto",
        title="Il progetto",
        help="Racconta il laboratorio come lo diresti a chi non ti conosce.",
        fields=(
            FormField(key="project_title", type=FieldType.TEXT, label="Titolo del progetto", max_length=120),
            *more,
            long_text(
                "project",
                "Che cosa vuoi fare",
                "Attività, macchine, chi le userà. Si valuta con il criterio Q.",
            ),
            FormField(
                key="machines", type=FieldType.CHOICES, label="Macchine che avrai", options=MACHINES,
                help="Segna ciò che ci sarà a progetto finito.",
            ),
            FormField(
                key="activation_days", type=FieldType.NUMBER, label="Giorni per partire",
                help="Dall’accettazione del contributo all’apertura. Meno giorni, più punti nel criterio T.",
                min_value=Decimal(1), max_value=Decimal(365),
            ),
            FormField(key="start_on", type=FieldType.DATE, label="Quando cominciano le spese"),
        ),
    )  # fmt: skip


def seat_section(*more: FormField) -> FormSection:
    return FormSection(
        key="sede",
        title="La sede",
        fields=(
            *seat_fields(),
            *more,
            FormField(
                key="opening_hours", type=FieldType.NUMBER, label="Ore di apertura alla settimana",
                help="Almeno 20, una sera o il sabato compresi.", min_value=Decimal(20), max_value=Decimal(168),
            ),
            long_text(
                "territory",
                "Il legame con il quartiere",
                "Eventi, corsi, accordi con scuole, negozi e associazioni. Criterio I.",
            ),
        ),
    )  # fmt: skip


EXPENSES = FormSection(
    key="spese",
    title="Le spese",
    help="Importi senza IVA. Il contributo si calcola da solo.",
    fields=(
        FormField(
            key="expenses",
            type=FieldType.EXPENSES,
            label="Spese del progetto",
            help="Una riga per ogni spesa, con il preventivo da cui l’hai presa.",
            options=(
                Option("attrezzature", "Macchine e attrezzature"),
                Option("spazi", "Sistemazione degli spazi e impianti"),
                Option("connettivita", "Rete e connettività"),
                Option("software", "Software e licenze"),
                Option("consulenze", "Progettazione e consulenze", Decimal("0.10")),
            ),
        ),
    ),
)


def documents_section(*more: FormField) -> FormSection:
    return FormSection(
        key="documenti",
        title="Documenti",
        help="La visura e il DURC li chiede l’ufficio: non devi allegarli.",
        fields=(
            file_field("quotes", "Preventivi", "Uno o più PDF con i preventivi delle spese.", max_files=10),
            *more,
            file_field("proxy", "Procura", "Solo se invia la domanda un delegato.", required=False),
            *stamp_duty_fields(),
        ),
    )


DECLARATIONS_SECTION = FormSection(
    key="dichiarazioni",
    title="Dichiarazioni",
    help="Le conferma, una per una, chi rappresenta l’impresa.",
    fields=declared_in_form(DECLARATIONS),
)


def grid(*first_ties: TieBreaker) -> Grid:
    """Quality 40, activation time 20, territorial involvement 25, periphery 15; threshold 60 (headings of 2017)."""
    return Grid(
        criteria=(
            Criterion("Q", "Qualità del progetto", Decimal(40), None, None, "Chiarezza, macchine adatte, competenze, conti."),
            Criterion("T", "Tempi di attivazione", Decimal(20), None, None, "Giorni fra l’accettazione e l’apertura."),
            Criterion(
                "I", "Coinvolgimento del territorio", Decimal(25), None, None,
                "Eventi, corsi, accordi con scuole e negozi.",
            ),
            Criterion(
                "P", "Periferia o quartiere senza laboratori", Decimal(15), None, None,
                "Distanza dai laboratori iscritti, bisogno del quartiere.",
            ),
        ),
        total_min=Decimal(60),
        tie_breakers=(
            *first_ties,
            TieBreaker("criterion", "Q"),
            TieBreaker("criterion", "I"),
            TieBreaker("draw", seed_rule="Sorteggio pubblico in seduta aperta: il seme estratto va nel verbale e nel file della graduatoria"),
        ),
        partial_last=False,
    )  # fmt: skip
