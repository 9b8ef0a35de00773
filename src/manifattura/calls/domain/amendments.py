"""What an amendment of a published call may change, and until when (L. 241/1990 art. 12: rules are fixed beforehand).

Before the opening everything but an earlier deadline. Once applications come in texts, documents and a later deadline;
in a ranking also its rules, if the deadline moves far enough for those who applied to apply again. After the deadline
only texts and documents.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from .edition import Edition, ResponsibleOffice, Timetable
from .messages import gettext_noop
from .problems import Part, Problem, advice, problem
from .sealing_checks import unsealing_problems
from .sessions import Session, sessions_of
from .states import CallKind, is_before_deadline
from .unfinished import NO_ACT

NO_OFFICE = ResponsibleOffice(name="", email="", head_of_procedure="", substitute_power="")
FREE_PARTS = frozenset({Part.TEXTS, Part.DOCUMENTS})

DEADLINE_EARLIER = gettext_noop("La scadenza si può solo spostare più avanti.")
DEADLINE_OVER = gettext_noop("La scadenza è passata: non si può più spostare.")
TIMES_FIXED = gettext_noop(
    "Dopo l’apertura, dei tempi cambiano solo la scadenza e il termine per i chiarimenti."
)
KIND_FIXED = gettext_noop("Il tipo di procedura si sceglie prima di pubblicare: poi non cambia.")
SESSIONS_FIXED = gettext_noop(
    "Dopo l’apertura, delle sessioni cambia solo la scadenza: numero, aperture e risorse restano."
)
SESSION_EARLIER = gettext_noop("La scadenza della sessione %(number)s si può solo spostare più avanti.")
SESSION_OVER = gettext_noop("La scadenza della sessione %(number)s è passata: non si può più spostare.")
RULES_FIXED = gettext_noop("Dopo l’apertura questa parte del bando non cambia più.")
MORE_TIME = gettext_noop(
    "Per cambiare questa parte a domande aperte, la scadenza deve spostarsi di almeno %(days)s giorni: chi ha già inviato "
    "deve poter aggiornare la domanda."
)
NAMES_FIXED = gettext_noop("Dopo l’apertura non cambia il modo di pubblicare i nomi.")
CLARIFICATIONS_LATE = gettext_noop("Il termine per i chiarimenti viene dopo la scadenza.")
CLARIFICATIONS_PAST = gettext_noop(
    "Il termine per i chiarimenti è già passato: appena la rettifica è in vigore nessuno può più fare domande."
)
NOTHING_CHANGED = gettext_noop("La rettifica non cambia ancora niente.")


def is_over(edition: Edition, moment: datetime) -> bool:
    times = edition.timetable
    return not is_before_deadline(moment, times.deadline_at, inclusive=times.deadline_inclusive)


def amendable_parts(current: Edition, moment: datetime) -> frozenset[Part]:
    """The builder's pages that stay open for an amendment written at `moment`; who seals and who opens never changes."""
    if moment < current.timetable.opens_at:
        return frozenset(Part) - {Part.SEALED}
    if is_over(current, moment):
        return FREE_PARTS
    if current.kind == CallKind.RANKING:
        return frozenset(Part) - {Part.PROCEDURE, Part.SEALED}
    return FREE_PARTS | {Part.TIMES} | ({Part.PROCEDURE} if current.kind == CallKind.ROLLING else frozenset())


def amendment_problems(
    current: Edition, amended: Edition, moment: datetime, more_time: timedelta
) -> tuple[Problem, ...]:
    """Why `amended` cannot replace `current` at `moment`; empty when it can.

    `more_time`: by how much the deadline must move for the rules of an open ranking to change.
    """
    return tuple(_problems(current, amended, moment, more_time))


def _problems(
    current: Edition, amended: Edition, moment: datetime, more_time: timedelta
) -> Iterator[Problem]:
    if contents(current) == contents(amended):
        yield problem(Part.TEXTS, NOTHING_CHANGED)
    if current.kind != amended.kind:
        yield problem(Part.PROCEDURE, KIND_FIXED)
        return
    yield from unsealing_problems(current, amended)
    before, after = current.timetable, amended.timetable
    if current.kind == CallKind.ROLLING:
        yield from _sessions(sessions_of(current), sessions_of(amended), moment)
    elif after.deadline_at < before.deadline_at:
        yield problem(Part.TIMES, DEADLINE_EARLIER)
    if is_over(current, moment) and after.deadline_at != before.deadline_at:
        yield problem(Part.TIMES, DEADLINE_OVER)
    if moment < before.opens_at:
        return
    if _fixed_times(before) != _fixed_times(after):
        yield problem(Part.TIMES, TIMES_FIXED)
    yield from _clarifications(before, after, moment)
    if current.names_rule != amended.names_rule:
        yield problem(Part.TEXTS, NAMES_FIXED)
    yield from _rules(current, amended, moment, more_time)


def _clarifications(before: Timetable, after: Timetable, moment: datetime) -> Iterator[Problem]:
    """An open call may close the questions, but says so; it does not take them after its deadline."""
    until = after.clarifications_until
    if until is None or until == before.clarifications_until:
        return
    if until > after.deadline_at:
        yield problem(Part.TIMES, CLARIFICATIONS_LATE)
    elif until <= moment:
        yield advice(Part.TIMES, CLARIFICATIONS_PAST)


def changed_rules(current: Edition, amended: Edition) -> list[Part]:
    """The pages of the builder whose rules the amendment changes."""
    return [
        part
        for part, names in RULES.items()
        if any(getattr(current, name) != getattr(amended, name) for name in names)
    ]


def _rules(current: Edition, amended: Edition, moment: datetime, more_time: timedelta) -> Iterator[Problem]:
    """The rules of an open call are fixed; in a ranking they change together with the deadline."""
    moved = amended.timetable.deadline_at - current.timetable.deadline_at
    for part in changed_rules(current, amended):
        # of the procedure only the deadlines of its sessions move
        if part is Part.PROCEDURE or part not in amendable_parts(current, moment):
            yield problem(part, RULES_FIXED)
        elif moved < more_time:
            yield problem(part, MORE_TIME, {"days": str(more_time.days)})


def _sessions(before: Sequence[Session], after: Sequence[Session], moment: datetime) -> Iterator[Problem]:
    """Once the first has opened, a deadline that is not over may move later; nothing else of the sessions changes."""
    if moment < before[0].opens_at:
        return
    if [_fixed_session(one) for one in before] != [_fixed_session(one) for one in after]:
        yield problem(Part.PROCEDURE, SESSIONS_FIXED)
        return
    for old, new in zip(before, after, strict=True):
        number = {"number": str(old.number)}
        if new.deadline_at < old.deadline_at:
            yield problem(Part.PROCEDURE, SESSION_EARLIER, number)
        elif old.is_over(moment) and new.deadline_at != old.deadline_at:
            yield problem(Part.PROCEDURE, SESSION_OVER, number)


def _fixed_session(session: Session) -> Session:
    return replace(session, deadline_at=session.opens_at)


RULES: dict[Part, tuple[str, ...]] = {
    Part.PROCEDURE: ("carry_over", "between_sessions", "rejection_notice"),
    Part.MONEY: ("budget", "aid", "gives_money", "places"),
    Part.LOTS: ("allocation",),
    Part.WHO: ("beneficiaries",),
    Part.FORM: ("form",),
    Part.DECLARATIONS: ("declarations",),
    Part.GRID: ("grid", "flags"),
    Part.REQUIREMENTS: ("requirements",),
    Part.COMMITTEE: ("committee_rule",),
    Part.REGISTER: ("register",),
    Part.QUESTIONS: ("eligibility",),
}


def _fixed_times(times: Timetable) -> Timetable:
    """The timetable without what an open call may still change."""
    return replace(times, deadline_at=times.opens_at, clarifications_until=None)


def contents(edition: Edition) -> Edition:
    """The edition without what differs from version to version by itself."""
    return replace(edition, version=1, act=NO_ACT, amendment_note="", office=NO_OFFICE, lots=())
