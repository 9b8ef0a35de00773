"""M2: renewal of registered workshops. Rate, cap and budget of the measure of 2017; points and wording are a sample."""

from dataclasses import replace
from decimal import Decimal

from ..edition import (
    Aid,
    Beneficiaries,
    CommitteeRule,
    Declaration,
    EligibilityQuestion,
    FieldType,
    Flag,
    FormField,
    Option,
    Recusal,
    Requirement,
    Texts,
)
from ..messages import gettext_noop
from ..unfinished import blank_edition
from . import declarations as declared
from . import texts as shared
from .base import DE_MINIMIS_REGIME, Template, example_of
from .declarations import WARNING, declarations_section
from .labs import EXPENSES, GRID, declarations_with, firm_section, project_section, seat_section
from .questions import documents_section, is_option, pdf, yes

AID = Aid(
    rate=Decimal("0.50"),
    cap=Decimal("10000.00"),
    cost_min=Decimal("4000.00"),
    regime=DE_MINIMIS_REGIME,
)
REGISTERED_LAB = Declaration(
    key="registered_lab",
    title="Laboratorio iscritto e mai finanziato",
    text="Dichiaro che il laboratorio è iscritto all’elenco qualificato e che non ha mai ricevuto contributi con le misure "
    "precedenti per FabLab e makerspace." + WARNING,
    law="DPR 445/2000, art. 47",
    facts=("lab_name", "lab_registration"),
)
DECLARATIONS = (*declarations_with(REGISTERED_LAB), declared.PRIVACY_READ)

EDITION = replace(
    blank_edition(),
    committee=CommitteeRule(Recusal.REPLACEMENT, harmonisation=True),
    texts=Texts(
        title="Rinnovo dei laboratori iscritti",
        title_en="Renewal of registered workshops",
        summary="Contributi per rinnovare macchine, spazi e rete dei FabLab e makerspace iscritti all’elenco e mai finanziati.",
        summary_en="Grants to renew machines, spaces and connectivity of registered FabLabs and makerspaces never funded "
        "before.",
        purpose="I laboratori iscritti tengono aperti alla città macchine e competenze. Aiutiamo chi non ha ancora ricevuto "
        "contributi a rinnovare ciò che mette in comune.",
        what_you_get="Il 50% della spesa ammessa, fino a 10.000 euro, per un progetto da almeno 4.000 euro. Sono ammessi "
        "macchine, software, rete e sistemazione degli spazi. Le consulenze contano fino al 10% del progetto. Il "
        "contributo arriva dopo la rendicontazione.",
        example=example_of(AID, Decimal("15000.00")),
        how_to_apply=shared.HOW_TO_APPLY,
        conditions="Il laboratorio resta iscritto e aperto per 3 anni, almeno 20 ore alla settimana. Le spese cominciano dopo "
        "l’invio della domanda. " + shared.PAYMENT,
        privacy=shared.PRIVACY,
    ),
    budget=Decimal("89000.00"),
    aid=AID,
    beneficiaries=Beneficiaries(
        participant_kinds=("firm", "self_employed", "non_profit", "grouping"),
        size_classes=("micro", "small", "medium"),
        can_apply=(
            "Gestisci un FabLab o un makerspace iscritto all’elenco qualificato",
            "Il laboratorio non ha mai ricevuto contributi con le misure precedenti",
            "Sei una micro, piccola o media impresa, un ente non profit o lavori in proprio",
            "Siete più soggetti insieme: uno fa da capofila, ognuno conferma le proprie dichiarazioni",
        ),
        cannot_apply=(
            "Vuoi aprire un laboratorio nuovo: per te c’è la misura per i nuovi laboratori",
            "Il laboratorio è già stato finanziato con le misure precedenti",
            "Sei in liquidazione o in una procedura concorsuale",
            "Con questo aiuto superi il massimale de minimis. Puoi però ridurre la richiesta",
        ),
    ),
    form=(
        project_section(
            FormField(
                key="renewal",
                type=FieldType.CHOICES,
                label="Che cosa rinnovi",
                options=(
                    Option("equipment", "Macchine e attrezzature"),
                    Option("spaces", "Gli spazi"),
                    Option("connectivity", "Rete e connettività"),
                ),
            )
        ),
        firm_section(
            FormField(key="lab_name", type=FieldType.TEXT, label="Nome del laboratorio", max_length=160),
            FormField(
                key="lab_registration",
                type=FieldType.TEXT,
                label="Numero di iscrizione all’elenco",
                help="Lo trovi nella scheda del laboratorio e nella lettera di iscrizione.",
                max_length=40,
            ),
        ),
        seat_section(),
        EXPENSES,
        documents_section(pdf("layout", "Pianta del laboratorio", "Solo se il progetto cambia gli spazi.")),
        declarations_section(DECLARATIONS),
    ),
    grid=GRID,
    declarations=DECLARATIONS,
    eligibility=(
        EligibilityQuestion(
            "registered",
            "Il laboratorio è iscritto all’elenco qualificato?",
            True,
            "Questa misura è per i laboratori iscritti. Se il tuo è nuovo, guarda l’altra misura nella pagina dei bandi.",
        ),
        EligibilityQuestion(
            "funded",
            "Il laboratorio ha già ricevuto contributi con le misure precedenti?",
            False,
            "La misura è riservata ai laboratori mai finanziati.",
        ),
        EligibilityQuestion(
            "opening_hours",
            "È aperto al pubblico almeno 20 ore alla settimana?",
            True,
            "L’elenco qualificato chiede almeno 20 ore, una sera o il sabato compresi.",
        ),
        EligibilityQuestion(
            "cost_range",
            "Il progetto costa almeno 4.000 euro, senza IVA?",
            True,
            "Finanziamo solo progetti da 4.000 euro in su. Rivedi il piano dei costi e torna qui.",
        ),
        EligibilityQuestion(
            "not_started",
            "Le spese cominciano tutte dopo l’invio della domanda?",
            True,
            "Le spese già fatte non sono ammesse: lasciale fuori dal progetto.",
        ),
        EligibilityQuestion(
            "in_crisis",
            "Sei in liquidazione o in una procedura concorsuale?",
            False,
            "In questa situazione non possiamo dare il contributo. Se la procedura finisce prima della scadenza, torna qui.",
        ),
    ),
    requirements=(
        *shared.CHECKED_BY_SYSTEM,
        shared.ROOM_FOR_AID,
        shared.STANDING,
        shared.CONTRIBUTIONS,
        Requirement("registered", "Il laboratorio è iscritto", "Elenco qualificato"),
        Requirement("never_funded", "Il laboratorio non è mai stato finanziato", "Elenco dei beneficiari"),
        shared.QUOTES,
        shared.STAMP,
    ),
    flags=(
        Flag("renews_equipment", "Rinnova macchine e attrezzature", is_option("renewal", "equipment")),
        Flag("women_led", "A prevalenza femminile", yes("women_led")),
        Flag("under_35_led", "A prevalenza under 35", yes("under_35_led")),
    ),
    is_sample=True,
)

M2 = Template(
    key="m2",
    title=gettext_noop("Rinnovo dei laboratori iscritti"),
    description=gettext_noop(
        "Graduatoria per i laboratori iscritti mai finanziati: 50% della spesa, fino a 10.000 euro."
    ),
    edition=EDITION,
)
