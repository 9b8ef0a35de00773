"""How applications are scored, ordered and paid, in words; the grid as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from manifattura.ui.formats import money_text, percent_text
from manifattura.ui.templatetags.ui_filters import points_short

from ...domain.edition import Criterion, Edition, Grid, Recusal, TieBreaker
from ...domain.grid_facts import has_committee, leaves
from ...queries.method_words import field_names
from .grid_rules import more_money_rules, tie_words
from .language import italian
from .places import place_rules

ZERO = Decimal(0)
PLAIN_TIES = ("arrival", "draw", "criteria", "requested")


@dataclass(frozen=True)
class Group:
    """A block of rows; `max` and `min` belong to the group, None when it has none of its own."""

    key: str
    title: str
    max: Decimal
    min: Decimal | None
    criteria: tuple[Criterion, ...]


def groups(grid: Grid) -> list[Group]:
    """The criteria under their groups, in order; those without a group come last, under no title."""
    rows = []
    for group in grid.groups:
        inside = tuple(criterion for criterion in grid.criteria if criterion.group == group.key)
        rows.append(Group(group.key, group.title, _sum(inside), group.min, inside))
    known = {group.key for group in grid.groups}
    alone = tuple(criterion for criterion in grid.criteria if criterion.group not in known)
    return [*rows, *([Group("", "", _sum(alone), None, alone)] if alone else [])]


def bonus_most(grid: Grid) -> Decimal:
    """The largest bonus one application can have: never more than the cap of the call."""
    whole = sum((bonus.points for bonus in grid.bonuses), ZERO)
    return whole if grid.bonus_cap is None else min(whole, grid.bonus_cap)


def total_most(grid: Grid) -> Decimal:
    return _sum(grid.criteria) + bonus_most(grid)


def has_minima(grid: Grid) -> bool:
    """Whether the table needs the column of minima."""
    return any(one.min is not None for one in (*grid.criteria, *grid.groups))


def scoring_rules(grid: Grid) -> list[str]:
    """How the points come out, one sentence each."""
    return list(_scoring(grid))


def _scoring(grid: Grid) -> Iterator[str]:
    if has_committee(grid):
        yield (
            _(
                "Per ogni criterio ogni commissario dà, da solo, un coefficiente da 0 a 1 e scrive il motivo. I punti sono la "
                "media dei coefficienti per il massimo del criterio."
            )
            if all(leaf.by_committee for leaf in leaves(grid))
            else _(
                "Per i criteri della commissione ogni commissario dà, da solo, un coefficiente da 0 a 1 e scrive il motivo. I "
                "punti sono la media dei coefficienti per il massimo del criterio."
            )
        )
        if grid.decimals == 2 and grid.rounding == "half_up":
            yield _("I punti si arrotondano a due decimali.")
    if grid.total_min is not None:
        yield _("Sotto %(points)s punti in totale la domanda non è idonea.") % {
            "points": points_short(grid.total_min)
        }
    if has_minima(grid):
        yield _("Dove c’è un minimo, sotto quel punteggio la domanda non è idonea: raggiungerlo basta.")
    if grid.bonuses:
        yield _(
            "La premialità vale al massimo %(points)s punti: la indichi nella domanda e l’ufficio la controlla."
        ) % {"points": points_short(bonus_most(grid))}
    if grid.rescale:
        yield _(
            "I punti di ogni criterio si riparametrano: il progetto migliore prende il massimo, gli altri in proporzione."
        )
        yield (
            _("I minimi si controllano dopo la riparametrazione.")
            if grid.minima_on == "rescaled"
            else _("I minimi si controllano prima della riparametrazione.")
        )


def committee_rules(edition: Edition) -> list[str]:
    """What a conflict of a member does, and whether marks are compared; nothing where the edition does not say it."""
    if edition.committee is None or not edition.grid.criteria:
        return []
    return [
        _(
            "Prima di aprire le domande ogni commissario dichiara se ha conflitti di interesse. Chi ne ha uno viene "
            "sostituito per tutta la valutazione."
        )
        if edition.committee.recusal is Recusal.REPLACEMENT
        else _(
            "Prima di aprire le domande ogni commissario dichiara se ha conflitti di interesse. Chi ne ha uno si "
            "astiene sulla domanda di quell’impresa."
        ),
        *(
            [
                _(
                    "Chiusi i punteggi individuali, la commissione li confronta: ognuno può confermare i suoi o "
                    "cambiarli una volta, con il motivo. Restano agli atti tutti e due; conta il secondo."
                )
            ]
            if edition.committee.harmonisation
            else []
        ),
        *(
            [
                _(
                    "Ogni domanda è valutata da %(n)s componenti della commissione, a turno: l’ordine è quello "
                    "estratto alla nomina."
                )
                % {"n": edition.committee.assessors}
            ]
            if edition.committee.assessors
            else []
        ),
    ]


def tie_rule(edition: Edition) -> SafeString:
    """What decides between equal totals, in order."""
    ties = edition.grid.tie_breakers
    if edition.grid.by_arrival:
        return format_html("{}", _("conta chi è arrivato prima, come per tutte le domande sopra la soglia."))
    if not ties:
        return format_html("{}", _("chi ha lo stesso totale ha la stessa posizione."))
    steps = format_html_join(", ", "{}", ((_tie(tie, edition),) for tie in ties))
    return format_html("{} {}.", _("vale, nell’ordine:"), steps)


def _tie(tie: TieBreaker, edition: Edition) -> SafeString:
    titles = {
        **{("group", row.key): row.title for row in edition.grid.groups},
        **{("criterion", row.key): row.title for row in edition.grid.criteria},
        **{("flag", row.key): row.title for row in edition.flags},
        **{("number", path): label.strip("«»") for path, label in field_names(edition).items()},
    }
    name = italian(titles.get((tie.by, tie.id or ""), tie.id or ""))
    words = {
        "group": _("il totale del gruppo %(key)s"),
        "criterion": _("i punti del criterio %(key)s"),
        "flag": _("chi ha il requisito"),
        "arrival": _("l’ordine di arrivo"),
        "draw": _("il sorteggio pubblico"),
        **tie_words(tie.higher),
    }
    word = words.get(tie.by, tie.by) % {"key": tie.id or ""}
    return format_html("{}", word) if tie.by in PLAIN_TIES else format_html("{} ({})", word, name)


def draw_rule(grid: Grid) -> str:
    """Where the seed of the draw comes from, in the words of the call."""
    return next((tie.seed_rule for tie in grid.tie_breakers if tie.by == "draw"), "")


def money_rules(edition: Edition) -> list[str | SafeString]:
    """How money, or places, are given along the ranking: reserves, the last one, equal ones at the edge."""
    return list(_money(edition) if edition.gives_money else place_rules(edition))


def _money(edition: Edition) -> Iterator[str | SafeString]:
    grid = edition.grid
    titles = {flag.key: flag.title for flag in edition.flags}
    yield (
        _(
            "Le risorse si assegnano a chi supera la soglia, in ordine di arrivo e non di punteggio, finché bastano."
        )
        if grid.by_arrival
        else _("Le risorse si assegnano in ordine di graduatoria, finché bastano.")
    )
    for reserve in grid.reserves:
        name = reserve.title or titles.get(reserve.flag, reserve.flag)
        yield format_html(
            "{} <b>{}</b>. {}",
            _("Riserva di %(amount)s:") % {"amount": money_text(reserve.amount, "round")},
            italian(name),
            _("Ciò che avanza torna a tutti."),
        )
    if grid.partial_last and grid.partial_min_share > 0:
        yield _(
            "Se non bastano per tutta l’ultima domanda, riceve ciò che resta, purché sia almeno il %(share)s di quanto "
            "ha chiesto."
        ) % {"share": percent_text(grid.partial_min_share)}
    elif grid.partial_last:
        yield _("Se non bastano per tutta l’ultima domanda, riceve ciò che resta.")
    else:
        yield _("Una domanda è finanziata tutta o non è finanziata: non ci sono contributi ridotti.")
    if grid.edge_ties == "pro_rata":
        yield _(
            "Se all’ultimo posto ci sono domande pari, ciò che resta si divide in proporzione alle richieste."
        )
    yield (
        _("Se una domanda non ci sta, si passa alla successiva che ci sta.")
        if grid.skip_unaffordable
        else _("Dopo la prima domanda che non ci sta non se ne finanziano altre.")
    )
    yield from more_money_rules(edition)


def _sum(criteria: tuple[Criterion, ...]) -> Decimal:
    return sum((criterion.max for criterion in criteria), ZERO)
