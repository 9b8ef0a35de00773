"""Everything that must hold before a call goes to approval: shown while it is written, and checked again when it is sent."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from .edition import APPLICANT_RECORD, Edition
from .extensions import FARTHEST, TOO_FAR
from .form_checks import form_problems
from .grid_checks import grid_problems
from .lot_checks import NOT_SAID_OF_LOTS, lot_problems
from .messages import gettext_noop
from .places import places_problems
from .problems import Part, Problem, advice, plain, problem
from .sealing_checks import sealing_problems
from .session_checks import session_problems
from .states import CallKind
from .unfinished import NOT_YET, ZERO

WHOLE = Decimal(1)

MISSING_TEXTS = {
    "title": gettext_noop("Manca il titolo."),
    "summary": gettext_noop("Manca la descrizione breve."),
    "purpose": gettext_noop("Manca lo scopo del bando."),
    "what_you_get": gettext_noop("Manca che cosa si ottiene."),
    "how_to_apply": gettext_noop("Manca come si fa domanda."),
    "conditions": gettext_noop("Mancano le condizioni."),
    "privacy": gettext_noop("Manca l’informativa sui dati personali."),
}
NO_ENGLISH = gettext_noop(
    "Mancano titolo e descrizione in inglese: la pagina inglese mostra quelli italiani."
)
NO_EXAMPLE = gettext_noop("Un esempio di calcolo aiuta a capire il contributo.")
NO_OFFICE = gettext_noop(
    "L’ufficio non ha e-mail o non dice chi interviene se non risponde: chiedi all’amministratore."
)
NO_OPENING = gettext_noop("Manca il giorno di apertura.")
NO_DEADLINE = gettext_noop("Manca la scadenza.")
DEADLINE_FIRST = gettext_noop("La scadenza viene prima dell’apertura.")
OPENING_PAST = gettext_noop("L’apertura è già passata: si può fare domanda appena il bando è pubblicato.")
DEADLINE_PAST = gettext_noop("La scadenza è già passata.")
CLARIFICATIONS_OUTSIDE = gettext_noop("Il termine per i chiarimenti deve stare fra l’apertura e la scadenza.")
NO_TERM = gettext_noop("Manca il termine del procedimento in giorni (L. 241/1990, art. 2).")
TERM_TOO_SHORT = gettext_noop(
    "Istruttoria, commissione e osservazioni durano %(days)s giorni, più del termine del procedimento: %(term)s."
)
NO_BUDGET = gettext_noop("Mancano le risorse del bando.")
NO_RATE = gettext_noop("Manca la percentuale del contributo.")
RATE_ABOVE = gettext_noop("La percentuale del contributo supera il 100.")
NO_CAP = gettext_noop("Manca il contributo massimo.")
CAP_ABOVE_BUDGET = gettext_noop("Il contributo massimo supera le risorse del bando.")
COST_LIMITS = gettext_noop("La spesa minima supera la massima.")
CAP_UNREACHABLE = gettext_noop(
    "Con la spesa massima il contributo arriva a %(reached)s euro: il massimo scritto, %(cap)s, non si raggiunge mai."
)
NO_KINDS = gettext_noop("Scegli chi può partecipare.")
NO_CAN_APPLY = gettext_noop("Scrivi almeno una riga in «puoi fare domanda se».")
EMPTY_AREA = gettext_noop("L’area del bando ha un nome ma nessun quartiere e nessun municipio.")
UNNAMED_AREA = gettext_noop("L’area del bando non ha un nome.")
ALL_EXCLUDED = gettext_noop("Un municipio è sia compreso sia escluso dall’area.")
NO_DECLARATION = gettext_noop("Manca almeno una dichiarazione.")
DECLARATION_TEXT = gettext_noop("La dichiarazione «%(title)s» non ha testo.")
DECLARATION_LAW = gettext_noop("La dichiarazione «%(title)s» non dice su quale norma si basa.")
DECLARATION_FACT = gettext_noop(
    "La dichiarazione «%(title)s» riguarda una domanda che non esiste: %(field)s."
)
NO_REQUIREMENT = gettext_noop("Manca almeno un controllo formale.")
UNKNOWN_CHECK = gettext_noop("Il controllo «%(title)s» usa un controllo automatico che non esiste.")
NO_QUESTION = gettext_noop("Senza domande di verifica chi non ha i requisiti lo scopre solo alla fine.")
QUESTION_EXPLAIN = gettext_noop("La domanda di verifica «%(question)s» non dice che cosa fare.")
NO_DOCUMENT = gettext_noop("Non c’è nessun documento da scaricare: di solito c’è almeno l’avviso in PDF.")

FIRST_VERSION = 1
AUTOMATIC_CHECKS = ("in_time", "ateco", "area", "size", "cost_range", "declarations", "files", "stamp_duty")


def publication_problems(edition: Edition, moment: datetime) -> tuple[Problem, ...]:
    """All problems and advices of a draft, in the order of the builder's pages; `moment` judges the deadline."""
    # a register compares nobody and gives no money: it has neither grid nor budget
    compared = edition.kind != CallKind.REGISTER
    return tuple(
        found
        for part in (
            _texts(edition),
            session_problems(edition, moment),
            _times(edition, moment),
            _gives(edition) if compared else (),
            lot_problems(edition),
            _who(edition),
            form_problems(edition),
            sealing_problems(edition),
            _declarations(edition),
            _grid(edition) if compared else (),
            _requirements(edition),
            _questions(edition),
            _documents(edition),
        )
        for found in part
    )


def blocking(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(found for found in problems if found.blocks)


def _texts(edition: Edition) -> Iterator[Problem]:
    texts, office = edition.texts, edition.office
    for name, message in MISSING_TEXTS.items():
        if not getattr(texts, name).strip():
            yield problem(Part.TEXTS, message)
    if not (office.email and office.substitute_power and office.head_of_procedure):
        yield problem(Part.TEXTS, NO_OFFICE)
    if not (texts.title_en and texts.summary_en):
        yield advice(Part.TEXTS, NO_ENGLISH)
    if edition.gives_money and not texts.example:
        yield advice(Part.TEXTS, NO_EXAMPLE)


def _times(edition: Edition, moment: datetime) -> Iterator[Problem]:
    times = edition.timetable
    if edition.kind == CallKind.ROLLING:
        yield from _lengths(edition)
        return
    if times.opens_at == NOT_YET:
        yield problem(Part.TIMES, NO_OPENING)
    if times.deadline_at == NOT_YET:
        yield problem(Part.TIMES, NO_DEADLINE)
    elif times.deadline_at <= times.opens_at:
        yield problem(Part.TIMES, DEADLINE_FIRST)
    elif times.deadline_at <= moment:
        yield problem(Part.TIMES, DEADLINE_PAST)
    elif edition.kind == CallKind.RANKING and times.deadline_at > moment + FARTHEST:
        yield problem(Part.TIMES, TOO_FAR)
    elif NOT_YET != times.opens_at < moment and edition.version == FIRST_VERSION:
        yield advice(Part.TIMES, OPENING_PAST)
    yield from _lengths(edition)


def _lengths(edition: Edition) -> Iterator[Problem]:
    times = edition.timetable
    asked = times.clarifications_until
    if asked is not None and not times.opens_at <= asked <= times.deadline_at:
        yield problem(Part.TIMES, CLARIFICATIONS_OUTSIDE)
    phases = times.review_days + times.committee_days + times.observations_days
    if times.procedure_term_days == 0:
        yield problem(Part.TIMES, NO_TERM)
    elif phases > times.procedure_term_days:
        params = {"days": str(phases), "term": str(times.procedure_term_days)}
        yield problem(Part.TIMES, TERM_TOO_SHORT, params)


def _grid(edition: Edition) -> Iterator[Problem]:
    for found in grid_problems(edition):
        if edition.allocation is None or found.message.text not in NOT_SAID_OF_LOTS:
            yield found


def _gives(edition: Edition) -> Iterator[Problem]:
    return _money(edition) if edition.gives_money else places_problems(edition)


def _money(edition: Edition) -> Iterator[Problem]:
    aid, budget = edition.aid, edition.budget
    if budget <= ZERO:
        yield problem(Part.MONEY, NO_BUDGET)
    if aid.rate <= ZERO:
        yield problem(Part.MONEY, NO_RATE)
    elif aid.rate > WHOLE:
        yield problem(Part.MONEY, RATE_ABOVE)
    if aid.cap <= ZERO:
        yield problem(Part.MONEY, NO_CAP)
    elif budget > ZERO and aid.cap > budget:
        yield problem(Part.MONEY, CAP_ABOVE_BUDGET)
    if aid.cost_max is None:
        return
    if aid.cost_min is not None and aid.cost_min > aid.cost_max:
        yield problem(Part.MONEY, COST_LIMITS)
    reached = aid.rate * aid.cost_max
    if ZERO < reached < aid.cap:
        yield problem(Part.MONEY, CAP_UNREACHABLE, {"reached": plain(reached), "cap": plain(aid.cap)})


def _who(edition: Edition) -> Iterator[Problem]:
    who = edition.beneficiaries
    if not who.participant_kinds:
        yield problem(Part.WHO, NO_KINDS)
    if not who.can_apply:
        yield problem(Part.WHO, NO_CAN_APPLY)
    area = who.target_area
    if area is None:
        return
    if not (area.nils or area.municipi or area.excluded_municipi):
        yield problem(Part.WHO, EMPTY_AREA)
    if not area.name:
        yield problem(Part.WHO, UNNAMED_AREA)
    if set(area.municipi) & set(area.excluded_municipi):
        yield problem(Part.WHO, ALL_EXCLUDED)


def _declarations(edition: Edition) -> Iterator[Problem]:
    if not edition.declarations:
        yield problem(Part.DECLARATIONS, NO_DECLARATION)
    keys = {item.key for section in edition.form for item in section.fields}
    for declaration in edition.declarations:
        if not declaration.text.strip():
            yield problem(Part.DECLARATIONS, DECLARATION_TEXT, {"title": declaration.title})
        if not declaration.law.strip():
            yield problem(Part.DECLARATIONS, DECLARATION_LAW, {"title": declaration.title})
        for fact in declaration.facts:
            if fact not in keys and fact != APPLICANT_RECORD:
                params = {"title": declaration.title, "field": fact}
                yield problem(Part.DECLARATIONS, DECLARATION_FACT, params)


def _requirements(edition: Edition) -> Iterator[Problem]:
    if not edition.requirements:
        yield problem(Part.REQUIREMENTS, NO_REQUIREMENT)
    for requirement in edition.requirements:
        if requirement.automatic and requirement.automatic not in AUTOMATIC_CHECKS:
            yield problem(Part.REQUIREMENTS, UNKNOWN_CHECK, {"title": requirement.title})


def _questions(edition: Edition) -> Iterator[Problem]:
    if not edition.eligibility:
        yield advice(Part.QUESTIONS, NO_QUESTION)
    for question in edition.eligibility:
        if not question.explain.strip():
            yield problem(Part.QUESTIONS, QUESTION_EXPLAIN, {"question": question.question})


def _documents(edition: Edition) -> Iterator[Problem]:
    if not edition.documents:
        yield advice(Part.DOCUMENTS, NO_DOCUMENT)
