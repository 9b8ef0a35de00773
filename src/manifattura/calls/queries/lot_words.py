"""Lots in words: rules, formulas, ties, for the builder and the page of the call."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.ui.templatetags.ui_filters import points_short

from ..domain.allocation import (
    AfterWithdrawal,
    Allocation,
    LotReserve,
    LotRule,
    LotTie,
    OfferFormula,
    Offers,
    SpaceLot,
)
from ..domain.edition import Edition
from ..domain.grid import Grid


def rule_words() -> dict[str, str]:
    return {
        LotRule.MEAT.value: _("punti tecnici e offerta in busta chiusa"),
        LotRule.HIGHEST_OFFER.value: _("offerta più alta, in busta chiusa"),
        LotRule.TECHNICAL_ONLY.value: _("solo punti tecnici"),
    }


def formula_words() -> dict[str, str]:
    return {
        OfferFormula.PROPORTIONAL.value: _("in proporzione all’offerta migliore"),
        OfferFormula.INTERPOLATED.value: _("in proporzione all’aumento sul canone base"),
    }


def offers_words() -> dict[str, str]:
    return {
        Offers.RISE.value: _("un canone: vince chi offre di più"),
        Offers.DISCOUNT.value: _("un ribasso: si chiede una somma, vince chi chiede di meno"),
    }


def tie_words() -> dict[str, str]:
    return {
        LotTie.TECHNICAL.value: _("passa chi ha più punti tecnici, poi sorteggio pubblico"),
        LotTie.OFFER.value: _("passa l’offerta più alta, poi sorteggio pubblico"),
        LotTie.IMPROVED.value: _(
            "chi ha offerto uguale può migliorare in una seduta, in busta chiusa (R.D. 827/1924 art. 77); poi sorteggio pubblico"
        ),
        LotTie.DRAW.value: _("subito sorteggio pubblico"),
    }


def area_text(area: Decimal) -> str:
    """`84 m²`, with the decimals that it needs."""
    return f"{points_short(area)}\u00a0m²"


def lot_award(lot: SpaceLot, technical_max: Decimal, flags: Mapping[str, str] | None = None) -> str:
    """How a lot is awarded, in a line: `60 punti tecnici e 40 all’offerta; soglia tecnica 36`. `flags`: key → title."""
    right = [_("prelazione: %(who)s") % {"who": lot.preemption}] if lot.preemption else []
    return "; ".join(
        [_award(lot, technical_max), *(_reserved(one, flags or {}) for one in lot.reserves), *right]
    )


def _reserved(reserve: LotReserve, flags: Mapping[str, str]) -> str:
    line = ngettext("%(n)s posto riservato: %(who)s", "%(n)s posti riservati: %(who)s", reserve.places)
    words = line % {"n": reserve.places, "who": flags.get(reserve.flag, reserve.flag)}
    return words if reserve.fallback else _("%(words)s, e a nessun altro") % {"words": words}


def flag_titles(edition: Edition) -> dict[str, str]:
    return {flag.key: flag.title for flag in edition.flags}


def _award(lot: SpaceLot, technical_max: Decimal) -> str:
    if lot.rule is LotRule.HIGHEST_OFFER:
        return _("all’offerta più bassa") if lot.falls else _("all’offerta più alta")
    if lot.rule is LotRule.TECHNICAL_ONLY:
        line = _("%(technical)s punti tecnici, senza offerta") % {"technical": points_short(technical_max)}
    else:
        line = _("%(technical)s punti tecnici e %(economic)s all’offerta") % {
            "technical": points_short(technical_max),
            "economic": points_short(lot.economic_max or Decimal(0)),
        }
    if lot.technical_min is None:
        return line
    return _("%(line)s; soglia tecnica %(min)s") % {"line": line, "min": points_short(lot.technical_min)}


def allocation_rules(allocation: Allocation, grid: Grid) -> list[str]:
    """What the call says of its lots, rule by rule."""
    each = ", ".join(item.title for item in grid.criteria if item.per_lot)
    rules = [
        _("Puoi chiedere fino a %(bids)s lotti, in ordine di preferenza, e vincerne al massimo %(won)s.")
        % {"bids": allocation.most_bids, "won": allocation.most_won}
        if allocation.most_won > 1
        else _("Puoi chiedere fino a %(bids)s lotti, in ordine di preferenza, e vincerne uno solo.")
        % {"bids": allocation.most_bids},
    ]
    if any(lot.wants_points for lot in allocation.lots):
        rules.append(
            _(
                "Punti tecnici: «%(criteria)s» si valuta per ogni lotto che chiedi; il resto una volta per domanda."
            )
            % {"criteria": each}
            if each
            else _("I punti tecnici si danno una volta per domanda e valgono per ogni lotto che chiedi.")
        )
    if any(lot.wants_offer for lot in allocation.lots):
        rules.append(
            _("Le offerte sono in busta chiusa: si aprono solo quando i punteggi tecnici sono chiusi.")
        )
    for formula, words in formula_words().items():
        if any(lot.rule is LotRule.MEAT and lot.formula == formula for lot in allocation.lots):
            rules.append(_("L’offerta prende punti %(how)s.") % {"how": words})
    rules.append(
        _(
            "I lotti si assegnano tutti insieme: di quelli che hai chiesto ricevi il primo, nel tuo ordine, che non va a chi "
            "in quel lotto viene prima di te."
        )
    )
    rules += _places(allocation)
    if allocation.most_won > 1:
        rules.append(
            _(
                "Con più di un lotto da vincere, in casi rari a qualcuno conviene dire un ordine di preferenza diverso da "
                "quello vero. Con uno solo non succede mai."
            )
        )
    else:
        rules.append(_("Dire un ordine di preferenza diverso da quello vero non conviene mai."))
    rules += _ties(allocation)
    rules.append(
        _("Se chi ha vinto rinuncia, il lotto passa al primo nel suo ordine che ha ancora posto.")
        if allocation.after_withdrawal is AfterWithdrawal.RESERVE
        else _(
            "Se chi ha vinto rinuncia, tutti i lotti si riassegnano senza di lui: nessuno finisce con meno di prima. "
            "Punteggi e offerte migliori restano quelli."
        )
    )
    return rules


def _places(allocation: Allocation) -> list[str]:
    """What a call adds to one place for each lot and each applicant for itself."""
    found = []
    several = [lot.title for lot in allocation.lots if lot.places > 1]
    if several:
        found.append(_("Questi lotti hanno più posti: %(lots)s.") % {"lots": ", ".join(several)})
    reserves = [reserve for lot in allocation.lots for reserve in lot.reserves]
    if reserves:
        found.append(
            _("Un posto riservato va al primo, nell’ordine del lotto, fra quelli a cui è riservato.")
            + (
                " " + _("Se nessuno di loro lo prende, è aperto a tutti.")
                if all(one.fallback for one in reserves)
                else ""
            )
        )
    if any(lot.preemption for lot in allocation.lots):
        found.append(
            _(
                "Chi ha la prelazione su un lotto deve farne domanda come gli altri. Conosciuto l’ordine, può averlo pareggiando "
                "l’offerta di chi lo avrebbe, entro il termine che gli diamo."
            )
        )
    if allocation.bundles:
        found.append(
            _(
                "Di alcuni lotti puoi dire che li vuoi solo insieme: li ricevi tutti o nessuno. Insieme valgono come gli altri "
                "nell’ordine di ogni lotto, e non ricevono quelli che si liberano dopo una rinuncia."
            )
            if allocation.after_withdrawal is AfterWithdrawal.RESERVE
            else _("Di alcuni lotti puoi dire che li vuoi solo insieme: li ricevi tutti o nessuno.")
        )
    if any(lot.falls for lot in allocation.lots):
        found.append(_("Dove si offre un ribasso la base è il massimo, e passa chi chiede di meno."))
    if allocation.most_per_group is not None:
        found.append(
            ngettext(
                "Le imprese collegate fra loro possono vincere insieme %(n)s lotto.",
                "Le imprese collegate fra loro possono vincere insieme %(n)s lotti.",
                allocation.most_per_group,
            )
            % {"n": allocation.most_per_group}
        )
    return found


def _ties(allocation: Allocation) -> list[str]:
    """One rule for all lots, or one for each group of lots that has its own."""
    found = []
    for tie, words in tie_words().items():
        lots = [lot.title for lot in allocation.lots if lot.tie == tie]
        if len(lots) == len(allocation.lots):
            found.append(_("A parità %(how)s.") % {"how": words})
        elif lots:
            found.append(_("A parità, per %(lots)s: %(how)s.") % {"lots": ", ".join(lots), "how": words})
    return found
