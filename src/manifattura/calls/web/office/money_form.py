"""The builder's page of what the call gives: money with its rule, or places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import MoneyField

from .fields import PercentField, WholeField


class MoneyForm(forms.Form):
    """What the call gives: the page asks only about what was chosen, so it changes when the choice is saved."""

    gives_money = forms.TypedChoiceField(
        label=_("Che cosa dà il bando"),
        choices=[
            ("si", _("un contributo in denaro")),
            ("no", _("un posto, senza denaro: un programma, un premio, uno stand, un marchio")),
        ],
        coerce=lambda answer: answer == "si",
        widget=forms.RadioSelect,
    )
    places = WholeField(
        label=_("Quanti posti"),
        help_text=_("Vuoto: entrano tutte le domande sopra la soglia."),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    budget = MoneyField(label=_("Risorse del bando"), required=False)
    aid_rate = PercentField(label=_("Contributo sulla spesa ammessa"), required=False)
    aid_cap = MoneyField(label=_("Contributo massimo"), required=False)
    cost_min = MoneyField(
        label=_("Spesa minima del progetto"), help_text=_("Al netto dell’IVA."), required=False
    )
    cost_max = MoneyField(
        label=_("Spesa massima del progetto"), help_text=_("Al netto dell’IVA."), required=False
    )
    aid_progressive = forms.BooleanField(
        label=_("Ogni scaglione vale per la sua parte di spesa"),
        help_text=_("Se non lo scegli, la percentuale dello scaglione vale per tutta la spesa."),
        required=False,
    )
    aid_rate_question = forms.ChoiceField(
        label=_("Chi fa domanda può chiedere una percentuale più bassa"),
        help_text=_(
            "Scegli la domanda del modulo in cui la scrive: un numero obbligatorio, con minimo e massimo. "
            "Chi chiede meno può avere più punti, se la griglia lo dice."
        ),
        required=False,
    )
    aid_regime = forms.CharField(
        label=_("Regime di aiuto"),
        help_text=_("Per esempio: de minimis, Reg. (UE) 2023/2831."),
        max_length=200,
        required=False,
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any]) -> None:
        gives = bool(initial["gives_money"])
        super().__init__(data, initial={**initial, "gives_money": "si" if gives else "no"})
        for name in list(self.fields):
            if name != "gives_money" and (name == "places") == gives:
                del self.fields[name]

    def offer_rates(self, questions: Mapping[str, str]) -> None:
        """Key and label of the questions in which a per cent can be asked for."""
        if "aid_rate_question" in self.fields:
            field = cast("forms.ChoiceField", self.fields["aid_rate_question"])
            field.choices = [("", _("No, vale quella del bando")), *questions.items()]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        low, high = facts.get("cost_min"), facts.get("cost_max")
        if low is not None and high is not None and low > high:
            self.add_error("cost_min", _("La spesa minima supera la massima."))
        return facts
