"""M2: renewal of registered laboratories never funded before (rate, cap and budget of 2017; points are a sample)."""

from dataclasses import replace
from decimal import Decimal

from ..edition import (
    Aid,
    Beneficiaries,
    EligibilityQuestion,
    FieldType,
    Flag,
    FormField,
    Option,
    Requirement,
    Texts,
)
from ..messages import gettext_noop
from ..unfinished import blank_edition
from .common import AREA, HOW_TO_APPLY, PRIVACY, REQUIREMENTS
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

M2 = replace(
    blank_edition(),
    texts=Texts(
        title="FabLab e makerspace iscritti",
        summary="Contributi per rinnovare macchine, spazi e rete dei laboratori già iscritti all’elenco e mai finanziati.",
        purpose=(
            "I laboratori iscritti all’elenco qualificato tengono aperti alla città macchine e competenze. Con questa misura "
            "aiutiamo chi non ha ancora ricevuto contributi a rinnovare attrezzature, spazi e connettività."
        ),
        title_en="Registered FabLabs and makerspaces",
        summary_en="Grants to renew machines, spaces and connectivity of registered workshops never funded before.",
        what_you_get=(
            "Il 50% della spesa ammessa, a fondo perduto, fino a 10.000 euro. Sono ammesse macchine, sistemazione degli "
            "spazi, rete, software; le consulenze fino al 10% del progetto. Il contributo arriva dopo la rendicontazione."
        ),
        example="Progetto da 15.000,00 €: contributo 7.500,00 €, quota tua 7.500,00 €.",
        how_to_apply=HOW_TO_APPLY,
        conditions=(
            "Il laboratorio resta iscritto all’elenco e aperto al pubblico almeno 20 ore alla settimana per 3 anni. Le spese "
            "cominciano dopo l’invio della domanda, si pagano con mezzi tracciabili e ogni fattura riporta il codice CUP."
        ),
        privacy=PRIVACY,
    ),
    budget=Decimal("89000.00"),
    aid=Aid(
        rate=Decimal("0.50"),
        cap=Decimal("10000.00"),
        cost_min=Decimal("4000.00"),
        regime="Aiuto de minimis, Reg. (UE) 2023/2831",
    ),
    beneficiaries=Beneficiaries(
        participant_kinds=("firm", "self_employed", "non_profit", "grouping"),
        size_classes=("micro", "small", "medium"),
        can_apply=(
            "Gestisci un FabLab o un makerspace iscritto all’elenco qualificato",
            "Il laboratorio non ha mai ricevuto contributi con le misure precedenti",
        ),
        cannot_apply=(
            "Vuoi aprire un laboratorio nuovo: per te c’è la misura M1",
            "Il laboratorio è già stato finanziato",
            "Con questo aiuto superi il massimale de minimis: in quel caso puoi ridurre la richiesta",
        ),
    ),
    form=(
        project_section(
            FormField(key="lab_name", type=FieldType.TEXT, label="Nome del laboratorio", max_length=160),
            FormField(
                key="renewal", type=FieldType.CHOICES, label="Che cosa rinnovi",
                options=(
                    Option("attrezzature", "Macchine e attrezzature"),
                    Option("spazi", "Gli spazi"),
                    Option("rete", "La rete e la connettività"),
                ),
            ),
        ),
        seat_section(),
        EXPENSES,
        documents_section(),
        DECLARATIONS_SECTION,
    ),
    grid=grid(),
    declarations=DECLARATIONS,
    eligibility=(
        EligibilityQuestion(
            "registered", "Il laboratorio è iscritto all’elenco qualificato?", True,
            "Questa misura è per i laboratori iscritti. Se il tuo è nuovo, guarda la misura M1.",
        ),
        EligibilityQuestion(
            "funded", "Il laboratorio ha già ricevuto un contributo con le misure precedenti?", False,
            "La misura è riservata ai laboratori mai finanziati.",
        ),
        EligibilityQuestion(
            "not_started", "Le spese cominciano dopo l’invio della domanda?", True,
            "Le spese già fatte non sono ammesse: lasciale fuori dal progetto.",
        ),
    ),
    requirements=(
        *(requirement for requirement in REQUIREMENTS if requirement != AREA),
        Requirement("bollo", "La marca da bollo è indicata, o l’esenzione ha un motivo", "Domanda: documenti"),
        Requirement("iscritto", "Il laboratorio è iscritto all’elenco qualificato", "Elenco qualificato"),
        Requirement("mai-finanziato", "Il laboratorio non è mai stato finanziato", "Elenco dei beneficiari"),
    ),
    flags=(
        Flag("rinnova-macchine", "Rinnova macchine", {"op": "eq", "field": "renewal", "value": "attrezzature"}),
    ),
    is_sample=True,
)  # fmt: skip

TEMPLATE = CallTemplate(
    key="m2",
    name=gettext_noop("FabLab e makerspace iscritti (M2)"),
    description=gettext_noop(
        "Contributo del 50% fino a 10.000 euro per rinnovare i laboratori dell’elenco. Risorse 89.000 euro."
    ),
    edition=M2,
)
