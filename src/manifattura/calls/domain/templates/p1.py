"""P1: a support programme that gives a place and no money. Places, points, texts and dates are a sample."""

from dataclasses import replace
from decimal import Decimal

from ..edition import (
    Beneficiaries,
    CriteriaGroup,
    Criterion,
    Declarant,
    Declaration,
    EligibilityQuestion,
    FieldType,
    Flag,
    FormField,
    FormSection,
    Grid,
    Option,
    Requirement,
    Texts,
    TieBreaker,
)
from ..messages import gettext_noop
from ..scoring import AreaRule
from ..unfinished import blank_edition
from . import declarations as declared
from . import texts as shared
from .base import Template
from .declarations import declarations_section
from .questions import SEAT, STAMP_DUTY, TITLE, number, pdf, story, yes, yes_no

WARNING = " So che chi dichiara il falso perde il posto (DPR 445/2000, art. 75) e ne risponde anche penalmente (art. 76)."
STANDING = replace(
    declared.STANDING,
    text=declared.STANDING.text.removesuffix(declared.WARNING) + WARNING,
    declarant=Declarant.EACH_MEMBER,
)
PRESENCE = Declaration(
    key="presence",
    title="Presenza agli incontri",
    text="Dichiaro che almeno una persona che decide nell’impresa seguirà gli incontri. So che dopo tre assenze il posto "
    "può passare a chi segue." + WARNING,
    law="DPR 445/2000, art. 47",
    facts=("people", "available_hours"),
)
IDEA_OURS = Declaration(
    key="idea",
    title="Il progetto è nostro",
    text="Dichiaro che possiamo usare ciò che presentiamo: idee, disegni, dati, programmi." + WARNING,
    law="DPR 445/2000, art. 47",
    facts=("problem", "solution"),
)
DECLARATIONS = (STANDING, PRESENCE, IDEA_OURS, declared.PRIVACY_READ)

PROJECT = FormSection(
    key="progetto",
    title="Il progetto",
    help="Si valuta questo: racconta che cosa fai oggi e dove vuoi arrivare.",
    fields=(
        TITLE,
        story("problem", "Il problema che affronti", "Di chi è, e come se la cava oggi.", 1500),
        story("solution", "Che cosa fai", "Il prodotto o il servizio, e che cosa c’è già.", 2000),
        FormField(
            key="stage",
            type=FieldType.CHOICE,
            label="A che punto sei",
            options=(
                Option("idea", "Un’idea"),
                Option("prototype", "Un prototipo"),
                Option("first_sales", "Prime vendite"),
                Option("growing", "Vendite che crescono"),
            ),
        ),
        story("needs", "Che cosa ti serve dal programma", "Tre cose concrete.", 1500),
    ),
)
PEOPLE = FormSection(
    key="persone",
    title="Le persone",
    fields=(
        story("team", "Chi siete", "Ruoli ed esperienze utili al progetto.", 1500),
        number("people", "Quante persone seguono il programma", "Da una a tre.", 1, 3),
        number(
            "available_hours",
            "Ore alla settimana per il programma",
            "Gli incontri ne prendono quattro.",
            4,
            40,
        ),
        yes_no(
            "women_led",
            "L’impresa è a prevalenza femminile?",
            "Più della metà di soci e capitale, oppure chi la dirige.",
        ),
        yes_no(
            "under_35_led", "L’impresa è a prevalenza under 35?", "Come sopra, con chi ha meno di 35 anni."
        ),
    ),
)
PLACE = FormSection(
    key="sede",
    title="Dove lavori",
    fields=(replace(SEAT[0], label="La sede", help="Dove lavori oggi, o dove pensi di cominciare."),),
)
DOCUMENTS = FormSection(
    key="documenti",
    title="Documenti",
    fields=(
        pdf("presentation", "Presentazione", "Al massimo dieci pagine.", required=True),
        pdf("proxy", "Procura", "Solo se invia la domanda una persona delegata."),
        *STAMP_DUTY,
    ),
)

GRID = Grid(
    groups=(
        CriteriaGroup("A", "Il progetto", min=Decimal("30.00")),
        CriteriaGroup("B", "Le persone e il programma"),
    ),
    criteria=(
        Criterion(
            key="A1",
            title="Il problema è vero e chiaro",
            max=Decimal("25.00"),
            group="A",
            guidance="Chi ce l’ha, quanto pesa, come lo sa chi fa domanda.",
        ),
        Criterion(
            key="A2",
            title="La soluzione è nuova e si può fare",
            max=Decimal("30.00"),
            group="A",
            guidance="Che cosa c’è già, che cosa manca, quanto è diversa dalle altre.",
        ),
        Criterion(
            key="B1",
            title="Competenze e tempo del gruppo",
            max=Decimal("25.00"),
            group="B",
            guidance="Ruoli coperti, ore a disposizione.",
        ),
        Criterion(
            key="B2",
            title="Il programma serve a questo progetto",
            max=Decimal("20.00"),
            group="B",
            guidance="I bisogni sono quelli che il programma affronta.",
        ),
    ),
    total_min=Decimal("60.00"),
    tie_breakers=(TieBreaker("group", "A"), TieBreaker("criterion", "B2"), shared.DRAW),
    areas=(AreaRule("under_35_led", "Imprese under 35", least=4),),
)

EDITION = replace(
    blank_edition(),
    gives_money=False,
    places=12,
    texts=Texts(
        title="Programma di accompagnamento per nuove imprese manifatturiere",
        title_en="Support programme for new manufacturing firms",
        summary="Sei mesi con esperti, laboratori e altre imprese. Dodici posti, gratis. Non è un contributo in denaro.",
        summary_en="Six months with experts, workshops and other firms. Twelve places, free. It is not a grant.",
        purpose="Chi comincia a produrre in città ha bisogno di competenze, macchine e contatti prima che di soldi. Il "
        "programma li mette insieme.",
        what_you_get="Incontri ogni settimana per sei mesi, un esperto che ti segue, 40 ore di laboratorio e una giornata "
        "finale con imprese e investitori. Tutto gratis.",
        how_to_apply=shared.HOW_TO_APPLY,
        conditions="Segui gli incontri: dopo tre assenze il posto può passare a chi segue in graduatoria. Alla fine racconti "
        "in pubblico che cosa hai fatto.",
        privacy="Usiamo i tuoi dati solo per questo bando: per controllare i requisiti, valutare il progetto e organizzare il "
        "programma (Reg. UE 2016/679, art. 6 par. 1 lett. e). Li tratta l’ufficio responsabile; chi sta in commissione "
        "vede solo ciò che deve valutare. Puoi chiedere all’ufficio di vedere, correggere o limitare i tuoi dati.",
    ),
    beneficiaries=Beneficiaries(
        participant_kinds=("firm", "self_employed", "firm_to_be"),
        size_classes=("micro", "small", "medium"),
        can_apply=(
            "Produci, ripari o progetti cose, o vuoi cominciare",
            "L’impresa ha meno di cinque anni, o è da costituire",
            "Almeno una persona che decide può seguire gli incontri",
        ),
        cannot_apply=(
            "Hai già seguito il programma negli ultimi due anni",
            "Sei in liquidazione o in una procedura concorsuale",
        ),
    ),
    form=(PROJECT, PEOPLE, PLACE, DOCUMENTS, declarations_section(DECLARATIONS)),
    grid=GRID,
    declarations=DECLARATIONS,
    eligibility=(
        EligibilityQuestion(
            "makes",
            "Produci, ripari o progetti cose, o stai per cominciare?",
            True,
            "Il programma è per chi fa cose. Per i servizi guarda gli altri bandi.",
        ),
        EligibilityQuestion(
            "young",
            "L’impresa ha meno di cinque anni, o è da costituire?",
            True,
            "Il programma è per chi comincia. Per le imprese avviate ci sono i contributi.",
        ),
        EligibilityQuestion(
            "time",
            "Una persona che decide ha quattro ore alla settimana per sei mesi?",
            True,
            "Senza quel tempo il programma non serve. Torna alla prossima edizione.",
        ),
        EligibilityQuestion(
            "place",
            "Puoi venire agli incontri, in città?",
            True,
            "Gli incontri sono in presenza. Scrivi all’ufficio se hai una difficoltà.",
        ),
        EligibilityQuestion(
            "already",
            "Hai già seguito il programma negli ultimi due anni?",
            False,
            "I posti sono pochi: li diamo a chi non ha ancora partecipato.",
        ),
        EligibilityQuestion(
            "in_crisis",
            "Sei in liquidazione o in una procedura concorsuale?",
            False,
            "In questa situazione non puoi partecipare. Se la procedura finisce prima della scadenza, torna qui.",
        ),
    ),
    requirements=(
        shared.IN_TIME,
        shared.DECLARATIONS_MADE,
        shared.FILES_THERE,
        shared.SIZE,
        shared.STANDING,
        Requirement("young", "L’impresa ha meno di cinque anni, o è da costituire", "Visura camerale"),
        Requirement(
            "not_again", "Non ha seguito il programma negli ultimi due anni", "Elenco delle edizioni"
        ),
        shared.STAMP,
    ),
    flags=(
        Flag("women_led", "A prevalenza femminile", yes("women_led")),
        Flag("under_35_led", "A prevalenza under 35", yes("under_35_led")),
    ),
    is_sample=True,
)

P1 = Template(
    key="p1",
    title=gettext_noop("Programma per nuove imprese, senza denaro"),
    description=gettext_noop(
        "Graduatoria che dà un posto e non un contributo: dodici posti, di cui quattro a imprese under 35."
    ),
    edition=EDITION,
)
