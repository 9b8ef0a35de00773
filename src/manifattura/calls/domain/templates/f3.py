"""F3: the qualified register of FabLabs and makerspaces. Ten places, machines and shared spaces are those of the real
register; hours, size, insurance and the count of machines are a sample.
"""

from dataclasses import replace
from decimal import Decimal

from ..edition import (
    Beneficiaries,
    Declarant,
    Declaration,
    EligibilityQuestion,
    FieldType,
    FormField,
    FormSection,
    RegisterRule,
    Requirement,
    Texts,
    Timetable,
)
from ..messages import gettext_noop
from ..unfinished import NO_END, NOT_YET, blank_edition
from . import declarations as declared
from . import texts as shared
from .base import Template
from .declarations import WARNING, declarations_section
from .labs import MACHINES
from .questions import STAMP_DUTY, number, pdf, story, yes_no

SAFETY = Declaration(
    key="safety",
    title="Sicurezza del laboratorio",
    text="Dichiaro che abbiamo il documento di valutazione dei rischi e i registri delle macchine, e che chi le usa riceve "
    "prima una formazione." + WARNING,
    law="D.Lgs 81/2008, art. 28 e 71; DPR 445/2000, art. 47",
    facts=("machines", "induction"),
)
INSURED = Declaration(
    key="liability_insurance",
    title="Assicurazione di responsabilità civile",
    text="Dichiaro che abbiamo una polizza di responsabilità civile verso terzi di almeno 1.000.000 di euro, e che la "
    "teniamo in vigore per tutto il tempo dell’iscrizione." + WARNING,
    law="DPR 445/2000, art. 47",
    facts=("insurance_ceiling",),
)
OPEN_TO_ALL = Declaration(
    key="opening",
    title="Laboratorio aperto a tutti",
    text="Dichiaro che il laboratorio è aperto al pubblico per le ore indicate, con prezzi e regole pubblici, che è "
    "accessibile alle persone con disabilità e ha la rete Wi-Fi." + WARNING,
    law="DPR 445/2000, art. 47",
    facts=("opening_hours", "evening_or_saturday"),
)
KEPT = Declaration(
    key="changes",
    title="Conferma ogni anno",
    text="So che ogni anno confermo i requisiti e che comunico subito se ne perdo uno. So che due funzionari possono "
    "visitare il laboratorio." + WARNING,
    law="DPR 445/2000, art. 47 e 71",
)
STANDING = replace(declared.STANDING, declarant=Declarant.EACH_MEMBER)
DECLARATIONS = (STANDING, OPEN_TO_ALL, SAFETY, INSURED, KEPT, declared.PRIVACY_READ)

LAB = FormSection(
    key="laboratorio",
    title="Il laboratorio",
    help="Le stesse cose che due funzionari vengono a vedere.",
    fields=(
        FormField(
            "project_title",
            FieldType.TEXT,
            "Nome del laboratorio",
            help="Come lo conosce chi lo frequenta: è quello che si legge nell’elenco.",
            max_length=120,
        ),
        FormField(
            "lab_site",
            FieldType.TEXT,
            "Pagina web con prezzi e regole",
            help="L’indirizzo completo. Prezzi e regole devono essere pubblici.",
            max_length=160,
        ),
        number("workstations", "Postazioni", "Persone che lavorano insieme: almeno 10.", 1, 300),
        number("area", "Superficie in metri quadrati", "Almeno 80, spazi comuni compresi.", 1, 20000),
        yes_no(
            "common_spaces",
            "Ci sono spazi comuni e un angolo per mangiare e bere?",
            "Per parlarsi e lavorare insieme.",
        ),
        replace(
            MACHINES,
            label="Macchine",
            help="Almeno quattro tipi fra questi, funzionanti.",
        ),
        number(
            "opening_hours",
            "Ore di apertura al pubblico alla settimana",
            "Almeno 20.",
            1,
            168,
        ),
        yes_no(
            "evening_or_saturday",
            "È aperto una sera, o il sabato?",
            "Almeno una volta alla settimana: chi lavora deve poter venire.",
        ),
        number("technicians", "Tecnici qualificati presenti", "Almeno uno nelle ore di apertura.", 0, 100),
        story("induction", "Formazione prima dell’uso", "Come la fate, quanto dura, chi la tiene.", 1500),
        story(
            "open_documentation",
            "Documentazione aperta",
            "Dove si trovano i progetti e le guide che condividete.",
            1500,
        ),
    ),
)
SEAT = FormSection(
    key="sede",
    title="La sede",
    fields=(
        FormField(
            "seat",
            FieldType.SEAT,
            "Dov’è il laboratorio",
            help="L’indirizzo entra nell’elenco pubblico, con il quartiere (NIL) e il municipio.",
        ),
    ),
)
PAPERS = FormSection(
    key="documenti",
    title="Documenti",
    help="La visura la chiede l’ufficio: non devi allegarla.",
    fields=(
        FormField(
            "insurance_ceiling",
            FieldType.MONEY,
            "Massimale della polizza di responsabilità civile",
            help="Almeno 1.000.000 di euro.",
            min_value=Decimal("0.00"),
        ),
        pdf(
            "insurance_policy", "Polizza di responsabilità civile", "Con massimale e scadenza.", required=True
        ),
        pdf(
            "risk_assessment",
            "Documento di valutazione dei rischi",
            "Anche solo le pagine firmate.",
            required=True,
        ),
        pdf("rules", "Prezzi e regole d’uso", "Quelli che pubblicate.", required=True),
        pdf("layout", "Pianta del laboratorio", "Con le postazioni e le macchine.", required=True),
        *STAMP_DUTY,
    ),
)

FROM_LAB = "Domanda: Il laboratorio"
REQUIREMENTS = (
    shared.DECLARATIONS_MADE,
    shared.FILES_THERE,
    Requirement("seat_in_city", "La sede è in città", "Domanda: La sede; visura"),
    shared.STANDING,
    Requirement("workstations", "Almeno 10 postazioni", f"{FROM_LAB}; Pianta"),
    Requirement("area", "Almeno 80 metri quadrati", f"{FROM_LAB}; Pianta"),
    Requirement("common_spaces", "Spazi comuni e di ristoro", FROM_LAB),
    Requirement("machines", "Almeno quattro tipi di macchine, funzionanti", FROM_LAB),
    Requirement("opening", "Almeno 20 ore alla settimana, una sera o il sabato compresi", FROM_LAB),
    Requirement(
        "safety",
        "Valutazione dei rischi, registri delle macchine, formazione prima dell’uso",
        "Documento di valutazione dei rischi (D.Lgs 81/2008)",
    ),
    Requirement("insurance", "Responsabilità civile di almeno 1.000.000 di euro", "Polizza"),
    Requirement("public_rules", "Prezzi e regole pubblici", "Prezzi e regole; pagina web"),
    Requirement("accessible", "Accessibile, con Wi-Fi", "Visita in sede"),
    Requirement("technician", "Almeno un tecnico qualificato", FROM_LAB),
    Requirement("documentation", "Documentazione aperta", FROM_LAB),
    shared.STAMP,
)

EDITION = replace(
    blank_edition(),
    kind="register",
    texts=Texts(
        title="Elenco qualificato dei FabLab e dei makerspace",
        title_en="Qualified register of FabLabs and makerspaces",
        summary="I laboratori condivisi della città che hanno macchine, spazi e regole aperte a tutti. Si entra in ogni momento.",
        summary_en="The city’s shared workshops with machines, spaces and rules open to all. You can join at any time.",
        purpose="L’elenco dice a imprese, scuole e abitanti dove trovare un laboratorio serio vicino a casa. Chi è iscritto può "
        "chiedere i contributi riservati ai laboratori e ospitare attività della città.",
        what_you_get="L’iscrizione nell’elenco pubblico per 3 anni e l’accesso ai bandi riservati ai laboratori iscritti. "
        "L’iscrizione non dà contributi in denaro.",
        example="Domanda inviata il 2 marzo: controllo dei requisiti, visita di due funzionari, iscrizione entro 60 giorni. "
        "Vale 3 anni, con una conferma all’anno.",
        how_to_apply="Fai prima la prova dei requisiti: dura due minuti. Poi accedi e compila la domanda qui, anche dal "
        "telefono. Si salva da sola. Dopo l’invio controlliamo i documenti e ti proponiamo una visita. Se manca qualcosa ti "
        "scriviamo prima di decidere e puoi rispondere.",
        conditions="Ogni anno confermi che i requisiti ci sono ancora. Se ne perdi uno ce lo dici subito: l’iscrizione si "
        "sospende e hai 30 giorni per rimediare, poi può essere cancellata.",
        privacy="Usiamo i tuoi dati solo per tenere l’elenco: controllare i requisiti, fare le visite e i controlli di legge "
        "(Reg. UE 2016/679, art. 6 par. 1 lett. e). Pubblichiamo nome, indirizzo e date dell’iscrizione. Puoi chiedere "
        "all’ufficio di vedere, correggere o limitare i tuoi dati.",
    ),
    timetable=Timetable(
        opens_at=NOT_YET,
        deadline_at=NO_END,
        review_days=45,
        committee_days=0,
        observations_days=0,
        procedure_term_days=60,
        publication_years=5,
    ),
    beneficiaries=Beneficiaries(
        participant_kinds=("firm", "non_profit", "grouping"),
        can_apply=(
            "Gestisci un FabLab o un makerspace con almeno 10 postazioni e 80 metri quadrati",
            "Hai almeno quattro tipi di macchine fra quelle dell’elenco",
            "Apri al pubblico almeno 20 ore alla settimana, una sera o il sabato compresi",
            "La sede è in città",
        ),
        cannot_apply=(
            "Lavori da solo senza una persona giuridica o un gruppo di soci",
            "Il laboratorio non è ancora aperto: guarda prima il bando per i laboratori nuovi",
            "Sei in liquidazione o in una procedura concorsuale",
        ),
    ),
    form=(LAB, SEAT, PAPERS, declarations_section(DECLARATIONS)),
    declarations=DECLARATIONS,
    eligibility=(
        EligibilityQuestion(
            "open_now",
            "Il laboratorio è già aperto al pubblico?",
            True,
            "L’elenco raccoglie laboratori già aperti. Per aprirne uno guarda i bandi.",
        ),
        EligibilityQuestion(
            "workstations",
            "Ci lavorano almeno 10 persone insieme?",
            True,
            "Con meno di 10 postazioni un laboratorio non può entrare nell’elenco.",
        ),
        EligibilityQuestion(
            "machines",
            "Ci sono almeno quattro tipi di macchine fra quelle dell’elenco?",
            True,
            "Stampante 3D, taglio laser, fresa, banco di elettronica, cucito, plotter, scanner: ne servono quattro.",
        ),
        EligibilityQuestion(
            "opening_hours",
            "È aperto almeno 20 ore alla settimana, una sera o il sabato compresi?",
            True,
            "Chi lavora deve poter venire: servono 20 ore e una sera, o il sabato.",
        ),
        EligibilityQuestion(
            "insurance",
            "Hai una polizza di responsabilità civile da almeno 1.000.000 di euro?",
            True,
            "La polizza serve prima della domanda: chi usa le macchine deve essere coperto.",
        ),
        EligibilityQuestion(
            "in_crisis",
            "Sei in liquidazione o in una procedura concorsuale?",
            False,
            "In questa situazione non possiamo iscriverti. Quando la procedura finisce, torna qui.",
        ),
    ),
    requirements=REQUIREMENTS,
    register=RegisterRule(
        entry_years=3, confirmation_months=12, visit_required=True, cure_days=30, confirmation_days=30
    ),
    is_sample=True,
)

F3 = Template(
    key="f3",
    title=gettext_noop("Elenco qualificato di FabLab e makerspace"),
    description=gettext_noop(
        "Sempre aperto: requisiti da avere, visita in sede, iscrizione per 3 anni con una conferma all’anno."
    ),
    edition=EDITION,
)
