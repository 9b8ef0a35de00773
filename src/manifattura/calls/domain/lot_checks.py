"""Whether the lots of a call can be asked for, compared and assigned."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from .allocation import Allocation, LotRule, LotTie, SpaceLot
from .edition import Edition
from .grid_checks import NO_DRAW, NO_THRESHOLD, NOT_HUNDRED, total_points
from .grid_facts import leaves
from .lot_questions import MOST_CHOICES, own_keys, without_lot_questions
from .lot_sections import NOT_PER_LOT, has_lot_criteria, sheet_edition
from .messages import gettext_noop
from .problems import Part, Problem, advice, problem

ONE_LOT = gettext_noop("C’è un solo lotto: le preferenze non servono, ma il resto funziona.")
MOST_BIDS = gettext_noop(
    "Si possono chiedere al massimo %(most)s lotti per domanda: scrivi un numero più basso."
)
BIDS_ABOVE = gettext_noop("Si possono chiedere %(bids)s lotti, ma i lotti sono %(lots)s.")
WON_ABOVE = gettext_noop("Se ne possono vincere %(won)s ma chiedere solo %(bids)s.")
HAS_PLACES = gettext_noop(
    "Il bando assegna lotti: in «Denaro o posti» lascia vuoto quanti posti, entra chi vince un lotto."
)
NO_BASE = gettext_noop("Il lotto «%(lot)s» non ha il canone base, che è l’offerta minima.")
NO_ECONOMIC = gettext_noop("Il lotto «%(lot)s» non dice quanti punti vale l’offerta migliore.")
MIN_ABOVE = gettext_noop("La soglia tecnica del lotto «%(lot)s» supera i punti della griglia: %(total)s.")
NO_POINTS_TIE = gettext_noop(
    "Il lotto «%(lot)s» va all’offerta più alta: a parità non ci sono punti tecnici da guardare."
)
NO_OFFER_TIE = gettext_noop("Il lotto «%(lot)s» non chiede offerte: a parità non si può guardare l’offerta.")
NOT_IMPROVED = gettext_noop(
    "Il lotto «%(lot)s» guarda i punti tecnici: a parità si migliora l’offerta solo dove decide l’offerta da sola."
)
NO_PREEMPTION = gettext_noop(
    "Il lotto «%(lot)s» non chiede offerte: chi ha la prelazione non ha un’offerta da pareggiare."
)
PREEMPTION_PLACES = gettext_noop(
    "Nel lotto «%(lot)s» tutti i posti sono riservati: a chi ha la prelazione non ne resta."
)
DECIMALS = gettext_noop("Per assegnare lotti i punti della griglia hanno due decimali.")
TWO_PHASES = gettext_noop("Per assegnare lotti la griglia ha una sola fase.")
LIMITS = gettext_noop(
    "Nella griglia ci sono limiti, posti garantiti o regole fra imprese collegate: con i lotti non valgono, toglili."
)
PRECEDENCE = gettext_noop(
    "Nella griglia c’è una precedenza: con i lotti non vale. Toglila e usa i posti riservati del lotto."
)
WHOLE_MIN = gettext_noop(
    "La griglia ha una soglia sul totale: vale per tutti i lotti, anche per quelli che vanno all’offerta più alta."
)
KEY_TAKEN = gettext_noop(
    "La domanda o dichiarazione «%(key)s» ha un codice che serve ai lotti: togli la tua e aggiungila con un altro nome."
)
CRITERION_TAKEN = gettext_noop(
    "Il codice «%(key)s» di un criterio serve a un altro, lotto per lotto: cambialo."
)
MANIPULABLE = gettext_noop(
    "Con più lotti da vincere per domanda, a qualcuno può convenire un ordine di preferenza non sincero: la pagina lo dice."
)
BUNDLES_OF_ONE = gettext_noop(
    "Si possono chiedere lotti insieme ma se ne può vincere uno solo: alza il massimo, o togli i lotti insieme."
)
BUNDLES_AND_GROUPS = gettext_noop(
    "I lotti insieme non valgono con un massimo per imprese collegate: scegli una delle due regole."
)
PER_LOT_POINTS = gettext_noop(
    "Il criterio «%(title)s» si valuta lotto per lotto: i suoi punti li dà la commissione, non un calcolo."
)
PER_LOT_RESCALE = gettext_noop(
    "Con criteri che si valutano lotto per lotto i punti non si riparametrano: togli la riparametrazione."
)
PER_LOT_NOBODY = gettext_noop(
    "Nessun lotto guarda i punti tecnici: nessun criterio può valutarsi lotto per lotto."
)
PER_LOT_QUESTION = gettext_noop(
    "La domanda «%(label)s» si fa una volta sola: spostala in una sezione che non si ripete per ogni lotto."
)
NO_FLAG = gettext_noop("Il lotto «%(lot)s» riserva posti a un contrassegno che non c’è: sceglilo di nuovo.")
MOST_RESERVED = gettext_noop("Il lotto «%(lot)s» riserva più posti di quanti ne ha: %(places)s.")
NOT_SAID_OF_LOTS = frozenset({NOT_HUNDRED, NO_THRESHOLD, NO_DRAW})
"""Advices about a grid that ranks alone: thresholds and ties are those of each lot, and its points go with an offer."""


def lot_problems(edition: Edition) -> Iterator[Problem]:
    """Problems of the lots and of what the rest of the call must be for them."""
    allocation = edition.allocation
    if allocation is None:
        return
    yield from _numbers(allocation)
    if edition.places is not None:
        yield problem(Part.MONEY, HAS_PLACES)
    total = total_points(edition.grid)
    for lot in allocation.lots:
        yield from _lot(lot, total)
        yield from _reserves(lot, {flag.key for flag in edition.flags})
    if edition.grid.decimals != 2 or edition.grid.rounding != "half_up":
        yield problem(Part.GRID, DECIMALS)
    if edition.grid.second_phase_first is not None:
        yield problem(Part.GRID, TWO_PHASES)
    grid = edition.grid
    if grid.areas or grid.one_per_link or grid.by_arrival:
        yield problem(Part.GRID, LIMITS)
    if grid.precedence:
        yield problem(Part.GRID, PRECEDENCE)
    if edition.grid.total_min is not None and any(not lot.wants_points for lot in allocation.lots):
        yield advice(Part.GRID, WHOLE_MIN)
    yield from _per_lot(edition, allocation)
    yield from _keys(edition, allocation)


def _per_lot(edition: Edition, allocation: Allocation) -> Iterator[Problem]:
    """What is asked and scored lot by lot."""
    for section in edition.form:
        for item in section.asked:
            if item.type in NOT_PER_LOT:
                yield problem(Part.FORM, PER_LOT_QUESTION, {"label": item.label})
    if not has_lot_criteria(edition):
        return
    if not any(lot.wants_points for lot in allocation.lots):
        yield problem(Part.GRID, PER_LOT_NOBODY)
    if edition.grid.rescale:
        yield problem(Part.GRID, PER_LOT_RESCALE)
    for leaf in leaves(edition.grid):
        if leaf.criterion.per_lot and not leaf.by_committee:
            yield problem(Part.GRID, PER_LOT_POINTS, {"title": leaf.criterion.title})


def _numbers(allocation: Allocation) -> Iterator[Problem]:
    lots, bids, won = len(allocation.lots), allocation.most_bids, allocation.most_won
    if lots == 1:
        yield advice(Part.LOTS, ONE_LOT)
    if bids > MOST_CHOICES:
        yield problem(Part.LOTS, MOST_BIDS, {"most": str(MOST_CHOICES)})
    elif bids > lots:
        yield problem(Part.LOTS, BIDS_ABOVE, {"bids": str(bids), "lots": str(lots)})
    if won > bids:
        yield problem(Part.LOTS, WON_ABOVE, {"won": str(won), "bids": str(bids)})
    elif won > 1:
        yield advice(Part.LOTS, MANIPULABLE)
    if allocation.bundles and won < 2:
        yield problem(Part.LOTS, BUNDLES_OF_ONE)
    if allocation.bundles and allocation.most_per_group is not None:
        yield problem(Part.LOTS, BUNDLES_AND_GROUPS)


def _reserves(lot: SpaceLot, flags: Collection[str]) -> Iterator[Problem]:
    if any(reserve.flag not in flags for reserve in lot.reserves):
        yield problem(Part.LOTS, NO_FLAG, {"lot": lot.title})
    if sum(reserve.places for reserve in lot.reserves) > lot.places:
        yield problem(Part.LOTS, MOST_RESERVED, {"lot": lot.title, "places": str(lot.places)})


def _lot(lot: SpaceLot, total: Decimal) -> Iterator[Problem]:
    name = {"lot": lot.title}
    if lot.wants_offer and not lot.base:
        yield problem(Part.LOTS, NO_BASE, name)
    if lot.rule is LotRule.MEAT and not lot.economic_max:
        yield problem(Part.LOTS, NO_ECONOMIC, name)
    if lot.wants_points and lot.technical_min is not None and lot.technical_min > total:
        yield problem(Part.LOTS, MIN_ABOVE, {**name, "total": f"{total.normalize():f}"})
    if lot.tie is LotTie.TECHNICAL and not lot.wants_points:
        yield problem(Part.LOTS, NO_POINTS_TIE, name)
    if lot.tie is LotTie.OFFER and not lot.wants_offer:
        yield problem(Part.LOTS, NO_OFFER_TIE, name)
    if lot.preemption and not lot.wants_offer:
        yield problem(Part.LOTS, NO_PREEMPTION, name)
    if lot.preemption and sum(reserve.places for reserve in lot.reserves) >= lot.places:
        yield problem(Part.LOTS, PREEMPTION_PLACES, name)
    if lot.tie is LotTie.IMPROVED and lot.rule is not LotRule.HIGHEST_OFFER:
        yield problem(Part.LOTS, NOT_IMPROVED, name)


def _keys(edition: Edition, allocation: Allocation) -> Iterator[Problem]:
    """Two questions of one key: one that the lots add, and one of the office's own. Likewise two criteria."""
    taken = own_keys(allocation)
    keys = [item.key for section in without_lot_questions(edition).form for item in section.fields]
    each = [item.key for section in edition.form if section.asked for item in section.fields]
    clash = {key for key in keys if key in taken or key in each}
    for key in dict.fromkeys(one for one in keys if one in clash):
        yield problem(Part.FORM, KEY_TAKEN, {"key": key})
    marked = [item.key for item in sheet_edition(edition).grid.criteria]
    for key in sorted({one for one in marked if marked.count(one) > 1}):
        yield problem(Part.GRID, CRITERION_TAKEN, {"key": key})
