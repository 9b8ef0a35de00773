"""Whether the grid can rank: the same conditions that the ranking's input format asks (docs/formats.md §2)."""

from collections.abc import Iterator
from decimal import Decimal

from .edition import Edition, Grid
from .expressions import problems_of
from .grid_facts import field_kinds, many_valued
from .messages import gettext_noop
from .method_checks import method_problems, row_of
from .money_checks import money_problems
from .problems import Part, Problem, advice, plain, problem

NO_CRITERIA = gettext_noop("Manca la griglia dei criteri.")
NO_POINTS = gettext_noop("Il criterio %(key)s non ha punti.")
CRITERION_MIN = gettext_noop("Il minimo del criterio %(key)s supera il suo massimo.")
EMPTY_GROUP = gettext_noop("Il gruppo %(key)s non ha criteri.")
GROUP_MIN = gettext_noop("Il minimo del gruppo %(key)s supera i suoi punti.")
TOTAL_MIN = gettext_noop("La soglia supera i punti della griglia.")
NOT_HUNDRED = gettext_noop("I punti della griglia sono %(total)s: di solito sono 100.")
NO_THRESHOLD = gettext_noop("Il bando non ha una soglia minima.")
BONUS_CONDITION = gettext_noop("La premialità %(key)s ha una condizione da rivedere.")
BONUS_NOT_DECLARED = gettext_noop(
    "La premialità %(key)s non dipende da nessuna risposta: nessuno la può chiedere."
)
FLAG_CONDITION = gettext_noop("Il contrassegno «%(key)s» ha una condizione da rivedere.")
TIE_UNKNOWN = gettext_noop("A parità si guarda qualcosa che non esiste: %(key)s.")
TIE_ROWS = gettext_noop(
    "A parità si guarda «%(key)s», che può avere più righe: usa una domanda calcolata con la somma."
)
TIE_TWICE = gettext_noop("A parità si guarda due volte la stessa cosa: %(key)s.")
DRAW_LAST = gettext_noop("Il sorteggio deve essere l’ultimo criterio di parità.")
DRAW_RULE = gettext_noop("Scrivi come si fa il sorteggio pubblico.")
NO_DRAW = gettext_noop("Senza sorteggio possono restare domande a pari merito.")
BY_SPEED = gettext_noop("L’ordine di arrivo premia chi è più veloce, non chi ha il progetto migliore.")
RESCALED_MINIMA = gettext_noop("I minimi sui punteggi riparametrati vogliono la riparametrazione.")
PRO_RATA = gettext_noop(
    "Per dividere le ultime risorse fra pari merito serve il finanziamento parziale dell’ultimo."
)
SHARE = gettext_noop("La quota minima del finanziamento parziale deve stare fra 0 e 100.")
RESERVE_FLAG = gettext_noop("La riserva usa un contrassegno che non esiste: %(key)s.")
RESERVE_SUM = gettext_noop("Le riserve superano le risorse del bando.")

TOO_FINE = gettext_noop(
    "%(points)s punti hanno tre decimali e la griglia ne ha due: scegli tre decimali o cambia i punti."
)

HUNDRED = Decimal(100)
ZERO = Decimal(0)


def total_points(grid: Grid) -> Decimal:
    """The most points an application can have: all criteria, and the bonus up to its cap."""
    bonus = sum((item.points for item in grid.bonuses), ZERO)
    counted = bonus if grid.bonus_cap is None else min(bonus, grid.bonus_cap)
    return sum((item.max for item in grid.criteria), ZERO) + counted


def group_points(grid: Grid, key: str) -> Decimal:
    """Sum of the maxima of a group's criteria."""
    return sum((item.max for item in grid.criteria if item.group == key), ZERO)


def grid_problems(edition: Edition) -> Iterator[Problem]:
    """Problems of criteria and thresholds, then of bonuses, ties, money rules."""
    grid = edition.grid
    if not grid.criteria:
        yield problem(Part.GRID, NO_CRITERIA)
        return
    yield from _points(grid)
    yield from _decimals(grid)
    yield from _conditions(edition)
    yield from method_problems(edition)
    yield from _ties(edition)
    yield from _money_rules(edition)
    yield from money_problems(edition)


def _points(grid: Grid) -> Iterator[Problem]:
    for item in grid.criteria:
        if item.max <= ZERO:
            yield problem(Part.GRID, NO_POINTS, row_of(item))
        elif item.min is not None and item.min > item.max:
            yield problem(Part.GRID, CRITERION_MIN, row_of(item))
    for group in grid.groups:
        if not any(item.group == group.key for item in grid.criteria):
            yield problem(
                Part.GRID,
                EMPTY_GROUP,
                {"key": f"«{group.title}» ({group.key})" if group.title else group.key},
            )
        elif group.min is not None and group.min > group_points(grid, group.key):
            yield problem(
                Part.GRID, GROUP_MIN, {"key": f"«{group.title}» ({group.key})" if group.title else group.key}
            )
    total = total_points(grid)
    if grid.total_min is None:
        yield advice(Part.GRID, NO_THRESHOLD)
    elif grid.total_min > total:
        yield problem(Part.GRID, TOTAL_MIN)
    if total != HUNDRED:
        yield advice(Part.GRID, NOT_HUNDRED, {"total": plain(total)})


def _decimals(grid: Grid) -> Iterator[Problem]:
    """Points of three decimals want a grid of three: the ranking takes no others."""
    written = [one.max for one in grid.criteria]
    written += [bonus.points for bonus in grid.bonuses]
    written += [one for one in (grid.total_min, grid.bonus_cap, grid.uplift_cap) if one is not None]
    written += [one.min for one in grid.criteria if one.min is not None]
    written += [group.min for group in grid.groups if group.min is not None]
    for criterion in grid.criteria:
        written += [part.max for part in criterion.parts]
        for method in (criterion.method, *(part.method for part in criterion.parts)):
            if method is not None:
                written += [option.points for option in method.options]
                written += [band.points for band in method.bands]
                written += [node.points for node in method.nodes]
    for points in sorted({one for one in written if one != round(one, grid.decimals)}):
        yield problem(Part.GRID, TOO_FINE, {"points": plain(points)})


def _conditions(edition: Edition) -> Iterator[Problem]:
    known = {item.key for section in edition.form for item in section.fields}
    for bonus in edition.grid.bonuses:
        if bonus.when is None:
            yield advice(
                Part.GRID,
                BONUS_NOT_DECLARED,
                {"key": f"«{bonus.title}» ({bonus.key})" if bonus.title else bonus.key},
            )
        elif problems_of(bonus.when, known):
            yield problem(
                Part.GRID,
                BONUS_CONDITION,
                {"key": f"«{bonus.title}» ({bonus.key})" if bonus.title else bonus.key},
            )
    for flag in edition.flags:
        if problems_of(flag.when, known):
            yield problem(Part.GRID, FLAG_CONDITION, {"key": flag.key})


def _ties(edition: Edition) -> Iterator[Problem]:
    grid = edition.grid
    known = {
        "group": {group.key for group in grid.groups},
        "criterion": {item.key for item in grid.criteria},
        "flag": {flag.key for flag in edition.flags},
        "number": set(field_kinds(edition)),
    }
    seen: set[tuple[str, str | None]] = set()
    for place, rule in enumerate(grid.tie_breakers, start=1):
        name = rule.id or rule.by
        if (rule.by, rule.id) in seen:
            yield problem(Part.GRID, TIE_TWICE, {"key": name})
        seen.add((rule.by, rule.id))
        if rule.by in known and rule.id not in known[rule.by]:
            yield problem(Part.GRID, TIE_UNKNOWN, {"key": name})
        if rule.by == "number" and rule.id in many_valued(edition):
            yield problem(Part.GRID, TIE_ROWS, {"key": name})
        if rule.by == "arrival":
            yield advice(Part.GRID, BY_SPEED)
        if rule.by == "draw" and place < len(grid.tie_breakers):
            yield problem(Part.GRID, DRAW_LAST)
        if rule.by == "draw" and not rule.seed_rule.strip():
            yield problem(Part.GRID, DRAW_RULE)
    # nothing stays equal where the order of arrival decides: no two applications share it
    if not grid.by_arrival and not {("draw", None), ("arrival", None)} & set(seen):
        yield advice(Part.GRID, NO_DRAW)


def _money_rules(edition: Edition) -> Iterator[Problem]:
    grid = edition.grid
    if grid.minima_on == "rescaled" and not grid.rescale:
        yield problem(Part.GRID, RESCALED_MINIMA)
    if grid.edge_ties == "pro_rata" and not grid.partial_last:
        yield problem(Part.GRID, PRO_RATA)
    if not ZERO <= grid.partial_min_share <= 1:
        yield problem(Part.GRID, SHARE)
    flags = {flag.key for flag in edition.flags}
    for reserve in grid.reserves:
        if reserve.flag not in flags:
            yield problem(Part.GRID, RESERVE_FLAG, {"key": reserve.flag})
    if sum((reserve.amount for reserve in grid.reserves), ZERO) > edition.budget:
        yield problem(Part.GRID, RESERVE_SUM)
