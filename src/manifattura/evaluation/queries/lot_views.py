"""The lots of a published version as pages, files and minutes show them: under the public labels, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from manifattura.calls.domain.allocation import Allocation, LotRule, OfferFormula, SpaceLot
from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.lot_sections import has_lot_criteria, key_in
from manifattura.calls.queries.lot_cards import lot_cards
from manifattura.ui.formats import money_text, points_text

from ..domain.lots_outcome import PREEMPTION, LotTable, lot_tables
from ..domain.ranking_input import neutral_flags
from ..models import Ranking, RankingEntry


@dataclass(frozen=True)
class BidView:
    """One admissible bid; amounts and points as Decimal, None where the lot's rule has none."""

    position: int
    label: str
    code: str
    technical: Decimal | None
    offer: Decimal | None
    improved: Decimal | None
    """The better offer of the sitting, where those who had offered the same could improve."""
    economic: Decimal | None
    total: Decimal
    won: bool
    tie: str
    own: Decimal | None
    """Of the technical points, those given for this lot; None where all are the application's."""
    place: str
    """For whom the place is that it won; empty for an open one."""
    became: str
    """Why it has not the lot though nobody better placed took it; empty otherwise."""


@dataclass(frozen=True)
class OutView:
    """A bid that may not win, and why."""

    label: str
    code: str
    why: str


@dataclass(frozen=True)
class LotView:
    """`void` empty when somebody won."""

    lot: SpaceLot
    card: str
    in_money: bool
    rows: tuple[BidView, ...]
    out: tuple[OutView, ...]
    void: str

    @property
    def winners(self) -> list[BidView]:
        return [row for row in self.rows if row.won]


def lots_documents(ranking: Ranking) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """The allocation's input and result; None where the version has none. They are read only here."""
    given, result = Ranking.objects.values_list("lots_input", "lots_result").get(pk=ranking.pk)
    return None if given is None or result is None else (given, result)


def lot_views(ranking: Ranking, edition: Edition) -> list[LotView]:
    """Three statements, whatever the number of bids; empty for a call without lots."""
    documents = lots_documents(ranking) if edition.allocation is not None else None
    if documents is None or edition.allocation is None:
        return []
    rows = RankingEntry.objects.filter(ranking=ranking).values_list("pseudonym", "public_label", "scores")
    labels = {code: label for code, label, _scores in rows}
    scores = {code: points for code, _label, points in rows} if has_lot_criteria(edition) else {}
    neutral = neutral_flags(edition)
    flags = {neutral[flag.key]: flag.title for flag in edition.flags}
    each = [item.key for item in edition.grid.criteria if item.per_lot]
    cards = lot_cards([lot.space for lot in edition.allocation.lots])
    lots = {lot.key: lot for lot in edition.allocation.lots}
    return [
        _view(
            table,
            lots[table.id],
            cards[lots[table.id].space].url if lots[table.id].space in cards else "",
            labels,
            {code: _own_points(points, each, table.id) for code, points in scores.items()},
            flags,
        )
        for table in lot_tables(*documents)
        if table.id in lots
    ]


def _by_right(row: Mapping[str, Any]) -> str:
    if row["place"] != PREEMPTION:
        return ""
    return _("con la prelazione, a %(price)s") % {"price": money_text(row["price"])}


def _own_points(points: Mapping[str, str], each: Sequence[str], lot: str) -> Decimal:
    return sum((Decimal(points[key_in(key, lot)]) for key in each if key_in(key, lot) in points), Decimal(0))


def _view(
    table: LotTable,
    lot: SpaceLot,
    card: str,
    labels: Mapping[str, str],
    own: Mapping[str, Decimal],
    flags: Mapping[str, str],
) -> LotView:
    ties, became = _ties(), _became()
    return LotView(
        lot=lot,
        card=card,
        in_money=table.in_money,
        rows=tuple(
            BidView(
                position=row["position"],
                label=labels.get(row["applicant"], row["applicant"]),
                code=row["applicant"],
                technical=_number(row["technical"]),
                offer=_number(row["offer"]),
                improved=_number(row["improved"]),
                economic=_number(row["economic"]),
                total=Decimal(row["total"]),
                won=row["won"],
                tie=_by_right(row) or ties.get(row["tie_break"] or "", ""),
                own=own.get(row["applicant"]) if lot.wants_points else None,
                place=flags.get(row["place"].partition(":")[2], ""),
                became=became.get(row["outcome"], ""),
            )
            for row in table.rows
        ),
        out=tuple(
            OutView(labels.get(row["applicant"], row["applicant"]), row["applicant"], _out(row["reasons"][0]))
            for row in table.inadmissible
        ),
        void=_void().get(table.void_reason, "") if table.void_reason else "",
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _ties() -> dict[str, str]:
    """Why a bid comes after the one above with the same total."""
    return {
        "technical": _("alla pari, meno punti tecnici"),
        "offer": _("alla pari, offerta più bassa"),
        "improved": _("pari offerta, nella seduta non ha offerto meglio"),
        "draw": _("alla pari, dopo il sorteggio"),
    }


def _became() -> dict[str, str]:
    return {
        "not_needed": _("ha avuto un lotto che preferiva"),
        "group_full": _("le imprese collegate hanno già avuto il massimo"),
        "incomplete": _("lo voleva insieme ad altri lotti, che non ha avuto"),
        "withdrawn": _("si è ritirata, o ha rinunciato"),
    }


def _out(reason: Mapping[str, Any]) -> str:
    if reason["code"] == "TECHNICAL_BELOW_MIN":
        return _("%(points)s punti tecnici, ne servivano %(min)s") % {
            "points": points_text(reason["technical"]),
            "min": points_text(reason["min"]),
        }
    if reason["code"] == "OFFER_ABOVE_BASE":
        return _("offerta di %(offer)s, più della base") % {"offer": money_text(reason["offer"])}
    return _("offerta di %(offer)s, meno del canone base") % {"offer": money_text(reason["offer"])}


def _void() -> dict[str, str]:
    return {
        "NO_BIDS": _("Nessuno l’ha chiesto."),
        "NO_ADMISSIBLE_BIDS": _("Nessuna offerta valida."),
        "BIDDERS_HOLD_PREFERRED": _("Chi l’aveva chiesto ha avuto un lotto che preferiva."),
        "PLACES_RESERVED": _("I posti sono riservati, e nessuno di quelli a cui spettano l’ha avuto."),
        "BUNDLES_INCOMPLETE": _("Chi l’aveva chiesto lo voleva insieme ad altri lotti, che non ha avuto."),
        "BIDDERS_WITHDREW": _("Chi l’aveva chiesto ha rinunciato."),
    }


# ------------------------------------------------------------------ the applicant's own numbers


@dataclass(frozen=True)
class OwnBid:
    """What one's own bid on a lot came to, and how: `formula` in figures, empty where there is none."""

    lot: SpaceLot
    preference: int
    row: BidView | None
    bids: int
    formula: str


def own_bids(views: Sequence[LotView], edition: Edition, code: str, wished: Sequence[str]) -> list[OwnBid]:
    """In the order of preference."""
    assert edition.allocation is not None
    by_lot = {view.lot.key: view for view in views}
    return [
        _own_bid(by_lot[lot], preference, code)
        for preference, lot in enumerate(wished, start=1)
        if lot in by_lot
    ]


def _own_bid(view: LotView, preference: int, code: str) -> OwnBid:
    row = next((one for one in view.rows if one.code == code), None)
    return OwnBid(view.lot, preference, row, len(view.rows), _formula(view, row))


def _formula(view: LotView, row: BidView | None) -> str:
    """`40,00 × 3.500,00 € ÷ 4.000,00 € = 35,00`: the points of the offer, redone."""
    lot = view.lot
    if row is None or row.economic is None or row.offer is None or lot.rule is not LotRule.MEAT:
        return ""
    offers = [one.offer for one in view.rows if one.offer is not None]
    best = min(offers) if lot.falls else max(offers)
    most, money = points_text(lot.economic_max), money_text
    if lot.formula is OfferFormula.INTERPOLATED:
        facts = {"most": most, "offer": money(row.offer), "base": money(lot.base), "best": money(best)}
        if lot.falls:
            return _("%(most)s × (%(base)s − %(offer)s) ÷ (%(base)s − %(best)s) = %(points)s") % {
                **facts,
                "points": points_text(row.economic),
            }
        return _("%(most)s × (%(offer)s − %(base)s) ÷ (%(best)s − %(base)s) = %(points)s") % {
            **facts,
            "points": points_text(row.economic),
        }
    above, below = (best, row.offer) if lot.falls else (row.offer, best)
    return f"{most} × {money(above)} ÷ {money(below)} = {points_text(row.economic)}"


def method_words(allocation: Allocation) -> list[str]:
    """How lots are assigned, step by step, in plain words; what is not promised is said too."""
    more = allocation.most_won > 1
    return [
        _(
            "In ogni lotto le offerte valide si mettono in ordine di punti (o di canone, dove conta solo l’offerta)."
        ),
        _("Ognuno chiede il primo lotto della sua lista. Il lotto tiene chi viene prima nel suo ordine."),
        _(
            "Chi non è tenuto chiede il lotto dopo della sua lista, e così via, finché nessuno ha più da chiedere."
        ),
        _("Alla fine nessuno vede andare un lotto che preferiva a chi, in quel lotto, veniva dopo di lui."),
        *_more_steps(allocation),
        _("Il risultato non dipende da chi comincia, ed è il migliore possibile per chi chiede."),
        _(
            "Qui se ne possono vincere %(won)s: in casi rari a qualcuno conviene un ordine di preferenza non sincero. "
            "Per esempio, con due: A vuole i lotti 1, 3 e 2; B vuole il 4, che nessun altro chiede, poi il 3 e l’1; nel lotto 1 "
            "viene prima B, nel lotto 3 viene prima A. Dicendo il vero, A ha il 3 e il 2. Se A dicesse 1, 2 e 3 avrebbe l’1 e il 2."
        )
        % {"won": allocation.most_won}
        if more
        else _(
            "Siccome se ne vince uno solo, dire un ordine di preferenza diverso da quello vero non conviene mai."
        ),
        _(
            "Quanto offrire resta una scelta di ognuno: un’offerta molto alta in un lotto cambia i punti degli altri in quel lotto."
        ),
    ]


def _more_steps(allocation: Allocation) -> list[str]:
    """What the method does where a lot has more than one place, or a place is for some first."""
    steps = []
    if any(lot.places > 1 for lot in allocation.lots):
        steps.append(_("Un lotto con più posti tiene altrettante domande, le prime del suo ordine."))
    if allocation.reserved:
        steps.append(
            _(
                "Un posto riservato tiene prima chi ne ha diritto, nell’ordine del lotto; gli altri posti tutti gli altri."
            )
        )
    if any(lot.preemption for lot in allocation.lots):
        steps.append(
            _(
                "Dove qualcuno ha la prelazione e la esercita, quel lotto tiene prima lui, all’offerta di chi lo avrebbe avuto."
            )
        )
    if allocation.bundles:
        steps += _together_steps()
    if allocation.most_per_group is not None:
        steps.append(
            _(
                "Le imprese collegate chiedono insieme: prima le prime scelte di tutte, poi le seconde, finché insieme non "
                "hanno il massimo."
            )
        )
    return steps


def _together_steps() -> list[str]:
    """How lots wanted all or none are weighed; that it is a rule and not the best for all is said too."""
    return [
        _(
            "Chi vuole più lotti solo insieme li chiede tutti; se alla fine ne ha una parte soltanto, li perde tutti e si ricomincia "
            "senza quella richiesta. Si toglie per prima quella della domanda arrivata per ultima."
        ),
        _(
            "Una richiesta tolta che poi potrebbe essere accolta per intero si riprova, cominciando da chi è arrivato prima."
        ),
        _(
            "Chi vuole più lotti insieme di quanti ne può ancora avere si ferma lì: non passa alle scelte che aveva messo dopo."
        ),
        _(
            "Con i lotti insieme un risultato che sia il migliore per tutti può non esserci: questa è una regola scritta prima, "
            "uguale per tutti."
        ),
    ]


def _offers(row: BidView) -> str:
    if row.offer is None:
        return "–"
    return money_text(row.offer) + (f" → {money_text(row.improved)}" if row.improved is not None else "")


def lot_lines(view: LotView) -> list[list[str]]:
    """The rows of a lot as texts, for the minutes: position, who, technical, offer, its points, total."""
    return [
        [
            str(row.position),
            row.label,
            points_text(row.technical) if row.technical is not None else "–",
            _offers(row),
            points_text(row.economic) if row.economic is not None else "–",
            (money_text(row.total) if view.in_money else points_text(row.total))
            + "".join(
                f" · {word}"
                for word in (_("assegnato") if row.won else row.became, row.place, row.tie)
                if word
            ),
        ]
        for row in view.rows
    ] + [["–", one.label, "", "", "", one.why] for one in view.out]
