"""Forms of appointments: booking, what an office offers, the slots it opens."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import DateField

from ..domain.appointments import Plan
from ..models import AppointmentService
from .sign_up_forms import WhoForm

MOST_CLOSED = 40


class BookingForm(WhoForm):
    reason = forms.CharField(
        label=_("Di che cosa vuoi parlare"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Se riguarda una domanda, scrivi il suo numero. Non scrivere dati sulla salute."),
        error_messages={"required": _("Scrivi in poche parole di che cosa vuoi parlare.")},
    )


class ServiceForm(forms.Form):
    office = forms.TypedChoiceField(label=_("Ufficio"), coerce=int)
    name = forms.CharField(
        label=_("Per che cosa si prenota"), max_length=120, help_text=_("Per esempio: Aiuto con la domanda.")
    )
    text = forms.CharField(
        label=_("Che cosa si fa e che cosa portare"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    name_en = forms.CharField(label=_("Per che cosa si prenota, in inglese"), max_length=120, required=False)
    text_en = forms.CharField(
        label=_("Che cosa si fa, in inglese"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Senza l’inglese la pagina in inglese mostra il testo italiano."),
    )
    way = forms.ChoiceField(
        label=_("Come"), choices=AppointmentService.Way.choices, widget=forms.RadioSelect, initial="in_person"
    )
    place = forms.CharField(
        label=_("Indirizzo, o link della videochiamata"),
        max_length=300,
        help_text=_("Il link lo vede solo chi ha prenotato."),
    )
    minutes = forms.IntegerField(label=_("Minuti per appuntamento"), min_value=5, max_value=240, initial=30)
    places = forms.IntegerField(label=_("Posti per orario"), min_value=1, max_value=200, initial=1)
    is_offered = forms.BooleanField(
        label=_("Si può prenotare dal sito"),
        required=False,
        initial=True,
        help_text=_("Togli la spunta per non mostrare più gli orari; chi ha già prenotato tiene il posto."),
    )

    def __init__(self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = offices
        if len(offices) == 1:
            field.widget = forms.HiddenInput()
            field.initial = offices[0][0]


class SlotsForm(forms.Form):
    first = DateField(label=_("Dal giorno"))
    last = DateField(label=_("Al giorno"), help_text=_("Compreso. Al massimo tre mesi."))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("In quali giorni"),
        coerce=int,
        choices=list(WEEKDAYS.items()),
        initial=[0, 1, 2, 3, 4],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Scegli almeno un giorno della settimana.")},
    )
    opens = forms.TimeField(
        label=_("Dalle ore"), initial="09:30", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes = forms.TimeField(
        label=_("Alle ore"), initial="12:30", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closed = forms.CharField(
        label=_("Tranne questi giorni"),
        required=False,
        max_length=600,
        help_text=_("Date separate da una virgola: 24/12/2026, 31/12/2026. Le feste sono già tolte."),
    )

    def clean_closed(self) -> frozenset[date]:
        written = [one for one in self.cleaned_data["closed"].replace(";", ",").split(",") if one.strip()]
        if len(written) > MOST_CLOSED:
            raise forms.ValidationError(_now("Al massimo {n} giorni.").format(n=MOST_CLOSED))
        read = DateField()
        days = (read.to_python(one) for one in written)
        return frozenset(day for day in days if day is not None)

    def plan(self, minutes: int) -> Plan:
        data = self.cleaned_data
        return Plan(
            data["first"], data["last"], data["opens"], data["closes"], minutes,
            frozenset(data["weekdays"]), data["closed"],
        )  # fmt: skip


class CallOffForm(forms.Form):
    because = forms.CharField(
        label=_("Perché lo annulli"),
        max_length=300,
        help_text=_("Chi ha prenotato lo legge nell’e-mail."),
        error_messages={"required": _("Scrivi perché: lo legge chi aveva prenotato.")},
    )
