"""Calls that give a place and no money: what of an edition then says nothing, and what must not be asked."""

from collections.abc import Iterator
from dataclasses import replace

from .edition import Aid, Edition, FieldType
from .messages import gettext_noop
from .problems import Part, Problem, problem
from .procedures.names import CallKind
from .unfinished import ZERO

NO_EXPENSES = gettext_noop(
    "La tabella delle spese «%(label)s» serve a calcolare un contributo: questo bando dà un posto, toglila."
)
NO_COST_CHECK = gettext_noop(
    "Il controllo «%(title)s» guarda la spesa del progetto: questo bando non dà un contributo, toglilo."
)
NO_REQUEST = gettext_noop("A parità non si guarda chi chiede meno: questo bando non dà un contributo.")
PLACES_SUM = gettext_noop(
    "I posti delle sessioni sono %(sum)s, quelli del bando %(places)s: devono essere uguali."
)
AT_LEAST_ONE = gettext_noop(
    "I posti sono almeno uno; senza un numero entrano tutte le domande sopra la soglia."
)
NO_TOTAL = gettext_noop("Le sessioni hanno dei posti, il bando no: scrivi quanti sono in tutto.")
NO_PLACES = gettext_noop("La sessione %(number)s non dice quanti posti ha.")
LEAST_PLACES = gettext_noop("I posti garantiti sono %(least)s, più di quelli del bando: %(places)s.")


def outcome_words(*, gives_money: bool) -> str:
    """The vocabulary that says what became of an application: of grants, or of places (`ui.statuses`)."""
    return "application" if gives_money else "place"


def without_money(edition: Edition) -> Edition:
    """The edition of a call that gives places: whatever its draft still keeps of money says nothing."""
    grid = replace(
        edition.grid,
        partial_last=False,
        partial_min_share=ZERO,
        skip_unaffordable=False,
        edge_ties="none",
        reserves=(),
        threshold_times=None,
        most_funded=None,
        rankings=(),
        areas=tuple(replace(area, most_amount=None) for area in edition.grid.areas),
    )
    return replace(
        edition,
        gives_money=False,
        budget=ZERO,
        aid=Aid(rate=ZERO, cap=ZERO),
        grid=grid,
        rounds=tuple(replace(one, budget=ZERO) for one in edition.rounds),
        lots=tuple(replace(one, budget=ZERO) for one in edition.lots),
        # without a number of places nothing is ever left
        carry_over=edition.carry_over and edition.places is not None,
    )


def places_problems(edition: Edition) -> Iterator[Problem]:
    """What a call that gives places must not ask, and places that do not add up."""
    for section in edition.form:
        for item in section.fields:
            if item.type is FieldType.EXPENSES:
                yield problem(Part.FORM, NO_EXPENSES, {"label": item.label})
    for requirement in edition.requirements:
        if requirement.automatic == "cost_range":
            yield problem(Part.REQUIREMENTS, NO_COST_CHECK, {"title": requirement.title})
    if any(tie.by == "requested" for tie in edition.grid.tie_breakers):
        yield problem(Part.GRID, NO_REQUEST)
    if edition.places is not None and edition.places < 1:
        yield problem(Part.MONEY, AT_LEAST_ONE)
    if edition.kind == CallKind.ROLLING:
        yield from _session_places(edition)
    least = sum(area.least or 0 for area in edition.grid.areas)
    if edition.places is not None and least > edition.places:
        yield problem(Part.GRID, LEAST_PLACES, {"least": str(least), "places": str(edition.places)})


def _session_places(edition: Edition) -> Iterator[Problem]:
    total = sum(session.places or 0 for session in edition.rounds)
    if edition.places is None:
        if total:
            yield problem(Part.PROCEDURE, NO_TOTAL)
        return
    for session in edition.rounds:
        if not session.places:
            yield problem(Part.PROCEDURE, NO_PLACES, {"number": str(session.number)})
    if total != edition.places:
        yield problem(Part.PROCEDURE, PLACES_SUM, {"sum": str(total), "places": str(edition.places)})
