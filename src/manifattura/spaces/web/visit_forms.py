"""What a firm and an office fill in for visits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import DateTimeField, NumberField

from ..actions.book_visit import MOST_PEOPLE
from ..domain.visits import MOST_TURNS


class SlotsForm(forms.Form):
    first = DateTimeField(label=_("Il primo turno comincia"))
    minutes = NumberField(
        label=_("Minuti per turno"), min_value=10, max_value=480, decimal_places=0, initial=30
    )
    count = NumberField(
        label=_("Quanti turni di seguito"), min_value=1, max_value=MOST_TURNS, decimal_places=0, initial=4
    )
    capacity = NumberField(
        label=_("Imprese per turno"), min_value=1, max_value=50, decimal_places=0, initial=1
    )
    meeting = forms.CharField(
        label=_("Dove ci si trova"),
        max_length=300,
        help_text=_(
            "Lo legge solo chi ha prenotato: portone, citofono, chi apre. Se la posizione è riservata, scrivi qui quello che puoi dire."
        ),
    )

    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {**given, **{key: int(given[key]) for key in ("minutes", "count", "capacity")}}


class CancelSlotForm(forms.Form):
    because = forms.CharField(label=_("Perché annulli il turno"), max_length=300)


class RuleForm(forms.Form):
    question = forms.ChoiceField(
        label=_("Bando e domanda in cui va il certificato"),
        help_text=_(
            "La domanda deve accettare un PDF. Se è obbligatoria, senza visita la domanda non parte."
        ),
    )

    def __init__(self, data: Any = None, *, questions: list[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["question"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Scegli")), *questions]


class BookForm(forms.Form):
    organisation = forms.ChoiceField(label=_("Per quale impresa"), widget=forms.RadioSelect)
    people = NumberField(
        label=_("Quante persone vengono"), min_value=1, max_value=MOST_PEOPLE, decimal_places=0, initial=1
    )

    def __init__(self, data: Any = None, *, firms: list[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = firms
        if len(firms) == 1:
            field.initial = firms[0][0]
