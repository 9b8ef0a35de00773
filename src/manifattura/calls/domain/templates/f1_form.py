"""The form of F1: what the committee reads for each criterion, and what the office checks."""

from decimal import Decimal

from ..edition import Declaration, Expression, FieldType, FormField, FormSection, Option
from . import declarations as shared
from .declarations import WARNING, declarations_section
from .questions import (
    FIRM_FACTS,
    SEAT,
    TITLE,
    documents_section,
    expenses_section,
    number,
    pdf,
    story,
    yes,
    yes_no,
)

CLAIMS: Expression = {"op": "any", "of": [yes("women_led"), yes("under_35_led"), yes("uses_fablab")]}

EXCLUSIONS = Declaration(
    key="exclusions",
    title="Nessuna causa di esclusione",
    text="Dichiaro che non abbiamo vinto la precedente edizione e che la nostra attività non è fra quelle escluse dal bando."
    + WARNING,
    law="DPR 445/2000, art. 47",
)
BONUS_FACTS = Declaration(
    key="bonus_facts",
    title="Condizioni che valgono punti in più",
    text="Dichiaro che le condizioni a cui ho risposto sì sono vere oggi: prevalenza femminile, prevalenza di persone sotto "
    "i 35 anni, uso di un laboratorio iscritto." + WARNING,
    law="DPR 445/2000, art. 46 e 47",
    facts=("women_led", "under_35_led", "uses_fablab"),
    shown_if=CLAIMS,
)
DECLARATIONS = (
    shared.PLACE,
    EXCLUSIONS,
    shared.STANDING,
    shared.CONTRIBUTIONS,
    shared.SIZE,
    shared.DE_MINIMIS,
    shared.COSTS,
    BONUS_FACTS,
    shared.INSURANCE,
    shared.FOUNDATION,
    shared.PRIVACY_READ,
)

PROJECT = FormSection(
    key="progetto",
    title="Il progetto",
    help="Raccontalo come a chi non ti conosce. Accanto a ogni domanda trovi il criterio con cui la valutiamo.",
    fields=(
        TITLE,
        story("description", "Il progetto in breve", "Che cosa fai, per chi, con quale risultato.", 1000),
        story(
            "technology",
            "L’investimento e la tecnologia",
            "Che cosa compri, a che cosa ti serve, come lo userai. Criterio A1.",
        ),
        story(
            "innovation",
            "Che cosa c’è di nuovo",
            "Nel prodotto, nel modo di produrre, nell’uso della fabbricazione digitale. Criterio A2.",
        ),
        story(
            "quarter_impact",
            "Che cosa cambia nel quartiere",
            "Di che cosa ha bisogno il quartiere e che cosa porta il progetto. Criterio B1.",
        ),
        number(
            "new_jobs",
            "Nuovi posti di lavoro",
            "In unità di lavoro (ULA): un posto a metà tempo vale 0,5. Se non ne crei, scrivi 0. Criterio B2.",
            0,
            50,
        ),
        story(
            "jobs_quality",
            "Di che lavoro si tratta",
            "Contratti, formazione, persone fragili. Criterio B2.",
            1200,
            shown_if={"op": "gt", "field": "new_jobs", "value": 0},
        ),
        story("environment", "Ambiente", "Energia, materiali, scarti, riparazione. Criterio B3.", 1200),
        number(
            "duration_months",
            "Durata in mesi",
            "Dall’accettazione del contributo alla fine delle spese.",
            1,
            12,
        ),
    ),
)
FIRM = FormSection(
    key="impresa",
    title="L’impresa",
    fields=(
        story(
            "team",
            "Le persone e le competenze",
            "Chi segue il progetto e che cosa sa fare. Criterio C2.",
            1500,
        ),
        yes_no(
            "women_led",
            "L’impresa è a prevalenza femminile?",
            "Più di metà del capitale e di chi amministra; se lavori in proprio, tu. Vale 2 punti.",
        ),
        yes_no(
            "under_35_led",
            "L’impresa è a prevalenza di persone sotto i 35 anni?",
            "Più di metà del capitale e di chi amministra; se lavori in proprio, tu. Vale 2 punti.",
        ),
        yes_no(
            "uses_fablab",
            "Userai un FabLab o makerspace iscritto all’elenco qualificato?",
            "Vale 1 punto. Ti chiediamo l’accordo con il laboratorio.",
        ),
        FormField(
            key="fablab_name",
            type=FieldType.TEXT,
            label="Quale laboratorio userai",
            max_length=160,
            shown_if=yes("uses_fablab"),
        ),
        *FIRM_FACTS,
    ),
)
PLACE = FormSection(
    key="sede",
    title="La sede",
    fields=(
        *SEAT,
        story("accessibility", "Chi può entrare", "Prezzi, orari, barriere. Criterio C3.", 1000),
    ),
)
EXPENSES = expenses_section(
    (
        Option("capital_goods", "Beni strumentali: macchine e attrezzature"),
        Option("intangibles", "Beni immateriali: software, licenze, brevetti"),
        Option("works", "Opere murarie e impianti"),
        Option("consultancy", "Progettazione e consulenze (massimo 10%)", Decimal("0.10")),
        Option("rent", "Affitto fino a 6 mesi (massimo 10%)", Decimal("0.10")),
    ),
    story(
        "sustainability",
        "I conti dopo il contributo",
        "Come paghi la tua quota e come va avanti il progetto nei tre anni dopo. Criterio C1.",
    ),
)
DOCUMENTS = documents_section(
    pdf("layout", "Pianta della sede", "Se il progetto cambia gli spazi: dove vanno macchine e impianti."),
    FormField(
        key="fablab_agreement",
        type=FieldType.FILE,
        label="Accordo con il laboratorio",
        help="Basta una lettera firmata. Senza, il punto in più non si può dare.",
        required=False,
        shown_if=yes("uses_fablab"),
        accept=("pdf",),
    ),
)

FORM = (PROJECT, FIRM, PLACE, EXPENSES, DOCUMENTS, declarations_section(DECLARATIONS))
