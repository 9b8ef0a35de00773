"""F2: eight spaces in eight quarters, each a lot with a base rent. Rents and points are a sample; places carry no address."""

from dataclasses import replace
from decimal import Decimal

from ..allocation import Allocation, LotRule, LotTie, SpaceLot
from ..edition import (
    Beneficiaries,
    Criterion,
    Declaration,
    EligibilityQuestion,
    Flag,
    FormSection,
    Grid,
    Requirement,
    Texts,
)
from ..messages import gettext_noop
from ..sealing import Sealing
from ..unfinished import blank_edition
from . import declarations as declared
from . import texts as shared
from .base import Template
from .declarations import declarations_section
from .questions import SEAT, STAMP_DUTY, TITLE, number, pdf, story, yes, yes_no

WARNING = " So che chi dichiara il falso perde lo spazio (DPR 445/2000, art. 75) e ne risponde anche penalmente (art. 76)."
STANDING = replace(declared.STANDING, text=declared.STANDING.text.removesuffix(declared.WARNING) + WARNING)
SEEN = Declaration(
    key="sopralluogo",
    title="Ho visto gli spazi",
    text="Dichiaro di aver visitato gli spazi che chiedo e di conoscerne lo stato, i limiti e i lavori necessari."
    + WARNING,
    law="DPR 445/2000, art. 47",
)
USE = Declaration(
    key="uso",
    title="Uso produttivo",
    text="Dichiaro che almeno il 60 % della superficie servirà a produrre, riparare o progettare cose, e che non cederò lo "
    "spazio ad altri." + WARNING,
    law="DPR 445/2000, art. 47",
    facts=("productive_share",),
)
DECLARATIONS = (STANDING, SEEN, USE, declared.PRIVACY_READ)

PROJECT = FormSection(
    key="progetto",
    title="Il progetto",
    help="Vale per tutti i lotti che chiedi.",
    fields=(
        TITLE,
        story("activity", "Che cosa farai nello spazio", "Prodotti, macchine, persone, orari.", 2500),
        number(
            "productive_share", "Quanta superficie serve a produrre, in percentuale", "Almeno 60.", 60, 100
        ),
        story(
            "openness", "Che cosa cambia per il quartiere", "Aperture, corsi, lavoro per chi ci abita.", 1500
        ),
        number("start_days", "Entro quanti giorni dalla consegna cominci", "Al massimo 120.", 1, 120),
        yes_no(
            "women_led",
            "L’impresa è a prevalenza femminile?",
            "Più della metà di soci e capitale, o chi la dirige.",
        ),
        yes_no(
            "under_35_led", "L’impresa è a prevalenza under 35?", "Come sopra, con chi ha meno di 35 anni."
        ),
    ),
)
EACH_LOT = FormSection(
    key="lotto-per-lotto",
    title="Lotto per lotto",
    help="Ogni spazio è diverso: per ognuno di quelli che chiedi, che cosa ci fai e che cosa ci sistemi.",
    fields=(
        story(
            "fit",
            "Come usi questo spazio",
            "Dove vanno macchine, banchi e magazzino, che cosa produci qui.",
            1500,
        ),
        story(
            "works", "Lavori, energia, rumore", "Che cosa sistemi, quanto consumi, quanto rumore fai.", 1500
        ),
    ),
    per_lot=True,
)
PLACE = FormSection(
    key="sede",
    title="Dove lavori oggi",
    fields=(
        replace(
            SEAT[0], label="La sede di oggi", help="Dove lavori adesso, o dove abiti se l’impresa nasce ora."
        ),
    ),
)
DOCUMENTS = FormSection(
    key="documenti",
    title="Documenti",
    fields=(
        pdf("report", "Relazione tecnica", "Al massimo dieci pagine.", required=True),
        pdf("plan", "Piano economico di tre anni", "Ricavi, costi, canone che puoi pagare.", required=True),
        pdf("visit", "Attestato di sopralluogo", "Uno per ogni lotto che chiedi.", required=True, most=3),
        *STAMP_DUTY,
    ),
)
GRID = Grid(
    criteria=(
        Criterion("A", "Qualità del progetto e adatto allo spazio", Decimal("15.00"), guidance="Chiaro, realizzabile, giusto per quelle misure.", per_lot=True),
        Criterion("B", "Uso produttivo e artigianato nuovo o giovane", Decimal("10.00"), guidance="Quanta superficie produce, che cosa di nuovo."),
        Criterion("C", "Rilancio e apertura al quartiere", Decimal("10.00"), guidance="Vetrine aperte, corsi, lavoro per chi abita vicino."),
        Criterion("D", "Sostenibilità economica", Decimal("10.00"), guidance="Il piano di tre anni regge il canone."),
        Criterion("E", "Lavori, energia, rumore", Decimal("8.00"), guidance="Lavori possibili, consumi bassi, rumore adatto alla zona.", per_lot=True),
        Criterion("F", "Prevalenza di donne e giovani", Decimal("4.00"), guidance="Chi possiede e chi dirige."),
        Criterion("G", "Avvio entro 90 giorni", Decimal("3.00"), guidance="Pieno se entro 90 giorni."),
    ),
)  # fmt: skip


def _lot(number: int, quarter: str, area: int, base: str, rule: LotRule = LotRule.MEAT) -> SpaceLot:
    points = rule is LotRule.MEAT
    return SpaceLot(
        key=str(number),
        title=f"Lotto {number}",
        address=quarter,
        area=Decimal(area),
        base=Decimal(base),
        rule=rule,
        economic_max=Decimal("40.00") if points else None,
        technical_min=Decimal("36.00") if points else None,
        tie=LotTie.TECHNICAL if points else LotTie.DRAW,
    )


LOTS = (
    _lot(1, "Quarto Oggiaro", 84, "3192.00"),
    _lot(2, "Bovisa", 145, "4930.00"),
    _lot(3, "Lodi-Corvetto", 62, "3410.00"),
    _lot(4, "Giambellino", 53, "3074.00"),
    _lot(5, "Gratosoglio", 110, "3520.00"),
    _lot(6, "Baggio", 91, "3685.00"),
    _lot(7, "Gallaratese", 145, "2283.00", LotRule.HIGHEST_OFFER),
    _lot(8, "Lambrate-Ortica", 348, "13742.00"),
)

EDITION = replace(
    blank_edition(),
    gives_money=False,
    texts=Texts(
        title="Spazi alla manifattura: otto lotti",
        title_en="Spaces for makers: eight lots",
        summary="Otto spazi della città per chi produce, da 53 a 348 metri quadri, in affitto con un canone base ridotto. Ne puoi chiedere tre e vincerne uno.",
        summary_en="Eight city spaces for makers, from 53 to 348 square metres, let from a reduced base rent. Ask for three, win one.",
        purpose="Nei quartieri ci sono spazi vuoti e imprese che li cercano. Il bando li mette insieme: chi porta un buon "
        "progetto e un canone sostenibile apre bottega.",
        what_you_get="Un contratto di locazione di sei anni, rinnovabile per altri sei (per il lotto 8 una concessione di dodici "
        "anni). Il canone è quello che offri. I lavori approvati si scontano dal canone, fino a 36 mensilità.",
        how_to_apply=shared.HOW_TO_APPLY,
        conditions="Il contratto si firma entro 60 giorni dall’assegnazione definitiva, con tre mensilità di deposito. L’attività "
        "comincia entro 120 giorni dalla consegna. Un lotto senza vincitore torna in un nuovo bando con il canone base più basso.",
        privacy="Usiamo i tuoi dati solo per questo bando: per controllare i requisiti, valutare il progetto e assegnare gli "
        "spazi (Reg. UE 2016/679, art. 6 par. 1 lett. e). Li tratta l’ufficio responsabile; chi sta in commissione vede "
        "solo ciò che deve valutare. Puoi chiedere all’ufficio di vedere, correggere o limitare i tuoi dati.",
    ),
    beneficiaries=Beneficiaries(
        participant_kinds=("firm", "self_employed", "firm_to_be"),
        size_classes=("micro", "small", "medium"),
        can_apply=(
            "Produci, ripari o progetti cose, o vuoi cominciare",
            "Userai almeno il 60 % della superficie per produrre",
            "Hai visitato gli spazi che chiedi",
        ),
        cannot_apply=(
            "Hai debiti con il Comune per canoni o tributi",
            "Sei in liquidazione o in una procedura concorsuale",
        ),
    ),
    form=(PROJECT, EACH_LOT, PLACE, DOCUMENTS, declarations_section(DECLARATIONS)),
    grid=GRID,
    declarations=DECLARATIONS,
    eligibility=(
        EligibilityQuestion(
            "makes",
            "Produci, ripari o progetti cose, o stai per cominciare?",
            True,
            "Gli spazi sono per chi fa cose. Per i servizi guarda gli altri bandi.",
        ),
        EligibilityQuestion(
            "seen",
            "Hai visitato gli spazi che vuoi chiedere, o li visiterai prima della scadenza?",
            True,
            "Il sopralluogo è obbligatorio: prenotalo prima di fare domanda.",
        ),
        EligibilityQuestion(
            "produces_most",
            "Userai almeno il 60 % dello spazio per produrre, riparare o progettare?",
            True,
            "Vendita, uffici e magazzino possono prendere meno della metà. Rivedi il progetto.",
        ),
        EligibilityQuestion(
            "starts",
            "Puoi cominciare entro 120 giorni dalla consegna?",
            True,
            "Lo spazio non può restare chiuso: se serve più tempo, aspetta il prossimo bando.",
        ),
        EligibilityQuestion(
            "in_crisis",
            "Sei in liquidazione o in una procedura concorsuale?",
            False,
            "In questa situazione non puoi partecipare. Se la procedura finisce prima della scadenza, torna qui.",
        ),
        EligibilityQuestion(
            "debts",
            "Hai debiti con il Comune per canoni o tributi?",
            False,
            "Con un debito aperto non si può partecipare. Regolalo, anche a rate, e torna qui.",
        ),
    ),
    requirements=(
        shared.IN_TIME,
        shared.DECLARATIONS_MADE,
        shared.FILES_THERE,
        shared.SIZE,
        shared.STANDING,
        Requirement("visits", "C’è un attestato di sopralluogo per ogni lotto chiesto", "Domanda: Documenti"),
        Requirement("deposit", "Il deposito cauzionale basta per i lotti chiesti", "Domanda: Offerte"),
        Requirement("debts", "Nessun debito con il Comune", "Banca dati dei tributi e dei canoni"),
        shared.STAMP,
    ),
    flags=(
        Flag("women_led", "A prevalenza femminile", yes("women_led")),
        Flag("under_35_led", "A prevalenza under 35", yes("under_35_led")),
    ),
    sealing=Sealing(),
    allocation=Allocation(LOTS, most_bids=3, most_won=1, deposit=Decimal("0.1000")),
    is_sample=True,
)

F2 = Template(
    key="f2",
    title=gettext_noop("Spazi in lotti, con offerta in busta chiusa"),
    description=gettext_noop(
        "Otto spazi con un canone base: punti tecnici e offerta, preferenze fra i lotti, un solo lotto a testa."
    ),
    edition=EDITION,
)
