"""How a criterion gives points, in words and rows: for the public page, the builder and the review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from manifattura.territory.queries.areas import municipio_choices
from manifattura.ui.formats import date_text, group, language, money_text

from ..domain.edition import Edition, FormField
from ..domain.expressions import is_day
from ..domain.formula_text import formula_text
from ..domain.grid_facts import Leaf, leaves
from ..domain.problems import plain
from ..domain.scoring import BandRow, Method, MethodKind, Source
from .conditions import condition_text


@dataclass(frozen=True)
class MethodWords:
    """`lead`: one sentence; `rows`: (when, points) in order; `note`: who says it, and what happens elsewhere."""

    key: str
    title: str
    most: Decimal
    lead: str
    rows: tuple[tuple[str, str], ...] = ()
    note: str = ""


def grid_words(edition: Edition) -> list[MethodWords]:
    """The criteria and parts that say how they give points, in order; those left to the committee as it likes are not in it."""
    return [
        leaf_words(leaf, edition)
        for leaf in leaves(edition.grid)
        if not (leaf.by_committee and leaf.part is None and leaf.criterion.method is None)
    ]


def leaf_words(leaf: Leaf, edition: Edition) -> MethodWords:
    method = leaf.method
    title = f"{leaf.criterion.title}: {leaf.title}" if leaf.part else leaf.title
    return MethodWords(
        key=leaf.key,
        title=title,
        most=leaf.max,
        lead=_lead(leaf, edition),
        rows=tuple(_rows(method, leaf.max)),
        note=" ".join(_notes(leaf)),
    )


def method_names() -> dict[MethodKind, tuple[str, str]]:
    """Ways of giving points: name, and what they are for."""
    return {
        MethodKind.COMMITTEE: (_("Commissione"), _("Ogni commissario dà un coefficiente da 0 a 1.")),
        MethodKind.OPTIONS: (_("Voci con punti"), _("Una scelta o più scelte, ognuna con i suoi punti.")),
        MethodKind.BANDS: (_("Fasce"), _("Punti per intervalli di un numero o di una data.")),
        MethodKind.LINE: (_("In proporzione"), _("Punti che crescono o calano lungo uno o più tratti.")),
        MethodKind.YES_NO: (_("Sì o no"), _("Tutti i punti se sì, nessuno se no.")),
        MethodKind.FORMULA: (_("Formula"), _("I punti sono il risultato di un calcolo sulle risposte.")),
        MethodKind.DECLARED: (_("Punti dichiarati"), _("Chi fa domanda calcola i suoi punti.")),
        MethodKind.NORMALISED: (
            _("Confronto fra le domande"),
            _("La domanda migliore prende il massimo, le altre in proporzione."),
        ),
    }


def field_names(edition: Edition) -> dict[str, str]:
    """Path → the question's label, for formulas in words."""
    return {
        path: words
        for section in edition.form
        for field in section.fields
        for path, words in _paths(field, "", "")
    }


def _paths(field: FormField, prefix: str, before: str) -> Iterator[tuple[str, str]]:
    path, label = f"{prefix}{field.key}", f"{before}{field.label}"
    yield path, f"«{label}»"
    yield f"{path}.amount", f"«{label}»"
    for one in field.fields:
        yield from _paths(one, f"{path}.", f"{label}, ")


def value_words(method: Method, edition: Edition) -> str:
    """What a method measures."""
    if method.source is Source.OFFICE or method.value is None:
        return _("il valore accertato dall’ufficio")
    return formula_text(method.value, field_names(edition)) or _("un valore calcolato dalle risposte")


def _lead(leaf: Leaf, edition: Edition) -> str:
    method, most = leaf.method, plain(leaf.max)
    value = value_words(method, edition)
    match method.kind:
        case MethodKind.OPTIONS:
            words = {
                "one": _("Una sola voce"),
                "sum": _("Le voci si sommano, fino a %(most)s punti") % {"most": most},
                "best": _("Vale la voce che dà più punti"),
            }
            asked = _asked(method.field, edition)
            return f"{words[method.take]}{asked}."
        case MethodKind.BANDS:
            return _("Punti per fasce di: %(value)s.") % {"value": value}
        case MethodKind.LINE:
            return _("Punti in proporzione a: %(value)s.") % {"value": value}
        case MethodKind.YES_NO:
            return _yes_no(method, most, edition)
        case MethodKind.FORMULA:
            return _("Punti: %(value)s, da 0 a %(most)s.") % {"value": value, "most": most}
        case MethodKind.DECLARED:
            return _("I punti li calcola chi fa domanda%(asked)s, fino a %(most)s.") % {
                "most": most,
                "asked": _asked(method.field, edition),
            }
        case MethodKind.NORMALISED:
            return _compared(method, value, most)
    return _("Media dei coefficienti della commissione per %(most)s.") % {"most": most}


def _yes_no(method: Method, most: str, edition: Edition) -> str:
    if method.when is None:
        facts = {"most": most, "asked": _asked(method.field, edition)}
        if most == "1":
            return _("Un punto se sì, 0 se no%(asked)s.") % facts
        return _("%(most)s punti se sì, 0 se no%(asked)s.") % facts
    # municipi are looked up only where a condition may name one
    facts = {"most": most, "condition": condition_text(method.when, edition, municipio_choices())}
    if most == "1":
        return _("Un punto se %(condition)s; altrimenti 0.") % facts
    return _("%(most)s punti se %(condition)s; altrimenti 0.") % facts


def _asked(field: str, edition: Edition) -> str:
    label = field_names(edition).get(field, "")
    return f" ({label})" if label else ""


def _compared(method: Method, value: str, most: str) -> str:
    facts = {"value": value, "most": most}
    if method.scale == "range":
        if method.best == "highest":
            return _("Chi ha di più prende %(most)s punti, chi ha di meno 0: %(value)s.") % facts
        return _("Chi ha di meno prende %(most)s punti, chi ha di più 0: %(value)s.") % facts
    if method.best == "highest":
        return _("Chi ha di più prende %(most)s punti, gli altri in proporzione: %(value)s.") % facts
    return _("Chi ha di meno prende %(most)s punti, gli altri in proporzione inversa: %(value)s.") % facts


def _rows(method: Method, most: Decimal) -> Iterator[tuple[str, str]]:
    for option in method.options:
        yield option.label or option.key, plain(option.points)
    for band in method.bands:
        yield band_words(band), plain(band.points)
    for node in method.nodes:
        yield edge_words(node.at), plain(node.points)
    for level in method.levels:
        yield level.label, plain(level.coefficient * most)


def _notes(leaf: Leaf) -> Iterator[str]:
    method = leaf.method
    if method.kind is MethodKind.LINE:
        yield _("Fra due righe i punti cambiano in proporzione; fuori restano quelli della riga più vicina.")
    if method.kind is MethodKind.BANDS:
        yield _("Fuori da ogni fascia: 0 punti.")
    if method.kind is MethodKind.COMMITTEE and method.trim:
        yield _(
            "Dalla media si tolgono i coefficienti più alti e più bassi: %(n)s per parte, se in tutto sono più di %(most)s."
        ) % {"n": method.trim, "most": 2 * method.trim}
    if method.source is Source.OFFICE and method.kind is not MethodKind.COMMITTEE:
        yield _("Lo accerta l’ufficio nell’istruttoria.")
    if leaf.criterion.lower_only:
        yield _("Il controllo dell’ufficio può solo ridurre il punteggio.")
    if leaf.criterion.above_zero:
        yield _("Con 0 punti la domanda non è idonea.")


def band_words(band: BandRow) -> str:
    """`da 5 a meno di 10`: which edge belongs to the band is in the words."""
    facts: Mapping[str, str] = {"low": edge_words(band.low), "high": edge_words(band.high)}
    if not band.low and not band.high:
        return _("sempre")
    if is_day(band.low or band.high):
        return _day_words(band, facts)
    if not band.low:
        return (_("fino a %(high)s") if band.high_in else _("meno di %(high)s")) % facts
    if not band.high:
        return (_("%(low)s o più") if band.low_in else _("più di %(low)s")) % facts
    if band.low_in:
        return (_("da %(low)s a %(high)s") if band.high_in else _("da %(low)s a meno di %(high)s")) % facts
    return (
        _("più di %(low)s, fino a %(high)s") if band.high_in else _("più di %(low)s, meno di %(high)s")
    ) % facts


def _day_words(band: BandRow, facts: Mapping[str, str]) -> str:
    """`dal 01/01/2020 al 31/12/2023`: days are before and after, not less and more."""
    if not band.low:
        return (_("fino al %(high)s compreso") if band.high_in else _("prima del %(high)s")) % facts
    if not band.high:
        return (_("dal %(low)s in poi") if band.low_in else _("dopo il %(low)s")) % facts
    if band.low_in:
        return (
            _("dal %(low)s al %(high)s") if band.high_in else _("dal %(low)s a prima del %(high)s")
        ) % facts
    return (
        _("dopo il %(low)s, fino al %(high)s") if band.high_in else _("dopo il %(low)s, prima del %(high)s")
    ) % facts


def edge_words(at: str) -> str:
    """A number or a day of an edge, as the language of the page writes it."""
    if is_day(at):
        day = date.fromisoformat(at)
        return date_text(day) if language() == "en" else f"{day:%d/%m/%Y}"
    return group(Decimal(at), len(at.partition(".")[2])) if at else ""


def bracket_words(bracket: Any) -> str:
    """`da 30.000 €, fino a 90.000 € compresi`; of a bracket of an edition or of a draft."""
    facts = {
        "low": money_text(bracket.low, "round") if bracket.low is not None else "",
        "high": money_text(bracket.high, "round") if bracket.high is not None else "",
    }
    low, high = "", ""
    if bracket.low is not None:
        low = (_("da %(low)s") if bracket.low_in else _("oltre %(low)s")) % facts
    if bracket.high is not None:
        high = (_("fino a %(high)s compresi") if bracket.high_in else _("meno di %(high)s")) % facts
    return ", ".join(part for part in (low, high) if part) or _("qualunque spesa")
