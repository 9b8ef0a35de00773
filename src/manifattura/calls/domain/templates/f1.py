"""F1: support of investments in the quarters, one session. Amounts of a real call; points and wording are a sample."""

from dataclasses import replace
from decimal import Decimal

from ..edition import (
    Aid,
    Beneficiaries,
    CommitteeRule,
    EligibilityQuestion,
    Flag,
    Recusal,
    Requirement,
    Texts,
)
from ..messages import gettext_noop
from ..unfinished import blank_edition
from . import texts as shared
from .base import DE_MINIMIS_REGIME, Template, example_of
from .f1_form import DECLARATIONS, FORM
from .f1_grid import GRID
from .questions import PLANNED, yes

AID = Aid(
    rate=Decimal("0.75"),
    cap=Decimal("75000.00"),
    cost_min=Decimal("30000.00"),
    cost_max=Decimal("100000.00"),
    regime=DE_MINIMIS_REGIME,
)

TEXTS = Texts(
    title="Manifattura in Quartiere 2026",
    title_en="Manufacturing in the Neighbourhood 2026",
    summary="Contributi a fondo perduto per chi investe in macchine, impianti e tecnologie in un quartiere fuori dal "
    "centro.",
    summary_en="Non-repayable grants for those who invest in machines, plant and technology in a neighbourhood outside "
    "the centre.",
    purpose="Vogliamo più produzione nei quartieri: imprese che fabbricano, riparano e progettano dove oggi ci sono pochi "
    "laboratori. Cerchiamo progetti utili a chi ci abita, capaci di durare e aperti a tutti.",
    what_you_get="Il 75% della spesa ammessa, da 22.500 a 75.000 euro, per un progetto di 12 mesi al massimo. Sono ammessi "
    "beni strumentali, beni immateriali, opere murarie e impianti. Le consulenze contano fino al 10% del progetto, "
    "l’affitto fino a 6 mesi e fino al 10%. Puoi avere un anticipo del 40% con una garanzia; il resto arriva dopo la "
    "rendicontazione.",
    example=example_of(AID, Decimal("64000.00")),
    how_to_apply=shared.HOW_TO_APPLY,
    conditions="Le spese cominciano dopo l’invio della domanda. L’attività resta nell’area del bando per 3 anni. "
    + shared.PAYMENT
    + " All’ultimo progetto finanziabile, se i fondi non bastano, offriamo una parte del contributo: almeno il 60%.",
    privacy=shared.PRIVACY,
)

WHO = Beneficiaries(
    participant_kinds=("firm", "self_employed", "non_profit", "firm_to_be"),
    size_classes=("micro", "small", "medium"),
    ateco_edition="2025",
    ateco_prefixes=("C", "38.21", "58.29", "62", "71.12", "72.1", "74.1", "90.13", "95.2"),
    can_apply=(
        "Sei una micro, piccola o media impresa, un’impresa sociale o un ente non profit",
        "Lavori in proprio con partita IVA: vali quanto un’impresa",
        "Hai la sede operativa nell’area del bando, fuori dal centro, o la apri prima di accettare il contributo",
        "Produci, progetti o ripari: la tua attività è fra i codici ATECO 2025 ammessi",
        "Devi ancora costituire l’impresa: hai 3 mesi dalla concessione",
    ),
    cannot_apply=(
        "La sede del progetto è in centro, fuori dall’area del bando",
        "Hai già vinto la precedente edizione",
        "Sei in liquidazione o in una procedura concorsuale",
        "Con questo aiuto superi il massimale de minimis. Puoi però ridurre la richiesta",
        "La tua attività è esclusa: gioco d’azzardo, armi, fuochi d’artificio, contenuti per adulti, sola vendita online",
    ),
)

ELIGIBILITY = (
    EligibilityQuestion(
        "sme",
        "La tua impresa è micro, piccola o media, oppure lavori in proprio?",
        True,
        "Il bando è per chi ha meno di 250 persone occupate e fatturato o bilancio entro i limiti europei. Una grande "
        "impresa non può partecipare.",
    ),
    EligibilityQuestion(
        "area",
        "La sede del progetto è, o sarà, nell’area del bando, fuori dal centro?",
        True,
        "La sede deve essere nell’area del bando. Se non ce l’hai ancora, puoi aprirla prima di accettare il contributo.",
    ),
    EligibilityQuestion(
        "activity",
        "Produci, progetti, ripari o sviluppi tecnologie per chi lo fa?",
        True,
        "Il bando finanzia la manifattura e le attività vicine. Guarda i codici ATECO ammessi nella pagina del bando.",
    ),
    EligibilityQuestion(
        "cost_range",
        "Il progetto costa fra 30.000 e 100.000 euro, senza IVA?",
        True,
        "Finanziamo solo progetti fra 30.000 e 100.000 euro. Rivedi il piano dei costi e torna qui.",
    ),
    EligibilityQuestion(
        "not_started",
        "Le spese cominciano tutte dopo l’invio della domanda?",
        True,
        "Le spese già fatte non sono ammesse: lasciale fuori dal progetto.",
    ),
    EligibilityQuestion(
        "previous_winner",
        "Hai già vinto la precedente edizione?",
        False,
        "Chi ha vinto la precedente edizione non può partecipare a questa.",
    ),
    EligibilityQuestion(
        "in_crisis",
        "L’impresa è in liquidazione o in una procedura concorsuale?",
        False,
        "In questa situazione non possiamo dare il contributo. Se la procedura finisce prima della scadenza, torna qui.",
    ),
    EligibilityQuestion(
        "contributions",
        "Sei in regola con i contributi INPS e INAIL, se li devi?",
        True,
        "Mettiti in regola prima di inviare la domanda: l’ufficio chiede il DURC e lo controlla.",
    ),
)

REQUIREMENTS = (
    *shared.CHECKED_BY_SYSTEM,
    Requirement("ateco", "L’attività è fra quelle ammesse", "Scheda dell’impresa; visura", "ateco"),
    shared.AREA,
    shared.ROOM_FOR_AID,
    shared.STANDING,
    shared.CONTRIBUTIONS,
    Requirement(
        "not_excluded", "L’attività non è esclusa e non ha già vinto", "Visura; elenco dei beneficiari"
    ),
    shared.QUOTES,
    shared.STAMP,
)

FLAGS = (
    Flag("planned_seat", "Sede da aprire", PLANNED),
    Flag("women_led", "A prevalenza femminile", yes("women_led")),
    Flag("under_35_led", "A prevalenza under 35", yes("under_35_led")),
    Flag("new_jobs", "Almeno un nuovo posto di lavoro", {"op": "gte", "field": "new_jobs", "value": 1}),
)

EDITION = replace(
    blank_edition(),
    # with a hundred and more applicants, replacing whoever knows one of them would empty the committee
    committee=CommitteeRule(Recusal.ABSTENTION, harmonisation=False),
    texts=TEXTS,
    budget=Decimal("750000.00"),
    aid=AID,
    beneficiaries=WHO,
    form=FORM,
    grid=GRID,
    declarations=DECLARATIONS,
    eligibility=ELIGIBILITY,
    requirements=REQUIREMENTS,
    flags=FLAGS,
    is_sample=True,
)

F1 = Template(
    key="f1",
    title=gettext_noop("Sostegno agli investimenti nei quartieri"),
    description=gettext_noop(
        "Graduatoria con tre gruppi di criteri e premialità: 75% della spesa, fino a 75.000 euro."
    ),
    edition=EDITION,
    area="outside-centre",
)
