"""What the sessions of a rolling call must be before publication: dated, in order, apart, and their money adds up."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from .edition import Edition
from .extensions import FARTHEST
from .messages import gettext_noop
from .problems import Part, Problem, advice, plain, problem
from .sessions import Session, sessions_of
from .states import CallKind
from .unfinished import NOT_YET, ZERO

NO_SESSIONS = gettext_noop("Uno sportello ha almeno una sessione: aggiungila.")
ONE_SESSION = gettext_noop("C’è una sola sessione: se non ne prevedi altre, scegli la graduatoria.")
NO_OPENING = gettext_noop("La sessione %(number)s non ha l’apertura.")
NO_DEADLINE = gettext_noop("La sessione %(number)s non ha la scadenza.")
DEADLINE_FIRST = gettext_noop("Nella sessione %(number)s la scadenza viene prima dell’apertura.")
OVERLAP = gettext_noop("La sessione %(number)s comincia prima che finisca quella precedente.")
FIRST_OVER = gettext_noop("La scadenza della sessione %(number)s è già passata.")
TOO_FAR = gettext_noop("La scadenza della sessione %(number)s è fra più di cinque anni: controlla l’anno.")
NO_MONEY = gettext_noop("La sessione %(number)s non ha risorse.")
CAP_ABOVE = gettext_noop("Il contributo massimo supera le risorse della sessione %(number)s.")
SUM = gettext_noop(
    "Le risorse delle sessioni fanno %(sum)s euro, quelle del bando %(budget)s: devono essere uguali."
)


def session_problems(edition: Edition, moment: datetime) -> Iterator[Problem]:
    """Nothing for calls of another kind."""
    if edition.kind != CallKind.ROLLING:
        return
    sessions = sessions_of(edition)
    if not sessions:
        yield problem(Part.PROCEDURE, NO_SESSIONS)
        return
    if len(sessions) == 1:
        yield advice(Part.PROCEDURE, ONE_SESSION)
    yield from _dates(sessions, moment, first_version=edition.version == 1)
    if edition.gives_money:
        yield from _money(edition, sessions)


def _dates(sessions: Sequence[Session], moment: datetime, *, first_version: bool) -> Iterator[Problem]:
    before: Session | None = None
    for session in sessions:
        number = {"number": str(session.number)}
        if session.opens_at == NOT_YET:
            yield problem(Part.PROCEDURE, NO_OPENING, number)
        if session.deadline_at == NOT_YET:
            yield problem(Part.PROCEDURE, NO_DEADLINE, number)
        elif session.deadline_at <= session.opens_at:
            yield problem(Part.PROCEDURE, DEADLINE_FIRST, number)
        elif first_version and session.is_over(moment):
            yield problem(Part.PROCEDURE, FIRST_OVER, number)
        elif session.deadline_at > moment + FARTHEST:
            yield problem(Part.PROCEDURE, TOO_FAR, number)
        if before is not None and session.opens_at != NOT_YET and not before.is_over(session.opens_at):
            yield problem(Part.PROCEDURE, OVERLAP, number)
        before = session


def _money(edition: Edition, sessions: Sequence[Session]) -> Iterator[Problem]:
    for session in sessions:
        number = {"number": str(session.number)}
        if session.budget <= ZERO:
            yield problem(Part.PROCEDURE, NO_MONEY, number)
        elif edition.aid.cap > session.budget:
            yield problem(Part.PROCEDURE, CAP_ABOVE, number)
    total = sum((session.budget for session in sessions), ZERO)
    if total != edition.budget:
        yield problem(Part.PROCEDURE, SUM, {"sum": plain(total), "budget": plain(edition.budget)})
