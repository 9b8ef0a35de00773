"""The builder's forms of lots: one lot, the rules that all lots share, the table that brings them in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import MoneyField, NumberField

from ...domain.allocation import AfterWithdrawal, LotReserve, LotRule, LotTie, OfferFormula, Offers
from ...domain.document import parts_to_document
from ...domain.lot_questions import MOST_CHOICES
from ...queries.lot_cards import lot_cards
from ...queries.lot_words import formula_words, offers_words, rule_words, tie_words
from .fields import KeyField, PercentField, PointsField, WholeField
from .item_form import ItemForm

MOST_RESERVES = 3
"""Shown for one lot: as many as there are flags, up to these."""
TWO = {"decimal_places": 2, "max_digits": 7}


class LotForm(ItemForm):
    """A lot may be incomplete while the call is a draft; what it needs follows its rule."""

    sometimes = ("base", "economic_max")
    key = KeyField(label=_("Codice"), help_text=_("Per esempio 1. Poi non cambia."), max_length=24)
    title = forms.CharField(label=_("Nome"), help_text=_("Per esempio: Lotto 1."), max_length=120)
    address = forms.CharField(
        label=_("Dove"),
        help_text=_("Indirizzo o quartiere, come si legge nel bando."),
        max_length=200,
        required=False,
    )
    space = forms.CharField(
        label=_("Scheda dello spazio"),
        help_text=_("Il codice dello spazio nel censimento: la pagina del bando porta alla sua scheda."),
        max_length=60,
        required=False,
    )
    area = NumberField(
        label=_("Metri quadri"), min_value=Decimal("0.01"), max_digits=9, decimal_places=2, required=False
    )
    base = MoneyField(
        label=_("Canone base annuo"),
        help_text=_(
            "L’offerta minima; dove si offre un ribasso, la più alta. Non serve se contano solo i punti tecnici."
        ),
        min_value=Decimal(0),
        required=False,
    )
    places = WholeField(
        label=_("Quanti lo possono vincere"),
        help_text=_("Di solito uno; di più per le postazioni di uno spazio condiviso."),
        min_value=1,
        max_value=500,
        initial=1,
    )
    rule = forms.ChoiceField(
        label=_("Come si assegna"), choices=[], widget=forms.RadioSelect, initial=LotRule.MEAT.value
    )
    economic_max = PointsField(
        label=_("Punti dell’offerta migliore"),
        help_text=_("Solo con punti e offerta: per esempio 40. I punti tecnici sono quelli della griglia."),
        required=False,
        **TWO,
    )
    formula = forms.ChoiceField(
        label=_("Come l’offerta diventa punti"),
        choices=[],
        widget=forms.RadioSelect,
        initial=OfferFormula.PROPORTIONAL.value,
    )
    technical_min = PointsField(
        label=_("Soglia dei punti tecnici"),
        help_text=_("Chi ha meno punti non entra in questo lotto."),
        required=False,
        **TWO,
    )
    tie = forms.ChoiceField(
        label=_("A parità di punti o di offerta"),
        choices=[],
        widget=forms.RadioSelect,
        initial=LotTie.TECHNICAL.value,
    )
    offers = forms.ChoiceField(
        label=_("Che cosa si offre"), choices=[], widget=forms.RadioSelect, initial=Offers.RISE.value
    )

    preemption = forms.CharField(
        label=_("Chi ha la prelazione, e perché"),
        help_text=_(
            "Per esempio: l’attuale conduttore, L. 392/1978 art. 40. È pubblico, senza nomi. Vuoto: nessuno ce l’ha."
        ),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kept = list(self.item.reserves) if self.item is not None else []
        flags = [(flag.key, flag.title) for flag in self.edition.flags]
        self.reserves = range(1, max(len(kept), min(MOST_RESERVES, len(flags)), 1) + 1)
        for number in self.reserves:
            self._add_reserve(number, [("", _("Nessuno")), *flags])
        for number, reserve in enumerate(kept, start=1):
            self.initial[_name("reserved_to", number)] = reserve["flag"]
            self.initial[_name("reserved_places", number)] = reserve.get("places", 1)
            self.initial[_name("reserved_fallback", number)] = reserve.get("fallback", True)
        self.fields["offers"].choices = list(offers_words().items())
        self.fields["rule"].choices = list(rule_words().items())
        self.fields["formula"].choices = list(formula_words().items())
        self.fields["tie"].choices = list(tie_words().items())

    def _add_reserve(self, number: int, flags: list[tuple[str, Any]]) -> None:
        first = number == 1
        self.fields[_name("reserved_to", number)] = forms.ChoiceField(
            label=_("Posti riservati a chi ha il contrassegno")
            if first
            else _("Altri posti, riservati a chi ha il contrassegno (%(number)s)") % {"number": number},
            help_text=_("I contrassegni si scrivono nella griglia: dicono da quali risposte si capisce.")
            if first
            else _("Si danno dopo quelli scritti sopra. Chi ha tutti e due i contrassegni prende il primo."),
            choices=flags,
            required=False,
        )
        self.fields[_name("reserved_places", number)] = WholeField(
            label=_("Quanti posti sono riservati"), min_value=1, max_value=500, required=False
        )
        self.fields[_name("reserved_fallback", number)] = forms.BooleanField(
            label=_("Se nessuno di loro lo prende, il posto riservato va agli altri"),
            required=False,
            initial=True,
        )

    def clean_space(self) -> str:
        code = str(self.cleaned_data["space"]).strip()
        if code and code not in lot_cards([code]):
            raise forms.ValidationError(
                _(
                    "Nel censimento non c’è una scheda pubblica con questo codice: controllalo, o lascia vuoto."
                )
            )
        return code

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        rule, tie = facts.get("rule"), facts.get("tie")
        if rule == LotRule.HIGHEST_OFFER and tie == LotTie.TECHNICAL:
            self.add_error(
                "tie", _("Questo lotto va all’offerta più alta: non ci sono punti tecnici da guardare.")
            )
        if rule in (LotRule.MEAT, LotRule.TECHNICAL_ONLY) and tie == LotTie.IMPROVED:
            self.add_error(
                "tie",
                _("L’offerta si migliora solo dove decide da sola: scegli un’altra regola per la parità."),
            )
        if rule == LotRule.TECHNICAL_ONLY and tie == LotTie.OFFER:
            self.add_error("tie", _("Questo lotto non chiede offerte: scegli un’altra regola."))
        if rule == LotRule.MEAT and facts.get("economic_max") is None and "economic_max" not in self.errors:
            self.add_error("economic_max", _("Scrivi quanti punti vale l’offerta migliore."))
        if rule not in (None, LotRule.TECHNICAL_ONLY) and not facts.get("base") and "base" not in self.errors:
            self.add_error("base", _("Scrivi il canone base: è l’offerta minima."))
        if rule == LotRule.TECHNICAL_ONLY and facts.get("preemption"):
            self.add_error(
                "preemption", _("Questo lotto non chiede offerte: non c’è un’offerta da pareggiare.")
            )
        self._check_reserves(facts)
        return facts

    def _check_reserves(self, facts: dict[str, Any]) -> None:
        """Each flag once, and together no more places than the lot has."""
        flags: set[str] = set()
        reserved, places = 0, facts.get("places")
        for number in self.reserves:
            flag = facts.get(_name("reserved_to", number))
            count = facts.get(_name("reserved_places", number))
            if not flag:
                if count:
                    self.add_error(
                        _name("reserved_to", number),
                        _("Scegli a chi sono riservati, o togli il numero di posti."),
                    )
                continue
            reserved += count or 1
            if flag in flags:
                self.add_error(
                    _name("reserved_to", number),
                    _("Questo contrassegno c’è già qui sopra: scegline un altro, o somma lì i posti."),
                )
            elif places and reserved > places:
                self.add_error(_name("reserved_places", number), _("Sono più dei posti del lotto."))
            flags.add(flag)

    def values(self) -> dict[str, Any]:
        """The reserves as the draft keeps them, in the order in which their places are given."""
        values = super().values()
        reserves = []
        for number in self.reserves:
            flag, places, fallback = (
                values.pop(_name(name, number))
                for name in ("reserved_to", "reserved_places", "reserved_fallback")
            )
            if flag:
                reserves.append(LotReserve(flag, places or 1, fallback))
        return {**values, "reserves": parts_to_document(reserves)}


def _name(field: str, number: int) -> str:
    """The first reserve has no number."""
    return field if number == 1 else f"{field}_{number}"


class LotsForm(forms.Form):
    """What all lots share."""

    lots_most_bids = WholeField(
        label=_("Quanti lotti si possono chiedere"), min_value=1, max_value=MOST_CHOICES
    )
    lots_most_won = WholeField(
        label=_("Quanti se ne possono vincere"),
        help_text=_("Con uno solo, a nessuno conviene dire un ordine di preferenza diverso da quello vero."),
        min_value=1,
        max_value=MOST_CHOICES,
    )
    lots_deposit = PercentField(
        label=_("Deposito cauzionale, in percentuale del canone base"),
        help_text=_("Per ogni lotto chiesto: si allega la prova e si dichiara. Vuoto: nessun deposito."),
        required=False,
    )
    lots_most_per_group = WholeField(
        label=_("Quanti lotti possono vincere insieme imprese collegate"),
        help_text=_("Conta il registro dei gruppi dell’ufficio. Vuoto: ogni impresa conta per sé."),
        min_value=1,
        max_value=500,
        required=False,
    )
    lots_bundles = forms.BooleanField(
        label=_("Si possono volere più lotti solo insieme"),
        help_text=_(
            "Chi fa domanda dice quali lotti vuole tutti o nessuno: due locali vicini, un laboratorio e il suo deposito. "
            "Se ne devono poter vincere almeno due."
        ),
        required=False,
    )
    lots_after_withdrawal = forms.ChoiceField(
        label=_("Se chi ha vinto rinuncia"),
        choices=[
            (
                AfterWithdrawal.RESERVE.value,
                _(
                    "il lotto passa al primo nel suo ordine che ha ancora posto; gli altri lotti non si muovono"
                ),
            ),
            (
                AfterWithdrawal.AGAIN.value,
                _("si riassegnano tutti i lotti senza chi ha rinunciato: nessuno finisce con meno di prima"),
            ),
        ],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        bids, won = facts.get("lots_most_bids"), facts.get("lots_most_won")
        if bids is not None and won is not None and won > bids:
            self.add_error("lots_most_won", _("Se ne possono vincere più di quanti se ne possono chiedere."))
        if facts.get("lots_bundles"):
            if won == 1:
                self.add_error(
                    "lots_bundles", _("Qui se ne può vincere uno solo: alza quel numero, o togli la spunta.")
                )
            if facts.get("lots_most_per_group") is not None:
                self.add_error(
                    "lots_bundles",
                    _(
                        "Non vale con un massimo per imprese collegate: lascia vuoto quel numero, o togli la spunta."
                    ),
                )
        return facts
