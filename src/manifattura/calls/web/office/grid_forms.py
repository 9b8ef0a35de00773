"""The forms of what a grid may add: sub-criteria, uplifts, limits, rankings of their own, rates by cost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import MoneyField, NumberField

from ...domain.edition import Edition, FieldType, FormSection
from ...domain.grid_facts import field_kinds, many_valued
from ...domain.money_checks import MAIN
from ...queries.method_words import field_names
from .fields import CodeField, PercentField, PointsField, WholeField
from .item_form import ItemForm


class PartForm(ItemForm):
    key = CodeField(label=_("Codice"), help_text=_("Per esempio A1a. Poi non cambia."))
    criterion = forms.ChoiceField(label=_("Criterio di cui fa parte"))
    title = forms.CharField(label=_("Sottocriterio"), max_length=200)
    max = PointsField(label=_("Punti massimi"), min_value=Decimal("0.001"))
    guidance = forms.CharField(
        label=_("Che cosa guarda chi valuta"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["criterion"].choices = [
            (item.key, f"{item.key}. {item.title}") for item in self.edition.grid.criteria
        ]


NO_FLAGS = _("Non ci sono contrassegni: aggiungine prima uno nella griglia.")


class _Flagged(ItemForm):
    """For who has one of the call's flags."""

    flag = forms.ChoiceField(label=_("Per chi ha il contrassegno"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        flags = [(flag.key, flag.title) for flag in self.edition.flags]
        self.fields["flag"].choices = flags
        if not flags:
            self.fields["flag"].help_text = NO_FLAGS
            self.fields["flag"].error_messages["required"] = NO_FLAGS


def _refuse_second(flag: str, others: set[str], item: Any) -> str:
    if flag in others and (item is None or item.flag != flag):
        raise forms.ValidationError(_("C’è già una voce per questo contrassegno."))
    return flag


class UpliftForm(_Flagged):
    key = CodeField(label=_("Codice"), help_text=_("Per esempio M1. Poi non cambia."))
    title = forms.CharField(label=_("Maggiorazione"), max_length=200)
    percent = NumberField(
        label=_("Percentuale in più"),
        help_text=_("Dei punti, senza premialità e altre maggiorazioni."),
        min_value=Decimal("0.01"),
        max_value=Decimal(999),
        max_digits=5,
        decimal_places=2,
    )
    of = forms.ChoiceField(label=_("Di quali punti"), required=False)
    field_order = ("key", "title", "flag", "percent", "of")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        grid = self.edition.grid
        self.fields["of"].choices = [
            ("", _("Di tutti i criteri")),
            *((group.key, f"{group.key}. {group.title}") for group in grid.groups),
            *((item.key, f"{item.key}. {item.title}") for item in grid.criteria),
        ]


class AreaForm(_Flagged):
    title = forms.CharField(label=_("Nome"), max_length=160, required=False)
    most = WholeField(label=_("Domande finanziate al massimo"), min_value=1, required=False)
    most_amount = MoneyField(label=_("Risorse al massimo"), required=False)
    least = WholeField(
        label=_("Domande finanziate prima delle altre"),
        help_text=_("Le prime di questo contrassegno che hanno i punti minimi."),
        min_value=1,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.edition.gives_money:
            del self.fields["most_amount"]
            self.fields["most"].label = _("Domande selezionate al massimo")
            self.fields["least"].label = _("Posti riservati: domande selezionate prima delle altre")

    def clean_flag(self) -> str:
        others = {area.flag for area in self.edition.grid.areas}
        return _refuse_second(str(self.cleaned_data["flag"]), others, self.item)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not any(facts.get(name) for name in ("most", "most_amount", "least")) and not self.errors:
            self.add_error("most", _("Scrivi almeno un limite."))
        return facts


class PrecedenceForm(_Flagged):
    last = forms.TypedChoiceField(
        label=_("Dove va in graduatoria"),
        choices=[
            (False, _("Prima delle altre domande: prelazione o precedenza")),
            (True, _("Dopo le altre domande: ammissione in via subordinata")),
        ],
        coerce=lambda text: text == "True",
        initial=False,
        widget=forms.RadioSelect,
        help_text=_("Qualunque sia il punteggio, se ci sono i punti minimi."),
    )
    title = forms.CharField(
        label=_("Nome"),
        max_length=160,
        required=False,
        help_text=_("Come lo chiama il bando. Vuoto: il nome del contrassegno."),
    )

    def clean_flag(self) -> str:
        others = {one.flag for one in self.edition.grid.precedence}
        return _refuse_second(str(self.cleaned_data["flag"]), others, self.item)


class RankingForm(_Flagged):
    key = CodeField(label=_("Codice"), help_text=_("Per esempio riserva. Poi non cambia."))
    title = forms.CharField(label=_("Nome della graduatoria"), max_length=200)
    amount = MoneyField(label=_("Risorse"), help_text=_("Parte delle risorse del bando."))
    threshold_times = NumberField(
        label=_("Soglia che dipende dalle risorse: quante volte"),
        help_text=_(
            "Per esempio 2: entra chi ha almeno il punteggio al quale le richieste arrivano al doppio."
        ),
        required=False,
        min_value=Decimal(1),
        max_value=Decimal(999),
        max_digits=5,
        decimal_places=2,
    )
    returns = forms.BooleanField(
        label=_("Chi non è finanziato concorre anche nella graduatoria principale"),
        required=False,
        initial=True,
    )
    spills = forms.BooleanField(
        label=_("Ciò che avanza va alla graduatoria principale"), required=False, initial=True
    )
    receives = forms.BooleanField(
        label=_("Ciò che avanza dalla graduatoria principale viene qui"), required=False
    )
    field_order = ("key", "title", "flag", "amount", "threshold_times", "returns", "spills", "receives")

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"])
        if key == MAIN:
            raise forms.ValidationError(
                _("«main» è il codice della graduatoria principale: scegline un altro.")
            )
        return key

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("returns") and facts.get("receives"):
            self.add_error("receives", _("Chi non è finanziato qui concorre già nella principale."))
        return facts


class BracketForm(ItemForm):
    rate = PercentField(label=_("Contributo sulla spesa"))
    low = MoneyField(label=_("Da questa spesa"), required=False, help_text=_("Vuoto: dall’inizio."))
    low_in = forms.BooleanField(label=_("La spesa iniziale è compresa"), required=False)
    high = MoneyField(label=_("A questa spesa"), required=False, help_text=_("Vuoto: senza fine."))
    high_in = forms.BooleanField(label=_("La spesa finale è compresa"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        low, high = facts.get("low"), facts.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("high", _("Lo scaglione finisce prima di cominciare."))
        return facts


class PremiumForm(_Flagged):
    title = forms.CharField(label=_("Nome"), max_length=160)
    rate = PercentField(
        label=_("Contributo sulla spesa"), required=False, help_text=_("Vuoto: come gli altri.")
    )
    cap = MoneyField(label=_("Contributo massimo"), required=False, help_text=_("Vuoto: come gli altri."))

    def clean_flag(self) -> str:
        others = {premium.flag for premium in self.edition.aid.premiums}
        return _refuse_second(str(self.cleaned_data["flag"]), others, self.item)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("rate") is None and facts.get("cap") is None and not self.errors:
            self.add_error("rate", _("Scrivi una percentuale o un massimo."))
        return facts


MONEY_LIMITS = (
    "partial_last",
    "partial_min_share",
    "skip_unaffordable",
    "edge_ties",
    "threshold_times",
    "most_funded",
)
"""What a call that gives places does not say: its number of places says it."""


class GridLimitsForm(forms.Form):
    """What the page of the grid says beyond thresholds: how points are rounded, phases, order, limits."""

    decimals = forms.TypedChoiceField(
        label=_("Decimali dei punti"), choices=[(2, "2"), (3, "3")], coerce=int, initial=2
    )
    rounding = forms.ChoiceField(
        label=_("Arrotondamento"),
        choices=[("half_up", _("al più vicino, la metà in su")), ("down", _("si troncano"))],
        initial="half_up",
    )
    uplift_cap = PointsField(
        label=_("Massimo di maggiorazioni"),
        help_text=_("In punti. Vuoto: si sommano tutte."),
        required=False,
    )
    second_phase_first = WholeField(
        label=_("Quante domande passano alla seconda fase"),
        help_text=_("Vuoto: una fase sola. I criteri di seconda fase si scelgono sul criterio."),
        required=False,
        min_value=1,
    )
    second_phase_ties_in = forms.BooleanField(
        label=_("Chi è pari all’ultima passa"),
        help_text=_("Se non lo scegli, le domande pari che non ci stanno restano tutte fuori."),
        required=False,
        initial=True,
    )
    by_arrival = forms.BooleanField(
        label=_("Sopra la soglia vale l’ordine di arrivo"),
        help_text=_("Per i bandi a sportello: il punteggio decide chi è idoneo, non la posizione."),
        required=False,
    )
    threshold_times = NumberField(
        label=_("Soglia che dipende dalle risorse: quante volte"),
        help_text=_(
            "Per esempio 2: entra chi ha almeno il punteggio al quale le richieste arrivano al doppio."
        ),
        required=False,
        min_value=Decimal(1),
        max_value=Decimal(999),
        max_digits=5,
        decimal_places=2,
    )
    most_funded = WholeField(label=_("Domande finanziate al massimo"), required=False, min_value=1)
    one_per_link = forms.BooleanField(
        label=_("Una sola domanda finanziata per impresa o gruppo collegato"), required=False
    )
    link_field = forms.ChoiceField(
        label=_("Quale risposta dice il gruppo"),
        help_text=_(
            "Chi scrive la stessa risposta è collegato. Contano sempre anche i gruppi che l’ufficio tiene in Imprese collegate."
        ),
        required=False,
    )

    def ask_no_money(self) -> None:
        """Of a call that gives places."""
        for name in MONEY_LIMITS:
            self.fields.pop(name, None)
        self.fields["one_per_link"].label = _("Una sola domanda selezionata per impresa o gruppo collegato")

    def offer_links(self, form: Sequence[FormSection]) -> None:
        """Short questions whose answer can name a group."""
        texts = [
            (item.key, item.label)
            for section in form
            for item in section.fields
            if item.type is FieldType.TEXT
        ]
        cast("forms.ChoiceField", self.fields["link_field"]).choices = [("", _("Nessuna")), *texts]


def number_choices(edition: Edition) -> list[tuple[str, str]]:
    """Questions with a number or a day, for ties."""
    names, many = field_names(edition), many_valued(edition)
    return [(f"number:{path}", names.get(path, path)) for path in field_kinds(edition) if path not in many]
