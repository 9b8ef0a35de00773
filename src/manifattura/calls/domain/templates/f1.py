"""F1: support of firms' investments in the quarters, one session (amounts of a real call; points are a sample)."""

from dataclasses import replace
from decimal import Decimal

from ..edition import (
    Aid,
    Beneficiaries,
    Bonus,
    CriteriaGroup,
    Criterion,
    Edition,
    EligibilityQuestion,
    Expression,
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
from ..unfinished import blank_edition
from .common import (
    DECLARATIONS,
    HOW_TO_APPLY,
    PRIVACY,
    REQUIREMENTS,
    declared_in_form,
    file_field,
    long_text,
    seat_fields,
    stamp_duty_fields,
)
from .template import CallTemplate

BUDGET = Decimal("750000.00")
AID = Aid(
    rate=Decimal("0.75"),
    cap=Decimal("75000.00"),
    cost_min=Decimal("30000.00"),
    cost_max=Decimal("100000.00"),
    regime="Aiuto de minimis, Reg. (UE) 2023/2831",
)

TEXTS = Texts(
    title="Manifattura in Quartiere 2026",
    summary="Contributi a fondo perduto per chi investe in macchine, impianti e tecnologie in un quartiere fuori dal centro.",
    purpose=(
        "Vogliamo più produzione nei quartieri: imprese che fabbricano, riparano e progettano dove oggi ci sono pochi "
        "laboratori, con tecnologie digitali, lavoro buono e poco impatto sull’ambiente."
    ),
    title_en="Manufacturing in the Quarters 2026",
    summary_en="Non-repayable grants for those who invest in machines, plants and technology in a quarter outside the centre.",
    what_you_get=(
        "Il 75% della spesa ammessa, a fondo perduto, fino a 75.000 euro. Sono ammessi beni strumentali, beni immateriali, "
        "opere murarie e impianti; consulenze fino al 10% del progetto, affitto per non più di 6 mesi e fino al 10%. Il "
        "progetto dura al massimo 12 mesi. Puoi chiedere un anticipo del 40% con una garanzia; il saldo arriva dopo la "
        "rendicontazione."
    ),
    example="Progetto da 64.000,00 €: contributo 48.000,00 €, quota tua 16.000,00 €.",
    how_to_apply=HOW_TO_APPLY,
    conditions=(
        "Le spese cominciano dopo l’invio della domanda e si pagano con mezzi tracciabili. Ogni fattura riporta il codice "
        "CUP. L’attività resta nell’area del bando per 3 anni. Il contributo si paga solo dopo la pubblicazione di "
        "legge. Se il progetto cambia, chiedi prima all’ufficio."
    ),
    privacy=PRIVACY,
)

WHO = Beneficiaries(
    participant_kinds=("firm", "self_employed", "non_profit", "firm_to_be", "grouping"),
    size_classes=("micro", "small", "medium"),
    ateco_edition="2025",
    ateco_prefixes=("C", "38.21", "58.29", "62", "71.12", "72.1", "74.1", "90.13", "95.2"),
    can_apply=(
        "Sei una micro, piccola o media impresa, anche sociale, o lavori in proprio con partita IVA",
        "Hai la sede operativa nell’area del bando, o la apri prima di accettare il contributo",
        "Produci, progetti o ripari: la tua attività è fra i codici ATECO ammessi",
        "Devi ancora costituire l’impresa: hai 3 mesi dalla concessione",
    ),
    cannot_apply=(
        "La sede del progetto è in centro, fuori dall’area del bando",
        "Hai già vinto la precedente edizione",
        "Con questo aiuto superi il massimale de minimis: in quel caso puoi ridurre la richiesta",
        "La tua attività è fra quelle escluse: gioco, armi, materiale pirotecnico, sola vendita on line",
    ),
)

FORM = (
    FormSection(
        key="progetto",
        title="Il progetto",
        help="Racconta che cosa vuoi fare come lo diresti a chi non ti conosce.",
        fields=(
            FormField(key="project_title", type=FieldType.TEXT, label="Titolo del progetto", max_length=120),
            long_text("summary", "Il progetto in breve", "Poche righe che chiunque possa capire.", 600),
            long_text(
                "technology",
                "L’investimento e le tecnologie",
                "Che cosa compri, perché ti serve, come lo userai. Si valuta con il criterio A1.",
            ),
            long_text(
                "innovation",
                "Che cosa c’è di nuovo",
                "Nel prodotto, nel modo di produrre, nell’uso della fabbricazione digitale. Criterio A2.",
            ),
            FormField(
                key="start_on",
                type=FieldType.DATE,
                label="Quando cominci",
                help="Le spese cominciano dopo l’invio della domanda.",
            ),
            FormField(
                key="months",
                type=FieldType.NUMBER,
                label="Durata in mesi",
                min_value=Decimal(1),
                max_value=Decimal(12),
            ),
        ),
    ),
    FormSection(
        key="sede",
        title="La sede e il quartiere",
        fields=(
            *seat_fields(),
            long_text(
                "quarter",
                "Che cosa cambia nel quartiere",
                "Di che cosa ha bisogno il quartiere e che effetto avrà il tuo progetto. Criterio B1.",
            ),
            long_text(
                "environment",
                "Ambiente",
                "Energia, materiali, scarti, riuso e riparazione. Criterio B3.",
                1500,
            ),
            long_text("access", "Chi può entrare", "Prezzi, orari, barriere. Criterio C3.", 1000),
        ),
    ),
    FormSection(
        key="persone",
        title="Chi ci lavora",
        fields=(
            long_text(
                "team",
                "Le persone e le competenze",
                "Chi segue il progetto e che cosa sa fare. Criterio C2.",
                1500,
            ),
            FormField(
                key="new_jobs",
                type=FieldType.NUMBER,
                label="Nuovi posti di lavoro (ULA)",
                help="Unità di lavoro a tempo pieno in un anno: mezzo posto vale 0,5. Criterio B2.",
                min_value=Decimal(0),
                max_value=Decimal(50),
            ),
            FormField(
                key="new_jobs_text",
                type=FieldType.LONG_TEXT,
                label="Di che lavoro si tratta",
                help="Contratti, formazione, persone fragili. Criterio B2.",
                max_length=1500,
                shown_if={"op": "gt", "field": "new_jobs", "value": 0},
            ),
            FormField(
                key="women_led",
                type=FieldType.YES_NO,
                label="L’impresa è guidata in prevalenza da donne?",
                help="La maggioranza del capitale e di chi amministra. Vale 2 punti: l’ufficio lo controlla in visura.",
            ),
            FormField(
                key="under35_led",
                type=FieldType.YES_NO,
                label="L’impresa è guidata in prevalenza da persone sotto i 35 anni?",
                help="La maggioranza del capitale e di chi amministra. Vale 2 punti.",
            ),
            FormField(
                key="uses_lab",
                type=FieldType.YES_NO,
                label="Userai un FabLab o makerspace iscritto all’elenco qualificato?",
                help="Serve un accordo con il laboratorio. Vale 1 punto.",
            ),
            FormField(
                key="lab_name",
                type=FieldType.TEXT,
                label="Quale laboratorio",
                max_length=160,
                shown_if={"op": "eq", "field": "uses_lab", "value": True},
            ),
        ),
    ),
    FormSection(
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
                    Option("beni-strumentali", "Beni strumentali: macchine e attrezzature"),
                    Option("beni-immateriali", "Beni immateriali: licenze, brevetti, software"),
                    Option("opere", "Opere murarie e impianti"),
                    Option("consulenze", "Progettazione e consulenze", Decimal("0.10")),
                    Option("affitto", "Affitto, fino a 6 mesi", Decimal("0.10")),
                ),
            ),
            long_text(
                "sustainability",
                "I conti dopo il contributo",
                "Come copri la tua quota e come il progetto si regge quando il contributo finisce. Criterio C1.",
            ),
        ),
    ),
    FormSection(
        key="documenti",
        title="Documenti",
        help="La visura e il DURC li chiede l’ufficio: non devi allegarli.",
        fields=(
            file_field("quotes", "Preventivi", "Uno o più PDF con i preventivi delle spese.", max_files=10),
            file_field(
                "lab_agreement",
                "Accordo con il laboratorio",
                "Solo se userai un FabLab o makerspace dell’elenco.",
                required=False,
            ),
            file_field("proxy", "Procura", "Solo se invia la domanda un delegato.", required=False),
            *stamp_duty_fields(),
        ),
    ),
    FormSection(
        key="dichiarazioni",
        title="Dichiarazioni",
        help="Le conferma, una per una, chi rappresenta l’impresa.",
        fields=declared_in_form(DECLARATIONS),
    ),
)


def _yes(field: str) -> Expression:
    return {"op": "eq", "field": field, "value": True}


GRID = Grid(
    groups=(
        CriteriaGroup("A", "Investimento", Decimal(15)),
        CriteriaGroup("B", "Effetti sul quartiere", Decimal("17.5")),
        CriteriaGroup("C", "Solidità"),
    ),
    criteria=(
        Criterion(
            "A1", "Qualità e chiarezza dell’investimento e della tecnologia", Decimal(15), None, "A",
            "Obiettivi chiari, spese coerenti, tecnologie adatte all’uso.",
        ),
        Criterion(
            "A2", "Innovazione di prodotto o processo, uso della fabbricazione digitale", Decimal(15), None, "A",
            "Novità rispetto a ciò che l’impresa fa oggi.",
        ),
        Criterion(
            "B1", "Bisogno del quartiere ed effetti attesi", Decimal(15), None, "B",
            "Bisogno dimostrato, effetti concreti e misurabili.",
        ),
        Criterion(
            "B2", "Lavoro di qualità, anche per persone fragili", Decimal(10), None, "B",
            "Unità di lavoro, contratti, formazione.",
        ),
        Criterion("B3", "Ambiente e circolarità", Decimal(10), None, "B", "Energia, materiali, scarti, riparazione."),
        Criterion(
            "C1", "Sostenibilità economica dopo il contributo", Decimal(15), None, "C",
            "Copertura della quota propria, conti dei tre anni dopo.",
        ),
        Criterion("C2", "Competenze del gruppo", Decimal(10), None, "C", "Esperienze adatte al progetto."),
        Criterion("C3", "Accessibilità: prezzi, orari, barriere", Decimal(5), None, "C", "Chi può usare e comprare."),
    ),
    bonuses=(
        Bonus("P1", "Impresa a prevalenza femminile", Decimal(2), _yes("women_led")),
        Bonus("P2", "Impresa a prevalenza under 35", Decimal(2), _yes("under35_led")),
        Bonus("P3", "Uso di un FabLab dell’elenco qualificato", Decimal(1), _yes("uses_lab")),
    ),
    bonus_cap=Decimal(5),
    total_min=Decimal(60),
    tie_breakers=(
        TieBreaker("group", "B"),
        TieBreaker("group", "A"),
        TieBreaker("draw", seed_rule="Sorteggio pubblico in seduta aperta: il seme estratto va nel verbale e nel file della graduatoria"),
    ),
    partial_last=True,
    partial_min_share=Decimal("0.60"),
)  # fmt: skip

ELIGIBILITY = (
    EligibilityQuestion(
        "sme",
        "La tua impresa è micro, piccola o media, oppure lavori in proprio?",
        True,
        "Questo bando è per micro, piccole e medie imprese e per chi lavora in proprio: una grande impresa non può partecipare.",
    ),
    EligibilityQuestion(
        "area",
        "La sede del progetto è, o sarà, fuori dal centro, nell’area del bando?",
        True,
        "La sede del progetto deve essere nell’area del bando. Puoi aprirla prima di accettare il contributo.",
    ),
    EligibilityQuestion(
        "range",
        "Il progetto costa fra 30.000 e 100.000 euro, senza IVA?",
        True,
        "Il bando finanzia progetti fra 30.000 e 100.000 euro. Puoi rivedere il progetto e tornare.",
    ),
    EligibilityQuestion(
        "not_started",
        "Le spese cominciano dopo l’invio della domanda?",
        True,
        "Le spese già fatte non sono ammesse: lasciale fuori dal progetto.",
    ),
    EligibilityQuestion(
        "previous_winner",
        "Hai già vinto la precedente edizione di questo bando?",
        False,
        "Chi ha vinto la precedente edizione non può partecipare a questa.",
    ),
    EligibilityQuestion(
        "in_crisis",
        "L’impresa è in liquidazione o in una procedura concorsuale?",
        False,
        "Un’impresa in liquidazione o in procedura concorsuale non può ricevere il contributo.",
    ),
)

F1: Edition = replace(
    blank_edition(),
    texts=TEXTS,
    budget=BUDGET,
    aid=AID,
    beneficiaries=WHO,
    form=FORM,
    grid=GRID,
    declarations=DECLARATIONS,
    eligibility=ELIGIBILITY,
    requirements=(
        *REQUIREMENTS,
        Requirement(
            "bollo", "La marca da bollo è indicata, o l’esenzione ha un motivo", "Domanda: documenti"
        ),
        Requirement("preventivi", "I preventivi corrispondono alle spese", "Domanda: le spese; preventivi"),
        Requirement(
            "esclusioni", "L’attività non è fra quelle escluse", "Avviso: chi non può partecipare; visura"
        ),
        Requirement("edizione", "Non ha vinto la precedente edizione", "Elenco dei beneficiari"),
    ),
    flags=(
        Flag("sede-da-aprire", "Sede da aprire", {"op": "eq", "field": "seat_state", "value": "da-aprire"}),
        Flag("nuovi-posti", "Crea almeno un posto di lavoro", {"op": "gte", "field": "new_jobs", "value": 1}),
    ),
    is_sample=True,
)

TEMPLATE = CallTemplate(
    key="f1",
    name=gettext_noop("Sostegno agli investimenti (F1)"),
    description=gettext_noop(
        "Contributo in conto capitale con graduatoria, tre gruppi di criteri e premialità. Risorse 750.000 euro."
    ),
    edition=F1,
    area="outside-centre",
)
