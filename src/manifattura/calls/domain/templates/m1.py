"""M1: new FabLabs and makerspaces. Rate, cap and budget of the measure of 2017; points and wording are a sample."""

from dataclasses import replace
from decimal import Decimal

from ..edition import Aid, Beneficiaries, Declaration, EligibilityQuestion, Flag, Requirement, Texts
from ..messages import gettext_noop
from ..unfinished import blank_edition
from . import declarations as declared
from . import texts as shared
from .base import DE_MINIMIS_REGIME, Template, example_of
from .declarations import WARNING, declarations_section
from .labs import EXPENSES, GRID, declarations_with, firm_section, project_section, seat_section
from .questions import PLANNED, documents_section, number, pdf, yes, yes_no

AID = Aid(
    rate=Decimal("0.50"),
    cap=Decimal("20000.00"),
    cost_min=Decimal("10000.00"),
    regime=DE_MINIMIS_REGIME,
)
NEW_LAB = Declaration(
    key="new_lab",
    title="Laboratorio nuovo",
    text="Dichiaro che il laboratorio non è già iscritto all’elenco qualificato. Mi impegno a chiedere l’iscrizione entro "
    "12 mesi dalla concessione. Ho guardato nell’elenco se nel quartiere ci sono altri laboratori." + WARNING,
    law="DPR 445/2000, art. 47",
    facts=("workstations", "quarter_without_lab"),
)
DECLARATIONS = (*declarations_with(NEW_LAB), declared.FOUNDATION, declared.PRIVACY_READ)

EDITION = replace(
    blank_edition(),
    texts=Texts(
        title="Nuovi FabLab e makerspace",
        title_en="New FabLabs and makerspaces",
        summary="Contributi per aprire un laboratorio condiviso in un quartiere periferico o che non ne ha.",
        summary_en="Grants to open a shared workshop in a peripheral neighbourhood, or in one that has none.",
        purpose="Nei quartieri periferici mancano luoghi dove progettare, costruire e imparare insieme. Sosteniamo chi ne "
        "apre uno e lo tiene aperto a imprese, scuole e abitanti.",
        what_you_get="Il 50% della spesa ammessa, fino a 20.000 euro, per un progetto da almeno 10.000 euro. Sono ammessi "
        "macchine, software, rete e sistemazione degli spazi. Le consulenze contano fino al 10% del progetto. Il "
        "contributo arriva dopo la rendicontazione.",
        example=example_of(AID, Decimal("36000.00")),
        how_to_apply=shared.HOW_TO_APPLY,
        conditions="Il laboratorio parte entro un anno dall’accettazione e chiede l’iscrizione all’elenco qualificato. Resta "
        "aperto per 3 anni, almeno 20 ore alla settimana. Le spese cominciano dopo l’invio della domanda. "
        + shared.PAYMENT,
        privacy=shared.PRIVACY,
    ),
    budget=Decimal("140000.00"),
    aid=AID,
    beneficiaries=Beneficiaries(
        participant_kinds=("firm", "self_employed", "non_profit", "firm_to_be", "grouping"),
        size_classes=("micro", "small", "medium"),
        can_apply=(
            "Vuoi aprire un FabLab o un makerspace con almeno 10 postazioni",
            "La sede è in un quartiere periferico, o in uno senza laboratori iscritti: l’area del bando",
            "Sei una micro, piccola o media impresa, un ente non profit o lavori in proprio",
            "Siete più soggetti insieme: uno fa da capofila, ognuno conferma le proprie dichiarazioni",
            "Devi ancora costituire l’impresa: hai 3 mesi dalla concessione",
        ),
        cannot_apply=(
            "Gestisci già un laboratorio iscritto e vuoi rinnovarlo: per te c’è la misura per i laboratori iscritti",
            "La sede è fuori dall’area del bando",
            "Sei in liquidazione o in una procedura concorsuale",
            "Con questo aiuto superi il massimale de minimis. Puoi però ridurre la richiesta",
        ),
    ),
    form=(
        project_section(
            number(
                "workstations", "Postazioni di lavoro", "Persone che lavorano insieme: almeno 10.", 10, 300
            )
        ),
        firm_section(),
        seat_section(
            yes_no(
                "quarter_without_lab",
                "Il quartiere è senza laboratori iscritti?",
                "Guarda nell’elenco qualificato, che è pubblico. Criterio D2.",
            )
        ),
        EXPENSES,
        documents_section(
            pdf("layout", "Pianta del laboratorio", "Con le postazioni e le macchine.", required=True)
        ),
        declarations_section(DECLARATIONS),
    ),
    grid=GRID,
    declarations=DECLARATIONS,
    eligibility=(
        EligibilityQuestion(
            "new_lab",
            "Il laboratorio è nuovo, cioè non è già iscritto all’elenco qualificato?",
            True,
            "Per i laboratori già iscritti c’è un’altra misura: la trovi nella pagina dei bandi.",
        ),
        EligibilityQuestion(
            "area",
            "La sede è, o sarà, in un quartiere dell’area del bando?",
            True,
            "Finanziamo solo laboratori nei quartieri elencati nella pagina del bando.",
        ),
        EligibilityQuestion(
            "workstations",
            "Il laboratorio avrà almeno 10 postazioni?",
            True,
            "Con meno di 10 postazioni un laboratorio non può entrare nell’elenco qualificato.",
        ),
        EligibilityQuestion(
            "opening_hours",
            "Sarà aperto al pubblico almeno 20 ore alla settimana?",
            True,
            "L’elenco qualificato chiede almeno 20 ore, una sera o il sabato compresi.",
        ),
        EligibilityQuestion(
            "cost_range",
            "Il progetto costa almeno 10.000 euro, senza IVA?",
            True,
            "Finanziamo solo progetti da 10.000 euro in su. Rivedi il piano dei costi e torna qui.",
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
        shared.AREA,
        shared.ROOM_FOR_AID,
        shared.STANDING,
        shared.CONTRIBUTIONS,
        Requirement("new_lab", "Il laboratorio non è già iscritto", "Elenco qualificato"),
        Requirement(
            "workstations", "Le postazioni sono almeno 10", "Domanda: Il progetto; Pianta del laboratorio"
        ),
        shared.QUOTES,
        shared.STAMP,
    ),
    flags=(
        Flag("quarter_without_lab", "Quartiere senza laboratori iscritti", yes("quarter_without_lab")),
        Flag("planned_seat", "Sede da aprire", PLANNED),
        Flag("women_led", "A prevalenza femminile", yes("women_led")),
        Flag("under_35_led", "A prevalenza under 35", yes("under_35_led")),
    ),
    is_sample=True,
)

M1 = Template(
    key="m1",
    title=gettext_noop("Nuovi FabLab e makerspace"),
    description=gettext_noop(
        "Graduatoria per chi apre un laboratorio in periferia: 50% della spesa, fino a 20.000 euro."
    ),
    edition=EDITION,
    area="periphery",
)
