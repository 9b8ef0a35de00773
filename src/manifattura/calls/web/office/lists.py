"""The lists of a page of the builder as rows: what they say, and where they are changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.territory.queries.areas import municipio_choices
from manifattura.ui.formats import date_text, file_size_text, money_text, percent_text
from manifattura.ui.templatetags.ui_filters import points_short

from ...actions.draft_items import ITEMS, ItemKind, items_of
from ...domain.allocation import SpaceLot
from ...domain.edition import Edition, FieldType
from ...domain.grid_checks import total_points
from ...domain.lot_sections import asked_once
from ...domain.problems import Part
from ...models import Call
from ...queries.conditions import condition_text
from ...queries.formulas import formula_text
from ...queries.lot_words import area_text, flag_titles, lot_award
from ...queries.method_words import bracket_words, field_names, grid_words
from ...queries.prefills import prefill_words
from ..field_words import type_words
from .builder import Desk
from .words import automatic_words


@dataclass
class ItemRow:
    """One item: `code` and `title` are its head, `notes` what else matters; the addresses act on it."""

    pk: int
    title: str
    code: str = ""
    notes: list[str] = field(default_factory=list)
    figure: str = ""
    edit_url: str = ""
    move_url: str = ""
    remove_url: str = ""
    method_url: str = ""
    """Of criteria: where it is said how they give points."""
    children: list[ItemRow] = field(default_factory=list)
    add_url: str = ""


@dataclass
class ItemTable:
    """One list with its words; `level` of heading on the page."""

    kind: ItemKind
    title: str
    empty: str
    add: str
    add_url: str
    rows: list[ItemRow]


def lists_of(desk: Desk, part: Part) -> dict[str, ItemTable]:
    """The lists that live on this page, by the name of their kind."""
    words, describe = _words(), _Describe(desk.edition)
    tables = {
        kind.name.lower(): ItemTable(
            kind,
            *words[kind],
            add_url=_url("item_add", desk.call, part, kind),
            rows=_rows(desk, part, kind, describe),
        )
        for kind, item_list in ITEMS.items()
        if item_list.part is part and kind not in (ItemKind.FIELD, ItemKind.PART)
    }
    if part is Part.GRID:
        _hang_parts(desk, describe, tables["criterion"])
    if part is Part.FORM:
        _hang_questions(desk, describe, tables["section"])
    return tables


def title_of(desk: Desk, kind: ItemKind, item_id: int) -> str:
    """What its list calls an item; "" when it is not there."""
    rows = _rows(desk, ITEMS[kind].part, kind, _Describe(desk.edition))
    return next((row.title for row in rows if row.pk == item_id), "")


def _words() -> dict[ItemKind, tuple[str, str, str]]:
    """Title, what to say when there is nothing, the button that adds."""
    return {
        ItemKind.SECTION: (_("Sezioni"), _("Il modulo è vuoto: comincia con una sezione."), _("Aggiungi una sezione")),
        ItemKind.DECLARATION: (_("Dichiarazioni"), _("Ancora nessuna dichiarazione."), _("Aggiungi una dichiarazione")),
        ItemKind.QUESTION: (_("Domande di verifica"), _("Ancora nessuna domanda."), _("Aggiungi una domanda")),
        ItemKind.REQUIREMENT: (_("Controlli formali"), _("Ancora nessun controllo."), _("Aggiungi un controllo")),
        ItemKind.GROUP: (_("Gruppi di criteri"), _("Senza gruppi, i criteri stanno da soli."), _("Aggiungi un gruppo")),
        ItemKind.CRITERION: (_("Criteri"), _("Ancora nessun criterio."), _("Aggiungi un criterio")),
        ItemKind.BONUS: (_("Premialità"), _("Nessuna premialità."), _("Aggiungi una premialità")),
        ItemKind.FLAG: (_("Contrassegni"), _("Nessun contrassegno: servono a riserve e parità."), _("Aggiungi un contrassegno")),
        ItemKind.TIE: (_("A parità di punti"), _("Senza regole, le domande pari restano pari."), _("Aggiungi una regola")),
        ItemKind.RESERVE: (_("Riserve di risorse"), _("Nessuna riserva."), _("Aggiungi una riserva")),
        ItemKind.PART: (_("Sottocriteri"), "", _("Aggiungi un sottocriterio")),
        ItemKind.UPLIFT: (_("Maggiorazioni"), _("Nessuna maggiorazione: sono punti in più in percentuale."), _("Aggiungi una maggiorazione")),
        ItemKind.AREA: (_("Limiti e posti garantiti"), _("Nessun limite: conta solo la graduatoria."), _("Aggiungi un limite")),
        ItemKind.PRECEDENCE: (_("Precedenze"), _("Nessuna precedenza: decidono i punti."), _("Aggiungi una precedenza")),
        ItemKind.RANKING: (_("Graduatorie proprie"), _("Una sola graduatoria per tutti."), _("Aggiungi una graduatoria")),
        ItemKind.BRACKET: (_("Scaglioni di spesa"), _("Una sola percentuale per ogni spesa."), _("Aggiungi uno scaglione")),
        ItemKind.PREMIUM: (_("Condizioni migliori"), _("Le stesse condizioni per tutti."), _("Aggiungi una condizione migliore")),
        ItemKind.ROUND: (_("Sessioni"), _("Ancora nessuna sessione."), _("Aggiungi una sessione")),
        ItemKind.DOCUMENT: (_("Documenti"), _("Ancora nessun documento."), _("Aggiungi un documento")),
        ItemKind.LOT: (_("Lotti"), _("Nessun lotto: il bando dà posti, non spazi."), _("Aggiungi un lotto")),
    }  # fmt: skip


CODED = frozenset({ItemKind.GROUP, ItemKind.CRITERION, ItemKind.PART})
"""Whose key people read in the call and in the ranking (A1); the others have keys for machines."""


def _rows(desk: Desk, part: Part, kind: ItemKind, describe: _Describe) -> list[ItemRow]:
    items = items_of(desk.call.pk, kind)
    if kind is ItemKind.CRITERION:
        items = items.select_related("group")
    return [_row(desk.call, part, kind, item, describe) for item in items]


def _row(call: Call, part: Part, kind: ItemKind, item: Any, describe: _Describe) -> ItemRow:
    row = ItemRow(
        pk=item.pk,
        title=getattr(item, "title", "") or "",
        code=getattr(item, "key", "") if kind in CODED else "",
        edit_url=_url("item_edit", call, part, kind, item.pk),
        move_url=_url("item_move", call, part, kind, item.pk),
        remove_url=_url("item_remove", call, part, kind, item.pk),
    )
    getattr(describe, kind.name.lower())(row, item)
    row.notes = [note for note in row.notes if note]
    return row


class _Describe:
    """Fills a row with what matters of each kind of item."""

    def __init__(self, edition: Edition) -> None:
        self.edition = asked_once(edition)
        self.municipi = municipio_choices()
        self.types = type_words()
        self.automatic = automatic_words()
        self.sources = prefill_words()
        self.session = 0
        self.words = {words.key: words for words in grid_words(edition)}

    def condition(self, expression: Any, words: str) -> str:
        text = condition_text(expression, self.edition, self.municipi)
        return words % {"condition": text} if text else ""

    def section(self, row: ItemRow, item: Any) -> None:
        row.notes, row.code = [item.help], ""
        if item.per_lot and self.edition.allocation:
            row.notes.append(_("Si chiede per ogni lotto scelto"))

    def field(self, row: ItemRow, item: Any) -> None:
        row.title = item.label
        row.notes = [
            self.types[FieldType(item.type)][0],
            "" if item.required or item.type == FieldType.DECLARATION else _("facoltativa"),
            self.condition(item.shown_if, _("Si vede se: %(condition)s")),
            formula_text(item.formula, self.edition, self.municipi),
            self.sources.get(item.prefill, ""),
        ]

    def declaration(self, row: ItemRow, item: Any) -> None:
        row.code = ""
        row.notes = [item.law, self.condition(item.shown_if, _("Si chiede se: %(condition)s"))]
        if item.text_version > 1:
            row.notes.append(_("testo %(version)s") % {"version": item.text_version})

    def question(self, row: ItemRow, item: Any) -> None:
        row.title, row.code = item.question, ""
        row.notes = [
            _("Può partecipare chi risponde sì") if item.expected else _("Può partecipare chi risponde no")
        ]

    def requirement(self, row: ItemRow, item: Any) -> None:
        row.code = ""
        automatic = self.automatic.get(item.automatic, "")
        row.notes = [item.source, _("Automatico: %(check)s") % {"check": automatic} if automatic else ""]

    def group(self, row: ItemRow, item: Any) -> None:
        row.notes = [_("Minimo %(points)s") % {"points": points_short(item.min)} if item.min else ""]

    def criterion(self, row: ItemRow, item: Any) -> None:
        row.figure = points_short(item.max)
        row.notes = [
            _("Gruppo %(key)s") % {"key": item.group.key} if item.group else "",
            _("minimo %(points)s") % {"points": points_short(item.min)} if item.min else "",
            _("Seconda fase") if item.second_phase else "",
            _("Lotto per lotto") if item.per_lot and self.edition.allocation else "",
            *self.way(item.key),
        ]
        row.method_url = reverse("calls:method_edit", args=[item.call_id, ItemKind.CRITERION.value, item.pk])

    def part(self, row: ItemRow, item: Any) -> None:
        row.figure = points_short(item.max)
        row.notes = self.way(item.key)
        row.method_url = reverse("calls:method_edit", args=[item.call_id, ItemKind.PART.value, item.pk])

    def way(self, key: str) -> list[str]:
        """How it gives points, in words; nothing where the committee marks as it likes."""
        words = self.words.get(key)
        return [part for part in (words.lead, words.note) if part] if words else []

    def uplift(self, row: ItemRow, item: Any) -> None:
        row.figure = f"+{points_short(item.percent)}%"
        row.notes = [
            _("Per chi ha il contrassegno %(flag)s") % {"flag": self.flag_title(item.flag)},
            _("dei punti di %(key)s") % {"key": item.of} if item.of else "",
        ]

    def area(self, row: ItemRow, item: Any) -> None:
        row.title = item.title or self.flag_title(item.flag)
        row.notes = [
            _("al massimo %(n)s domande") % {"n": item.most} if item.most else "",
            _("al massimo %(amount)s") % {"amount": money_text(item.most_amount, "round")}
            if item.most_amount and self.edition.gives_money
            else "",
            self.first_words() % {"n": item.least} if item.least else "",
        ]

    def precedence(self, row: ItemRow, item: Any) -> None:
        row.title = item.title or self.flag_title(item.flag)
        row.notes = [
            _("dopo le altre domande, qualunque sia il punteggio")
            if item.last
            else _("prima delle altre domande, qualunque sia il punteggio"),
        ]

    def first_words(self) -> str:
        if self.edition.gives_money:
            return _("le prime %(n)s finanziate prima delle altre")
        return _("posti riservati: %(n)s")

    def ranking(self, row: ItemRow, item: Any) -> None:
        row.figure = money_text(item.amount, "round")
        row.notes = [
            _("Per chi ha il contrassegno %(flag)s") % {"flag": self.flag_title(item.flag)},
            _("chi non è finanziato concorre nella principale") if item.returns else "",
            _("ciò che avanza va alla principale") if item.spills else "",
            _("riceve ciò che avanza dalla principale") if item.receives else "",
        ]

    def bracket(self, row: ItemRow, item: Any) -> None:
        row.title = bracket_words(item)
        row.figure = percent_text(item.rate)

    def premium(self, row: ItemRow, item: Any) -> None:
        row.notes = [
            _("Per chi ha il contrassegno %(flag)s") % {"flag": self.flag_title(item.flag)},
            _("contributo %(rate)s") % {"rate": percent_text(item.rate)} if item.rate is not None else "",
            _("massimo %(amount)s") % {"amount": money_text(item.cap, "round")} if item.cap else "",
        ]

    def flag_title(self, key: str) -> str:
        return next((flag.title for flag in self.edition.flags if flag.key == key), key)

    def bonus(self, row: ItemRow, item: Any) -> None:
        row.figure = points_short(item.points)
        row.notes = [self.condition(item.when, _("Se: %(condition)s"))]

    def flag(self, row: ItemRow, item: Any) -> None:
        row.notes = [self.condition(item.when, _("Se: %(condition)s"))]

    def tie(self, row: ItemRow, item: Any) -> None:
        names = {
            "group": _("Più punti nel gruppo %(ref)s"),
            "criterion": _("Più punti nel criterio %(ref)s"),
            "flag": _("Chi ha il contrassegno %(ref)s"),
            "draw": _("Sorteggio pubblico"),
            "arrival": _("Ordine di arrivo"),
            "criteria": _("Più punti nei criteri, uno dopo l’altro"),
            "requested": _("Chi chiede meno"),
            "number": _("%(ref)s: il valore più alto") if item.higher else _("%(ref)s: il valore più basso"),
        }
        ref = field_names(self.edition).get(item.ref, item.ref) if item.by == "number" else item.ref
        ref = self.flag_title(ref) if item.by == "flag" else ref
        row.title = names.get(item.by, item.by) % {"ref": ref}
        row.notes = [item.seed_rule]

    def reserve(self, row: ItemRow, item: Any) -> None:
        row.title, row.code = item.title or self.flag_title(item.flag), ""
        row.figure = money_text(item.amount, "round")
        row.notes = [_("Per chi ha il contrassegno %(flag)s") % {"flag": self.flag_title(item.flag)}]

    def round(self, row: ItemRow, item: Any) -> None:
        self.session += 1
        row.title, row.code = _("Sessione %(n)s") % {"n": self.session}, ""
        row.figure = money_text(item.budget, "round") if item.budget else "–"
        if not self.edition.gives_money:
            row.figure = _("%(n)s posti") % {"n": item.places} if item.places else "–"
        row.notes = [
            _("da %(day)s") % {"day": date_text(item.opens_at, "hour")} if item.opens_at else "",
            _("a %(day)s") % {"day": date_text(item.deadline_at, "hour")} if item.deadline_at else "",
        ]

    def lot(self, row: ItemRow, item: Any) -> None:
        row.code = ""
        row.figure = money_text(item.base, "round") if item.base else ""
        lot = next((one for one in self.lots if one.key == item.key), None)
        row.notes = [
            ", ".join(filter(None, (item.address, area_text(item.area) if item.area else "", item.space))),
            lot_award(lot, total_points(self.edition.grid), flag_titles(self.edition)) if lot else "",
            _("lo possono vincere in %(n)s") % {"n": item.places} if item.places > 1 else "",
        ]

    @property
    def lots(self) -> tuple[SpaceLot, ...]:
        return self.edition.allocation.lots if self.edition.allocation else ()

    def document(self, row: ItemRow, item: Any) -> None:
        row.code = ""
        row.notes = [item.file_name, file_size_text(item.size)]


def _hang_parts(desk: Desk, describe: _Describe, criteria: ItemTable) -> None:
    """Sub-criteria under their criterion."""
    by_criterion: dict[int, list[ItemRow]] = {}
    for item in items_of(desk.call.pk, ItemKind.PART):
        row = _row(desk.call, Part.GRID, ItemKind.PART, item, describe)
        by_criterion.setdefault(item.criterion_id, []).append(row)
    for criterion in criteria.rows:
        criterion.children = by_criterion.get(criterion.pk, [])
        criterion.add_url = (
            f"{_url('item_add', desk.call, Part.GRID, ItemKind.PART)}?criterio={criterion.code}"
        )
        if criterion.children:
            criterion.method_url = ""


def _hang_questions(desk: Desk, describe: _Describe, sections: ItemTable) -> None:
    by_section: dict[int, list[ItemRow]] = {}
    for item in items_of(desk.call.pk, ItemKind.FIELD):
        row = _row(desk.call, Part.FORM, ItemKind.FIELD, item, describe)
        by_section.setdefault(item.section_id, []).append(row)
    for section in sections.rows:
        section.children = by_section.get(section.pk, [])
        section.add_url = f"{_url('item_add', desk.call, Part.FORM, ItemKind.FIELD)}?sezione={section.pk}"


def _url(name: str, call: Call, part: Part, kind: ItemKind, *more: int) -> str:
    return reverse(f"calls:{name}", args=[call.pk, part.value, kind.value, *more])
