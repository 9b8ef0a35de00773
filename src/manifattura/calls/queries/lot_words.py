"""Lots in words: rules, formulas, ties, for the builder and the page of the call."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from manifattura.ui.templatetags.ui_filters import points_short

from ..domain.allocation import AfterWithdrawal, Allocation, LotRule, LotTie, OfferFormula, SpaceLot
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


def tie_words() -> dict[str, str]:
    return {
        LotTie.TECHNICAL.value: _("passa chi ha più punti tecnici, poi sorteggio pubblico"),
        LotTie.OFFER.value: _("passa l’offerta più alta, poi sorteggio pubblico"),
        LotTie.DRAW.value: _("subito sorteggio pubblico"),
    }


def area_text(area: Decimal) -> str:
    """`84 m²`, with the decimals that it needs."""
    return f"{points_short(area)}\u00a0m²"


def lot_award(lot: SpaceLot, technical_max: Decimal) -> str:
    """How a lot is awarded, in a line: `60 punti tecnici e 40 all’offerta; soglia tecnica 36`."""
    if lot.rule is LotRule.HIGHEST_OFFER:
        return _("all’offerta più alta")
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
