"""M1: new FabLabs and makerspaces in the periphery (rate, cap and budget of 2017; points are a sample)."""

from dataclasses import replace
from decimal import Decimal

from ..edition import (
    Aid,
    Beneficiaries,
    EligibilityQuestion,
    FieldType,
    Flag,
    FormField,
    Requirement,
    Texts,
    TieBreaker,
)
from ..messages import gettext_noop
from ..unfinished import blank_edition
from .common import HOW_TO_APPLY, PRIVACY, REQUIREMENTS, file_field
from .labs import (
    DECLARATIONS,
    DECLARATIONS_SECTION,
    EXPENSES,
    documents_section,
    grid,
    project_section,
    seat_section,
)
from .template import CallTemplate

M1 = replace(
    blank_edition(),
    texts=Texts(
        title="Nuovi FabLab e makerspace",
        summary="Contributi per aprire un laboratorio condiviso in un quartiere periferico o che ne è senza.",
        purpose=(
            "Nei quartieri periferici mancano luoghi dove progettare, costruire e imparare insieme. Con questa misura "
            "sosteniamo chi ne apre uno nuovo e lo tiene aperto a imprese, scuole e abitanti."
        ),
        title_en="New FabLabs and makerspaces",
        summary_en="Grants to open a shared workshop in a peripheral quarter, or in one that has none.",
        what_you_get=(
            "Il 50% della spesa ammessa, a fondo perduto, fino a 20.000 euro. Sono ammesse macchine, sistemazione degli "
            "spazi, rete, software; le consulenze fino al 10% del progetto. Il contributo arriva dopo la rendicontazione."
        ),
        example="Progetto da 36.000,00 €: contributo 18.000,00 €, quota tua 18.000,00 €.",
        how_to_apply=HOW_TO_APPLY,
        conditions=(
            "Il laboratorio apre entro un anno dall’accettazione e chiede l’iscrizione all’elenco qualificato. Resta aperto "
            "al pubblico almeno 20 ore alla settimana per 3 anni. Le spese cominciano dopo l’invio della domanda, si pagano "
            "con mezzi tracciabili e ogni fattura riporta il codice CUP."
        ),
        privacy=PRIVACY,
    ),
    budget=Decimal("140000.00"),
    aid=Aid(
        rate=Decimal("0.50"),
        cap=Decimal("20000.00"),
        cost_min=Decimal("10000.00"),
        regime="Aiuto de minimis, Reg. (UE) 2023/2831",
    ),
    beneficiaries=Beneficiaries(
        participant_kinds=("firm", "self_employed", "non_profit", "firm_to_be", "grouping"),
        size_classes=("micro", "small", "medium"),
        can_apply=(
            "Vuoi aprire un FabLab o un makerspace con almeno 10 postazioni",
            "La sede è in un quartiere periferico, o in uno che non ha laboratori iscritti all’elenco",
            "Sei un’impresa, un ente non profit, lavori in proprio, o devi ancora costituirti",
        ),
        cannot_apply=(
            "Gestisci già un laboratorio iscritto all’elenco qualificato: per te c’è la misura M2",
            "Con questo aiuto superi il massimale de minimis: in quel caso puoi ridurre la richiesta",
        ),
    ),
    form=(
        project_section(
            FormField(
                key="workstations", type=FieldType.NUMBER, label="Postazioni di lavoro",
                help="Persone che possono lavorare insieme: almeno 10.", min_value=Decimal(10), max_value=Decimal(300),
            ),
        ),
        seat_section(
            FormField(
                key="uncovered", type=FieldType.YES_NO,
                label="Il quartiere è senza laboratori iscritti all’elenco?",
                help="L’elenco è pubblico. A parità di punti passa prima chi apre dove non ce n’è.",
            ),
        ),
        EXPENSES,
        documents_section(
            file_field("layout", "Pianta del laboratorio", "Una pianta con le postazioni e le macchine."),
        ),
        DECLARATIONS_SECTION,
    ),
    grid=grid(TieBreaker("flag", "quartiere-scoperto")),
    declarations=DECLARATIONS,
    eligibility=(
        EligibilityQuestion(
            "new_lab", "Il laboratorio è nuovo, cioè non è già iscritto all’elenco qualificato?", True,
            "Per un laboratorio già iscritto c’è la misura M2, con lo stesso calendario.",
        ),
        EligibilityQuestion(
            "area", "La sede è in un quartiere periferico, o in uno senza laboratori iscritti?", True,
            "La misura finanzia solo laboratori nei quartieri dell’area del bando.",
        ),
        EligibilityQuestion(
            "workstations", "Il laboratorio avrà almeno 10 postazioni?", True,
            "Con meno di 10 postazioni il laboratorio non può entrare nell’elenco.",
        ),
        EligibilityQuestion(
            "not_started", "Le spese cominciano dopo l’invio della domanda?", True,
            "Le spese già fatte non sono ammesse: lasciale fuori dal progetto.",
        ),
    ),
    requirements=(
        *REQUIREMENTS,
        Requirement("bollo", "La marca da bollo è indicata, o l’esenzione ha un motivo", "Domanda: documenti"),
        Requirement("postazioni", "Le postazioni sono almeno 10", "Domanda: il progetto; pianta"),
        Requirement("non-iscritto", "Il laboratorio non è già nell’elenco qualificato", "Elenco qualificato"),
        Requirement("scoperto", "Il quartiere è senza laboratori, se dichiarato", "Elenco qualificato"),
    ),
    flags=(
        Flag("quartiere-scoperto", "Quartiere senza laboratori iscritti", {"op": "eq", "field": "uncovered", "value": True}),
        Flag("sede-da-aprire", "Sede da aprire", {"op": "eq", "field": "seat_state", "value": "da-aprire"}),
    ),
    is_sample=True,
)  # fmt: skip

TEMPLATE = CallTemplate(
    key="m1",
    name=gettext_noop("Nuovi FabLab e makerspace (M1)"),
    description=gettext_noop(
        "Contributo del 50% fino a 20.000 euro per nuovi laboratori in periferia. Risorse 140.000 euro."
    ),
    edition=M1,
    area="periphery",
)
